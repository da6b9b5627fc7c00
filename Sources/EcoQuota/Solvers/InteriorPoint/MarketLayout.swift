/// Where each kind of variable and row stands in the flat vectors of the interior-point method.
struct MarketLayout: Sendable {
    let emission: Range<Int>
    let measure: Range<Int>
    let project: Range<Int>
    let buy: Range<Int>
    let sell: Range<Int>
    let shortfall: Range<Int>
    let slack: Range<Int>
    let arc: Range<Int>
    let draw: Range<Int>
    let buyBack: Range<Int>
    let zoneSlack: Range<Int>
    let reserveSlack: Range<Int>
    let buyBackSlack: Range<Int>
    let receptorSlack: Range<Int>
    let variableCount: Int

    let balanceRow: Range<Int>
    let quotaRow: Range<Int>
    /// Zones, reserves, buy-backs and receptors: the rows that tie accounts together.
    let border: Range<Int>
    let zoneRow: Range<Int>
    let reserveRow: Range<Int>
    let buyBackRow: Range<Int>
    let receptorRow: Range<Int>
    let rowCount: Int

    init(_ problem: QuotaProblem, receptorCount: Int) {
        var end = 0
        func next(_ count: Int) -> Range<Int> {
            defer { end += count }
            return end..<(end + count)
        }
        emission = next(problem.sources.count)
        measure = next(problem.measures.count)
        project = next(problem.projects.count)
        buy = next(problem.accounts.count)
        sell = next(problem.accounts.count)
        shortfall = next(problem.accounts.count)
        slack = next(problem.accounts.count)
        arc = next(problem.poolArcs.count)
        draw = next(problem.zonePools.count)
        buyBack = next(problem.zonePools.count)
        zoneSlack = next(problem.zonePools.count)
        reserveSlack = next(problem.rules.count)
        buyBackSlack = next(problem.rules.count)
        receptorSlack = next(receptorCount)
        variableCount = end
        end = 0
        balanceRow = next(problem.sources.count)
        quotaRow = next(problem.accounts.count)
        zoneRow = next(problem.zonePools.count)
        reserveRow = next(problem.rules.count)
        buyBackRow = next(problem.rules.count)
        receptorRow = next(receptorCount)
        rowCount = end
        border = zoneRow.lowerBound..<end
    }
}
