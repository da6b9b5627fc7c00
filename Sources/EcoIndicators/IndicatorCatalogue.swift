import EcoParameters

/// All indicators, in the order of account tables. A new indicator is one folder and one line here.
public enum IndicatorCatalogue {
    public static let entries: [IndicatorEntry] = [
        IndicatorEntry(AgriculturalProducts.self),
        IndicatorEntry(WaterSupply.self),
        IndicatorEntry(EcologicalEnergy.self),
        IndicatorEntry(WaterRetention.self),
        IndicatorEntry(WaterYield.self),
        IndicatorEntry(SoilRetention.self),
        IndicatorEntry(SedimentDelivery.self),
        IndicatorEntry(SandFixation.self),
        IndicatorEntry(FloodMitigation.self),
        IndicatorEntry(AirPurification.self),
        IndicatorEntry(WaterPurification.self),
        IndicatorEntry(CarbonFixation.self),
        IndicatorEntry(CarbonStorage.self),
        IndicatorEntry(OxygenRelease.self),
        IndicatorEntry(ClimateRegulation.self),
        IndicatorEntry(NoiseReduction.self),
        IndicatorEntry(SpeciesConservation.self),
        IndicatorEntry(PestControl.self),
        IndicatorEntry(NegativeAirIons.self),
        IndicatorEntry(NutrientAccumulation.self),
        IndicatorEntry(Tourism.self),
        IndicatorEntry(Recreation.self),
        IndicatorEntry(LandscapePremium.self),
    ]

    public static func entry(_ id: String) -> IndicatorEntry? { entries.first { $0.declaration.id == id } }
}

/// An indicator of the catalogue: its declaration, and how it is built from its block.
public struct IndicatorEntry: Sendable {
    public let declaration: IndicatorDeclaration
    /// Ids of other indicators whose blocks it reads.
    public let reads: Set<String>
    public let make: @Sendable (BoundGroup, IndicatorContext, inout [Diagnostic]) -> any Indicator

    public init<Kind: Indicator>(_: Kind.Type) {
        declaration = Kind.declaration
        reads = Kind.reads
        make = { bound, context, diagnostics in
            Kind(Kind.Parameters(bound), context: context, diagnostics: &diagnostics)
        }
    }
}
