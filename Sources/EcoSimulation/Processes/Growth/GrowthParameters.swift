import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `simulation.growth`. Method: docs/methods/simulation.md, 3.1.
public struct GrowthParameters: ParameterGroup {
    enum Rates {
        static let region = SimulationColumn.anyRegion
        static let pollutant = SimulationColumn.anyPollutant
        static let sector = SimulationColumn.anySector
        static let from = Column<Int>.integer(
            "from_year", range: 1990...2100, presence: .optional,
            LocalizedText(en: "first year of the rate; empty: from the start", zh: "起始年，空为自始"))
        static let rate = Column<Double>.quantity(
            "annual_growth", unit: .one, range: NumberRange(minimum: -1),
            LocalizedText(en: "growth of a year as a fraction, 0.02 for 2 %", zh: "年增长率（小数，2% 写 0.02）"))

        static let declaration = TableDeclaration(
            id: "simulation_growth_rates",
            meaning: LocalizedText(
                en:
                    "yearly growth of emission without measures; the last row that fits a source and year holds",
                zh: "未采取措施时的排放年增长率；以最后一条适用记录为准"),
            columns: [
                region.declaration, pollutant.declaration, sector.declaration, from.declaration,
                rate.declaration, SimulationColumn.status.declaration, SimulationColumn.note.declaration,
            ])
    }

    enum Pipeline {
        static let project = Column<String>.text(
            "project", kind: .identifier, LocalizedText(en: "id of the project", zh: "项目代号"))
        static let kind = Column<String>.choice(
            "kind", PipelineKind.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            LocalizedText(en: "what the project does", zh: "项目类型"))
        static let region = RegionTable.Columns.region
        static let host = Column<String>.text(
            "host", kind: .regionCode, presence: .optional,
            LocalizedText(en: "enclave: the county where it stands", zh: "飞地项目所在县"))
        static let pollutant = SimulationColumn.pollutant
        static let sector = SimulationColumn.sector
        static let emission = Column<Double>.quantity(
            "emission_t", unit: .named("t"), range: .nonNegative,
            LocalizedText(en: "emission added, or removed by closure and upgrade", zh: "新增（或关停、升级削减）排放量"))
        static let ratio = Column<Double>.quantity(
            "replacement_ratio", unit: .one, range: NumberRange(minimum: 1), presence: .optional,
            LocalizedText(en: "quota for each tonne emitted; empty means 1", zh: "替代倍数，空为 1"))
        static let commitment = Column<Int>.integer(
            "commitment_year", range: 1990...2100, presence: .optional,
            LocalizedText(
                en: "year from which its quota is kept back; empty: the year of production",
                zh: "承诺取得指标的年份，空为投产年"))
        static let production = Column<Int>.integer(
            "production_year", range: 1990...2100,
            LocalizedText(en: "year in which it produces, or takes effect", zh: "投产（或生效）年份"))
        static let value = Column<Double>.quantity(
            "value_yuan", unit: .named("CNY"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "value added in a year of production", zh: "年增加值"))
        static let cost = Column<Double>.quantity(
            "cost_yuan", unit: .named("CNY"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "investment, once", zh: "一次性投资"))
        static let originShare = Column<Double>.quantity(
            "origin_value_share", unit: .one, range: .fraction, presence: .optional,
            LocalizedText(en: "enclave: part of the value that the origin keeps", zh: "飞地项目迁出地增加值分成"))
        static let reserveShare = Column<Double>.quantity(
            "reserve_share", unit: .one, range: .fraction, presence: .optional,
            LocalizedText(en: "part of freed quota that goes to the reserve; empty means 0", zh: "腾出指标纳入储备比例")
        )
        static let after = Column<String>.text(
            "after", kind: .identifier, presence: .optional,
            LocalizedText(en: "a project that must have begun before", zh: "前置项目"))

        static let declaration = TableDeclaration(
            id: "simulation_pipeline",
            meaning: LocalizedText(
                en: "projects by year: new ones, enclaves, closures and upgrades; a row for each pollutant",
                zh: "项目清单：新建、飞地、关停与升级，每种污染物一行"),
            columns: [
                project.declaration, kind.declaration, region.declaration, host.declaration,
                pollutant.declaration, sector.declaration, emission.declaration, ratio.declaration,
                commitment.declaration, production.declaration, value.declaration, cost.declaration,
                originShare.declaration, reserveShare.declaration, after.declaration,
                SimulationColumn.status.declaration, SimulationColumn.note.declaration,
            ], uniqueBy: ["project", "pollutant"])
    }

    private static let ratesParameter = Parameter<Table>.table(
        "rates", Rates.declaration, LocalizedText(en: "yearly growth", zh: "年增长率表")
    ).optional
    private static let pipelineParameter = Parameter<Table>.table(
        "pipeline", Pipeline.declaration, LocalizedText(en: "projects", zh: "项目清单")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation_growth", title: LocalizedText(en: "Growth and pipeline", zh: "增长与项目库"),
            meaning: LocalizedText(
                en: "how emission without measures moves, and which projects come and go",
                zh: "未采取措施的排放变化与项目进出"),
            parameters: [ratesParameter.declaration, pipelineParameter.declaration])
    }

    let rates: Table?
    let pipeline: Table?

    public init(_ bound: BoundGroup) {
        rates = bound[Self.ratesParameter]
        pipeline = bound[Self.pipelineParameter]
    }
}

enum PipelineKind: String, CaseIterable, Sendable {
    case new, enclave, closure, upgrade

    var meaning: LocalizedText {
        switch self {
        case .new: LocalizedText(en: "a new source", zh: "新建")
        case .enclave: LocalizedText(en: "a new source in another county, on the origin's quota", zh: "飞地")
        case .closure: LocalizedText(en: "a source closes", zh: "关停")
        case .upgrade: LocalizedText(en: "a source emits less and frees quota", zh: "升级改造腾出指标")
        }
    }

    var isNew: Bool { self == .new || self == .enclave }
}
