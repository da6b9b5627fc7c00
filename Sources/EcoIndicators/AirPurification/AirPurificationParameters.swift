import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.air_purification`.
public struct AirPurificationParameters: ParameterGroup {
    public static let emissionTable = PurificationTables<AirPollutant>.emissions(
        id: "emissions",
        LocalizedText(en: "Emissions to the air, a row for each county and pollutant", zh: "各县大气污染物排放"))

    public static let uptakeTable = PurificationTables<AirPollutant>.uptake(
        id: "uptake_rates",
        LocalizedText(en: "Uptake of air pollutants by ecosystems", zh: "生态系统单位面积净化量"))

    static let emissions = Parameter<Table>.table(
        "emissions", emissionTable, LocalizedText(en: "emissions by county", zh: "各县排放量")
    ).optional
    static let uptake = Parameter<UptakeTable>.choice(
        "uptake_table", LocalizedText(en: "shipped table of uptake rates", zh: "净化量表"))
    static let ownUptake = Parameter<Table>.table(
        "uptake_rates", uptakeTable,
        LocalizedText(en: "the scenario's own rates, over the table", zh: "自带净化量，优先")
    ).optional
    static let so2Price = price("so2_price", "sulphur dioxide", "二氧化硫治理单价", "631.58 to 1894.74", [.so2])
    static let noxPrice = price("nox_price", "nitrogen oxides", "氮氧化物治理单价", "630 to 1894.74", [.nox])
    static let dustPrice = price("dust_price", "dust", "粉尘治理单价", "150 to 825.69", [.dust, .soot])

    private static func price(
        _ key: String, _ name: String, _ zh: String, _ seen: String, _ levied: [LevyPollutant]
    ) -> Parameter<Price> {
        Price.parameter(
            key, unit: .named("CNY/t"), LocalizedText(en: "cost of treating one tonne of \(name)", zh: zh),
            source: "published values: \(seen) CNY/t", levied: levied)
    }

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "air_purification", title: LocalizedText(en: "air purification", zh: "空气净化"),
            meaning: LocalizedText(
                en: "Emission, capacity, or the lesser of both, as the rule pack says",
                zh: "按规则包取排放量、净化能力或二者较小值"),
            parameters: [
                emissions.declaration, uptake.declaration, ownUptake.declaration, so2Price.declaration,
                noxPrice.declaration, dustPrice.declaration,
            ],
            rules: [
                { bound, diagnostics in
                    guard bound[uptake] == .none, bound[ownUptake] == nil else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: "missing_table", at: bound.location(of: uptake),
                            path: bound.path(of: ownUptake),
                            "no uptake rates at all", hint: "name a shipped table or give `uptake_rates`"))
                }
            ])
    }

    public let emissions: Table?
    public let uptake: UptakeTable
    public let ownUptake: Table?
    private let so2Price: Price
    private let noxPrice: Price
    private let dustPrice: Price
    let location: SourceLocation

    public init(_ bound: BoundGroup) {
        emissions = bound[Self.emissions]
        uptake = bound[Self.uptake]
        ownUptake = bound[Self.ownUptake]
        so2Price = bound[Self.so2Price]
        noxPrice = bound[Self.noxPrice]
        dustPrice = bound[Self.dustPrice]
        location = bound.location
    }

    func price(_ pollutant: AirPollutant) -> Price {
        switch pollutant {
        case .so2: so2Price
        case .nox: noxPrice
        case .dust: dustPrice
        }
    }
}

extension AirPurificationParameters {
    var uptakeRates: UptakeRates<AirPollutant> {
        PurificationTables.readUptake(ownUptake, over: uptake.rates)
    }

    var register: [RegisterEntry] {
        uptakeRates.register(path: "accounts.indicators.air_purification", meaning: uptake.meaning)
    }
}
