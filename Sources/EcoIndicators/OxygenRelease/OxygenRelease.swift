import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Oxygen that ecosystems release with the carbon they fix.
public struct OxygenRelease: Indicator {
    public static let reads: Set<String> = ["carbon_fixation"]

    public static let declaration = IndicatorDeclaration(
        id: "oxygen_release", account: .regulating,
        title: LocalizedText(en: "oxygen release", zh: "释氧"),
        meaning: LocalizedText(en: "oxygen released with fixed carbon", zh: "与固碳相伴的释氧量"),
        unit: .named("t"),
        components: [
            ComponentDeclaration("oxygen", LocalizedText(en: "oxygen", zh: "氧气"), unit: .named("t"))
        ],
        isByEcosystem: true, parameters: OxygenReleaseParameters.declaration,
        layers: layerUses)

    private let parameters: OxygenReleaseParameters
    private let legend: LandCoverLegend
    private let price: Double
    /// The account's carbon fixation, where it has one.
    private let carbon: CarbonFixation?
    private let carbonMethod: CarbonMethod?
    private static let layerUses: [LayerUse] =
        LayerUse.always(.landCover)
        + LayerUse.with("method: dry_matter_119", "method: dry_matter_120", read: [.netPrimaryProduction])

    public let measurement: Measurement?
    public let constants: [RegisterEntry]

    public init(
        _ parameters: OxygenReleaseParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        self.parameters = parameters
        legend = context.legend
        price = context.prices.level(parameters.price, &diagnostics)
        // Its findings are its own: carbon fixation reports them.
        var ignored: [Diagnostic] = []
        let block = context.blocks["carbon_fixation"].map(CarbonFixationParameters.init)
        carbonMethod = block?.method
        carbon = block.map { CarbonFixation($0, context: context, diagnostics: &ignored) }
        let isOfCarbon = parameters.method == .ofCarbonDioxide
        let isOfStands = parameters.method == .standProductivity
        if isOfStands ? carbonMethod != .standProductivity : isOfCarbon && carbon == nil {
            diagnostics.append(
                Diagnostic(
                    code: "missing_indicator", at: parameters.methodLocation,
                    path: "\(parameters.path).method", "there is no carbon from which oxygen could come",
                    hint: isOfStands
                        ? "give carbon_fixation with `method: stand_productivity`"
                        : "add the block carbon_fixation, or take a route by dry matter"))
        }
        let role = LayerRole.netPrimaryProduction
        let production = Measurement(
            layers: [role],
            measures: [
                Measure("\(role.rawValue)_g_per_m2", role.meaning, unit: role.unit, ceiling: 8_192)
            ], kernel: CarbonFixationKernel(layers: [role]))
        measurement = isOfStands ? nil : isOfCarbon ? carbon?.measurement : production
        constants = [
            RegisterEntry(
                "\(parameters.path).method.ratio", NumberText.shortest(parameters.method.ratio),
                parameters.method.meaning, source: parameters.method.source, status: .published)
        ]
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        var flows = flowsByRoute(region)
        let carbonDioxide = comparableCarbon(region)
        let oxygen = flows.headline.reduce(0) { $0 + $1.quantity }
        if let note = Self.ratioNote(oxygen: oxygen, carbonDioxide: carbonDioxide) {
            flows.notes.append(note)
        }
        return flows
    }

    private func flowsByRoute(_ region: RegionInput) -> RegionFlows {
        guard !parameters.method.isOfProduction else { return ofDryMatter(region) }
        guard let carbon else { return RegionFlows() }
        if parameters.method == .ofCarbonDioxide { return ofCarbonDioxide(carbon.flows(of: region)) }
        return RegionFlows(
            region.extent, legend: legend, components: Self.declaration.components, rule: carbon.rule(of:),
            quantities: { sum, land in
                [Self.oxygen(dryMatter: carbon.grownDryMatter(sum, land), parameters.method)]
            })
    }

    private func ofCarbonDioxide(_ carbon: RegionFlows) -> RegionFlows {
        var flows = carbon
        func oxygen(_ flow: PhysicalFlow) -> PhysicalFlow {
            PhysicalFlow(
                component: "oxygen", ecosystem: flow.ecosystem,
                quantity: flow.quantity * Self.oxygenOfCarbonDioxide, unit: flow.unit)
        }
        flows.headline = carbon.headline.map(oxygen)
        flows.components = carbon.components.map(oxygen)
        return flows
    }

    private func ofDryMatter(_ region: RegionInput) -> RegionFlows {
        let share = (parameters.basis ?? .dryMatter).carbonShare / CarbonChemistry.carbonOfDryMatter
        return RegionFlows(
            region.sums, legend: legend, components: Self.declaration.components,
            rule: { $0.surface == .land ? .counted : .notCounted(reason: Self.notLand) },
            quantities: { sum, _ in [Self.oxygen(dryMatter: sum.sums[0] / 1e6 * share, parameters.method)] })
    }

    /// Carbon dioxide of the account where the sums at hand suffice for it; 0 where not.
    private func comparableCarbon(_ region: RegionInput) -> Double {
        guard let carbon, let carbonMethod, carbonMethod.layers.count < 2 else { return 0 }
        return carbon.flows(of: region).headline.reduce(0) { $0 + $1.quantity }
    }

    private static let notLand = LocalizedText(en: "water or built-up land", zh: "水面或建设用地")

    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        let method = parameters.method
        guard method != .ofCarbonDioxide else {
            let own = carbon?.expressions(of: land, in: region)["carbon_dioxide"]
            return own.map { ["oxygen": "(\($0)) * 32 / 44"] } ?? [:]
        }
        guard !method.isOfProduction else {
            guard land.surface == .land, let measure = measurement?.measures.first?.id else { return [:] }
            let share = (parameters.basis ?? .dryMatter) == .dryMatter ? " * 72 / 162" : ""
            return ["oxygen": "\(measure) / 1000000\(share) / (72 / 162) * \(method.ratio)"]
        }
        let hectare = ClassSum(classCode: land.code, area: 1e4, validArea: 1e4, sums: [])
        guard let carbon, case .counted = carbon.rule(of: land) else { return [:] }
        return ["oxygen": "\(carbon.grownDryMatter(hectare, land)) * area_m2 / 10000 * \(method.ratio)"]
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? { price }
}
