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

        var id: String { declaration.id }
        var isProvisional: Bool { register.contains(where: \.isProvisional) }
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
    /// Findings that do not stop the account.
    let warnings: [Diagnostic]

    /// Throws the findings of all indicators at once.
    init(_ parameters: AccountsParameters, _ regions: RegionTable) throws(DiagnosticFailure) {
        var findings = parameters.rulePack.findings(parameters.indicators.blocks)
        let pack = AppliedPack(
            parameters.rulePack, parameters.rules, blocks: parameters.indicators.blocks,
            hasNetImports: parameters.netImports != nil, &findings)
        let context = IndicatorContext(
            pack: pack, regions: regions, prices: parameters.priceLevel,
            layers: parameters.layers, legend: parameters.layers[.landCover]?.legend ?? .empty,
            blocks: Dictionary(
                parameters.indicators.blocks.map { ($0.id, $0.bound) }, uniquingKeysWith: { $1 }))
        var members: [Member] = []
        for (id, bound) in parameters.indicators.blocks {
            guard let entry = IndicatorCatalogue.entry(id) else { continue }
            let indicator = entry.make(bound, context, &findings)
            members.append(
                Member(
                    declaration: entry.declaration, indicator: indicator,
                    register: ParameterRegister.entries(of: bound) + indicator.constants,
                    method: IndicatorMethod(id, bound, parameters.layers, indicator)))
        }
        self.context = context
        self.members = members
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
        findings += missingLayers(parameters.layers)
        if findings.hasErrors { throw DiagnosticFailure(findings.sortedByLocation()) }
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

    private func missingLayers(_ layers: LayersParameters) -> [Diagnostic] {
        self.layers.filter { layers[$0] == nil }.map { role in
            let users = members.filter { needs($0, role) }.map(\.id).joined(separator: ", ")
            return Diagnostic(
                code: "missing_layer", at: layers.location, path: "\(layers.path).\(role.rawValue)",
                "the layer '\(role.rawValue)' is missing; it is needed by \(users)", hint: role.meaning.en)
        }
    }
}
