import EcoAccounts
import EcoParameters
import EcoUnits

/// Rows of one product that are far from those of other counties: a quantity in 10^4 t among tonnes, a price by the
/// kilogram among prices by the tonne.
struct ProductPlausibility {
    /// Multiples of the median of the other counties from which a quantity or a price is taken for a slip.
    static let (quantityLimit, priceLimit) = (1_000.0, 100.0)
    /// Other counties that it takes to tell what is usual.
    static let fewest = 2

    let table: Table
    let regions: RegionTable

    func findings(_ rows: [ProductRow]) -> [Diagnostic] {
        let groups = Dictionary(grouping: rows) { "\($0.yield.product) \($0.yield.unit.symbol)" }
        return groups.sorted { $0.key < $1.key }.flatMap { _, rows in
            findings(rows, ProductColumns.quantity, Self.quantityLimit, self.quantity)
                + findings(rows, ProductColumns.price, Self.priceLimit) { $0.yield.unitPrice }
        }
    }

    /// By head where all counties have a population.
    private func quantity(_ row: ProductRow) -> Double? {
        let isKnown = regions.regions.allSatisfy { ($0.population ?? 0) > 0 }
        return row.yield.quantity / (isKnown ? regions[row.region]?.population ?? 1 : 1)
    }

    private func findings(
        _ rows: [ProductRow], _ column: Column<Double>, _ limit: Double, _ figure: (ProductRow) -> Double?
    ) -> [Diagnostic] {
        let known = rows.compactMap { row in figure(row).map { (row: row, figure: $0) } }
            .filter { $0.figure > 0 }
        return known.enumerated().compactMap { index, own in
            let others = known.enumerated().filter { $0.offset != index }.map(\.element.figure).sorted()
            guard others.count >= Self.fewest else { return nil }
            let ratio = own.figure / others[others.count / 2]
            guard ratio > limit || ratio < 1 / limit else { return nil }
            return finding(own.row, column, ratio)
        }
    }

    private func finding(_ row: ProductRow, _ column: Column<Double>, _ ratio: Double) -> Diagnostic {
        let (product, name) = (row.yield.product, regions[row.region]?.name ?? LocalizedText(""))
        let factor = ServiceAnchor.figure(ratio)
        return Diagnostic(
            .warning, code: "implausible_amount", at: table.location(row.index, column),
            path: table.path(column),
            LocalizedText(
                en: "'\(product)' of \(name.en) is \(factor) times that of the other counties",
                zh: "\(name.zh)的“\(product)”为其他县的 \(factor) 倍"),
            hint: LocalizedText(
                en: "check its unit: t or 10^4 t, yuan by the tonne or by the kilogram",
                zh: "请核对单位：吨或万吨，元/吨或元/千克"))
    }
}
