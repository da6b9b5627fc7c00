import EcoParameters
import EcoRuns
import EcoUnits

/// The first page: the figures that matter, who pays and receives most, what binds, what is proven and what is not.
struct VerdictSection: ReportSection {
    static let id = "verdict"
    static let title = ReportText.verdictTitle
    let body: [Markup]
    private static let shown = 3

    init(_ context: ReportContext) throws(DiagnosticFailure) {
        let outlook = Outlook(context)
        let cards = try VerdictCards(outlook, context)
        let certificate = try context.run.document("certificate.json").map(CertificateFigures.init)
        let diagnostics = try WarningsSection.diagnostics(context.run)
        let findings =
            Self.payments(context) + Self.market(context)
            + [
                Self.binding(outlook, context),
                Self.list(ReportText.whetherProven, Self.proofs(certificate, outlook, context), context),
                Self.provisional(diagnostics, context),
            ].compactMap { $0 }
        body = [
            cards.cards.isEmpty ? .nothing : cards.markup(context),
            .element("div", ["class": "findings"], children: findings),
            HeadlineOrigins(context).markup,
        ]
    }

    // MARK: Lists

    private static func list(
        _ heading: LocalizedText, _ items: [Markup], _ context: ReportContext, isRanked: Bool = false
    ) -> Markup {
        .element(
            "div", [:], .subheading(context(heading)),
            .element(isRanked ? "ol" : "ul", children: items.map { .element("li", [:], $0) }))
    }

    private static func list(
        _ heading: LocalizedText, _ items: [String], _ context: ReportContext
    ) -> Markup {
        list(heading, items.map { .element("bdi", [:], .text($0)) }, context)
    }

    /// A county with its amount, linked to its page.
    private static func entry(_ region: String, _ amount: String, _ context: ReportContext) -> Markup {
        let name = Markup.element("bdi", [:], .text(context.regionName(region)))
        let linked =
            context.regions[region] == nil
            ? name : .element("a", ["href": "#" + CountySection.anchor(region)], name)
        return .group([linked, .text(" " + amount)])
    }

    // MARK: Who pays and receives

    private static func payments(_ context: ReportContext) -> [Markup] {
        guard let nets = context.payments?.nets else { return [] }
        let payers = nets.filter { $0.net < 0 }.reversed().prefix(shown)
        let receivers = nets.filter { $0.net > 0 }.prefix(shown)
        func items(_ part: some Sequence<(region: String, net: Int64)>) -> [Markup] {
            part.map { entry($0.region, context.style.amount(fen: Int64($0.net.magnitude)), context) }
        }
        return [
            (ReportText.whoPaysMost, items(payers)), (ReportText.whoReceivesMost, items(receivers)),
        ].filter { !$0.1.isEmpty }.map { list($0.0, $0.1, context, isRanked: true) }
    }

    private static func market(_ context: ReportContext) -> [Markup] {
        let spent = spent(context).map { (region: $0.key, yuan: $0.value) }.sorted {
            (-$0.yuan, $0.region) < (-$1.yuan, $1.region)
        }
        func items(_ part: some Sequence<(region: String, yuan: Double)>) -> [Markup] {
            part.map { entry($0.region, context.style.amount(yuan: abs($0.yuan)), context) }
        }
        let least = 0.005
        return [
            (ReportText.whoBuysMost, items(spent.filter { $0.yuan > least }.prefix(shown))),
            (ReportText.whoSellsMost, items(spent.filter { $0.yuan < -least }.reversed().prefix(shown))),
        ].filter { !$0.1.isEmpty }.map { list($0.0, $0.1, context, isRanked: true) }
    }

    /// What each county pays for quota less what it receives, yuan; from the ledger, else from the deals.
    private static func spent(_ context: ReportContext) -> [String: Double] {
        var sums: [String: Double] = [:]
        func add(_ yuan: Double?, to region: String) {
            guard let yuan, context.regions[region] != nil else { return }
            sums[region, default: 0] += yuan
        }
        if let ledger = context.table("quota_ledger.csv") {
            for row in ledger.rows {
                add(row.number("quota_paid_yuan"), to: row["party"])
                add(row.number("quota_received_yuan").map { -$0 }, to: row["party"])
            }
        } else if let deals = context.table("quota_payments.csv") {
            for row in deals.rows where row["basis"] == "quota" {
                add(row.number("amount_fen").map { $0 / 100 }, to: row["payer"])
                add(row.number("amount_fen").map { -$0 / 100 }, to: row["payee"])
            }
        }
        return sums
    }

    // MARK: What binds

    private static func binding(_ outlook: Outlook, _ context: ReportContext) -> Markup? {
        guard context.table("quota.csv") != nil || !outlook.binding.isEmpty else { return nil }
        let prices = context.table("quota_prices.csv")
        let limits = (prices?.rows.filter { $0["kind"] != "region" && ($0.number("price") ?? 0) > 0 }) ?? []
        // The dearest of each kind: prices of different kinds have different units.
        let dearest = Dictionary(grouping: limits) { $0["kind"] }.values.compactMap { rows in
            rows.max { ($0.number("price") ?? 0, $1.index) < ($1.number("price") ?? 0, $0.index) }
        }
        let column = context.language == .zh ? "meaning_zh" : "meaning_en"
        var items = dearest.sorted { $0.index < $1.index }.prefix(shown).map { $0[column] }
        if let receptors = context.table("receptors.csv"), receptors.rowCount > 0 {
            let (count, all) = QuotaReceptors.binding(receptors)
            items.insert(context(ReportText.binding(count, all)), at: 0)
        }
        items = outlook.binding + items
        return list(ReportText.whatBinds, items.isEmpty ? [context(ReportText.nothingBinds)] : items, context)
    }

    // MARK: What is proven and what is not

    private static func proofs(
        _ certificate: CertificateFigures?, _ outlook: Outlook, _ context: ReportContext
    ) -> [String] {
        var items = outlook.proofs
        if let certificate {
            items.append(
                ReportText.planProven(
                    context(ReportText.verdict(certificate)),
                    context.style.scientific(certificate.gap)))
        }
        if let certificate, certificate.scope != "market" {
            items.append(ReportText.proofSpeaksOf(certificate.scopeMeaning))
        }
        items += yearsNotHeld(context)
        if let balances = context.table("balances.csv"), balances.rowCount > 0 {
            let open = balances.rows.filter { BalanceFigures.rest($0) != 0 }.count
            items.append(open == 0 ? ReportText.balanced : ReportText.unbalanced(open))
        }
        if let printed = context.table("account_published.csv"), printed.rowCount > 0 {
            let agreed = printed.rows.filter { $0.boolean("agrees") == true }.count
            items.append(ReportText.printedAgree(agreed, printed.rowCount))
        }
        let thin = context.table("air.csv")?.rows.filter {
            $0["period"].count == 4 && $0.boolean("valid") == false
        }
        if let thin, !thin.isEmpty { items.append(ReportText.airPartlyValid(thin.count)) }
        return (items.isEmpty ? [ReportText.nothingToProve] : items).map { context($0) }
    }

    /// Years of weather in which a limit does not hold, those above it by most first.
    private static func yearsNotHeld(_ context: ReportContext) -> [LocalizedText] {
        guard let years = context.table("receptor_years.csv") else { return [] }
        let excess = { (row: StoredRow) in
            (row.number("after_ug_m3") ?? 0) - (row.number("limit_ug_m3") ?? 0)
        }
        let broken = years.rows.filter { $0.boolean("held") == false }.sorted {
            (-excess($0), $0.index) < (-excess($1), $1.index)
        }
        guard let worst = broken.first else { return [] }
        return [
            ReportText.yearsNotHeld(
                broken.count, years.rowCount, context.label(.receptor, worst["receptor"]), worst["weather"],
                context.style.number(worst.number("after_ug_m3"), digits: 1),
                context.style.number(worst.number("limit_ug_m3"), digits: 1))
        ]
    }

    private static func provisional(_ diagnostics: [JSON], _ context: ReportContext) -> Markup {
        var items: [Markup] = []
        if let table = context.table("parameters.csv"), table.rowCount > 0 {
            let count = WarningsSection.provisional(table).count
            if count > 0 { items.append(.text(context(ReportText.provisionalCount(count, table.rowCount)))) }
        }
        if let table = context.table("assumptions.csv"), table.rowCount > 0 {
            items.append(.text(context(ReportText.assumptionCount(table.rowCount))))
        }
        if !diagnostics.isEmpty {
            let first = diagnostics.prefix(shown).map { finding -> Markup in
                let text = WarningsSection.text(finding, "message", context)
                return .element(
                    "li", [:], .element("bdi", [:], .text(TextWidth.excerpt(text, width: 900, size: 13))))
            }
            items.append(
                .group([
                    .text(context(ReportText.warningCount(diagnostics.count))),
                    .element("ul", children: first),
                ]))
        }
        if items.isEmpty {
            return list(ReportText.whatIsProvisional, [context(ReportText.nothingProvisional)], context)
        }
        let link = Markup.element(
            "a", ["href": "#" + WarningsSection.id], .text(context(ReportText.allBelow)))
        return list(ReportText.whatIsProvisional, items + [link], context)
    }
}
