/// A market whose fee is a part of the price of the deal, which is itself a result: solved again until the fees
/// and the prices that they lead to agree.
public struct DealPriceFee: Sendable {
    /// With the fees in force in the costs of purchases and sales.
    public let program: MarketProgram
    public let solution: ProgramSolution
    public let rounds: Int
    /// Largest difference between the fees in force and those of the prices found, as a part of the largest fee.
    public let difference: Double

    /// Below this the fees agree.
    public static let tolerance = 1e-9

    /// - Throws: what `solve` throws.
    public init(_ problem: QuotaProblem, rounds most: Int = 60, solving solve: ProgramSolving) throws {
        let layout = QuotaLayout(problem)
        let base = MarketProgram(problem)
        var program = base
        var fees = [Double](repeating: 0, count: problem.zonePools.count)
        var found = try solve(program, nil)
        var (round, difference) = (1, Double.infinity)
        while round < most {
            let next = Self.fees(problem, layout, found)
            let scale = max(next.max() ?? 0, .leastNormalMagnitude)
            difference = zip(next, fees).reduce(0) { max($0, abs($1.0 - $1.1)) } / scale
            if difference <= Self.tolerance { break }
            fees = next
            program = base.adding(fees, problem, layout)
            found = try solve(program, found)
            round += 1
        }
        self.program = program
        solution = found
        rounds = round
        self.difference = difference
    }

    /// The fee of each zone pool in the programme's money, yuan/t.
    private static func fees(
        _ problem: QuotaProblem, _ layout: QuotaLayout, _ found: ProgramSolution
    ) -> [Double] {
        zip(problem.zonePools, layout.poolRow).map { pool, row in
            let rule = problem.rules[pool.rule]
            let floor = rule.floorPrice * problem.periods[pool.period].discount
            return rule.dealPriceFeeRate * max(0, found.rowPrices[row] - floor)
        }
    }
}

extension MarketProgram {
    /// What the price lies above the floor costs more in fees; the part up to the floor stands in the rules.
    fileprivate func adding(_ fees: [Double], _ problem: QuotaProblem, _ layout: QuotaLayout) -> MarketProgram
    {
        var program = self
        for (index, account) in problem.accounts.enumerated() {
            program.cost[layout.purchase.lowerBound + index] += fees[account.zonePool]
            program.cost[layout.sale.lowerBound + index] += fees[account.salePool]
        }
        return program
    }
}
