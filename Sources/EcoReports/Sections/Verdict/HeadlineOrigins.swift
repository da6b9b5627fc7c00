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
        guard let figures = context.accounts, figures.hasValues, figures.total != nil,
            figures.regions.count <= 20
        else { return nil }
        let name = figures.totalID == "gep" ? ReportText.gepCard : context.title(figures.totalID)
        let lines = figures.regions.map { region in
            let address = StoredFigure.address("accounts", [region, figures.year, figures.totalID])
            return
                "\(context.regionName(region)) \(context.style.amount(yuan: figures.totals[region])) · explain \(address)"
        }
        return block(context.titled(name, context(ReportText.sumOfCounties)), lines)
    }

    private var payments: Markup? {
        guard let table = context.table("statement.csv"), let nets = context.payments?.nets else {
            return nil
        }
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
        return [paid, received].compactMap { $0 }.prefix(Self.explained).compactMap { row in
            let address = TransferName.address(of: row)
            guard let explanation = try? Explanation(of: address, context) else { return nil }
            let lines = Self.shortened(explanation.lines, context).map { line in
                String(repeating: "· ", count: line.depth) + line.title
                    + (line.value.isEmpty ? "" : " = " + line.value)
                    + (line.formula.map { " = \($0.text)" } ?? "")
                    + line.remarks.map { " (\($0))" }.joined()
            }
            return block(explanation.heading.joined(separator: " – ") + " · explain \(address)", lines)
        }
    }

    /// Of many parts of one step the first ones, and how many more there are.
    private static func shortened(
        _ lines: [Explanation.Line], _ context: ReportContext
    ) -> [Explanation.Line] {
        var shown: [Explanation.Line] = []
        // Parts so far of the open step of each depth.
        var counts: [Int] = []
        var left: (depth: Int, count: Int)?
        func close() {
            if let left, left.count > 0 {
                shown.append(
                    .init(depth: left.depth, title: context(ReportText.furtherParts(left.count)), value: ""))
            }
        }
        for line in lines {
            if let open = left, line.depth > open.depth { continue }
            counts = Array(counts.prefix(line.depth + 1))
            while counts.count <= line.depth { counts.append(0) }
            counts[line.depth] += 1
            if counts[line.depth] > shownParts {
                left = (line.depth, (left?.count ?? 0) + 1)
            } else {
                close()
                left = nil
                shown.append(
                    .init(
                        depth: line.depth, title: line.title, value: line.value, remarks: line.remarks,
                        formula: line.formula.flatMap { $0.text.count <= longestFormula ? $0 : nil }))
            }
        }
        close()
        return shown
    }

    private static let (shownParts, longestFormula) = (6, 160)
}
