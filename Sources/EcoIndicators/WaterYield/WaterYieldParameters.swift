import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.water_yield`.
public struct WaterYieldParameters: ParameterGroup {
    enum Columns {
        static let efficiency = Column<Double>.quantity(
            "efficiency", unit: .one, range: .fraction,
            LocalizedText(en: "of the turbines, 0 to 1", zh: "水轮机效率"))
        static let share = Column<Double>.quantity(
            "share", unit: .one, range: .fraction,
            LocalizedText(en: "part of the water that the station uses", zh: "发电用水比例"))
        static let head = Column<Double>.quantity(
            "head_m", unit: .named("m"), range: .nonNegative,
            LocalizedText(en: "height of the fall", zh: "水头"))
        static let price = Column<Double>.quantity(
            "price_yuan_per_kwh", unit: .named("CNY/kWh"), range: .nonNegative,
            LocalizedText(en: "price of the power", zh: "电价"))
        static let cost = Column<Double>.quantity(
            "cost_yuan_per_year", unit: .named("CNY"), range: .nonNegative,
            LocalizedText(en: "of the station in a year", zh: "电站年成本"))
        static let years = Column<Int>.integer(
            "years", range: 1...200, LocalizedText(en: "life of the station", zh: "使用年限"))
        static let discount = Column<Double>.quantity(
            "discount", unit: .one, range: .closed(0, 1),
            LocalizedText(en: "discount rate a year, 0 to 1", zh: "年贴现率"))
    }

    static let stationTable = TableDeclaration(
        id: "hydropower_stations",
        meaning: LocalizedText(en: "Water power by county", zh: "各县水电站"),
        columns: [
            RegionTable.Columns.region.declaration, Columns.efficiency.declaration, Columns.share.declaration,
            Columns.head.declaration, Columns.price.declaration, Columns.cost.declaration,
            Columns.years.declaration, Columns.discount.declaration, RegionTable.Columns.note.declaration,
        ], uniqueBy: ["region"])

    static let stations = Parameter<Table>.table(
        "hydropower", stationTable, LocalizedText(en: "stations that use the water", zh: "水电站")
    ).optional
    static let volume = Parameter<YieldVolume>.choice(
        "volume", default: .validCells,
        LocalizedText(en: "which area the yield stands for", zh: "水量口径"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "water_yield", title: LocalizedText(en: "water yield", zh: "产水量"),
            meaning: LocalizedText(
                en: "Precipitation less evapotranspiration by the Budyko curve", zh: "布迪科曲线法产水量"),
            parameters: BudykoParameters.declarations + [volume.declaration, stations.declaration])
    }

    let curve: BudykoCurve
    public let classes: Table
    public let volume: YieldVolume
    public let stations: Table?

    public init(_ bound: BoundGroup) {
        curve = BudykoParameters.curve(bound)
        classes = bound[BudykoParameters.classes]
        volume = bound[Self.volume]
        stations = bound[Self.stations]
    }

    /// A county's station.
    struct Station: Sendable {
        let efficiency: Double
        let share: Double
        let head: Double
        let price: Double
        let cost: Double
        let years: Int
        let discount: Double
    }

    func stations(
        _ regions: RegionTable, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: Station] {
        var known: [RegionCode: Station] = [:]
        guard let table = stations else { return known }
        let region = RegionTable.Columns.region
        for row in table.rows {
            guard
                let code = regions.code(
                    table.value(row, region), at: table.location(row, region), path: table.path(region),
                    &diagnostics)
            else { continue }
            known[code] = Station(
                efficiency: table.value(row, Columns.efficiency), share: table.value(row, Columns.share),
                head: table.value(row, Columns.head), price: table.value(row, Columns.price),
                cost: table.value(row, Columns.cost), years: table.optional(row, Columns.years) ?? 0,
                discount: table.value(row, Columns.discount))
        }
        return known
    }
}
