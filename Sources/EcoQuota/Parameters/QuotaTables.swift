import EcoAccounts
import EcoParameters
import EcoUnits

/// The input tables of the quota market.
public enum QuotaTables {
    static let region = RegionTable.Columns.region
    static let pollutant = Column<String>.text(
        "pollutant", kind: .identifier, LocalizedText(en: "pollutant, such as so2", zh: "污染物，如 so2"))
    static let sector = Column<String>.text(
        "sector", kind: .identifier, LocalizedText(en: "sector, such as power", zh: "行业，如 power"))
    static let status = Column<String>.choice(
        "status",
        [
            ChoiceOption("measured", LocalizedText(en: "measured or reported", zh: "监测或统计")),
            ChoiceOption("published", LocalizedText(en: "read in a publication", zh: "公开文献")),
            ChoiceOption(
                "assumed", LocalizedText(en: "derived or assumed; the report says so", zh: "推算或假设，报告中列明")),
        ], LocalizedText(en: "how well the row is founded", zh: "数据来源性质"))
    static let note = RegionTable.Columns.note
    static let period = Column<String>.text(
        "period", presence: .optional,
        LocalizedText(en: "a period of the block; empty means each", zh: "时期，空表示各期相同"))
    static let otherPollutant = Column<String>.text(
        "other_pollutant", kind: .identifier, LocalizedText(en: "the other commodity", zh: "另一污染物或指标"))
    static let onlyPollutant = Column<String>.text(
        "pollutant", kind: .identifier, presence: .optional,
        LocalizedText(en: "only pollutant it holds for; empty means all", zh: "仅适用的污染物，空表示全部"))
    static let release = Column<String>.text(
        "release", kind: .identifier, presence: .optional,
        LocalizedText(en: "class of release, such as low_stack; empty means none", zh: "排放高度类别，空表示不分"))

    /// Emission sources: one row for each region, pollutant and sector.
    public enum Sources {
        static let pool = Column<String>.text(
            "pool", kind: .identifier, presence: .optional,
            LocalizedText(
                en: "class of sectors that may trade with each other; empty where all may",
                zh: "可相互交易的行业类别，空表示均可"))
        static let baseline = Column<Double>.quantity(
            "baseline_t", unit: .named("t"), range: .nonNegative,
            LocalizedText(en: "emission in a year without new measures", zh: "基准年排放量"))
        static let quota = Column<Double>.quantity(
            "quota_t", unit: .named("t"), range: .nonNegative,
            LocalizedText(en: "quota held", zh: "持有的排污权指标"))
        static let tradableShare = Column<Double>.quantity(
            "tradable_share", unit: .one, range: .fraction, presence: .optional,
            LocalizedText(en: "part of the quota that may be sold; empty means all", zh: "可交易比例，空表示全部"))
        static let pooledShare = Column<Double>.quantity(
            "pooled_share", unit: .one, range: .fraction, presence: .optional,
            LocalizedText(en: "part that goes to the pool of the zone; empty means 0", zh: "上级统筹比例，空表示 0"))
        static let output = Column<Double>.quantity(
            "output", unit: .one, range: .nonNegative, presence: .optional,
            LocalizedText(en: "output in a year, for benchmarks", zh: "年产出（用于强度基准）"))
        static let emissionCap = Column<Double>.quantity(
            "emission_cap_t", unit: .named("t"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "hard limit of the emission; empty means none", zh: "排放总量上限，空表示无"))
        static let replacementRatio = Column<Double>.quantity(
            "replacement_ratio", unit: .one, range: NumberRange(minimum: 1), presence: .optional,
            LocalizedText(
                en: "tonnes that a buyer acquires to emit one tonne; empty means 1", zh: "削减替代倍数，空表示 1"))
        static let mayBuy = Column<Bool>.boolean(
            "may_buy", presence: .optional,
            LocalizedText(en: "whether quota may be acquired; empty means yes", zh: "是否允许购入，空表示允许"))

        public static let declaration = TableDeclaration(
            id: "quota_sources",
            meaning: LocalizedText(
                en: "emission and quota of each region, pollutant and sector", zh: "各地区、污染物、行业的排放量与指标"),
            columns: [
                region.declaration, pollutant.declaration, sector.declaration, pool.declaration,
                period.declaration, baseline.declaration, quota.declaration, tradableShare.declaration,
                pooledShare.declaration, emissionCap.declaration, replacementRatio.declaration,
                mayBuy.declaration, release.declaration, output.declaration, status.declaration,
                note.declaration,
            ], uniqueBy: ["region", "pollutant", "sector", "period"])
    }

    /// Abatement measures: flat or rising steps.
    public enum Measures {
        static let measure = Column<String>.text(
            "measure", LocalizedText(en: "name of the measure", zh: "减排措施名称"))
        static let cost = Column<Double>.quantity(
            "cost_yuan_per_t", unit: .named("CNY/t"), range: .nonNegative,
            LocalizedText(en: "marginal cost of the first tonne", zh: "首吨边际成本"))
        static let slope = Column<Double>.quantity(
            "slope_yuan_per_t2", unit: .named("CNY/t2"), range: .nonNegative, presence: .optional,
            LocalizedText(
                en: "rise of the marginal cost for each tonne; empty means 0", zh: "边际成本斜率，空表示 0"))
        static let maximum = Column<Double>.quantity(
            "maximum_t", unit: .named("t"), range: .nonNegative,
            LocalizedText(en: "largest abatement in a year", zh: "最大减排量"))

        static let investment = Column<Double>.quantity(
            "investment_yuan_per_t", unit: .named("CNY/t"), range: .nonNegative, presence: .optional,
            LocalizedText(
                en:
                    "what building it takes for each tonne a year, for the payback; goes with running_yuan_per_t",
                zh: "单位年减排能力的投资（用于回收期），与 running_yuan_per_t 同时给出"))
        static let running = Column<Double>.quantity(
            "running_yuan_per_t", unit: .named("CNY/t"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "what running it costs for each tonne", zh: "单位减排的运行费用"))

        public static let declaration = TableDeclaration(
            id: "quota_measures",
            meaning: LocalizedText(en: "abatement measures of each source", zh: "各排放源的减排措施"),
            columns: [
                region.declaration, pollutant.declaration, sector.declaration, measure.declaration,
                cost.declaration, slope.declaration, maximum.declaration, period.declaration,
                investment.declaration, running.declaration, status.declaration, note.declaration,
            ], uniqueBy: ["region", "pollutant", "sector", "measure", "period"])
    }

    /// Growth projects: value for each tonne that may be emitted more.
    public enum Projects {
        static let project = Column<String>.text(
            "project", LocalizedText(en: "name of the project", zh: "建设项目名称"))
        static let value = Column<Double>.quantity(
            "value_yuan_per_t", unit: .named("CNY/t"), range: .nonNegative,
            LocalizedText(en: "value added for each tonne emitted", zh: "单位排放增加值"))
        static let maximum = Column<Double>.quantity(
            "maximum_t", unit: .named("t"), range: .nonNegative,
            LocalizedText(en: "emission at full size", zh: "满负荷排放量"))

        static let isWhole = Column<Bool>.boolean(
            "whole", presence: .optional,
            LocalizedText(en: "built whole or not at all; empty means no", zh: "是否只能整体建设，空表示否"))
        static let commitmentPeriod = Column<String>.text(
            "commitment_period", presence: .optional,
            LocalizedText(
                en: "period from which quota is held; empty means `period`", zh: "须持有指标的起始时期，空表示投产期"))
        static let replacementRatio = Column<Double>.quantity(
            "replacement_ratio", unit: .one, range: NumberRange(minimum: 1), presence: .optional,
            LocalizedText(en: "quota held for each tonne emitted; empty means 1", zh: "替代倍数，空表示 1"))
        static let quotaBrought = Column<Double>.quantity(
            "quota_brought", unit: .one, range: .nonNegative, presence: .optional,
            LocalizedText(
                en: "quota that it brings for each tonne emitted; empty means 0", zh: "每吨排放带入的指标，空表示 0"))
        static let priority = Column<Int>.integer(
            "priority", range: 1...9, presence: .optional,
            LocalizedText(en: "rank, 1 first; empty comes last", zh: "优先级，1 最先，空表示最后"))
        static let output = Column<Double>.quantity(
            "output", unit: .one, range: .nonNegative, presence: .optional,
            LocalizedText(en: "output at full size, for benchmarks", zh: "满负荷产出（用于强度基准）"))
        static let unit = Column<String>.text(
            "unit", presence: .optional, LocalizedText(en: "unit of the zoning plan", zh: "三线一单管控单元"))
        static let tax = Column<Double>.quantity(
            "tax_yuan_per_t", unit: .named("CNY/t"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "tax for each tonne emitted; empty means 0", zh: "单位排放税收，空表示 0"))
        static let origin = Column<String>.text(
            "origin_region", kind: .regionCode, presence: .optional,
            LocalizedText(en: "region that sends it; empty: it is at home", zh: "飞出地，空表示本地项目"))
        static let originValueShare = Column<Double>.quantity(
            "origin_value_share", unit: .one, range: .fraction, presence: .optional,
            LocalizedText(
                en: "part of the value that the origin counts; empty means 0", zh: "飞出地分享增加值比例，空表示 0"))
        static let originTaxShare = Column<Double>.quantity(
            "origin_tax_share", unit: .one, range: .fraction, presence: .optional,
            LocalizedText(en: "part of the tax that the origin keeps; empty means 0", zh: "飞出地分享税收比例，空表示 0"))

        public static let declaration = TableDeclaration(
            id: "quota_projects",
            meaning: LocalizedText(en: "growth projects that need quota", zh: "需要指标的增长项目"),
            columns: [
                region.declaration, pollutant.declaration, sector.declaration, project.declaration,
                value.declaration, maximum.declaration, isWhole.declaration, period.declaration,
                commitmentPeriod.declaration, replacementRatio.declaration, quotaBrought.declaration,
                priority.declaration, output.declaration, unit.declaration, tax.declaration,
                origin.declaration, originValueShare.declaration, originTaxShare.declaration,
                status.declaration, note.declaration,
            ], uniqueBy: ["region", "pollutant", "sector", "project"])
    }

    /// The trading zone of each region.
    public enum Zones {
        static let zone = Column<String>.text(
            "zone", kind: .identifier, LocalizedText(en: "trading zone", zh: "交易片区"))

        public static let declaration = TableDeclaration(
            id: "quota_zones", meaning: LocalizedText(en: "trading zone of each region", zh: "各地区所属交易片区"),
            columns: [region.declaration, zone.declaration, onlyPollutant.declaration],
            uniqueBy: ["region", "pollutant"])
    }

    /// Stations with an ambient limit.
    public enum Receptors {
        static let receptor = Column<String>.text(
            "receptor", LocalizedText(en: "id of the station", zh: "受体点（站点）编号"))
        static let nameZh = Column<String>.text(
            "name_zh", presence: .optional, LocalizedText(en: "Chinese name", zh: "中文名称"))
        static let nameEn = Column<String>.text(
            "name_en", presence: .optional, LocalizedText(en: "English name", zh: "英文名称"))
        static let longitude = Column<Double>.quantity(
            "longitude", unit: .one, range: .closed(-180, 180), presence: .optional,
            LocalizedText(en: "degrees east", zh: "经度"))
        static let latitude = Column<Double>.quantity(
            "latitude", unit: .one, range: .closed(-90, 90), presence: .optional,
            LocalizedText(en: "degrees north", zh: "纬度"))
        static let home = Column<String>.text(
            "region", kind: .regionCode, presence: .optional,
            LocalizedText(
                en: "region in which the station stands, for receptor rents", zh: "站点所在地区代码（用于受体点租金）"))
        static let limit = Column<Double>.quantity(
            "limit_ug_m3", unit: .named("ug/m3"), range: .nonNegative,
            LocalizedText(en: "limit of the annual mean", zh: "年均浓度限值"))
        static let background = Column<Double>.quantity(
            "background_ug_m3", unit: .named("ug/m3"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "what none of the sources causes; empty means 0", zh: "背景浓度，空表示 0"))

        static let population = Column<Double>.quantity(
            "population", unit: .one, range: .nonNegative, presence: .optional,
            LocalizedText(en: "people who breathe it, for the exposure; empty means 0", zh: "人口（用于暴露），空表示 0"))
        static let damagePrice = Column<Double>.quantity(
            "damage_yuan_per_ug_m3", unit: .named("CNY/(ug/m3)"), range: .nonNegative, presence: .optional,
            LocalizedText(
                en: "what one ug/m3 costs in a year, for the objective `damage`; empty means 0",
                zh: "单位浓度年损害费用（用于损害目标），空表示 0"))

        public static let declaration = TableDeclaration(
            id: "quota_receptors",
            meaning: LocalizedText(en: "stations whose limits the plan must meet", zh: "必须满足环境质量限值的站点"),
            columns: [
                receptor.declaration, nameZh.declaration, nameEn.declaration, longitude.declaration,
                latitude.declaration, home.declaration, limit.declaration, background.declaration,
                population.declaration, damagePrice.declaration, status.declaration, note.declaration,
            ], uniqueBy: ["receptor"])
    }

    /// The source-receptor matrix, one row for each entry above 0.
    public enum SourceReceptor {
        static let receptor = Column<String>.text(
            "receptor", LocalizedText(en: "id of the station", zh: "受体点（站点）编号"))
        static let coefficient = Column<Double>.quantity(
            "ug_m3_per_t", unit: .named("ug/m3/t"), range: .nonNegative,
            LocalizedText(en: "concentration that one tonne a year adds", zh: "单位排放的浓度贡献"))

        static let weather = Column<String>.text(
            "weather", presence: .optional,
            LocalizedText(
                en: "year of weather that it holds for, such as 2019; empty means each",
                zh: "气象年，如 2019，空表示各年相同"))
        static let deviation = Column<Double>.quantity(
            "deviation_ug_m3_per_t", unit: .named("ug/m3/t"), range: .nonNegative, presence: .optional,
            LocalizedText(
                en: "largest or standard deviation of the coefficient, for the uncertainty; empty means 0",
                zh: "系数的最大偏差或标准差（用于不确定性），空表示 0"))

        public static let declaration = TableDeclaration(
            id: "quota_source_receptor",
            meaning: LocalizedText(en: "source-receptor matrix", zh: "源—受体响应矩阵"),
            columns: [
                receptor.declaration, region.declaration, pollutant.declaration, release.declaration,
                coefficient.declaration, weather.declaration, deviation.declaration,
            ], uniqueBy: ["receptor", "region", "pollutant", "release", "weather"])
    }
}
