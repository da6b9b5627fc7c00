import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.air_purification`.
public struct AirPurificationParameters: ParameterGroup {
    enum Columns {
        static let pollutants = AirPollutant.allCases.map { ChoiceOption($0.rawValue, $0.meaning) }
        static let region = RegionTable.Columns.region
        static let pollutant = Column<String>.choice(
            "pollutant", pollutants, LocalizedText(en: "the pollutant", zh: "污染物"))
        static let emission = Column<Double>.quantity(
            "emission_t", unit: .named("t"), range: .nonNegative,
            LocalizedText(en: "emitted in the year", zh: "年排放量"))
        static let status = FigureStatus.column
        static let note = RegionTable.Columns.note
        static let ecosystem = Column<String>.text(
            "ecosystem", kind: .identifier,
            LocalizedText(en: "subtype of the legend or ecosystem type", zh: "图例子类型或生态系统类型"))
        static let rate = Column<Double>.quantity(
            "rate_t_per_km2", unit: .named("t/km2"), range: .nonNegative,
            LocalizedText(en: "taken up in a year", zh: "单位面积年净化量"))
        static let source = Column<String>.text(
            "source", LocalizedText(en: "where the rate comes from", zh: "来源"))
    }

    public static let emissionTable = TableDeclaration(
        id: "emissions",
        meaning: LocalizedText(
            en: "Emissions to the air, a row for each county and pollutant", zh: "各县大气污染物排放"),
        columns: [
            Columns.region.declaration, Columns.pollutant.declaration, Columns.emission.declaration,
            Columns.status.declaration, Columns.note.declaration,
        ], uniqueBy: ["region", "pollutant"])

    public static let uptakeTable = TableDeclaration(
        id: "uptake_rates",
        meaning: LocalizedText(en: "Uptake of air pollutants by ecosystems", zh: "生态系统单位面积净化量"),
        columns: [
            Columns.ecosystem.declaration, Columns.pollutant.declaration, Columns.rate.declaration,
            Columns.status.declaration, Columns.source.declaration,
        ], uniqueBy: ["ecosystem", "pollutant"])

    static let emissions = Parameter<Table>.table(
        "emissions", emissionTable, LocalizedText(en: "emissions by county", zh: "各县排放量")
    ).optional
    static let uptake = Parameter<UptakeTable>.choice(
        "uptake_table", LocalizedText(en: "shipped table of uptake rates", zh: "净化量表"))
    static let ownUptake = Parameter<Table>.table(
        "uptake_rates", uptakeTable,
        LocalizedText(en: "the scenario's own rates, over the table", zh: "自带净化量，优先")
    ).optional
    static let so2Price = price("so2_price", "sulphur dioxide", "二氧化硫治理单价", "631.58 to 1894.74 CNY/t")
    static let noxPrice = price("nox_price", "nitrogen oxides", "氮氧化物治理单价", "630 to 1894.74 CNY/t")
    static let dustPrice = price("dust_price", "dust", "粉尘治理单价", "150 to 825.69 CNY/t")

    private static func price(
        _ key: String, _ name: String, _ zh: String, _ seen: String
    ) -> Parameter<Price> {
        Price.parameter(
            key, unit: .named("CNY/t"), LocalizedText(en: "cost of treating one tonne of \(name)", zh: zh),
            source: "published values: \(seen)")
    }

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "air_purification", title: LocalizedText(en: "air purification", zh: "空气净化"),
            meaning: LocalizedText(en: "Lesser of emission and capacity, by pollutant", zh: "排放量与净化能力取小"),
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
    var uptakeRates: UptakeRates {
        var rates = uptake.rates
        guard let table = ownUptake else { return UptakeRates(rates: rates) }
        for row in table.rows {
            guard let pollutant = AirPollutant(rawValue: table.value(row, Columns.pollutant)),
                let status = FigureStatus(rawValue: table.value(row, Columns.status))
            else { continue }
            rates[pollutant, default: [:]][table.value(row, Columns.ecosystem)] = UptakeRates.Rate(
                tonnesPerSquareKilometre: table.value(row, Columns.rate),
                source: table.value(row, Columns.source), status: status)
        }
        return UptakeRates(rates: rates)
    }

    func emissionTable(
        _ regions: RegionTable, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: [AirPollutant: AirPurification.Emission]] {
        var emissions: [RegionCode: [AirPollutant: AirPurification.Emission]] = [:]
        guard let table = self.emissions else { return emissions }
        for row in table.rows {
            guard
                let region = regions.code(
                    table.value(row, Columns.region), at: table.location(row, Columns.region),
                    path: table.path(Columns.region), &diagnostics),
                let pollutant = AirPollutant(rawValue: table.value(row, Columns.pollutant))
            else { continue }
            emissions[region, default: [:]][pollutant] = AirPurification.Emission(
                tonnes: table.value(row, Columns.emission),
                status: FigureStatus(rawValue: table.value(row, Columns.status)) ?? .provisional)
        }
        return emissions
    }

    var register: [RegisterEntry] {
        uptakeRates.rates.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { pollutant, rates in
            rates.sorted { $0.key < $1.key }.map { ecosystem, rate in
                RegisterEntry(
                    path: "accounts.indicators.air_purification.uptake.\(ecosystem).\(pollutant.rawValue)",
                    value: "\(NumberText.shortest(rate.tonnesPerSquareKilometre)) t/km2",
                    meaning: uptake.meaning, source: rate.source, status: rate.status.rawValue,
                    isProvisional: rate.status.isProvisional)
            }
        }
    }
}
