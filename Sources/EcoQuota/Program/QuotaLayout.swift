/// Where each kind of column and row of a quota market stands in its programme.
public struct QuotaLayout: Sendable {
    // Columns.
    public let emission: Range<Int>
    public let abatement: Range<Int>
    public let growth: Range<Int>
    public let purchase: Range<Int>
    public let sale: Range<Int>
    public let shortfall: Range<Int>
    public let flow: Range<Int>
    public let reserve: Range<Int>
    public let buyBack: Range<Int>
    // Rows.
    public let balanceRow: Range<Int>
    public let quotaRow: Range<Int>
    public let poolRow: Range<Int>
    public let reserveRow: Range<Int>
    public let buyBackRow: Range<Int>

    init(_ problem: QuotaProblem) {
        var end = 0
        func next(_ count: Int) -> Range<Int> {
            defer { end += count }
            return end..<(end + count)
        }
        emission = next(problem.sources.count)
        abatement = next(problem.measures.count)
        growth = next(problem.projects.count)
        purchase = next(problem.accounts.count)
        sale = next(problem.accounts.count)
        shortfall = next(problem.accounts.count)
        flow = next(problem.poolArcs.count)
        reserve = next(problem.zonePools.count)
        buyBack = next(problem.zonePools.count)
        end = 0
        balanceRow = next(problem.sources.count)
        quotaRow = next(problem.accounts.count)
        poolRow = next(problem.zonePools.count)
        reserveRow = next(problem.rules.count)
        buyBackRow = next(problem.rules.count)
    }

    var columnFamilies: [MarketProgram.Family] {
        [
            .init("emission", emission, unit: "t"), .init("abatement", abatement, unit: "t"),
            .init("growth", growth, unit: "t"), .init("purchase", purchase, unit: "t"),
            .init("sale", sale, unit: "t"), .init("shortfall", shortfall, unit: "t"),
            .init("flow", flow, unit: "t"), .init("reserve", reserve, unit: "t"),
            .init("buy_back", buyBack, unit: "t"),
        ]
    }

    var rowFamilies: [MarketProgram.Family] {
        [
            .init("emission_balance", balanceRow, unit: "t"), .init("quota", quotaRow, unit: "t"),
            .init("pool_balance", poolRow, unit: "t"), .init("reserve", reserveRow, unit: "t"),
            .init("buy_back", buyBackRow, unit: "t"),
        ]
    }
}
