import EcoParameters
import EcoRuns
import EcoUnits

/// The three to six figures that a meeting asks for first, each with its direction and what it is compared with.
struct VerdictCards: Sendable {
    struct Card: Sendable {
        let label: LocalizedText
        let value: String
        /// Comparison and direction.
        let comparisons: [String]
        /// Its address for `explain`, or a line in words.
        var address = ""
    }

    let cards: [Card]

    init(_ outlook: Outlook, _ context: ReportContext) throws(DiagnosticFailure) {
        var cards: [Card?] = outlook.findings.map {
            Card(label: $0.label, value: $0.value, comparisons: $0.notes, address: $0.address)
        }
        if let figures = context.accounts { cards.append(Self.account(figures, context)) }
        if let figures = context.air { cards.append(Self.air(figures, context)) }
        if let table = context.table("statement.csv"), table.rowCount > 0, let figures = context.payments {
            cards.append(Self.paid(figures, context))
            cards.append(Self.funds(figures, context))
        }
        if let document = try context.run.document("certificate.json") {
            let figures = CertificateFigures(document)
            cards += [Self.cost(figures, context), Self.proof(figures, context)]
        }
        let first = cards.compactMap { $0 }
        self.cards = Array((first + VerdictCards.further(context)).prefix(max(first.count, Self.most)))
    }

    /// The page has room for so many.
    private static let most = 6

    private static func markup(_ card: Card, _ label: String) -> Markup {
        let attributes = [("class", "card")] + (card.address.isEmpty ? [] : [("data-figure", card.address)])
        return .element(
            "div", attributes,
            [
                .element("p", ["class": "label"], .text(label)),
                .element("p", ["class": "value"], .element("bdi", [:], .text(card.value))),
            ]
                + card.comparisons.filter { !$0.isEmpty }.map {
                    .element("p", ["class": "note"], .element("bdi", [:], .text($0)))
                })
    }

    func markup(_ context: ReportContext) -> Markup {
        .element("div", ["class": "cards"], children: cards.map { Self.markup($0, context($0.label)) })
    }

    // MARK: Accounts and air

    private static func account(_ figures: AccountFigures, _ context: ReportContext) -> Card? {
        let label = figures.totalID == "gep" ? ReportText.gepCard : context.title(figures.totalID)
        guard figures.hasValues || figures.services.isEmpty else {
            return Card(
                label: label, value: context(ReportText.noValue),
                comparisons: [context(ReportText.noValueNote)])
        }
        guard let total = figures.total else {
            return Card(
                label: label, value: NumberStyle.absent, comparisons: [context(ReportText.incompleteTotal)])
        }
        let largest = figures.indicators.first.flatMap { id in
            figures.sum(of: id).map {
                ReportText.largestService(
                    context.label(.indicator, id), context.style.percent(total > 0 ? $0 / total : nil))
            }
        }
        return Card(
            label: label, value: context.style.amount(yuan: total),
            comparisons: [growth(figures, context) ?? figures.year, largest.map { context($0) } ?? ""],
            address: figures.regions.count == 1
                ? StoredFigure.address("accounts", [figures.regions[0], figures.year, figures.totalID]) : "")
    }

    private static func growth(_ figures: AccountFigures, _ context: ReportContext) -> String? {
        guard let table = context.table("account_change.csv") else { return nil }
        let scope = AccountScope(table, context)
        guard let row = table.rows.first(where: { scope.isWhole($0) && $0["id"] == figures.totalID }) else {
            return nil
        }
        func signed(_ column: String) -> String {
            guard let growth = row.number(column) else { return NumberStyle.absent }
            return context.style.direction(growth) + context.style.percent(abs(growth))
        }
        return context(
            ReportText.againstYear(
                row["opening_year"], current: signed("growth_current"), constant: signed("growth_constant")))
    }

    private static func air(_ figures: AirFigures, _ context: ReportContext) -> Card? {
        guard let standard = figures.standards.first else { return nil }
        let verdicts = figures.regions.compactMap { figures.attains($0, "pm25", standard)?.isAttained }
        let ranked = figures.ranked(standard)
        guard let best = ranked.first, let worst = ranked.last else { return nil }
        func named(_ entry: (region: String, index: Double)) -> String {
            TextWidth.fitted(context.regionName(entry.region), width: 200, size: 13) + " "
                + context.style.number(entry.index, digits: 2)
        }
        let values = [best, worst].map { context.style.number($0.index, digits: 2) }
        let span =
            values[0] == values[1]
            ? context(ranked.count == 1 ? LocalizedText(values[0]) : ReportText.allAlike(values[0]))
            : context(ReportText.bestAndWorst(named(best), named(worst)))
        let mean = ranked.reduce(0) { $0 + $1.index } / Double(ranked.count)
        let value =
            verdicts.isEmpty
            ? context.style.number(mean, digits: 2)
            : context(ReportText.ofCounties(verdicts.filter { $0 }.count, verdicts.count))
        return Card(
            label: verdicts.isEmpty ? ReportText.airIndexCard : ReportText.airCard, value: value,
            comparisons: [
                improved(standard, context), context(ReportText.compositeIndex) + ": " + span,
                context.label(.standard, standard),
            ].compactMap { $0 })
    }

    private static func improved(_ standard: String, _ context: ReportContext) -> String? {
        let changes = context.table("air_changes.csv")?.rows.filter {
            $0["indicator"] == "composite_index" && $0["standard"] == standard && $0["period"].count == 4
        }
        guard let rates = changes?.compactMap({ $0.number("percent") }), !rates.isEmpty else { return nil }
        return context(ReportText.improvedCounties(rates.filter { $0 < 0 }.count, rates.count))
    }

    // MARK: Payments

    private static func paid(_ figures: PaymentFigures, _ context: ReportContext) -> Card {
        let nets = figures.nets
        return Card(
            label: ReportText.paidCard, value: context.style.amount(fen: figures.fines),
            comparisons: [
                context(
                    ReportText.payersAndReceivers(
                        nets.filter { $0.net < 0 }.count, nets.filter { $0.net > 0 }.count)),
                context(ReportText.receivedOnly(context.style.amount(fen: figures.rewards))),
            ])
    }

    private static func funds(_ figures: PaymentFigures, _ context: ReportContext) -> Card? {
        let balances = context.table("balances.csv").map(BalanceFigures.init)
        let amounts = balances.map { $0.amounts($0.schemes) }
        let toppedUp = amounts?[1] ?? 0
        let retained = amounts?[3] ?? figures.retained
        let carried = amounts?[4] ?? figures.carried
        guard retained != 0 || toppedUp != 0 || carried != 0 else { return nil }
        let parts = [(ReportText.toppedUpCard, toppedUp), (ReportText.carried, carried)]
        return Card(
            label: ReportText.fundCard, value: context.style.amount(fen: retained),
            comparisons: parts.filter { $0.1 != 0 }.map {
                context.titled($0.0, context.style.amount(fen: $0.1))
            })
    }

    // MARK: Market

    private static func cost(_ figures: CertificateFigures, _ context: ReportContext) -> Card {
        var comparisons: [String] = []
        // Less than a fen is rounding of the solver.
        if let saving = figures.saving, abs(saving) >= 0.01 {
            let share = figures.savedShare.map { context.style.percent($0) } ?? ""
            comparisons.append(context(ReportText.savedBy(context.style.amount(yuan: saving), share)))
        }
        if (figures.objective ?? 0) < 0 { comparisons.append(context(ReportText.gainNote)) }
        return Card(
            label: ReportText.quotaCost, value: context.style.amount(yuan: figures.objective),
            comparisons: comparisons)
    }

    private static func proof(_ figures: CertificateFigures, _ context: ReportContext) -> Card {
        let shortfall = figures.shortfall ?? 0
        return Card(
            label: ReportText.proofCard, value: context(ReportText.verdict(figures)),
            comparisons: [
                context(ReportText.gapText(context.style.scientific(figures.gap))),
                shortfall > 1e-6 ? context(ReportText.lacking(context.style.figure(shortfall))) : "",
            ])
    }
}

extension NumberStyle {
    /// ▲ for more, ▼ for less; nothing for none.
    func direction(_ change: Double) -> String { change > 0 ? "▲ " : change < 0 ? "▼ " : "" }
}
