import EcoRuns
import EcoUnits

/// Tables of the plan of the quota market.
extension TableOrigin {
    static let markets: [TableOrigin] = [
        TableOrigin(
            table: "quota", keys: ["region", "pollutant"],
            added: RowAddition(columns: [
                "baseline_t", "abated_t", "sold_t", "bought_t", "reserve_t", "emitted_t", "cost_yuan",
                "quota_t", "grown_t", "shortfall_t", "value_yuan",
            ]),
            made: LocalizedText(
                en:
                    "The plan of least cost under all limits: emission, quota, what is cut and traded, by sector.",
                zh: "各项限值约束下费用最小方案：分部门排放、指标、削减与交易。")),
        TableOrigin(
            table: "quota_steps", keys: ["region", "pollutant", "measure"],
            added: RowAddition(columns: [
                "maximum_t", "used_t", "cost_yuan", "worth_yuan", "used_when_stricter_t", "investment_yuan",
            ]),
            made: LocalizedText(
                en: "A measure and how far the plan uses it.", zh: "一项减排措施及其采用程度。")),
        TableOrigin(
            table: "quota_flows", keys: ["from", "to", "pollutant"],
            added: RowAddition(columns: ["sent_t", "received_t"]),
            made: LocalizedText(
                en: "Quota sold; the buyer receives it divided by the replacement ratio.",
                zh: "出售指标；购方所得为其除以替代倍数。")),
        TableOrigin(
            table: "quota_payments", keys: ["payer", "payee", "pollutant"],
            added: RowAddition(columns: ["amount_fen"]),
            made: LocalizedText(
                en: "Quota times price, to the fen; fees by their rates.", zh: "指标量乘价格，取整到分；费用按费率。")),
        TableOrigin(
            table: "quota_ledger", keys: ["party"],
            added: RowAddition(
                columns: [
                    "measure_cost_yuan", "project_value_yuan", "enclave_value_yuan", "tax_yuan",
                    "shortfall_cost_yuan", "quota_paid_yuan", "quota_received_yuan", "fees_yuan",
                    "net_cost_yuan", "cost_alone_yuan", "gain_yuan", "income_yuan", "rent_yuan",
                ], countiesOf: "party"),
            made: LocalizedText(
                en:
                    "What the market means for a county, against meeting its quota alone; of a fund, income less what its service costs.",
                zh: "一县参与市场与独自达标之比较；资金池为收入减去服务成本。"),
            recipes: ["fees_yuan": fees]),
        TableOrigin(
            table: "prices", keys: ["region", "pollutant"], tellApart: ["limit"],
            made: LocalizedText(
                en:
                    "What one tonne more would cost: multipliers of the plan, for the place and for scarcity.",
                zh: "多排一吨的费用：方案的影子价格，分为位置价与稀缺价。")),
        TableOrigin(
            table: "quota_prices", keys: ["kind", "pollutant", "name"],
            made: LocalizedText(
                en: "A multiplier of the plan, its interval, and the range in which it holds.",
                zh: "方案的影子价格及其区间与有效范围。")),
        TableOrigin(
            table: "place_charges", keys: ["region", "pollutant", "receptor"],
            added: RowAddition(columns: ["charge_yuan_per_t"]),
            title: LocalizedText(en: "Place charges", zh: "受体点位置价"),
            made: LocalizedText(
                en: "The price of a receptor's limit times what a tonne adds there.",
                zh: "受体点限值的影子价格乘一吨排放在该点的浓度贡献。")),
        TableOrigin(
            table: "receptors", keys: ["receptor"],
            made: LocalizedText(
                en: "Background plus what all sources add, before and after.", zh: "背景浓度加全部排放的贡献，分别为基准与方案。"),
            reads: ["input_rows"],
            recipes: [
                "baseline_ug_m3": { row, run in concentration(run, row, "baseline_t") },
                "after_ug_m3": { row, run in concentration(run, row, "emitted_t") },
            ]),
        TableOrigin(
            table: "quota_equity", keys: ["region", "pollutant"],
            made: LocalizedText(
                en:
                    "Shares and kilograms a head of quota.csv; without a region Gini coefficients over people: 1 - Σ people × (2 × tonnes of the counties before + tonnes) / (all people × all tonnes), counties in the order of tonnes a head.",
                zh:
                    "由 quota.csv 得到的份额与人均千克数；无地区的一行为以人口为权的基尼系数：1 − Σ 人口 ×（2 × 前列各县吨数 + 本县吨数）÷（总人口 × 总吨数），各县按人均吨数由低到高排列。"
            ),
            recipes: [
                "share_of_baseline": { row, run in share(run, row, "baseline_t") },
                "share_before": { row, run in share(run, row, "quota_t") },
                "share_after": { row, run in share(run, row, "emitted_t") },
                "gini_before": { row, run in gini(run, row, "quota_t") },
                "gini_after": { row, run in gini(run, row, "emitted_t") },
            ]),
        TableOrigin(
            table: "quota_rents", keys: ["region", "receptor"],
            added: RowAddition(columns: ["charge_yuan", "endowment_yuan"]),
            made: LocalizedText(
                en:
                    "The place charge of the receptor times the tonnes emitted (charge) and times the quota held (endowment), pollutants added, to the fen.",
                zh: "受体点位置价乘排放吨数（应缴）及乘持有指标（应得），各污染物相加，取整到分。"),
            reads: ["place_charges"],
            recipes: [
                "charge_yuan": { row, run in rent(run, row, "emitted_t") },
                "endowment_yuan": { row, run in rent(run, row, "quota_t") },
            ]),
        TableOrigin(
            table: "receptor_contributions", keys: ["receptor", "region"],
            added: RowAddition(columns: ["before_ug_m3", "after_ug_m3"]),
            made: LocalizedText(
                en: "Emission of the county times what a tonne adds at the receptor, sources added.",
                zh: "县域排放量乘每吨在受体点的浓度贡献，各源相加。"),
            reads: ["input_rows"],
            recipes: [
                "before_ug_m3": { row, run in [contribution(run, row, "baseline_t")] },
                "after_ug_m3": { row, run in [contribution(run, row, "emitted_t")] },
            ]),
        TableOrigin(
            table: "receptor_means", keys: ["period", "population"],
            made: LocalizedText(
                en: "Concentrations at the receptors weighed by the people that each stands for.",
                zh: "以各受体点所代表人口加权的平均浓度。"),
            reads: ["input_rows"],
            recipes: [
                "population": { _, run in [sum(receptors(run).map { ParameterTrail.cell($0, "population") })]
                },
                "baseline_ug_m3": { row, run in [mean(run, row, "baseline_ug_m3")] },
                "after_ug_m3": { row, run in [mean(run, row, "after_ug_m3")] },
                "limit_ug_m3": { row, run in [mean(run, row, "limit_ug_m3")] },
            ]),
        TableOrigin(
            table: "receptor_years", keys: ["receptor", "weather"],
            made: LocalizedText(
                en:
                    "Background plus what all sources add under the transfer coefficients of one year of weather.",
                zh: "背景浓度加某一气象年传输系数下全部排放的贡献。"),
            reads: ["input_rows"],
            recipes: [
                "baseline_ug_m3": { row, run in concentration(run, row, "baseline_t") },
                "after_ug_m3": { row, run in concentration(run, row, "emitted_t") },
            ],
            related: { ["receptors:\($0["receptor"])"] }),
    ]

    // MARK: Transfer coefficients

    /// `ug_m3_per_t` of the rows of the input for a receptor, by region and pollutant; several rows for one are those
    /// of years of weather.
    private static func coefficients(_ run: RunRows, _ receptor: String, weather: String) -> [[String]:
        String]
    {
        var found: [[String]: String] = [:]
        for row in run["input_rows"] where row["path"].hasPrefix("quota.source_receptor") {
            guard ParameterTrail.cell(row, "receptor") == receptor else { continue }
            let year = ParameterTrail.cell(row, "weather")
            guard weather.isEmpty || year.isEmpty || year == weather else { continue }
            let key = [row["region"], row["pollutant"]]
            // Two values for one source leave nothing to be told.
            found[key] = found[key] == nil ? ParameterTrail.cell(row, "ug_m3_per_t") : ""
        }
        return found
    }

    /// Emission times coefficient over the sources of the region, or of all.
    private static func loads(
        _ run: RunRows, _ row: StoredRow, _ column: String, region: String? = nil
    ) -> [(String, String)] {
        let effects = coefficients(run, row["receptor"], weather: row["weather"])
        return run["quota"].filter {
            (region == nil || $0["region"] == region) && $0["period"] == row["period"]
        }.map { ($0[column], effects[[$0["region"], $0["pollutant"]]] ?? "") }
    }

    private static func contribution(_ run: RunRows, _ row: StoredRow, _ column: String) -> String {
        products(loads(run, row, column, region: row["region"]))
    }

    private static func concentration(_ run: RunRows, _ row: StoredRow, _ column: String) -> [String] {
        let background =
            receptors(run).first { ParameterTrail.cell($0, "receptor") == row["receptor"] }
            .map { ParameterTrail.cell($0, "background_ug_m3") } ?? ""
        let added = products(loads(run, row, column))
        return added.isEmpty ? [] : [(background.isEmpty ? "" : background + " + ") + added]
    }

    // MARK: People

    private static func receptors(_ run: RunRows) -> [StoredRow] {
        run["input_rows"].filter { $0["path"] == "quota.receptors" }
    }

    private static func mean(_ run: RunRows, _ row: StoredRow, _ column: String) -> String {
        let values = Dictionary(
            run.rows("receptors", ["period": row["period"]]).map { ($0["receptor"], $0[column]) },
            uniquingKeysWith: { first, _ in first })
        let terms = receptors(run).map { receptor in
            (
                ParameterTrail.cell(receptor, "population"),
                values[ParameterTrail.cell(receptor, "receptor")] ?? ""
            )
        }
        return "(\(products(terms))) / \(row["population"])"
    }

    // MARK: Shares

    /// Tonnes of a pollutant by region, sectors and periods added.
    private static func tonnes(_ run: RunRows, _ pollutant: String, _ column: String) -> [(String, [String])]
    {
        let own = run.rows("quota", ["pollutant": pollutant])
        return Dictionary(grouping: own) { $0["region"] }.sorted { $0.key < $1.key }.map { region, rows in
            (region, rows.map { $0[column] }.filter { !$0.isEmpty })
        }
    }

    private static func share(_ run: RunRows, _ row: StoredRow, _ column: String) -> [String] {
        let all = tonnes(run, row["pollutant"], column)
        guard let own = all.first(where: { $0.0 == row["region"] }) else { return [] }
        return ["(\(sum(own.1))) / (\(sum(all.flatMap(\.1))))"]
    }

    private static func gini(_ run: RunRows, _ row: StoredRow, _ column: String) -> [String] {
        let cells = tonnes(run, row["pollutant"], column).map { region, values in
            (
                amount: values.count == 1 ? values[0] : "\(values.compactMap(Double.init).reduce(0, +))",
                people: run.first("regions", ["region": region])?["population"] ?? ""
            )
        }
        return GiniExpression.text(cells).map { [$0] } ?? []
    }

    // MARK: Rents

    private static func rent(_ run: RunRows, _ row: StoredRow, _ column: String) -> [String] {
        let charges = run.rows("place_charges", ["region": row["region"], "receptor": row["receptor"]])
        let terms = run.rows("quota", ["region": row["region"]]).map { source in
            (
                source[column],
                charges.first {
                    $0["pollutant"] == source["pollutant"] && $0["period"] == source["period"]
                }?["charge_yuan_per_t"] ?? ""
            )
        }
        return [RunRows.toFen(products(terms))]
    }

    /// What was bought and sold at its price times the rate, for either side.
    private static func fees(_ row: StoredRow, _ run: RunRows) -> [String] {
        let deals = run["quota_flows"].filter { [$0["from"], $0["to"]].contains(row["party"]) }
        let rate = run.parameter("quota.fee_rate").split(separator: " ").first ?? ""
        guard !deals.isEmpty, !rate.isEmpty else { return [] }
        let fees = "(\(products(deals.map { ($0["sent_t"], $0["price_yuan_per_t"]) }))) * \(rate)"
        return [fees, "round(\(fees) * 1000000) / 1000000"]
    }
}
