import EcoAccounts
import EcoParameters
import EcoUnits

/// A total target (carbon, energy, pollutants) split among counties by a mix of rules, with the intensity that
/// follows. Method: `TargetSplit.md`.
public struct TargetSplit: Allocation {
    /// What a part of the total is split by.
    enum Basis: String, CaseIterable, Sendable {
        case equal
        case historical
        case gdp
        case benchmark
        case population

        var column: Column<FixedPoint>? {
            switch self {
            case .equal: nil
            case .historical: Columns.historical
            case .gdp: Columns.gdp
            case .benchmark: Columns.benchmark
            case .population: Columns.population
            }
        }
    }

    enum Columns {
        static let historical = Column<FixedPoint>.exact(
            "historical", range: .nonNegative, presence: .optional,
            LocalizedText(en: "emission of the base years, in the unit of the total", zh: "历史排放量"))
        static let gdp = Column<FixedPoint>.exact(
            "gdp_wan_yuan", unit: .named("万元"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "planned gross regional product", zh: "规划期地区生产总值"))
        static let benchmark = Column<FixedPoint>.exact(
            "benchmark", range: .nonNegative, presence: .optional,
            LocalizedText(en: "output x benchmark of its sector, in the unit of the total", zh: "基准线法核算量"))
        static let population = Column<FixedPoint>.exact(
            "population", range: .nonNegative, presence: .optional, LocalizedText(en: "population", zh: "人口"))
    }

    static let countiesTable = TableDeclaration(
        id: "split_counties", meaning: LocalizedText(en: "Counties with what the split goes by", zh: "分解依据表"),
        columns: [
            OwnColumn.region.declaration, Columns.historical.declaration, Columns.gdp.declaration,
            Columns.benchmark.declaration, Columns.population.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["region"])

    private static let countiesParameter = Parameter<Table>.table(
        "counties", countiesTable, LocalizedText(en: "counties", zh: "各县"))
    private static let itemParameter = Parameter<String>.text(
        "item", kind: .identifier, LocalizedText(en: "what is split: co2, energy, nox", zh: "分解对象"))
    private static let periodParameter = Parameter<String>.text(
        "period", kind: .period, LocalizedText(en: "year of the target", zh: "目标年份"))
    private static let totalParameter = Parameter<Rational>.exactNumber(
        "total", range: .nonNegative, LocalizedText(en: "total target, in `unit`", zh: "总量目标"))
    private static let unitParameter = Parameter<String>.text(
        "unit", default: "t", LocalizedText(en: "unit of the total", zh: "单位"))
    private static let stepParameter = Parameter<Rational>.exactNumber(
        "step", range: .positive, default: "0.001",
        LocalizedText(en: "the parts are multiples of this, in `unit`", zh: "分解单位"))
    private static let weightsParameter = Parameter<[(basis: Basis, value: Rational)]>(
        ParameterDeclaration(
            key: "weights",
            shape: .map(
                key: .oneOf(Basis.allCases.map(\.rawValue)), value: .number(range: .nonNegative)),
            presence: .required,
            meaning: LocalizedText(
                en: "weight of each rule: equal, historical, gdp, benchmark, population; together 1",
                zh: "各分解规则权重，合计为1"))
    ) { bound in
        guard case .map(let entries)? = bound else { return [] }
        return Basis.allCases.compactMap { basis in
            entries.first { $0.0 == basis.rawValue }?.1.value.exactNumber.map { (basis, $0) }
        }
    }

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "target_split", title: LocalizedText(en: "Split of a target", zh: "总量与强度目标分解"),
            meaning: LocalizedText(
                en: "A total split among counties by a mix of rules, with the intensity that follows",
                zh: "总量目标按多种规则分解到县，并给出相应强度"),
            parameters: BlockIdentity.declarations + [
                countiesParameter.declaration, itemParameter.declaration, periodParameter.declaration,
                totalParameter.declaration, unitParameter.declaration, weightsParameter.declaration,
                stepParameter.declaration,
            ], rules: [check])
    }

    public let identity: BlockIdentity
    private let counties: Table
    private let item: String
    private let period: Period
    private let total: Rational
    private let unit: Unit
    private let weights: [(basis: Basis, value: Rational)]
    private let step: Rational

    public init(_ bound: BoundGroup) {
        identity = BlockIdentity(bound)
        counties = bound[Self.countiesParameter]
        item = bound[Self.itemParameter]
        period = Period(bound[Self.periodParameter]) ?? .year(0)
        total = bound[Self.totalParameter]
        unit = (try? Unit(bound[Self.unitParameter])) ?? .one
        weights = bound[Self.weightsParameter]
        step = bound[Self.stepParameter]
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        func complain<Value>(_ parameter: Parameter<Value>, _ message: LocalizedText, _ hint: String) {
            diagnostics.append(
                Diagnostic(
                    code: "out_of_range", at: bound.location(of: parameter), path: bound.path(of: parameter),
                    message, hint: LocalizedText(hint)))
        }
        if Period(bound[periodParameter]) == nil {
            complain(periodParameter, LocalizedText(en: "no settlement period", zh: "不是时期"), "2025")
        }
        if (try? Unit(bound[unitParameter])) == nil {
            complain(unitParameter, LocalizedText(en: "unknown unit", zh: "未知单位"), "t, kt, MWh")
        }
        if let steps = try? bound[totalParameter] / bound[stepParameter], !steps.isInteger {
            complain(
                stepParameter, LocalizedText(en: "the total is no multiple of the step", zh: "总量不是分解单位的整数倍"),
                "0.001")
        }
        WholeCheck.check(
            bound[weightsParameter].map(\.value), is: .one, of: LocalizedText(en: "the weights", zh: "权重"),
            at: bound.location(of: weightsParameter), path: bound.path(of: weightsParameter), &diagnostics)
    }

    // MARK: Allocation

    public func allocate(from evidence: Evidence) throws(DiagnosticFailure) -> AllocationOutcome {
        let bases = try bases(evidence.table)
        var outcome = AllocationOutcome()
        do {
            let parts = try shares(bases)
            var recipients: [(recipient: String, calculation: Calculation)] = []
            for (row, inputs) in zip(counties.rows, parts) {
                let sum = Calculation(.sum, item, try inputs.map(\.value).total(), unit, inputs: inputs)
                recipients.append((counties.value(row, OwnColumn.region), try withIntensity(sum, row)))
            }
            try outcome.add(identity, period, item, available: total, unit, recipients)
        } catch { throw .overflow(identity.path) }
        return outcome
    }

    /// The figures of every rule in force, row by row; a missing one, or none above 0, is a finding.
    private func bases(_ regions: RegionTable) throws(DiagnosticFailure) -> [[Rational]] {
        var reader = RowReader(counties, regions)
        for row in counties.rows { _ = reader.region(row, OwnColumn.region) }
        var bases: [[Rational]] = []
        for weight in weights {
            guard let column = weight.basis.column else {
                bases.append(counties.rows.map { _ in .one })
                continue
            }
            let values = counties.rows.map { counties.number($0, column) }
            bases.append(values.map { $0 ?? .zero })
            guard weight.value > .zero else { continue }
            for (row, value) in zip(counties.rows, values) where value == nil {
                reader.complain(
                    row, OwnColumn.region, "missing_data",
                    LocalizedText(en: "no figure of `\(column.key)`", zh: "缺 `\(column.key)`"),
                    hint: LocalizedText(en: "write 0 where there is none", zh: "确无该项请填0"))
            }
            if !values.isEmpty, values.allSatisfy({ $0 == .zero }) {
                reader.complain(
                    0, OwnColumn.region, "no_shares",
                    LocalizedText(en: "`\(column.key)` is 0 everywhere", zh: "`\(column.key)` 全部为0"),
                    hint: LocalizedText(en: "leave the rule out", zh: "请去掉该规则"))
            }
        }
        try reader.finish()
        return bases
    }

    /// The total in steps by rule, then each rule's part by county: both by largest remainder, so all add up.
    private func shares(_ bases: [[Rational]]) throws(ArithmeticOverflow) -> [[Calculation]] {
        let portions = try Apportionment.split(total, by: weights.map(\.value), step: step)
        var result: [[Calculation]] = counties.rows.map { _ in [] }
        for (index, weight) in weights.enumerated() {
            let parts = try Apportionment.split(portions[index], by: bases[index], step: step)
            for (row, part) in parts.enumerated() {
                result[row].append(
                    Calculation(
                        .share, weight.basis.rawValue, part, unit,
                        note: LocalizedText(
                            en: "\(portions[index].text(digits: 3)) x share",
                            zh: "\(portions[index].text(digits: 3)) × 占比"),
                        inputs: [Calculation(.observation, weight.basis.rawValue, bases[index][row], .one)]))
            }
        }
        return result
    }

    /// The amount over planned GDP, where that is known, to six decimals.
    private func withIntensity(_ sum: Calculation, _ row: Int) throws(ArithmeticOverflow) -> Calculation {
        guard let gdp = counties.number(row, Columns.gdp), gdp > .zero else { return sum }
        let intensity = try (sum.value / gdp).rounded(toDigits: 6)
        return Calculation(
            .sum, item, sum.value, unit,
            note: LocalizedText(
                en: "\(intensity.text(digits: 6)) \(unit.symbol) per 万元 of GDP",
                zh: "每万元GDP \(intensity.text(digits: 6)) \(unit.symbol)"), inputs: [sum])
    }
}
