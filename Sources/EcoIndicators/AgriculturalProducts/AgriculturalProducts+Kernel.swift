import EcoUnits

/// The yield of one product of one region.
struct ProductYield: Sendable {
    let product: String
    let quantity: Double
    let unit: Unit
    /// Yuan per unit at the account's price level; nil where the table has none.
    let unitPrice: Double?
    let status: FigureStatus
}
