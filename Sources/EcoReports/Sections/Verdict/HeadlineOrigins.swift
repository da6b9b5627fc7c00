import EcoRuns
import EcoUnits

/// Folded below the first page: how its figures were computed, down to the largest payments step by step.
struct HeadlineOrigins: Sendable {
    private let context: ReportContext
    private static let explained = 2

    init(_ context: ReportContext) { self.context = context }

    var markup: Markup {
        let parts = [accounts, payments].compactMap { $0 } + largestPayments
        guard !parts.isEmpty else { return .nothing }
        return .element(
            "details", [("class", "how")],
            [.element("summary", [:], .text(context(ReportText.howComputed)))]
                + [.note(context(ReportText.whatThePageSays))] + parts)
    }

    private func block(_ heading: String, _ lines: [String]) -> Markup {
        .group([
            .paragraph(heading),
            .element("ul", children: lines.map { .element("li", [:], .element("bdi", [:], .text($0))) }),
        ])
    }

    /// The total as the sum over the counties.
    private var accounts: Markup? {
        guard let table = context.table("accounts.csv") else { return nil }
        let figures = AccountFigures(table, context)
        guard figures.hasValues, figures.total != nil, figures.regions.count <= 20 else { return nil }
        let name = figures.totalID == "gep" ? ReportText.gepCard : context.title(figures.totalID)
        let lines = figures.regions.map { region in
            let address = StoredFigure.address("accounts", [region, figures.year, figures.totalID])
            return
                "\(context.regionName(region)) \(context.style.amount(yuan: figures.totals[region])) · explain \(address)"
        }
        return block(context.titled(name, context(ReportText.sumOfCounties)), lines)
    }

    private var payments: Markup? {
        guard let table = context.table("statement.csv") else { return nil }
        let nets = PaymentFigures(table, context).nets
        let ends = [nets.last, nets.first].compactMap { $0 }.filter { $0.net != 0 }
        guard !ends.isEmpty else { return nil }
        let lines = ends.flatMap { end in
            table.rows.filter { $0["party"] == end.region }.map { row in
                let amount = AmountScale.yuan.text(fen: row.integer("net_fen") ?? 0, context.style)
                let scheme = context.label(.scheme, row["scheme"])
                return
                    "\(context.regionName(end.region)) · \(scheme): \(amount) \(context(AmountScale.yuan.name))"
                    + " · explain \(StoredFigure.address(of: row, in: "statement"))"
            }
        }
        return block(context.titled(ReportText.net, context(ReportText.netOf)), lines)
    }

    /// The steps of the largest payment to and from counties.
    private var largestPayments: [Markup] {
        guard let transfers = context.table("transfers.csv") else { return [] }
        let rows = transfers.rows.sorted {
            ($0.integer("amount_fen") ?? 0, $1.index) > ($1.integer("amount_fen") ?? 0, $0.index)
        }
        let paid = rows.first { context.regions[$0["payer"]] != nil }
        let received = rows.first { context.regions[$0["payee"]] != nil }
        let calculations = try? context.run.table("calculations.csv")
        return [paid, received].compactMap { $0 }.prefix(Self.explained).compactMap { row in
            let address = TransferName.address(of: row)
            guard let explanation = try? Explanation(of: address, context, calculations: calculations) else {
                return nil
            }
            let lines = explanation.lines.map { line in
                String(repeating: "· ", count: line.depth) + line.title
                    + (line.value.isEmpty ? "" : " = " + line.value)
                    + line.remarks.map { " (\($0))" }.joined()
            }
            return block(explanation.heading.joined(separator: " – ") + " · explain \(address)", lines)
        }
    }
}
