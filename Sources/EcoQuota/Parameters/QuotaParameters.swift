import EcoParameters
import EcoUnits

/// The `quota` block of a scenario.
public struct QuotaParameters: ParameterGroup {
    static let solver = Parameter<String>.text(
        "solver", kind: .oneOf([automaticSolver] + ProgramSolverCatalogue.all.map { $0.id }),
        default: automaticSolver,
        LocalizedText(
            en: "solver backend; `automatic` takes one of ours that fits and whose plan depends on no order",
            zh: "求解器；automatic 在本项目求解器中选用适合者，方案与行序无关"))
    private static let automaticSolver = "automatic"
    static let sources = Parameter<Table>.table(
        "sources", QuotaTables.Sources.declaration,
        LocalizedText(en: "emission sources and their quota", zh: "排放源及其指标"))
    static let measures = Parameter<Table>.table(
        "measures", QuotaTables.Measures.declaration,
        LocalizedText(en: "abatement measures", zh: "减排措施")
    ).optional
    static let projects = Parameter<Table>.table(
        "projects", QuotaTables.Projects.declaration, LocalizedText(en: "growth projects", zh: "增长项目")
    ).optional
    static let zones = Parameter<Table>.table(
        "zones", QuotaTables.Zones.declaration,
        LocalizedText(en: "trading zones; without it all regions are one zone", zh: "交易片区，缺省为单一片区")
    ).optional
    static let arcs = Parameter<[QuotaArcParameters]>.groups(
        "arcs",
        LocalizedText(
            en: "directions in which quota may flow between zones; none but these", zh: "允许的片区间流向，仅限所列"))
    static let feeRate = Parameter<Double>.number(
        "fee_rate", range: .fraction,
        LocalizedText(
            en: "fee of buyer and seller, each, as a part of the floor price; none where absent",
            zh: "买卖双方各自的手续费率（以基准价计），缺省不收")
    ).optional
    static let floorPrice = Parameter<[String: Double]>.quantities(
        "floor_price", keys: .identifier, unit: .named("CNY/t"), range: .nonNegative,
        LocalizedText(en: "lowest price of a deal, by pollutant", zh: "各污染物的交易基准价（最低价）"))
    static let buyBack = Parameter<[String: Double]>.quantities(
        "buy_back", keys: .identifier, unit: .named("t"), range: .nonNegative,
        LocalizedText(
            en: "quota that the government takes off the market at the floor price at most",
            zh: "政府按基准价回购的最大量"))
    static let reserve = Parameter<[String: Double]>.quantities(
        "reserve", keys: .identifier, unit: .named("t"), range: .nonNegative,
        LocalizedText(en: "provincial reserve, by pollutant", zh: "省级储备量"))
    static let reservePrice = Parameter<[String: Double]>.quantities(
        "reserve_price", keys: .identifier, unit: .named("CNY/t"), range: .nonNegative,
        LocalizedText(en: "price of the reserve; the floor price where absent", zh: "储备出让价，缺省为基准价"))
    static let shortfallPenalty = Parameter<Double>.quantity(
        "shortfall_penalty", unit: .named("CNY/t"), range: .positive, default: "200000 CNY/t",
        LocalizedText(
            en: "penalty on emission without quota, above every other cost: shortfall is the last resort",
            zh: "缺口惩罚价，应高于所有成本"))
    static let nonDegradation = Parameter<Bool>.boolean(
        "non_degradation", default: "false",
        LocalizedText(
            en: "no station may be loaded more than by the baseline, even below its limit",
            zh: "环境质量只能变好、不能变坏"))
    static let receptors = Parameter<Table>.table(
        "receptors", QuotaTables.Receptors.declaration,
        LocalizedText(en: "stations with ambient limits", zh: "环境质量受体点")
    ).optional
    static let sourceReceptor = Parameter<Table>.table(
        "source_receptor", QuotaTables.SourceReceptor.declaration,
        LocalizedText(en: "source-receptor matrix; goes with receptors", zh: "源—受体矩阵，与受体点同时给出")
    ).optional
    static let allocation = Parameter<QuotaAllocationParameters>.group(
        "allocation",
        LocalizedText(
            en: "primary allocation before trade, in place of the column quota_t", zh: "交易前的初始分配，替代 quota_t 列"
        )
    ).optional

    private static let analysisParameter = Parameter<QuotaAnalysisParameters>.group(
        "analysis",
        LocalizedText(en: "ranges of prices, changed rules, a stricter target", zh: "价格有效范围、敏感性与更严目标")
    ).optional
    private static let sharingParameter = Parameter<QuotaSharingParameters>.group(
        "sharing", LocalizedText(en: "how what trade saves is shared", zh: "交易节省费用的分享方式")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "quota", title: LocalizedText(en: "Quota market", zh: "排污权指标调配"),
            meaning: LocalizedText(
                en: "least-cost flow of emission quota between regions within ambient limits",
                zh: "在环境质量约束下跨地区调配排污权指标，总费用最小"),
            parameters: [
                solver.declaration, sources.declaration, measures.declaration, projects.declaration,
                zones.declaration, arcs.declaration, feeRate.declaration, floorPrice.declaration,
                buyBack.declaration, reserve.declaration, reservePrice.declaration,
                shortfallPenalty.declaration, nonDegradation.declaration, receptors.declaration,
                sourceReceptor.declaration, analysisParameter.declaration, sharingParameter.declaration,
                SourceReceptorFile.parameter.declaration,
                DispersionCatalogue.parameter.declaration, allocation.declaration,
            ] + QuotaModelParameters.declarations,
            completion: .quotaPreset,
            rules: [
                receptorsGoWithTheirMatrix, QuotaModelParameters.sectionsGoWithDischarges,
                keysAndRulesAreApart, feesHaveAFloor,
            ])
    }

    /// A market with receptors has their matrix from a table, from files, or as a screening estimate.
    private static let receptorsGoWithTheirMatrix: GroupDeclaration.Rule = { bound, diagnostics in
        let hasReceptors = bound.fields[receptors.key] != nil
        let given = [
            sourceReceptor.key, SourceReceptorFile.parameter.key, DispersionCatalogue.parameter.key,
            QuotaModelParameters.responsesParameter.key,
        ].filter { bound.fields[$0] != nil }
        let estimate = DispersionCatalogue.parameter.key
        if given.count > 1, given.contains(estimate) {
            diagnostics.append(
                Diagnostic(
                    code: "conflicting_values", at: bound.fields[estimate]?.location,
                    path: bound.path(estimate),
                    "a matrix is given, and a screening estimate of it as well", hint: "leave out one of them"
                ))
        }
        guard hasReceptors == given.isEmpty else { return }
        let missing = hasReceptors ? sourceReceptor.key : receptors.key
        let other = hasReceptors ? ", \(SourceReceptorFile.parameter.key) or \(estimate)" : ""
        diagnostics.append(
            Diagnostic(
                code: "missing_value", at: bound.location, path: bound.path(missing),
                "receptors and their source-receptor matrix belong together", hint: "add \(missing)\(other)"))
    }

    /// Id of a solver in the catalogue; nil where the market chooses.
    public let solver: String?
    public let sources: Table
    public let measures: Table?
    public let projects: Table?
    public let zones: Table?
    public let arcs: [QuotaArcParameters]
    /// As a part of the floor price, each side.
    public let feeRate: Double
    /// CNY/t, by pollutant.
    public let floorPrice: [String: Double]
    /// t, by pollutant.
    public let buyBack: [String: Double]
    /// t, by pollutant.
    public let reserve: [String: Double]
    /// CNY/t, by pollutant.
    public let reservePrice: [String: Double]
    /// CNY/t.
    public let shortfallPenalty: Double
    public let nonDegradation: Bool
    /// The rules in force, in the order in which they are applied.
    public var rules: [any QuotaRule] { model.rules }
    public var objective: QuotaObjective { model.objective }
    public var curves: [QuotaCurveParameters] { model.curves }
    /// Whether the run solves again without each rule.
    public var auditsRules: Bool { model.auditsRules }
    /// Files of the programme that the run writes for other solvers.
    public var export: [ProgramFormat] { model.export }
    public let receptors: Table?
    public let sourceReceptor: Table?
    public let analysis: QuotaAnalysisParameters
    /// `nil` where the saving is not shared.
    public let sharing: QuotaSharingParameters?
    public let sourceReceptorFiles: [SourceReceptorFile]
    /// The screening estimate that stands in for a matrix.
    public let dispersion: (any DispersionMethod)?
    /// How quota is given out before trade; nil where it stands in the sources.
    public let allocation: QuotaAllocationParameters?
    let model: QuotaModelParameters
    /// Where the block and its maps stand, for messages.
    let places: [String: SourceLocation]

    public init(_ bound: BoundGroup) {
        let id = bound[Self.solver]
        solver = id == Self.automaticSolver ? nil : id
        sources = bound[Self.sources]
        measures = bound[Self.measures]
        projects = bound[Self.projects]
        zones = bound[Self.zones]
        arcs = bound[Self.arcs]
        feeRate = bound[Self.feeRate] ?? 0
        floorPrice = bound[Self.floorPrice]
        buyBack = bound[Self.buyBack]
        reserve = bound[Self.reserve]
        reservePrice = bound[Self.reservePrice]
        shortfallPenalty = bound[Self.shortfallPenalty]
        nonDegradation = bound[Self.nonDegradation]
        receptors = bound[Self.receptors]
        sourceReceptor = bound[Self.sourceReceptor]
        analysis = bound[Self.analysisParameter] ?? .ofDefaults()
        sharing = bound[Self.sharingParameter]
        sourceReceptorFiles = bound[SourceReceptorFile.parameter]
        dispersion = bound[DispersionCatalogue.parameter]
        allocation = bound[Self.allocation]
        model = QuotaModelParameters(bound)
        places = bound.fields.mapValues(\.location)
    }
}

/// A direction in which quota may flow between zones.
public struct QuotaArcParameters: ParameterGroup {
    static let from = Parameter<String>.text(
        "from", kind: .identifier, LocalizedText(en: "zone that quota leaves", zh: "流出片区"))
    static let to = Parameter<String>.text(
        "to", kind: .identifier, LocalizedText(en: "zone that quota enters", zh: "流入片区"))
    static let fee = Parameter<Double>.quantity(
        "fee", unit: .named("CNY/t"), range: .nonNegative, default: "0 CNY/t",
        LocalizedText(en: "fee for each tonne", zh: "每吨跨区费用"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "quota_arc", title: LocalizedText(en: "Flow between zones", zh: "片区间流向"),
            meaning: LocalizedText(
                en: "one direction; leave out a zone as `to` and it admits no inflow",
                zh: "单一方向；未列为流入的片区不得流入"),
            parameters: [from.declaration, to.declaration, fee.declaration])
    }

    public let from: String
    public let to: String
    /// CNY/t.
    public let fee: Double
    let location: SourceLocation

    public init(_ bound: BoundGroup) {
        from = bound[Self.from]
        to = bound[Self.to]
        fee = bound[Self.fee]
        location = bound.location
    }
}

extension BoundGroup {
    /// Of one of its keys, in the scenario.
    func path(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
