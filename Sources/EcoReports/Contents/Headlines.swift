import EcoParameters
import EcoUnits

/// The figures that a terminal shows of a run.
struct Headlines: Sendable {
    let cards: [Card]

    struct Card: Sendable {
        let label: LocalizedText
        let value: String
        var note = ""
    }

    init(_ context: ReportContext) throws(DiagnosticFailure) {
        var cards = Outlook(context).findings.map {
            Card(
                label: $0.label, value: $0.value,
                note: $0.notes.joined(separator: context(ReportText.listSeparator)))
        }
        if let figures = context.accounts { cards += Self.accounts(figures, context) }
        if let figures = context.air { cards += Self.air(figures, context) }
        if let table = context.table("balances.csv"), !Self.paysPastFunds(context) {
            cards += Self.balances(.init(table), context)
        } else if let figures = context.payments {
            cards += Self.payments(figures, context)
        }
        if let document = try context.run.document("certificate.json") {
            cards += Self.quota(.init(document), context)
        }
        self.cards = cards
    }

    private static func accounts(_ figures: AccountFigures, _ context: ReportContext) -> [Card] {
        // Only a GEP is called one: other documents name their total.
        let name = figures.totalID == "gep" ? ReportText.totalGEP : context.title(figures.totalID)
        guard figures.hasValues || figures.services.isEmpty else {
            return [
                Card(label: name, value: context(ReportText.noValue), note: context(ReportText.noValueNote))
            ]
        }
        guard let total = figures.total else {
            return [
                Card(
                    label: name, value: NumberStyle.absent,
                    note: context(ReportText.incompleteTotal))
            ]
        }
        var cards = [
            Card(label: name, value: context.style.amount(yuan: total), note: figures.year)
        ]
        let areas = figures.regions.compactMap { context.regions[$0]?.areaSquareKilometres }
        if areas.count == figures.regions.count, areas.reduce(0, +) > 0 {
            let density = context.style.amount(yuan: total / areas.reduce(0, +))
            cards.append(
                Card(label: ReportText.gepPerArea, value: density + context(ReportText.perSquareKilometre)))
        }
        return cards
    }

    private static func air(_ figures: AirFigures, _ context: ReportContext) -> [Card] {
        guard let standard = figures.standards.first, let best = figures.ranked(standard).first,
            let worst = figures.ranked(standard).last
        else { return [] }
        let name = context.label(.standard, standard)
        return [(ReportText.bestAir, best), (ReportText.worstAir, worst)].map { label, entry in
            let index = context.style.number(entry.index, digits: 2)
            let region = TextWidth.fitted(context.regionName(entry.region), width: 420, size: 21)
            return Card(label: label, value: region, note: "\(index) · \(name)")
        }
    }

    private static func balances(_ figures: BalanceFigures, _ context: ReportContext) -> [Card] {
        let labels = [
            ReportText.fines, ReportText.toppedUp, ReportText.rewards, ReportText.retained,
            ReportText.carried,
        ]
        return zip(labels, figures.amounts(figures.schemes)).filter { $1 != 0 }.map {
            Card(label: $0, value: context.style.amount(fen: $1))
        }
    }

    /// Payments between two counties pass no fund and stand in no balance.
    private static func paysPastFunds(_ context: ReportContext) -> Bool {
        guard let figures = context.payments, let balances = context.table("balances.csv") else {
            return false
        }
        return figures.fines != PaymentFigures.sum(balances.rows.compactMap { $0.integer("paid_in_fen") })
            || figures.rewards != PaymentFigures.sum(balances.rows.compactMap { $0.integer("paid_out_fen") })
    }

    private static func payments(_ figures: PaymentFigures, _ context: ReportContext) -> [Card] {
        let amounts = [
            (ReportText.fines, figures.fines), (ReportText.rewards, figures.rewards),
            (ReportText.retained, figures.retained), (ReportText.carried, figures.carried),
        ]
        return amounts.filter { $0.0 != ReportText.carried || $0.1 != 0 }.map {
            Card(label: $0, value: context.style.amount(fen: $1), note: figures.year)
        }
    }

    private static func quota(_ figures: CertificateFigures, _ context: ReportContext) -> [Card] {
        // Accepted projects may be worth more than everything else costs.
        let isGain = (figures.objective ?? 0) < 0
        var cards = [
            Card(
                label: ReportText.quotaCost, value: context.style.amount(yuan: figures.objective),
                note: isGain ? context(ReportText.gainNote) : "")
        ]
        if let without = figures.withoutTrade, let saving = figures.saving {
            let share = figures.savedShare.map { context.style.percent($0) } ?? ""
            cards.append(
                Card(label: ReportText.quotaCostWithoutTrade, value: context.style.amount(yuan: without)))
            cards.append(
                Card(label: ReportText.saving, value: context.style.amount(yuan: saving), note: share))
        }
        let verdict = context(ReportText.verdict(figures))
        cards.append(
            Card(label: ReportText.certifiedGap, value: context.style.scientific(figures.gap), note: verdict))
        return cards
    }
}
