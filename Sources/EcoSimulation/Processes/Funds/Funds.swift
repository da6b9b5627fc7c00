import EcoParameters
import EcoUnits

/// The block `simulation.funds`. Method: docs/methods/simulation.md, 3.9.
public struct FundsParameters: ParameterGroup {
    private static let openingParameter = Parameter<Rational>.exactQuantity(
        "opening_balance", unit: .named("CNY"), range: .nonNegative, default: "0 CNY",
        LocalizedText(en: "balance before the first year", zh: "期初余额"))
    private static let budgetParameter = Parameter<Rational>.exactQuantity(
        "budget", unit: .named("CNY"), range: .nonNegative, default: "0 CNY",
        LocalizedText(en: "what the upper level pays in each year", zh: "每年上级预算"))
    private static let growthParameter = Parameter<Double>.number(
        "budget_growth", range: NumberRange(minimum: -1), default: "0",
        LocalizedText(en: "yearly growth of the budget, as a fraction", zh: "预算年增长率（小数）"))
    private static let keepsParameter = Parameter<Bool>.boolean(
        "takes_scheme_surplus", default: "true",
        LocalizedText(
            en: "whether the fund takes what schemes leave to other funds, and bears what they draw",
            zh: "是否承接补偿方案的结余与缺口"))
    private static let restorationParameter = Parameter<Double>.number(
        "restoration_share", range: .fraction, default: "1",
        LocalizedText(en: "part of the means that may go to restoration", zh: "可用于生态修复的比例"))
    private static let carryParameter = Parameter<Double>.number(
        "carry_limit", range: .fraction, default: "1",
        LocalizedText(
            en: "part of the means that may be carried over; the rest goes back to the upper level",
            zh: "可结转比例，其余上缴"),
        source: "carry rules differ by fund and year", status: .provisional)
    private static let gradesParameter = Parameter<Table>.table(
        "grades", gradesTable, LocalizedText(en: "what a grade makes of the budget", zh: "绩效等级与预算系数")
    ).optional

    static let score = Column<Double>.quantity(
        "score_from", unit: .one, range: .closed(0, 100),
        LocalizedText(en: "lowest score of the grade", zh: "等级起始分"))
    static let factor = Column<Double>.quantity(
        "budget_factor", unit: .one, range: .nonNegative,
        LocalizedText(en: "factor on the next budget", zh: "下年预算系数"))
    static let gradesTable = TableDeclaration(
        id: "simulation_fund_grades",
        meaning: LocalizedText(
            en: "grades of performance, 90, 80 and 60 in common practice", zh: "绩效等级，常用 90、80、60 分"),
        columns: [
            score.declaration, factor.declaration, SimulationColumn.status.declaration,
            SimulationColumn.note.declaration,
        ], uniqueBy: ["score_from"])

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation_funds", title: LocalizedText(en: "Fund", zh: "专项资金"),
            meaning: LocalizedText(
                en: "budget, what schemes leave, performance score, spending and carry",
                zh: "预算、方案结余、绩效得分、支出与结转"),
            parameters: [
                openingParameter.declaration, budgetParameter.declaration, growthParameter.declaration,
                keepsParameter.declaration, restorationParameter.declaration, carryParameter.declaration,
                gradesParameter.declaration,
            ])
    }

    let opening: Int64
    let budget: Double
    let growth: Double
    let takesSurplus: Bool
    let restorationShare: Double
    let carryLimit: Double
    /// By falling score.
    let grades: [(score: Double, factor: Double)]

    public init(_ bound: BoundGroup) {
        opening = Int64((bound[Self.openingParameter].doubleValue * 100).rounded())
        budget = bound[Self.budgetParameter].doubleValue * 100
        growth = bound[Self.growthParameter]
        takesSurplus = bound[Self.keepsParameter]
        restorationShare = bound[Self.restorationParameter]
        carryLimit = bound[Self.carryParameter]
        grades =
            (bound[Self.gradesParameter].map { table in
                table.rows.map { (table.value($0, Self.score), table.value($0, Self.factor)) }
            } ?? []).sorted { $0.0 > $1.0 }
    }
}

/// The fund of a year, exact in fen. Method: docs/methods/simulation.md, 3.9.
///
///     closing = opening + budget + from schemes - restoration - returned
struct Funds: SimulationProcess {
    static let declaration = ProcessDeclaration(
        id: "funds", title: LocalizedText(en: "Fund", zh: "专项资金"),
        meaning: LocalizedText(
            en: "budget by the score of the year before, spending, carry", zh: "按上年绩效安排预算、支出与结转"),
        inputs: [.money, .air, .fund, .land], outputs: [.fund])

    private let parameters: FundsParameters
    private let restores: Bool
    private let regionCount: Int

    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        guard let parameters = world.parameters.funds else { return nil }
        self.parameters = parameters
        restores =
            world.parameters.restoration != nil
            && !world.parameters.switchedOff.contains(Restoration.id)
        regionCount = world.regionCount
    }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        var fund = FundYear()
        fund.opening = state.index == 0 ? parameters.opening : state.fund.closing
        // The score of the year before; the first year has none and gets its budget in full.
        fund.factor = state.index == 0 ? 1 : factor(state.fund.score)
        fund.growths = state.index == 0 ? [] : state.fund.growths + [parameters.growth]
        let budget = fund.growths.reduce(parameters.budget) { $0 * (1 + $1) }
        fund.budget = Int64((budget * fund.factor).rounded())
        fund.fromSchemes = parameters.takesSurplus ? state.money.otherFunds + state.money.upperLevel : 0
        fund.score = Self.score(state)
        let means = max(0, fund.opening + fund.budget + fund.fromSchemes)
        let granted = restores ? Int64((Double(means) * parameters.restorationShare).rounded(.down)) : 0
        fund.byRegion = Self.equalParts(granted, regionCount)
        fund.restoration = granted
        fund.carryLimit = Int64((Double(means) * parameters.carryLimit).rounded())
        fund.settle()
        state.fund = fund
    }

    /// Whole fen that add up; the first regions get one more.
    static func equalParts(_ sum: Int64, _ count: Int) -> [Int64] {
        guard count > 0 else { return [] }
        let (part, rest) = sum.quotientAndRemainder(dividingBy: Int64(count))
        return (0..<count).map { part + ($0 < Int(rest) ? 1 : 0) }
    }

    private func factor(_ score: Double) -> Double {
        parameters.grades.first { score >= $0.score }?.factor ?? parameters.grades.last?.factor ?? 1
    }

    /// 100 points where PM2.5 and good days of the regions' mean are no worse than the year before, less in proportion:
    /// half for each. Without air there is nothing to score.
    static func score(_ state: YearState) -> Double {
        guard !state.air.assessed.isEmpty, !state.earlierAir.assessed.isEmpty else { return 100 }
        let (span, regions) = (AirKernel.yearSpan, state.air.attains.count)
        let item = 5
        func mean(_ air: AirYear, _ value: (Int) -> Double) -> Double {
            Aggregate.mean((0..<regions).map(value))
        }
        let now = mean(state.air) { state.air.assessed[(span * regions + $0) * 6 + item] }
        let before = mean(state.earlierAir) { state.earlierAir.assessed[(span * regions + $0) * 6 + item] }
        let good = mean(state.air) { Double(state.air.good[span * regions + $0]) }
        let goodBefore = mean(state.earlierAir) { Double(state.earlierAir.good[span * regions + $0]) }
        let dust = now > 0 ? min(1, before / now) : 1
        let days = goodBefore > 0 ? min(1, good / goodBefore) : 1
        return 50 * (dust.isFinite ? dust : 1) + 50 * (days.isFinite ? days : 1)
    }

    var figures: [SimulationFigure] {
        let names: [(String, LocalizedText)] = [
            ("fund.budget_yuan", LocalizedText(en: "Budget", zh: "预算")),
            ("fund.from_schemes_yuan", LocalizedText(en: "Left by schemes", zh: "方案结余")),
            ("fund.restoration_yuan", LocalizedText(en: "Restoration", zh: "生态修复支出")),
            ("fund.returned_yuan", LocalizedText(en: "Returned", zh: "上缴")),
            ("fund.balance_yuan", LocalizedText(en: "Balance of the fund", zh: "资金余额")),
        ]
        return names.map { SimulationFigure($0.0, $0.1, unit: .named("CNY")) } + [
            SimulationFigure(
                "fund.score", LocalizedText(en: "Performance score", zh: "绩效得分"), unit: .one,
                lessIsBetter: false)
        ]
    }

    func record(_ state: YearState, into values: inout [Double]) {
        let fund = state.fund
        let none = [Double](repeating: .nan, count: regionCount)
        let sums = [fund.budget, fund.fromSchemes, fund.restoration, fund.returned, fund.closing]
        for (index, sum) in sums.enumerated() {
            values += index == 2 ? fund.byRegion.map { Double($0) / 100 } : none
            values.append(Double(sum) / 100)
        }
        values += none
        values.append(fund.score)
    }
}
