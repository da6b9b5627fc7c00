import EcoAccounts
import EcoParameters
import EcoUnits

/// Nutrients that trees bind in their growth.
public enum StandNutrient: String, CaseIterable, Sendable {
    case nitrogen
    case phosphorus
    case potassium

    var name: LocalizedText {
        switch self {
        case .nitrogen: LocalizedText(en: "nitrogen", zh: "氮")
        case .phosphorus: LocalizedText(en: "phosphorus", zh: "磷")
        case .potassium: LocalizedText(en: "potassium", zh: "钾")
        }
    }
}

/// The block `accounts.indicators.nutrient_accumulation`.
public struct NutrientAccumulationParameters: ParameterGroup {
    enum Columns {
        static let productivity = Column<Double>.quantity(
            "productivity_t_per_ha", unit: .named("t/ha"), range: .nonNegative,
            LocalizedText(en: "net productivity of the stand, dry matter a year", zh: "林分净生产力"))

        static func content(_ nutrient: StandNutrient) -> Column<Double> {
            .quantity(
                "\(nutrient.rawValue)_percent", unit: .named("%"), range: .closed(0, 20),
                LocalizedText(en: "\(nutrient.name.en) in the dry matter", zh: "干物质含\(nutrient.name.zh)量"))
        }
    }

    public static let standTable = TableDeclaration(
        id: "nutrient_stands",
        meaning: LocalizedText(en: "Growth and nutrients by kind of forest", zh: "各林分净生产力与养分含量"),
        columns: [ServiceColumns.land.declaration, Columns.productivity.declaration]
            + StandNutrient.allCases.map { Columns.content($0).declaration }
            + [ServiceColumns.status.declaration, ServiceColumns.note.declaration],
        uniqueBy: ["ecosystem"])

    static let table = Parameter<Table>.table(
        "nutrient_stands", standTable, LocalizedText(en: "nutrients by kind of forest", zh: "各林分养分"))

    static func price(_ nutrient: StandNutrient) -> Parameter<Price> {
        Price.parameter(
            "\(nutrient.rawValue)_price", unit: .named("CNY/t"),
            LocalizedText(
                en: "price of a tonne of \(nutrient.name.en) as fertiliser, pure",
                zh: "化肥折纯\(nutrient.name.zh)单价"),
            source: "2549 CNY/t of pure nutrient in Chen et al. 2016, 中国生态农业学报 24(2)")
    }

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "nutrient_accumulation", title: LocalizedText(en: "nutrient accumulation", zh: "林木养分固持"),
            meaning: LocalizedText(
                en: "Nutrients that growing forests bind; of the forest sector, never in GEP",
                zh: "森林评估指标，不入生态产品总值"),
            parameters: [table.declaration] + StandNutrient.allCases.map { price($0).declaration })
    }

    public let table: Table
    public let prices: [StandNutrient: Price]

    public init(_ bound: BoundGroup) {
        table = bound[Self.table]
        prices = Dictionary(
            uniqueKeysWithValues: StandNutrient.allCases.map { ($0, bound[Self.price($0)]) })
    }

    /// t/ha of a nutrient a year, by class.
    func figures(_ nutrient: StandNutrient) -> ClassFigures {
        let column = Columns.content(nutrient)
        let pairs = table.rows.map { row in
            (
                table.value(row, ServiceColumns.land),
                NutrientAccumulation.bound(
                    productivity: table.value(row, Columns.productivity),
                    content: table.value(row, column) / 100)
            )
        }
        return ClassFigures(Dictionary(pairs, uniquingKeysWith: { $1 }))
    }
}
