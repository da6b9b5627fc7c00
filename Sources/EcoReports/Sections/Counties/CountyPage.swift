import EcoRuns
import EcoUnits

/// What one county must know: what it gets and pays and why, and what it could do.
struct CountyPage: Sendable {
    private let region: RunRegions.Region
    private let figures: CountyFigures
    private let origins: CountyOrigins
    private let context: ReportContext

    init(
        _ region: RunRegions.Region, _ figures: CountyFigures, _ origins: CountyOrigins,
        _ context: ReportContext
    ) {
        self.region = region
        self.figures = figures
        self.origins = origins
        self.context = context
    }

    /// `nil` where the run says nothing of the county.
    var markup: Markup? {
        let tables = CountyTables(region.id, figures, context).all
        let sentences = [payment, air, market, services].compactMap { $0 }
        guard !sentences.isEmpty || !tables.isEmpty else { return nil }
        let anchor = CountySection.anchor(region.id)
        let place = [region.city(context.language), region.id].filter { !$0.isEmpty }
        return .element(
            "section",
            [
                ("id", anchor), ("class", "county"), ("tabindex", "0"),
                ("aria-labelledby", anchor + "-h"), ("data-name", CountySection.searched(region)),
            ],
            [
                .element(
                    "h3", ["id": anchor + "-h"],
                    .element("bdi", [:], .text(context.regionName(region.id))),
                    .element(
                        "span", ["class": "unit"],
                        .element("bdi", [:], .text(place.joined(separator: " · "))))),
                .element("ul", children: sentences), origins.markup(of: region.id),
            ] + tables.map(\.bare) + [
                .element(
                    "p", ["class": "back"],
                    .element(
                        "a", ["href": "#" + CountySection.indexID], .text(context(ReportText.backToIndex))))
            ])
    }

    private func item(_ text: String, _ address: String = "") -> Markup {
        .element("li", address.isEmpty ? [] : [("data-figure", address)], [.text(text)])
    }

    private var payment: Markup? {
        guard let net = figures.net(of: region.id), net.fen != 0 else { return nil }
        let amount = context.style.amount(fen: Int64(net.fen.magnitude))
        let sentence =
            net.fen < 0
            ? ReportText.netPays(amount, net.rank, net.count)
            : ReportText.netReceives(amount, net.rank, net.count)
        let row = figures.rows("fairness.csv", of: region.id).first
        let yuan = context(AmountScale.yuan.name)
        let head = row?.number("net_per_head_yuan").map {
            context(ReportText.clauseSeparator)
                + context(ReportText.perHeadNet(context.style.number(abs($0), digits: 2) + " " + yuan))
        }
        return item(
            context(sentence) + (head ?? ""), row.map { StoredFigure.address(of: $0, in: "fairness") } ?? "")
    }

    private var air: Markup? {
        guard let air = figures.air, let standard = air.standards.first,
            let rank = figures.ranked[region.id], let index = air.index(region.id, standard)
        else { return nil }
        let sentence = ReportText.airSentence(
            context.style.number(index, digits: 2), "\(rank)", figures.ranked.count)
        let pm25 = air.value(region.id, "pm25", "mean", standard)?.number.map {
            context(ReportText.clauseSeparator) + "PM2.5 " + context.style.number($0, digits: 1) + " µg/m³"
        }
        return item(context(sentence) + (pm25 ?? ""), "air:\(region.id):\(air.year):composite_index")
    }

    private var market: Markup? {
        guard let row = figures.rows("quota_ledger.csv", of: region.id).first,
            let cost = row.number("net_cost_yuan"), let gain = row.number("gain_yuan")
        else { return nil }
        let sentence = ReportText.marketSentence(
            context.style.amount(yuan: cost), context.style.amount(yuan: gain))
        return item(context(sentence), StoredFigure.address(of: row, in: "quota_ledger"))
    }

    private var services: Markup? {
        guard let accounts = figures.accounts, accounts.hasValues, let total = accounts.totals[region.id]
        else { return nil }
        let share = accounts.total.map { $0 > 0 ? total / $0 : 0 }
        let sentence = ReportText.gepSentence(
            context.style.amount(yuan: total), context.style.percent(share))
        return item(
            context(sentence),
            StoredFigure.address("accounts", [region.id, accounts.year, accounts.totalID]))
    }
}
