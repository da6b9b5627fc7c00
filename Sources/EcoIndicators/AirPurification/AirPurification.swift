import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Air pollutants that ecosystems take up: what is emitted, what they could take, or the lesser of both.
public struct AirPurification: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "air_purification", account: .regulating,
        title: LocalizedText(en: "air purification", zh: "空气净化"),
        meaning: LocalizedText(
            en: "sulphur dioxide, nitrogen oxides and dust taken out of the air over the year",
            zh: "净化二氧化硫、氮氧化物和粉尘"),
        unit: .named("t"),
        components: AirPollutant.allCases.map {
            ComponentDeclaration($0.rawValue, $0.meaning, unit: .named("t"))
        },
        isByEcosystem: true, parameters: AirPurificationParameters.declaration,
        layers: .always(.landCover))

    private let account: Purification<AirPollutant>
    private let prices: [String: Double]
    public let constants: [RegisterEntry]
    public var measurement: Measurement? { nil }

    public init(
        _ parameters: AirPurificationParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        account = Purification(
            rule: context.pack.purification, pollutants: AirPollutant.allCases, legend: context.legend,
            uptake: parameters.uptakeRates,
            emissions: PurificationTables.readEmissions(parameters.emissions, context.regions, &diagnostics),
            isOutside: { _ in false })
        prices = Dictionary(
            uniqueKeysWithValues: AirPollutant.allCases.map { pollutant in
                let price = parameters.price(pollutant)
                return (pollutant.rawValue, context.prices.level(price, &diagnostics))
            })
        constants =
            parameters.register + AirPollutant.allCases.flatMap { parameters.price($0).levyRegister }
        if context.pack.purification == .emissionLimited, parameters.emissions == nil {
            diagnostics.append(
                Diagnostic(
                    code: "missing_table", at: parameters.location,
                    path: "accounts.indicators.air_purification.emissions",
                    "rule pack \(context.pack.id) limits purification by emissions",
                    hint: "give a table with region, pollutant, emission_t, status"))
        }
    }

    public func flows(of region: RegionInput) -> RegionFlows { account.flows(of: region) }

    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        account.expressions(of: land, in: region)
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? { prices[component] }
}
