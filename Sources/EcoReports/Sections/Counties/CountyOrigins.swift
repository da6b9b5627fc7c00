import EcoRuns
import EcoUnits

/// Folded on the page of a county: how what it gets and pays was computed, as expressions of the stored figures.
struct CountyOrigins: Sendable {
    private let figures: CountyFigures
    private let context: ReportContext
    private let steps: CalculationSteps?
    /// Nodes of the claims by the address and basis of their payment.
    private let nodes: [String: String]

    init(_ figures: CountyFigures, _ context: ReportContext) {
        self.figures = figures
        self.context = context
        steps = (try? context.calculations()) ?? nil
        let claims = context.table("claims.csv").map { Array($0.rows) } ?? []
        nodes = Dictionary(claims.map { (Self.key($0), $0["node"]) }, uniquingKeysWith: { first, _ in first })
    }

    private static func key(_ row: StoredRow) -> String { "\(TransferName.address(of: row)) \(row["basis"])" }

    /// Nothing where the run says nothing of the county's money.
    func markup(of region: String) -> Markup {
        let lines = [net(region), market(region)].compactMap { $0 } + largest(region)
        guard !lines.isEmpty else { return .nothing }
        return .element(
            "details", [("class", "how")],
            [
                .element("summary", [:], .text(context(ReportText.howComputed))),
                .element("ul", children: lines.map { .element("li", [:], .element("bdi", [:], .text($0))) }),
            ])
    }

    private func line(_ title: String, _ value: String, _ formula: String) -> String {
        "\(title) = \(formula) = \(value)"
    }

    private func net(_ region: String) -> String? {
        guard let row = figures.rows("fairness.csv", of: region).first, let net = row.integer("net_fen"),
            net != 0, let received = row.integer("received_fen"), let paid = row.integer("paid_fen")
        else { return nil }
        func yuan(_ fen: Int64) -> String { AmountScale.yuan.text(fen: fen, context.style) }
        return line(
            context(ReportText.net), "\(yuan(net)) \(context(AmountScale.yuan.name))",
            "\(yuan(received)) − \(yuan(paid))")
    }

    private func market(_ region: String) -> String? {
        guard let row = figures.rows("quota_ledger.csv", of: region).first,
            let terms = StoredEquations.terms("net_cost_yuan", in: "quota_ledger"),
            !row["net_cost_yuan"].isEmpty
        else { return nil }
        let parts = terms.compactMap { sign, column -> String? in
            guard let yuan = row.number(column), yuan != 0 else { return nil }
            let name = context(SheetColumn.named(column, context).heading)
            return (sign == .minus ? "− " : "+ ") + "\(name) \(amount(yuan))"
        }
        guard !parts.isEmpty else { return nil }
        let sum = parts.joined(separator: " ")
        return line(
            context(SheetColumn.named("net_cost_yuan", context).heading),
            amount(row.number("net_cost_yuan") ?? 0),
            sum.hasPrefix("+ ") ? String(sum.dropFirst(2)) : sum)
    }

    private func amount(_ yuan: Double) -> String { context.style.number(yuan, digits: 2) }

    /// The largest payment, down to the figures that its rule compares.
    private func largest(_ region: String) -> [String] {
        let row = figures.transfers(of: region).filter { nodes[Self.key($0)] != nil }.max {
            ($0.integer("amount_fen") ?? 0, $1.index) < ($1.integer("amount_fen") ?? 0, $0.index)
        }
        guard let row, let steps, let node = nodes[Self.key(row)] else { return [] }
        let address = TransferName.address(of: row)
        let amount = AmountScale.yuan.text(fen: row.integer("amount_fen") ?? 0, context.style)
        let head = context(ReportText.largestOne) + " \(amount) · explain \(address)"
        return [head] + chain(node, steps)
    }

    /// The formulas along the first inputs.
    private func chain(_ node: String, _ steps: CalculationSteps) -> [String] {
        var lines: [String] = []
        var next: String? = node
        while let current = next, let step = steps[current], lines.count < Self.mostSteps {
            if let formula = steps.formula(step), formula.text.count <= Self.longestFormula,
                formula.text != formula.value
            {
                let kind = CalculationSteps.names[step.kind].map { context($0) } ?? step.kind
                lines.append(line("\(kind): \(context.subject(step.name))", formula.value, formula.text))
            }
            next = step.inputs.first
        }
        return lines
    }

    private static let (mostSteps, longestFormula) = (2, 100)
}
