import EcoAlgebra

extension ArrowFactor {
    /// The links between zones, reserves, buy-backs and receptors, factored.
    static func border(
        _ system: MarketSystem, _ theta: [Double], _ conductance: [Double], _ trade: [Double],
        _ secondary: [Double]
    ) throws(AlgebraError) -> BorderFactor {
        let layout = system.layout
        let nodes = layout.receptorRow.lowerBound - layout.border.lowerBound
        var network = NetworkFactor(nodes: nodes)
        var coupling = DenseMatrix(rows: system.receptors.count, columns: nodes)
        for (index, account) in system.problem.accounts.enumerated() {
            let buy = theta[layout.buy.lowerBound + index]
            let sell = theta[layout.sell.lowerBound + index]
            let outside =
                theta[layout.shortfall.lowerBound + index] + theta[layout.slack.lowerBound + index]
            let loss = 1 - 1 / account.replacementRatio
            let total = conductance[index] + secondary[index]
            network.connectToGround(
                account.zonePool,
                ((buy + sell) * (conductance[index] + outside) + buy * sell * loss * loss) / total)
            let weight = conductance[index] * trade[index] / total
            guard weight > 0 else { continue }
            for row in 0..<coupling.rows {
                coupling[row, account.zonePool] += system.transfer[row, index] * weight
            }
        }
        connectZones(system, theta, &network)
        let first = layout.buyBackRow.lowerBound - layout.border.lowerBound
        return try BorderFactor(
            network: network, coupling: coupling,
            receptorBlock: receptorBlock(system, theta, conductance, secondary),
            buyBack: first..<(first + layout.buyBackRow.count))
    }

    private static func receptorBlock(
        _ system: MarketSystem, _ theta: [Double], _ conductance: [Double], _ secondary: [Double]
    ) throws(AlgebraError) -> DenseMatrix {
        let series = zip(conductance, secondary).map { $0 * ($1 / ($0 + $1)) }
        var block = try system.transfer.weightedGram(series)
        for row in 0..<block.rows {
            block[row, row] += theta[system.layout.receptorSlack.lowerBound + row]
        }
        return block
    }

    private static func connectZones(
        _ system: MarketSystem, _ theta: [Double], _ network: inout NetworkFactor
    ) {
        let layout = system.layout
        let reserve = layout.reserveRow.lowerBound - layout.border.lowerBound
        let buyBack = layout.buyBackRow.lowerBound - layout.border.lowerBound
        for (index, arc) in system.problem.poolArcs.enumerated() {
            network.connect(arc.from, arc.to, theta[layout.arc.lowerBound + index])
        }
        for (index, zone) in system.problem.zonePools.enumerated() {
            network.connect(reserve + zone.rule, index, theta[layout.draw.lowerBound + index])
            network.connect(buyBack + zone.rule, index, theta[layout.buyBack.lowerBound + index])
            network.connectToGround(index, theta[layout.zoneSlack.lowerBound + index])
        }
        for index in system.problem.rules.indices {
            network.connectToGround(reserve + index, theta[layout.reserveSlack.lowerBound + index])
            network.connectToGround(buyBack + index, theta[layout.buyBackSlack.lowerBound + index])
        }
    }
}
