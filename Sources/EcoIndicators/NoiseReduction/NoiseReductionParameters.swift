import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.noise_reduction`.
public struct NoiseReductionParameters: ParameterGroup {
    enum Columns {
        static let length = Column<Double>.quantity(
            "length_km", unit: .named("km"), range: .nonNegative,
            LocalizedText(en: "green belt along roads", zh: "道路绿化带长度"))
        static let reduction = Column<Double>.quantity(
            "reduction_db", unit: .one, range: .closed(0, 60),
            LocalizedText(en: "noise that the belt takes off, dB", zh: "降噪量（分贝）"))
    }

    public static let beltTable = TableDeclaration(
        id: "green_belts",
        meaning: LocalizedText(en: "Green belts along roads; a county may have several rows", zh: "各县道路绿化带"),
        columns: [
            ServiceColumns.region.declaration, Columns.length.declaration, Columns.reduction.declaration,
            ServiceColumns.status.declaration, ServiceColumns.note.declaration,
        ])

    static let table = Parameter<Table>.table(
        "green_belts", beltTable, LocalizedText(en: "green belts by county", zh: "各县绿化带"))
    static let price = Price.parameter(
        "barrier_cost", unit: .named("CNY/km"),
        LocalizedText(
            en: "yearly cost of a kilometre of noise barrier for each decibel it takes off",
            zh: "每公里隔音屏每分贝年成本"),
        source: "no published value was found")

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "noise_reduction", title: LocalizedText(en: "noise reduction", zh: "噪声消减"),
            meaning: LocalizedText(
                en:
                    "Barriers that would do as green belts do; off by default, since its form is known second-hand",
                zh: "绿化带降噪的隔音屏替代成本，默认不计"),
            parameters: [table.declaration, price.declaration])
    }

    public let table: Table
    public let price: Price

    public init(_ bound: BoundGroup) {
        table = bound[Self.table]
        price = bound[Self.price]
    }

    /// Kilometres of belt and what they are worth.
    func figures(
        _ context: IndicatorContext, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: RegionFigure] {
        let cost = context.prices.level(price, &diagnostics)
        return table.regionRows(context, priced: false, &diagnostics).reduce(into: [:]) { figures, row in
            figures[row.region, default: RegionFigure()].add(
                table.value(row.index, Columns.length),
                at: NoiseReduction.barrierCost(
                    decibels: table.value(row.index, Columns.reduction), perDecibel: cost), row)
        }
    }
}
