import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Pollutants that wetlands take out of water: what is discharged, what they could take, or the lesser of both.
public struct WaterPurification: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "water_purification", account: .regulating,
        title: LocalizedText(en: "water purification", zh: "水质净化"),
        meaning: LocalizedText(
            en: "organic matter, nitrogen and phosphorus that wetlands take out of water over the year",
            zh: "湿地净化水体中的有机物、氮和磷"),
        unit: .named("t"),
        components: WaterPollutant.allCases.map {
            ComponentDeclaration($0.rawValue, $0.meaning, unit: .named("t"))
        },
        isByEcosystem: true, parameters: WaterPurificationParameters.declaration,
        layers: .always(.landCover))

    private let account: Purification<WaterPollutant>
    private let prices: [String: Double]
    public let constants: [RegisterEntry]
    public var measurement: Measurement? { nil }

    public init(
        _ parameters: WaterPurificationParameters, context: IndicatorContext,
        diagnostics: inout [Diagnostic]
    ) {
        let pollutants = WaterPollutant.allCases.filter { parameters.prices[$0] != nil }
        account = Purification(
            rule: context.pack.purification, pollutants: pollutants, legend: context.legend,
            uptake: parameters.uptakeRates,
            emissions: PurificationTables.readEmissions(parameters.emissions, context.regions, &diagnostics),
            isOutside: { $0.ecosystem != .wetland })
        var prices: [String: Double] = [:]
        for (pollutant, price) in parameters.prices {
            prices[pollutant.rawValue] = context.prices.level(price, &diagnostics)
        }
        self.prices = prices
        constants =
            parameters.register(pollutants)
            + pollutants.flatMap { parameters.prices[$0]?.levyRegister ?? [] }
        diagnostics += parameters.findings(context, pollutants)
    }

    public func flows(of region: RegionInput) -> RegionFlows { account.flows(of: region) }

    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        account.expressions(of: land, in: region)
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? { prices[component] }
}
