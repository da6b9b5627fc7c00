import EcoAccounts
import EcoParameters
import EcoUnits

/// Columns that tables of values by county share.
enum ServiceColumns {
    static let region = RegionTable.Columns.region
    static let priceYear = Column<Int>.integer(
        "price_year", range: 1950...2100, LocalizedText(en: "year of the values", zh: "价格年份"))
    static let index = Column<String>.text(
        PriceLevel.tableIndexKey, kind: .identifier, presence: .optional,
        LocalizedText(en: "index that lifts the values to the account's year", zh: "价格指数"))
    static let status = FigureStatus.column
    static let note = RegionTable.Columns.note

    /// A second-level type of the legend or an ecosystem type.
    static let land = Column<String>.text(
        "ecosystem", kind: .identifier,
        LocalizedText(en: "subtype of the legend or ecosystem type", zh: "图例子类型或生态系统类型"))
}

/// A row of a table of services with its county and its price level.
struct RegionRow {
    let index: Int
    let region: RegionCode
    /// What lifts the row's yuan to the account's price year; 1 where the table holds no prices.
    let level: Double
    let status: FigureStatus
}

extension Table {
    /// The rows of known counties; findings about the others and about price years without an index.
    func regionRows(
        _ context: IndicatorContext, priced: Bool, _ diagnostics: inout [Diagnostic]
    ) -> [RegionRow] {
        rows.compactMap { row in
            let region = context.regions.code(
                value(row, ServiceColumns.region), at: location(row, ServiceColumns.region),
                path: path(ServiceColumns.region), &diagnostics)
            let level =
                priced
                ? context.prices.factor(
                    from: optional(row, ServiceColumns.priceYear) ?? 0,
                    index: optional(row, ServiceColumns.index),
                    at: location(row, ServiceColumns.priceYear), path: path(ServiceColumns.priceYear),
                    &diagnostics) : 1
            guard let region, let level else { return nil }
            let status = FigureStatus(rawValue: value(row, ServiceColumns.status)) ?? .provisional
            return RegionRow(index: row, region: region, level: level, status: status)
        }
    }

    /// A count of visits in the unit that a neighbouring cell names, such as 万人次.
    func visits(
        _ row: Int, _ count: Column<Double>, _ unit: Column<String>, _ diagnostics: inout [Diagnostic]
    ) -> Double? {
        let written = value(row, unit)
        if let own = try? Unit(written), let visits = own.convert(value(row, count), to: .named("visits")) {
            return visits
        }
        diagnostics.append(
            Diagnostic(
                code: "wrong_unit", at: location(row, unit), path: path(unit),
                "'\(written)' does not count visits", hint: "use visits, 人次 or 万人次"))
        return nil
    }
}

/// What tables say of one county for a service without ecosystem types.
struct RegionFigure: Sendable {
    var quantity = 0.0
    /// At the account's price level.
    var yuan = 0.0
    var isProvisional = false
    var notes: [LocalizedText] = []

    init() {}

    /// Yuan per unit of the quantity; zero where nothing is counted.
    var unitPrice: Double { quantity == 0 ? 0 : yuan / quantity }

    mutating func add(_ quantity: Double, at unitPrice: Double, _ row: RegionRow) {
        add(quantity, yuan: Valuation.yuan(quantity: quantity, unitPrice: unitPrice), row)
    }

    mutating func add(_ quantity: Double, yuan: Double, _ row: RegionRow) {
        self.quantity += quantity
        self.yuan += yuan
        isProvisional = isProvisional || row.status.isProvisional
    }
}

extension RegionFlows {
    /// The account of a county from tables alone; incomplete where they have no row.
    init(_ figure: RegionFigure?, component: ComponentDeclaration, table: LocalizedText) {
        self.init()
        guard let figure else {
            missing = [
                LocalizedText(en: "\(table.en) has no row of the county", zh: "\(table.zh)中无该县")
            ]
            return
        }
        headline = [
            PhysicalFlow(
                component: component.id, ecosystem: nil, quantity: figure.quantity, unit: component.unit)
        ]
        components = headline
        isProvisional = figure.isProvisional
        notes = figure.notes
    }

    /// Makes the headline the sum of the components by ecosystem type.
    mutating func sumHeadline(_ component: String, unit: Unit) {
        headline = EcosystemType.allCases.compactMap { type in
            let parts = components.filter { $0.ecosystem == type }
            guard !parts.isEmpty else { return nil }
            let total = parts.reduce(0) { $0 + $1.quantity }
            return PhysicalFlow(component: component, ecosystem: type, quantity: total, unit: unit)
        }
    }
}
