import EcoAccounts
import EcoParameters
import EcoUnits

/// The indicators of an account, built and checked against pack, regions, prices and layers.
struct IndicatorSet: Sendable {
    struct Member: Sendable {
        let declaration: IndicatorDeclaration
        let indicator: any Indicator
        /// Parameters and published figures of this indicator.
        let register: [RegisterEntry]
        let method: IndicatorMethod
        /// As the rule pack has it: beside the account, or in the part that the indicator names.
        let account: AccountEntry.Account
        /// Whether its parameters, or layers that it reads, are assumed or not checked.
        let isProvisional: Bool

        var id: String { declaration.id }
    }

    let context: IndicatorContext
    let members: [Member]
    /// By region; regions that the table does not name bring nothing in.
    let netImports: [RegionCode: NetImports.Total]
    /// The parameter register (T7).
    let register: [RegisterEntry]
    /// What makes this account comparable with others.
    let basis: AccountBasis
    let opening: OpeningAccount?
    let geep: GEEPFigures?
    let published: PublishedChecks?
    /// Services that the pack requires and the account lacks.
    let leftOutThoughRequired: [IndicatorRule]
    /// Findings that do not stop the account.
    let warnings: [Diagnostic]

    /// Throws the findings of all indicators at once.
    init(_ parameters: AccountsParameters, _ regions: RegionTable) throws(DiagnosticFailure) {
        var findings = parameters.rulePack.findings(parameters.indicators.blocks)
        let context = IndicatorContext(parameters, regions, &findings)
        let pack = context.pack
        let members = parameters.indicators.blocks.compactMap { id, bound in
            Member(id, bound, parameters, context, &findings)
        }
        self.context = context
        self.members = members
        leftOutThoughRequired = Self.leftOut(.required, context, members)
        netImports = parameters.netImports.map { NetImports.totals($0, context, &findings) } ?? [:]
        let lines = parameters.register + members.flatMap { $0.indicator.constants }
        register = lines + parameters.priceLevel.seriesEntries(lines)
        let basis = AccountBasis(parameters, register)
        self.basis = basis
        opening = parameters.opening.flatMap { OpeningAccount($0, basis, regions, &findings) }
        geep = parameters.geep.map { GEEPFigures($0, context, year: parameters.year, &findings) }
        published = parameters.published.map { PublishedChecks($0, path: "\(parameters.path).published") }
        findings += (published?.findings ?? []) + (published?.warnings ?? [])
        if parameters.geep != nil {
            findings += pack.geepFindings(at: parameters.location, path: parameters.path)
        }
        findings += RegionPlausibility.populationFindings(regions)
        warnings = findings
        findings += missingLayers(parameters.layers, of: members)
        if findings.hasErrors { throw DiagnosticFailure(findings.sortedByLocation()) }
    }

    /// The same where the blocks of some indicators have changed and nothing else; nil where that is not admitted.
    ///
    /// Tables beside the indicators, the register and warnings are those of `kept`.
    init?(_ parameters: AccountsParameters, keeping kept: IndicatorSet, besides changed: Set<String>) {
        var findings = parameters.rulePack.findings(parameters.indicators.blocks)
        let context = IndicatorContext(parameters, kept.context.regions, &findings)
        self.context = context
        let known = Dictionary(kept.members.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        members = parameters.indicators.blocks.compactMap { id, bound in
            changed.contains(id) ? Member(id, bound, parameters, context, &findings) : known[id]
        }
        leftOutThoughRequired = kept.leftOutThoughRequired
        netImports = kept.netImports
        register = kept.register
        basis = kept.basis
        opening = kept.opening
        geep = kept.geep
        published = kept.published
        warnings = kept.warnings
        findings += missingLayers(parameters.layers, of: members.filter { changed.contains($0.id) })
        guard !findings.hasErrors, members.map(\.id) == kept.members.map(\.id) else { return nil }
    }

    /// The layers that members need, land cover first.
    var layers: [LayerRole] { LayerRole.allCases.filter { role in members.contains { needs($0, role) } } }
    var monthlyLayers: [LayerRole] { members.flatMap { $0.indicator.measurement?.monthly ?? [] } }

    var measurements: [(id: String, measurement: Measurement)] {
        members.compactMap { member in member.indicator.measurement.map { (member.id, $0) } }
    }

    private func needs(_ member: Member, _ role: LayerRole) -> Bool {
        if role == .landCover { return member.indicator.isByEcosystem }
        let measurement = member.indicator.measurement
        return measurement?.layers.contains(role) ?? false
            || measurement?.terrain?.layers.contains(role) ?? false
    }

    private func missingLayers(_ layers: LayersParameters, of members: [Member]) -> [Diagnostic] {
        LayerRole.allCases.filter { layers.layers[$0] == nil }.compactMap { role in
            let users = members.filter { needs($0, role) }.map(\.id)
            guard !users.isEmpty else { return nil }
            return Diagnostic(
                code: "missing_layer", at: layers.location, path: "\(layers.path).\(role.rawValue)",
                "the layer '\(role.rawValue)' is missing; it is needed by \(users.joined(separator: ", "))",
                hint: role.meaning.en)
        }
    }

    /// Services of the pack that the account lacks.
    func leftOut(_ standing: IndicatorRule.Standing) -> [IndicatorRule] {
        Self.leftOut(standing, context, members)
    }

    private static func leftOut(
        _ standing: IndicatorRule.Standing, _ context: IndicatorContext, _ members: [Member]
    ) -> [IndicatorRule] {
        context.pack.document.indicators.filter { rule in
            rule.standing == standing && !members.contains { $0.id == rule.id }
        }
    }
}

extension IndicatorSet.Member {
    fileprivate init?(
        _ id: String, _ bound: BoundGroup, _ parameters: AccountsParameters, _ context: IndicatorContext,
        _ findings: inout [Diagnostic]
    ) {
        guard let entry = IndicatorCatalogue.entry(id) else { return nil }
        let indicator = entry.make(bound, context, &findings)
        let register = ParameterRegister.entries(of: bound) + indicator.constants
        let land: [LayerRole] = indicator.isByEcosystem ? [.landCover] : []
        let roles = land + (indicator.measurement?.layers ?? [])
        self.init(
            declaration: entry.declaration, indicator: indicator, register: register,
            method: IndicatorMethod(id, bound, parameters.layers, indicator),
            account: context.pack.document.standing(of: id) == .memorandum
                ? .memorandum : entry.declaration.account,
            isProvisional: register.contains(where: \.isProvisional)
                || roles.contains { parameters.layers[$0]?.status.isProvisional ?? false })
    }
}

extension IndicatorContext {
    fileprivate init(
        _ parameters: AccountsParameters, _ regions: RegionTable, _ findings: inout [Diagnostic]
    ) {
        let blocks = parameters.indicators.blocks
        let pack = AppliedPack(
            parameters.rulePack, parameters.rules, blocks: blocks,
            hasNetImports: parameters.netImports != nil, &findings)
        self.init(
            pack: pack, regions: regions, prices: parameters.priceLevel, layers: parameters.layers,
            legend: parameters.layers[.landCover]?.legend ?? .empty,
            blocks: Dictionary(blocks.map { ($0.id, $0.bound) }, uniquingKeysWith: { $1 }))
    }
}
