import EcoRuns
import EcoUnits

/// Figures for runs of one module, where the first page has room.
extension VerdictCards {
    static func further(_ context: ReportContext) -> [Card] {
        [geep(context), traded(context), receptors(context), density(context)].compactMap { $0 }
    }

    private static func geep(_ context: ReportContext) -> Card? {
        guard let table = context.table("account_geep.csv"), table.rowCount > 0 else { return nil }
        let scope = AccountScope(table, context)
        guard let row = table.rows.first(where: { scope.isWhole($0) }), let yuan = row.number("geep_yuan")
        else {
            return nil
        }
        let ratio = row.number("geep_to_gdp").map {
            context(ReportText.timesGDP(context.style.number($0, digits: 2)))
        }
        return Card(
            label: ReportText.geepCard, value: context.style.amount(yuan: yuan),
            comparisons: [ratio ?? ""], address: StoredFigure.address(of: row, in: "account_geep"))
    }

    /// What counties pay each other for quota.
    private static func traded(_ context: ReportContext) -> Card? {
        let deals = context.table("quota_payments.csv")?.rows.filter {
            context.regions[$0["payer"]] != nil && context.regions[$0["payee"]] != nil
        }
        guard let deals, !deals.isEmpty else { return nil }
        let (buyers, sellers) = (Set(deals.map { $0["payer"] }), Set(deals.map { $0["payee"] }))
        return Card(
            label: ReportText.tradedCard,
            value: context.style.amount(
                fen: PaymentFigures.sum(deals.compactMap { $0.integer("amount_fen") })),
            comparisons: [context(ReportText.buyersAndSellers(buyers.count, sellers.count))])
    }

    /// Falls below are rounding of the solver, µg/m³.
    private static let leastFall = 1e-6

    private static func receptors(_ context: ReportContext) -> Card? {
        guard let table = context.table("receptors.csv"), table.rowCount > 0 else { return nil }
        let falls = table.rows.compactMap { row in
            row.number("baseline_ug_m3").flatMap { before in row.number("after_ug_m3").map { before - $0 } }
        }
        let largest = falls.max() ?? 0
        let (count, all) = QuotaReceptors.binding(table)
        return Card(
            label: ReportText.receptorCard, value: context(ReportText.ofCounties(count, all)),
            comparisons: largest > leastFall
                ? [context(ReportText.largestFall(context.style.figure(largest) + " µg/m³"))] : [])
    }

    private static func density(_ context: ReportContext) -> Card? {
        guard let figures = context.accounts else { return nil }
        let areas = figures.regions.compactMap { context.regions[$0]?.areaSquareKilometres }
        let area = areas.reduce(0, +)
        guard figures.hasValues, let total = figures.total, areas.count == figures.regions.count, area > 0
        else {
            return nil
        }
        func text(_ yuan: Double) -> String {
            context.style.amount(yuan: yuan) + context(ReportText.perSquareKilometre)
        }
        let most = figures.density(context.regions).max { ($0.value, $1.key) < ($1.value, $0.key) }
        let comparison = most.map { context(ReportText.mostIn(context.regionName($0.key), text($0.value))) }
        return Card(
            label: ReportText.gepPerArea, value: text(total / area),
            comparisons: figures.regions.count > 1 ? [comparison ?? ""] : [])
    }
}
