import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `quota.allocation`: how quota is given out before trade, in place of the column `quota_t`.
public struct QuotaAllocationParameters: ParameterGroup {
    enum Columns {
        static let indicator = Column<String>.text(
            "indicator", kind: .identifier, LocalizedText(en: "id of the indicator", zh: "指标代号"))
        static let value = Column<Double>.quantity(
            "value", unit: .one, range: .nonNegative,
            LocalizedText(en: "its value, in one unit for all regions", zh: "指标值（各地区单位一致）"))
    }

    static let indicatorsTable = TableDeclaration(
        id: "quota_indicators",
        meaning: LocalizedText(en: "indicators by region, for the primary allocation", zh: "初始分配所用的各地区指标"),
        columns: [
            QuotaTables.region.declaration, Columns.indicator.declaration, Columns.value.declaration,
            QuotaTables.status.declaration, QuotaTables.note.declaration,
        ], uniqueBy: ["region", "indicator"])

    static let methodsParameter = Parameter<[any QuotaAllocationMethod]>.variants(
        "methods", discriminator: "method", options: QuotaAllocationCatalogue.options, minimumCount: 1,
        LocalizedText(
            en: "ways to divide the total; the comparison shows all of them", zh: "初始分配方法，全部列入比较"),
        make: { QuotaAllocationCatalogue.method($0, $1) })
    static let appliedParameter = Parameter<String>.text(
        "applied", kind: .identifier,
        LocalizedText(en: "id of the method in force; the first where absent", zh: "采用的方法代号，缺省为第一个")
    ).optional
    static let capParameter = Parameter<[String: Double]>.quantities(
        "cap", keys: .identifier, unit: .named("t"), range: .positive,
        LocalizedText(
            en: "total to divide, by pollutant; the sum of the quota held where absent",
            zh: "各污染物分配总量，缺省为现有指标合计"))
    static let indicatorsParameter = Parameter<Table>.table(
        "indicators", indicatorsTable, LocalizedText(en: "indicators by region", zh: "各地区指标表")
    ).optional
    static let largestCutParameter = Parameter<Double>.number(
        "largest_cut", range: .fraction,
        LocalizedText(en: "the most that a region may be cut, as a part of its baseline", zh: "最大削减率（占基准排放量）")
    ).optional
    static let largestRiseParameter = Parameter<Double>.number(
        "largest_rise", range: .nonNegative,
        LocalizedText(en: "the most that a region may rise, as a part of its baseline", zh: "最大增幅（占基准排放量）")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "quota_allocation", title: LocalizedText(en: "Primary allocation", zh: "初始分配"),
            meaning: LocalizedText(
                en: "how a total of quota is divided over the regions before any trade",
                zh: "交易前将总量指标分配到各地区的方法"),
            parameters: [
                methodsParameter.declaration, appliedParameter.declaration, capParameter.declaration,
                indicatorsParameter.declaration, largestCutParameter.declaration,
                largestRiseParameter.declaration,
            ], rules: [methodsAreNamed])
    }

    private static let methodsAreNamed: GroupDeclaration.Rule = { bound, diagnostics in
        let ids = bound[methodsParameter].map(\.id)
        func report<Value>(_ parameter: Parameter<Value>, _ code: String, _ message: String, _ hint: String) {
            diagnostics.append(
                Diagnostic(
                    code: code, at: bound.location(of: parameter), path: bound.path(of: parameter), message,
                    hint: hint))
        }
        for (index, id) in ids.enumerated() where ids[..<index].contains(id) {
            report(methodsParameter, "duplicate_id", "two methods are called '\(id)'", "give one an `id`")
        }
        guard let applied = bound[appliedParameter], !ids.contains(applied) else { return }
        let near = Suggestion.nearest(to: applied, in: ids)
        report(
            appliedParameter, "unknown_method", "no method is called '\(applied)'",
            near.map { "did you mean `\($0)`?" } ?? "use one of \(ids.joined(separator: ", "))")
    }

    public let methods: [any QuotaAllocationMethod]
    /// Id of the method in force.
    public let applied: String
    /// t, by pollutant.
    public let cap: [String: Double]
    let indicators: Table?
    /// Parts of the baseline; nil for no bound.
    public let largestCut: Double?
    public let largestRise: Double?
    let location: SourceLocation?

    public init(_ bound: BoundGroup) {
        methods = bound[Self.methodsParameter]
        applied = bound[Self.appliedParameter] ?? methods.first?.id ?? ""
        cap = bound[Self.capParameter]
        indicators = bound[Self.indicatorsParameter]
        largestCut = bound[Self.largestCutParameter]
        largestRise = bound[Self.largestRiseParameter]
        location = bound.location
    }

    public init(
        methods: [any QuotaAllocationMethod], applied: String? = nil, cap: [String: Double] = [:],
        largestCut: Double? = nil, largestRise: Double? = nil
    ) {
        self.methods = methods
        self.applied = applied ?? methods.first?.id ?? ""
        self.cap = cap
        indicators = nil
        self.largestCut = largestCut
        self.largestRise = largestRise
        location = nil
    }

    /// The indicators of the block's table, and population, area and revenue of the table of regions.
    func indicatorValues(_ regions: RegionTable) -> [String: [String: Double]] {
        let own = indicators.map(Self.values) ?? [:]
        return Self.values(regions).merging(own) { $0.merging($1) { $1 } }
    }

    /// Population, area and revenue of the table of regions, by indicator and code.
    static func values(_ regions: RegionTable) -> [String: [String: Double]] {
        var result: [String: [String: Double]] = [:]
        for region in regions.regions {
            let code = region.code.description
            result["population", default: [:]][code] = region.population
            result["area", default: [:]][code] = region.areaSquareKilometres
            result["revenue", default: [:]][code] = region.revenueWanYuan
        }
        return result
    }

    /// A table of indicators, by indicator and code.
    static func values(_ table: Table) -> [String: [String: Double]] {
        var result: [String: [String: Double]] = [:]
        for row in table.rows {
            let code = table.value(row, QuotaTables.region)
            result[table.value(row, Columns.indicator), default: [:]][code] = table.value(row, Columns.value)
        }
        return result
    }

    /// Rows of the table of indicators whose region the scenario does not have.
    func unknownRegions(_ regions: RegionTable, _ findings: inout [Diagnostic]) {
        guard let table = indicators else { return }
        for row in table.rows {
            _ = regions.code(
                table.value(row, QuotaTables.region), at: table.location(row, QuotaTables.region),
                path: table.path(QuotaTables.region), &findings)
        }
    }
}
