import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.negative_air_ions`.
public struct NegativeAirIonsParameters: ParameterGroup {
    enum Columns {
        static let height = Column<Double>.quantity(
            "height_m", unit: .named("m"), range: .closed(0, 120),
            LocalizedText(en: "height of the stand", zh: "林分高度"))
        static let ions = Column<Double>.quantity(
            "ions_per_cm3", unit: .one, range: .nonNegative,
            LocalizedText(en: "negative ions in a cubic centimetre of its air", zh: "负离子浓度"))
    }

    public static let standTable = TableDeclaration(
        id: "ion_stands",
        meaning: LocalizedText(en: "Negative ions by kind of forest", zh: "各林分负离子浓度"),
        columns: [
            ServiceColumns.land.declaration, Columns.height.declaration, Columns.ions.declaration,
            ServiceColumns.status.declaration, ServiceColumns.note.declaration,
        ], uniqueBy: ["ecosystem"])

    static let table = Parameter<Table>.table(
        "ion_stands", standTable, LocalizedText(en: "ions by kind of forest", zh: "各林分负离子"))
    static let life = Parameter<Double>.quantity(
        "ion_life", unit: .named("s"), range: .positive,
        LocalizedText(en: "how long an ion lives", zh: "负离子寿命"))
    static let price = Price.parameter(
        "ion_price", unit: .named("CNY"),
        LocalizedText(en: "price of ONE ion, some 10^-18 yuan", zh: "单个负离子生产成本"),
        source: "LY/T 1721-2008, not checked in print")

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "negative_air_ions", title: LocalizedText(en: "negative air ions", zh: "提供负离子"),
            meaning: LocalizedText(
                en: "Ions that forests give to their air; of the forest sector, never in GEP",
                zh: "森林评估指标，不入生态产品总值"),
            parameters: [table.declaration, life.declaration, price.declaration])
    }

    public let table: Table
    /// Minutes.
    public let life: Double
    public let price: Price

    public init(_ bound: BoundGroup) {
        table = bound[Self.table]
        life = bound[Self.life] / 60
        price = bound[Self.price]
    }

    /// Ions a year on a hectare, by class.
    var figures: ClassFigures {
        let pairs = table.rows.map { row in
            (
                table.value(row, ServiceColumns.land),
                NegativeAirIons.ionsPerHectare(
                    height: table.value(row, Columns.height), concentration: table.value(row, Columns.ions),
                    life: life)
            )
        }
        return ClassFigures(Dictionary(pairs, uniquingKeysWith: { $1 }))
    }

    var isProvisional: Bool { table.holdsProvisionalRows }
}

extension Table {
    /// True where a row of a table with a status is assumed or unchecked.
    var holdsProvisionalRows: Bool {
        rows.contains { FigureStatus(rawValue: value($0, FigureStatus.column))?.isProvisional ?? true }
    }

    /// Rows whose class the legend does not have.
    func unknownClasses(_ legend: LandCoverLegend) -> [Diagnostic] {
        rows.flatMap { row in
            ClassFigures.findings(
                [value(row, ServiceColumns.land)], in: legend, at: location(row, ServiceColumns.land),
                path: path(ServiceColumns.land))
        }
    }
}
