import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.water_purification`.
public struct WaterPurificationParameters: ParameterGroup {
    public static let emissionTable = PurificationTables<WaterPollutant>.emissions(
        id: "water_emissions",
        LocalizedText(en: "Discharges to water, a row for each county and pollutant", zh: "各县水污染物排放"))

    public static let uptakeTable = PurificationTables<WaterPollutant>.uptake(
        id: "wetland_uptake_rates",
        LocalizedText(en: "Uptake of water pollutants by wetlands", zh: "湿地单位面积净化量"))

    static let emissions = Parameter<Table>.table(
        "emissions", emissionTable, LocalizedText(en: "discharges by county", zh: "各县排放量")
    ).optional
    static let uptake = Parameter<WetlandUptakeTable>.choice(
        "uptake_table", LocalizedText(en: "shipped table of uptake rates", zh: "净化量表"))
    static let ownUptake = Parameter<Table>.table(
        "uptake_rates", uptakeTable,
        LocalizedText(en: "the scenario's own rates, over the table", zh: "自带净化量，优先")
    ).optional

    static func price(_ pollutant: WaterPollutant) -> Parameter<Price?> {
        let name = pollutant.meaning
        return Price.parameter(
            "\(pollutant.rawValue)_price", unit: .named("CNY/t"),
            LocalizedText(
                en: "cost of treating one tonne of \(name.en); the pollutant counts where it has a price",
                zh: "\(name.zh)治理单价；有单价者计入"),
            source: seen(pollutant), levied: pollutant.levied
        ).optional
    }

    private static func seen(_ pollutant: WaterPollutant) -> String {
        switch pollutant {
        case .cod: "published values: 700 to 2100 CNY/t"
        case .nh3n: "published values: 875 to 2625 CNY/t"
        case .tn: "published value: 35700 CNY/t (treatment cost); there is no levy"
        case .tp: "published values: 2800 to 8400 CNY/t (levy), 750700 CNY/t (treatment cost)"
        }
    }

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "water_purification", title: LocalizedText(en: "water purification", zh: "水质净化"),
            meaning: LocalizedText(
                en: "Discharge, capacity of wetlands, or the lesser of both, as the rule pack says",
                zh: "按规则包取排放量、湿地净化能力或二者较小值"),
            parameters: [emissions.declaration, uptake.declaration, ownUptake.declaration]
                + WaterPollutant.allCases.map { price($0).declaration },
            rules: [
                { bound, diagnostics in
                    guard WaterPollutant.allCases.allSatisfy({ bound[price($0)] == nil }) else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: "missing_value", at: bound.location, path: bound.path,
                            "no pollutant has a price",
                            hint: "give cod_price, nh3n_price, tn_price or tp_price"))
                }
            ])
    }

    public let emissions: Table?
    public let uptake: WetlandUptakeTable
    public let ownUptake: Table?
    let prices: [WaterPollutant: Price]
    let location: SourceLocation
    private let path: String

    public init(_ bound: BoundGroup) {
        emissions = bound[Self.emissions]
        uptake = bound[Self.uptake]
        ownUptake = bound[Self.ownUptake]
        let pairs = WaterPollutant.allCases.compactMap { pollutant in
            bound[Self.price(pollutant)].map { (pollutant, $0) }
        }
        prices = Dictionary(uniqueKeysWithValues: pairs)
        location = bound.location
        path = bound.path
    }

    var uptakeRates: UptakeRates<WaterPollutant> {
        PurificationTables.readUptake(ownUptake, over: uptake.rates)
    }

    func register(_ pollutants: [WaterPollutant]) -> [RegisterEntry] {
        UptakeRates(rates: uptakeRates.rates.filter { pollutants.contains($0.key) })
            .register(path: path, meaning: uptake.meaning)
    }

    /// What the rule of the pack needs and the block lacks.
    func findings(_ context: IndicatorContext, _ pollutants: [WaterPollutant]) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        if context.pack.purification == .emissionLimited, emissions == nil {
            findings.append(
                Diagnostic(
                    code: "missing_table", at: location, path: "\(path).emissions",
                    "rule pack \(context.pack.id) limits purification by emissions",
                    hint: "give a table with region, pollutant, emission_t, status"))
        }
        let unrated = pollutants.filter { !uptakeRates.knows($0) }.map(\.meaning.en)
        if context.pack.purification != .emissionLimited, !unrated.isEmpty {
            findings.append(
                Diagnostic(
                    code: "missing_rate", at: location, path: "\(path).uptake_rates",
                    "rule pack \(context.pack.id) needs a capacity: no uptake rate of \(unrated.joined(separator: ", "))",
                    hint: "add the rate to `uptake_rates`, or take the price of the pollutant away"))
        }
        if pollutants.contains(.tn), pollutants.contains(.nh3n) {
            findings.append(
                Diagnostic(
                    .warning, code: "overlap", at: location, path: path,
                    LocalizedText(
                        en: "ammonia nitrogen is part of total nitrogen: it is priced twice",
                        zh: "氨氮包含于总氮，重复计价"),
                    hint: LocalizedText(en: "leave one of the prices out", zh: "略去其一单价")))
        }
        return findings
    }
}
