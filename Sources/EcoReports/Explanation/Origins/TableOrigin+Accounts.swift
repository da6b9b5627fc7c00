import EcoRuns
import EcoUnits

/// Tables of the account and of the air.
extension TableOrigin {
    static let accounts: [TableOrigin] = [
        TableOrigin(
            table: "accounts", keys: ["region", "year", "indicator"],
            added: RowAddition(
                columns: ["value_yuan"], ofOneUnit: ["quantity"],
                parts: ["region": RowAddition.ofOneCounty, "indicator": RowAddition.ofOneService],
                isPart: { $0["account"] == "extent" || $0["ecosystem"].isEmpty }),
            made: LocalizedText(
                en: "Quantity and value of a service: quantity times price, parts added.",
                zh: "服务的实物量与价值量：实物量乘单价，各部分相加。")),
        TableOrigin(
            table: "account_regions", keys: ["region"],
            added: RowAddition(
                columns: ["area_km2", "population"], endings: ["_yuan"],
                parts: ["region": RowAddition.ofOneCounty]),
            made: LocalizedText(
                en: "The account of a county: its services added.", zh: "一县核算结果：各项服务相加。")),
        TableOrigin(
            table: "account_extent", keys: ["region", "ecosystem"],
            added: RowAddition(
                columns: ["area_km2", "official_area_km2"], parts: ["region": RowAddition.ofOneCounty]),
            made: LocalizedText(
                en: "Area of the cells of a type within the county.", zh: "县域内该类型像元面积之和。")),
        TableOrigin(
            table: "account_services", keys: ["region", "indicator", "component"],
            added: RowAddition(
                columns: ["value_yuan"], ofOneUnit: ["quantity"],
                parts: [
                    "region": RowAddition.ofOneCounty, "indicator": RowAddition.ofOneService,
                    "component": RowAddition.ofOneComponent,
                ]),
            made: LocalizedText(en: "A part of a service: quantity times unit price.", zh: "服务的组成部分：实物量乘单价。")),
        TableOrigin(
            table: "account_matrix", keys: ["region", "indicator"],
            added: RowAddition(
                endings: ["_yuan"],
                parts: ["region": RowAddition.ofOneCounty, "indicator": RowAddition.ofOneService]),
            made: LocalizedText(
                en: "A service by ecosystem type; what no type gives is unallocated.",
                zh: "按生态系统类型分列的服务价值，不能归属的列为未分配。")),
        TableOrigin(
            table: "account_indices", keys: ["region"],
            added: RowAddition(columns: ["total_yuan"], parts: ["region": RowAddition.ofOneCounty]),
            made: LocalizedText(
                en: "Ratios of the account: by area, by head, growth over growth of GDP.",
                zh: "核算指数：地均、人均及与 GDP 增速之比。")),
        TableOrigin(
            table: "account_drivers", keys: ["region", "account", "rank"],
            made: LocalizedText(
                en: "The account with the price of a driver at half and at one and a half times its value.",
                zh: "驱动因素单价取一半与一倍半时的核算结果。")),
        TableOrigin(
            table: "account_published", keys: ["id", "against"],
            made: LocalizedText(en: "A printed figure beside the same figure computed.", zh: "公布数值与计算数值的对照。")),
        TableOrigin(
            table: "account_change", keys: ["region", "id"],
            added: RowAddition(
                columns: [
                    "opening_yuan", "closing_yuan", "shapley_quantity_yuan", "shapley_price_yuan",
                    "lmdi_quantity_yuan", "lmdi_price_yuan",
                ], parts: ["region": RowAddition.ofOneCounty]),
            made: LocalizedText(
                en: "Change of a product between two years, parted into quantity and price (Shapley, LMDI).",
                zh: "两年间产品价值变化，分解为数量与价格（Shapley、LMDI）。")),
        TableOrigin(
            table: "account_change_factors", keys: ["region", "indicator", "ecosystem"],
            added: RowAddition(
                columns: [
                    "opening_km2", "closing_km2", "opening_yuan", "closing_yuan", "extent_yuan",
                    "intensity_yuan", "price_yuan",
                ], parts: ["region": RowAddition.ofOneCounty]),
            made: LocalizedText(
                en: "Change of a service parted into area, yield per area and price.",
                zh: "服务价值变化分解为面积、单位面积产出与价格。")),
        TableOrigin(
            table: "account_geep", keys: ["region"],
            added: RowAddition(
                columns: [
                    "gdp_yuan", "pollution_damage_yuan", "ecological_damage_yuan", "regulating_services_yuan",
                    "geep_yuan",
                ], parts: ["region": RowAddition.ofOneCounty]),
            made: LocalizedText(
                en: "From GDP to gross economic-ecological product.", zh: "由 GDP 得到经济生态生产总值（GEEP）。")),
        TableOrigin(
            table: "account_basis", keys: ["key"],
            made: LocalizedText(
                en: "What two accounts must have in common to be compared; a setting, nothing is computed.",
                zh: "两次核算可比所需的共同依据，为设定，不含计算。")),
        TableOrigin(
            table: "account_rules", keys: ["kind", "id"],
            made: LocalizedText(en: "What the rule pack says, in words.", zh: "规则包的文字规定。")),
        TableOrigin(
            table: "account_sums", keys: ["region", "indicator", "class", "measure"],
            added: RowAddition(ofOneUnit: ["sum"]),
            title: LocalizedText(en: "Sums over cells", zh: "像元累加"),
            made: LocalizedText(
                en:
                    "Density times area of the cells of a class in a county, added up; the layers behind it stand in layers.csv. This is the bottom of a tonne.",
                zh: "县内某类像元的密度乘面积之和，所用图层见 layers.csv；实物量由此而来。")),
        TableOrigin(
            table: "account_formulas", keys: ["region", "indicator", "component", "class"],
            title: LocalizedText(en: "Formulas of classes", zh: "分类计算公式"),
            made: LocalizedText(
                en: "The formula that a class of land cover uses, in the names of its layers.",
                zh: "各地类所用公式，以图层名表示。")),
    ]

    static let air: [TableOrigin] = [
        TableOrigin(
            table: "air_days", keys: ["region", "date"],
            title: LocalizedText(en: "Days", zh: "逐日空气质量"),
            made: LocalizedText(
                en: "The values of a day and its air quality index (HJ 633).", zh: "当日浓度与空气质量指数（HJ 633）。")),
        TableOrigin(
            table: "air_changes", keys: ["region", "period"],
            made: LocalizedText(
                en: "A figure of the air less the same of the year before, and that over the year before.",
                zh: "环境空气指标与上年同期之差及其变化率。"),
            recipes: [
                "difference": difference("current", "base"),
                "percent": { row, _ in
                    ["(\(row["current"]) - \(row["base"])) / \(row["base"]) * 100"]
                },
            ]),
        TableOrigin(
            table: "air_dustfall", keys: ["region", "period"],
            made: LocalizedText(
                en: "Dustfall over the sites of the county, against its limit.", zh: "县内各点降尘量及其与限值的比较。"),
            recipes: [
                "percent": { row, _ in
                    [
                        "(\(row["mean_t_km2_month"]) - \(row["limit_t_km2_month"])) / \(row["limit_t_km2_month"]) * 100"
                    ]
                }
            ]),
        TableOrigin(
            table: "air_rank_gaps", keys: ["region", "period"],
            made: LocalizedText(
                en:
                    "Place among the listed cities by composite index, and how far the index is above that of the place aimed at.",
                zh: "按综合指数在所列城市中的位次，及与目标位次指数之差。")),
        TableOrigin(
            table: "air_exclusions", keys: ["region", "date", "pollutant"],
            made: LocalizedText(
                en:
                    "A day that the list of sand-dust takes from a statistic; the remaining value is that of the other hours or stations.",
                zh: "按沙尘清单从统计中剔除的日值；剩余值由其他时段或站点得到。")),
        TableOrigin(
            table: "air_standards", keys: ["standard", "pollutant", "kind", "sub_index"],
            title: LocalizedText(en: "Standards in figures", zh: "标准限值与分级点"),
            made: LocalizedText(
                en: "A limit, weight or breakpoint of a standard; nothing is computed.",
                zh: "标准的限值、权重或分级点，不含计算。")),
        TableOrigin(
            table: "air_index_daily", keys: ["region", "date"],
            title: LocalizedText(en: "Daily air quality index", zh: "日空气质量指数"),
            made: LocalizedText(
                en:
                    "Sub-indices of a day between the breakpoints of HJ 633; the index is the largest of them.",
                zh: "按 HJ 633 分级点内插的当日分指数，指数取其最大者。")),
        TableOrigin(
            table: "air_index_hourly", keys: ["region", "date", "hour"],
            title: LocalizedText(en: "Hourly air quality index", zh: "小时空气质量指数"),
            made: LocalizedText(
                en:
                    "Sub-indices of an hour between the breakpoints of HJ 633; the index is the largest of them.",
                zh: "按 HJ 633 分级点内插的小时分指数，指数取其最大者。")),
    ]
}
