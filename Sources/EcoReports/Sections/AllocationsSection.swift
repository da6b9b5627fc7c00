import EcoRuns
import EcoUnits

/// Who gets how much of each stock, and what stays undivided.
struct AllocationsSection: ReportSection {
    static let id = "allocations"
    static let title = ReportText.allocations
    let body: [Markup]
    private static let neededColumns = ["allocation", "period", "item", "recipient", "amount", "unit"]

    /// What belongs into one table.
    private struct Stock: Hashable {
        let allocation: String
        let item: String
        let period: String
    }

    init?(_ context: ReportContext) {
        guard let table = context.table("allocations.csv") else { return nil }
        let missing = table.missingColumns(Self.neededColumns)
        guard missing.isEmpty else {
            body = [.warning(context(ReportText.missingColumns) + missing.joined(separator: ", "))]
            return
        }
        let rows = Dictionary(
            grouping: table.rows,
            by: { Stock(allocation: $0["allocation"], item: $0["item"], period: $0["period"]) })
        let stocks = rows.keys.sorted {
            ($0.allocation, $0.item, $0.period) < ($1.allocation, $1.item, $1.period)
        }
        body = stocks.map { Self.table($0, rows[$0] ?? [], context).markup }
    }

    private static func table(
        _ stock: Stock, _ rows: [StoredRow], _ context: ReportContext
    ) -> DataTable {
        let amounts = rows.map { $0.number("amount") ?? 0 }
        let total = amounts.reduce(0, +)
        let digits = context.style.digits(for: amounts)
        func line(_ name: String, _ amount: Double) -> [String] {
            [
                name, context.style.number(amount, digits: digits),
                total > 0 ? context.style.percent(amount / total) : NumberStyle.absent,
            ]
        }
        let parts = zip(rows, amounts).map { row, amount in
            line(
                row["recipient"] == "unallocated"
                    ? context(ReportText.undivided) : context.holder(row["recipient"]), amount)
        }
        let name = stock.item.split(separator: ":").map { context.holder(String($0)) }.joined(
            separator: " · ")
        return DataTable(
            caption: context.titled(
                ReportText.allocationTable,
                "\(context.label(.scheme, stock.allocation)) · \(name) · \(context.period(stock.period))"),
            columns: [
                .text(context(ReportText.recipient)),
                .number(context(ReportText.amount), context.unit(rows.first?["unit"] ?? "")),
                .number(context(ReportText.shareOfStock)),
            ], rows: parts, sum: line(context(ReportText.stockTotal), total)
        ).addressed(
            "allocations", rows,
            sum: StoredFigure.address(
                "allocations", [stock.allocation, stock.period, stock.item, StoredFigure.everything]), context
        )
    }
}
