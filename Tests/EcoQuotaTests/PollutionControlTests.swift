@testable import EcoQuota
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// GAMS POLLUT (after Mangasarian): the most output of twenty sectors, Cobb and Douglas, under totals of COD, SO2,
/// land and water. General convex, so no market programme by itself: solved as a sequence of them, each the quadratic
/// model of the output at the last plan, until the plan stands still. Data and optimum: reference notes 5.5 and A.
@Suite("Most output under several pollutant totals")
struct PollutionControlTests {
    private struct Sector {
        let load: [Double]
        let factor, labourShare, capitalRatio, capital, labour: Double

        /// Output with all labour that is allowed, and its first two derivatives by capital.
        func output(_ capital: Double) -> (value: Double, slope: Double, curvature: Double) {
            let part = 1 - labourShare
            let value = factor * pow(capital, part) * pow(1.4 * labour, labourShare)
            return (value, part * value / capital, part * (part - 1) * value / (capital * capital))
        }
    }

    /// Weights of COD, SO2, land, water; factor, labour share, capital to output, capital, labour.
    private static let table: [[Double]] = [
        [0.08488, 0.00909, 0.02990, 0.07195, 9.600, 0.121, 0.1064, 29406, 24709],
        [0.03353, 0.02470, 0.08980, 0.17032, 6.353, 0.194, 0.1611, 21375, 18918],
        [0.03353, 0.02470, 0.02780, 0.01345, 9.818, 0.204, 0.0848, 8423, 20636],
        [0.00135, 0.00084, 0.06890, 0.01606, 7.371, 0.181, 0.1428, 13873, 10457],
        [0.00153, 0.00084, 0.03500, 0.01429, 10.220, 0.171, 0.0955, 8470, 9739],
        [0.23368, 0.07461, 0.04690, 0.15532, 6.255, 0.145, 0.1759, 36375, 18880],
        [0.07609, 0.05767, 0.01290, 0.01850, 8.149, 0.304, 0.2190, 66016, 44480],
        [0.07689, 0.05767, 0.05370, 0.09680, 7.794, 0.146, 0.1439, 80134, 36526],
        [0.03736, 0.01663, 0.27080, 0.02900, 8.400, 0.173, 0.1314, 1327, 758],
        [0.02794, 0.00456, 0.06040, 0.09200, 9.933, 0.174, 0.0987, 4414, 4921],
        [0.02794, 0.00456, 0.04980, 0.07320, 11.069, 0.167, 0.0817, 3709, 6766],
        [0.00213, 0.08800, 0.11510, 0.09520, 6.528, 0.192, 0.1665, 14496, 9368],
        [0.00633, 0.02361, 0.08900, 0.07780, 7.928, 0.116, 0.1448, 102399, 31127],
        [0.00091, 0.03376, 0.02670, 0.03720, 10.559, 0.091, 0.1026, 28008, 1166],
        [0.00125, 0.00860, 0.06790, 0.04930, 6.606, 0.227, 0.1567, 69314, 59525],
        [0.00089, 0.00376, 0.06210, 0.02480, 7.153, 0.208, 0.1506, 90014, 63048],
        [0.00123, 0.00369, 0.02950, 0.02300, 11.146, 0.151, 0.0895, 29360, 29839],
        [0.00079, 0.00127, 0.07870, 0.04300, 6.884, 0.199, 0.1602, 27687, 16945],
        [0.00396, 0.00252, 0.03830, 0.03010, 6.660, 0.253, 0.1446, 4009, 4828],
        [0.00931, 0.00252, 0.04240, 0.03500, 7.929, 0.182, 0.1256, 24323, 24569],
    ]
    private static let totals: [Double] = [153_000, 120_000, 250_000, 250_000]

    private static let sectors = table.map {
        Sector(
            load: Array($0[..<4]), factor: $0[4], labourShare: $0[5], capitalRatio: $0[6], capital: $0[7],
            labour: $0[8])
    }

    /// The quadratic model of minus the output at some capitals, in capital above 0.6 of the base.
    private func model(at capitals: [Double]) -> MarketProgram {
        var program = MarketProgram()
        let labour = Self.sectors.reduce(0) { $0 + 1.4 * $1.labour }
        let floor = Self.sectors.reduce(0) { $0 + 0.6 * $1.capital }
        for (sector, capital) in zip(Self.sectors, capitals) {
            let (_, slope, curvature) = sector.output(capital)
            program.cost.append(-slope + curvature * (capital - 0.6 * sector.capital))
            program.curvature.append(-curvature)
            program.upper.append(0.8 * sector.capital)
            let loads = sector.load.enumerated().map { ($0, $1 / sector.capitalRatio) }
            program.matrix.append(loads + [(4, 1), (5, -1)])
        }
        program.right = Self.totals.enumerated().map { row, total in
            total - Self.sectors.reduce(0) { $0 + $1.load[row] * 0.6 * $1.capital / $1.capitalRatio }
        }
        program.right += [1.4 * labour - floor, floor - 0.9 * labour]
        program.rowKinds = [MarketProgram.RowKind](repeating: .atMost, count: 6)
        return program
    }

    @Test func pollutReachesThePublishedOptimum() throws {
        var capitals = Self.sectors.map(\.capital)
        var prices: [Double] = []
        for _ in 0..<30 {
            let program = model(at: capitals)
            let found = try InteriorPointSolver().solve(program)
            #expect(ProgramCertificate(program, found).verdict == .proven)
            let next = zip(Self.sectors, found.values).map { 0.6 * $0.capital + $1 }
            let move = zip(capitals, next).map { abs($0 - $1) / $0 }.max() ?? 0
            (capitals, prices) = (next, found.rowPrices)
            if move < 1e-12 { break }
        }
        let output = zip(Self.sectors, capitals).reduce(0) { $0 + $1.0.output($1.1).value }
        #expect(TextbookTests.close(output, 5_353_268.6287, 2e-11))
        #expect(TextbookTests.close(prices[2], 9.65943454, 1e-8))
        #expect(TextbookTests.close(prices[3], 4.01959677, 1e-8))
        let loads = (0..<4).map { row in
            zip(Self.sectors, capitals).reduce(0) { $0 + $1.0.load[row] * $1.1 / $1.0.capitalRatio }
        }
        for (load, expected) in zip(loads, [151_587.152, 109_548.942, 250_000, 250_000]) {
            #expect(TextbookTests.close(load, expected, 1e-8))
        }
        for (sector, part) in [(7, 0.92129363), (9, 0.61140643), (14, 0.90234369), (17, 0.65084021)] {
            #expect(TextbookTests.close(capitals[sector] / Self.sectors[sector].capital, part, 1e-8))
        }
    }

    /// Weak duality from the prices alone: no plan within the ranges produces more than the model's prices allow.
    @Test func pricesBoundThePublishedOptimum() {
        let prices = [0, 0, 9.65943454, 4.01959677]
        var bound = zip(prices, Self.totals).reduce(0) { $0 + $1.0 * $1.1 }
        for sector in Self.sectors {
            let charge = zip(prices, sector.load).reduce(0) { $0 + $1.0 * $1.1 / sector.capitalRatio }
            // output'(K) = charge, within the range.
            let part = 1 - sector.labourShare
            let scale = part * sector.factor * pow(1.4 * sector.labour, sector.labourShare)
            let best = pow(scale / charge, 1 / sector.labourShare)
            let capital = min(max(best, 0.6 * sector.capital), 1.4 * sector.capital)
            bound += sector.output(capital).value - charge * capital
        }
        #expect(bound >= 5_353_268.6286 && TextbookTests.close(bound, 5_353_268.6287, 1e-10))
    }
}
