import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.water_supply`.
public struct WaterSupplyParameters: ParameterGroup {
    enum Columns {
        static let region = RegionTable.Columns.region
        static let user = Column<String>.choice(
            "user", WaterUser.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            LocalizedText(en: "who uses the water", zh: "用水部门"))
        static let quantity = Column<Double>.quantity(
            "quantity_m3", unit: .named("m3"), range: .nonNegative,
            LocalizedText(en: "water used in the year", zh: "年用水量"))
        static let status = FigureStatus.column
        static let note = RegionTable.Columns.note
    }

    public static let useTable = TableDeclaration(
        id: "water_use",
        meaning: LocalizedText(en: "Water use, a row for each county and user", zh: "各县各部门用水量"),
        columns: [
            Columns.region.declaration, Columns.user.declaration, Columns.quantity.declaration,
            Columns.status.declaration, Columns.note.declaration,
        ], uniqueBy: ["region", "user"])

    static let use = Parameter<Table>.table(
        "water_use", useTable, LocalizedText(en: "water use by county", zh: "各县用水量"))
    static let largest = Parameter<Double>.quantity(
        "largest_plausible_use", unit: .named("m3/person"), range: .positive, default: "5000 m3/person",
        LocalizedText(en: "more use than this for a resident gives a warning", zh: "人均用水量合理上限"),
        source: "chosen by the authors of this software: some ten times the use in China")

    static func tariff(_ user: WaterUser) -> Parameter<Price?> {
        Price.parameter(
            "\(user.rawValue)_price", unit: .named("CNY/m3"),
            LocalizedText(en: "tariff of water, \(user.meaning.en)", zh: "\(user.meaning.zh)水价"),
            source: "published values (Garze 2010): domestic 2.6, industry 3.6, agriculture 0.07 CNY/m3"
        ).optional
    }

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "water_supply", title: LocalizedText(en: "water supply", zh: "水资源供给"),
            meaning: LocalizedText(
                en: "Water use at its tariff; the same water as in water retention",
                zh: "用水量乘以水价；与水源涵养为同一水量"),
            parameters: [use.declaration] + WaterUser.allCases.map { tariff($0).declaration }
                + [largest.declaration])
    }

    public let use: Table
    let tariffs: [WaterUser: Price]
    let largest: Double

    public init(_ bound: BoundGroup) {
        use = bound[Self.use]
        largest = bound[Self.largest]
        let pairs = WaterUser.allCases.compactMap { user in bound[Self.tariff(user)].map { (user, $0) } }
        tariffs = Dictionary(uniqueKeysWithValues: pairs)
    }

    func uses(
        _ context: IndicatorContext, _ prices: [WaterUser: Double], _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: [ProductYield]] {
        var uses: [RegionCode: [ProductYield]] = [:]
        for row in use.rows {
            guard
                let region = context.regions.code(
                    use.value(row, Columns.region), at: use.location(row, Columns.region),
                    path: use.path(Columns.region), &diagnostics),
                let user = WaterUser(rawValue: use.value(row, Columns.user))
            else { continue }
            uses[region, default: []].append(
                ProductYield(
                    product: user.rawValue, quantity: use.value(row, Columns.quantity), unit: .named("m3"),
                    unitPrice: prices[user],
                    status: FigureStatus(rawValue: use.value(row, Columns.status)) ?? .provisional))
        }
        warn(uses, context, &diagnostics)
        return uses
    }

    /// A county that uses more than could be true is named, not stopped.
    private func warn(
        _ uses: [RegionCode: [ProductYield]], _ context: IndicatorContext, _ diagnostics: inout [Diagnostic]
    ) {
        for region in context.regions.regions {
            let total = (uses[region.code] ?? []).reduce(0) { $0 + $1.quantity }
            guard let population = region.population, population > 0, total > 0,
                !WaterUseCheck.isPlausible(use: total, population: population, largest: largest)
            else { continue }
            let each = NumberText.shortest(
                WaterUseCheck.perPerson(use: total, population: population).rounded())
            let name = context.regions.nameAndCode(region.code)
            let limit = NumberText.shortest(largest)
            diagnostics.append(
                Diagnostic(
                    .warning, code: "implausible_water_use", at: use.location(0, Columns.quantity),
                    path: use.path(Columns.quantity),
                    LocalizedText(
                        en: "\(name.en) uses \(each) m³ of water a resident, more than \(limit)",
                        zh: "\(name.zh)人均用水 \(each) 立方米，超过 \(limit)"),
                    hint: LocalizedText(
                        en: "check the unit of the table: 万 and 亿 differ by 10⁴", zh: "核对单位：万与亿相差一万倍")))
        }
    }
}
