import EcoAlgebra
import EcoQuota
import Glibc

/// The instance QF-n-R-Z-seed as a programme: counties with six measures and three projects, receptors, zones of
/// which the first admits no inflow, double replacement where the nearest receptor is tight, reserve and fees.
struct PoolInstance {
    let counties, receptors, zones: Int
    let isSloped: Bool
    private let draws: [[Double]]
    private let stations: [[Double]]

    private var baseline: [Double] { draws.map { 200 * pow(10, 2 * $0[2]) } }

    init(counties: Int, receptors: Int, zones: Int, seed: UInt64, isSloped: Bool) {
        (self.counties, self.receptors, self.zones, self.isSloped) = (counties, receptors, zones, isSloped)
        var random = SplitMix(state: seed)
        draws = (0..<counties).map { _ in (0..<21).map { _ in random.uniform() } }
        stations = (0..<receptors).map { _ in (0..<3).map { _ in random.uniform() } }
    }

    var program: MarketProgram {
        let baseline = self.baseline
        let (matrix, allowance, ratio) = ambient(baseline)
        var builder = Builder(instance: self, baseline: baseline, ratio: ratio)
        builder.addSources()
        builder.addTrade()
        builder.addRows()
        builder.program.ambient = AmbientRows(
            matrix: SourceReceptorMatrix(matrix), emission: Array(0..<counties), group: Array(0..<counties),
            allowance: allowance)
        return builder.program
    }

    /// The matrix, what each receptor allows, and the replacement ratio of each county.
    private func ambient(_ baseline: [Double]) -> (DenseMatrix, [Double], [Double]) {
        var matrix = DenseMatrix(rows: receptors, columns: counties)
        var allowance = [Double](repeating: 0, count: receptors)
        var ratio: [Double] = []
        for county in 0..<counties {
            var nearest = (distance: Double.infinity, part: 1.0)
            for (row, station) in stations.enumerated() {
                let east = 10 * (draws[county][0] - station[0])
                let north = 10 * (draws[county][1] - station[1])
                let distance = hypot(east, north)
                let value = 1e-3 * (exp(-distance / 0.6) + 0.02)
                matrix[row, county] = value
                allowance[row] += value * baseline[county]
                if distance < nearest.distance { nearest = (distance, 0.5 + 0.2 * station[2]) }
            }
            ratio.append(nearest.part < 0.6 ? 2 : 1)
        }
        for (row, station) in stations.enumerated() { allowance[row] *= 0.5 + 0.2 * station[2] }
        return (matrix, allowance, ratio)
    }

    /// Columns: emission, abatement, growth, purchase, sale, shortfall, flow, reserve. Rows: balance and quota of
    /// each county, pool of each zone in use, reserve.
    private struct Builder {
        let instance: PoolInstance
        let baseline, natural, ratio: [Double]
        let zone: [Int]
        let zoneCount: Int
        /// Whether the zone that admits no inflow is in use.
        let hasClosedZone: Bool
        var program = MarketProgram()

        private var quotaRow: Int { baseline.count }
        private var poolRow: Int { 2 * baseline.count }
        private var reserveRow: Int { poolRow + zoneCount }
        private var reserve: Double { 0.02 * baseline.reduce(0, +) }

        init(instance: PoolInstance, baseline: [Double], ratio: [Double]) {
            (self.instance, self.baseline, self.ratio) = (instance, baseline, ratio)
            natural = zip(instance.draws, baseline).map { draws, baseline in
                baseline * (1 + 0.04 * (draws[16] + draws[18] + draws[20]))
            }
            let zones = instance.zones
            let all = instance.draws.map { min(zones - 1, Int($0[0] * Double(zones))) }
            let used = Set(all).sorted()
            zone = all.map { used.firstIndex(of: $0) ?? 0 }
            (zoneCount, hasClosedZone) = (used.count, used.first == 0)
        }

        mutating func addSources() {
            for (county, baseline) in baseline.enumerated() {
                add(0, min(natural[county], 1.1 * baseline), [(county, 1), (quotaRow + county, 1)])
            }
            for (county, draws) in instance.draws.enumerated() {
                for step in 0..<6 {
                    let cost = 500 * pow(10, 1.8 * (Double(step) + draws[3 + 2 * step]) / 6)
                    let size = baseline[county] * (0.05 + 0.10 * draws[4 + 2 * step])
                    add(cost, size, curvature: instance.isSloped ? 0.3 * cost / size : 0, [(county, 1)])
                }
            }
            for (county, draws) in instance.draws.enumerated() {
                for step in 0..<3 {
                    let value = 2000 * pow(10, 1.5 * draws[15 + 2 * step])
                    add(-value, 0.04 * baseline[county] * draws[16 + 2 * step], [(county, -1)])
                }
            }
        }

        mutating func addTrade() {
            for county in baseline.indices {
                add(
                    135, ratio[county] * natural[county],
                    [(quotaRow + county, -1 / ratio[county]), (poolRow + zone[county], 1)])
            }
            for county in baseline.indices {
                add(
                    135, 0.53 * baseline[county],
                    [(quotaRow + county, 1), (poolRow + zone[county], -1)])
            }
            for county in baseline.indices { add(200_000, natural[county], [(quotaRow + county, -1)]) }
            let supply = reserve + 0.53 * baseline.reduce(0, +)
            for from in 0..<zoneCount {
                for to in 0..<zoneCount where from != to && !(to == 0 && hasClosedZone) {
                    add(50, supply, [(poolRow + from, 1), (poolRow + to, -1)])
                }
            }
            for zone in 0..<zoneCount { add(18_000, reserve, [(poolRow + zone, -1), (reserveRow, 1)]) }
        }

        mutating func addRows() {
            program.right = baseline + baseline.map { 0.53 * $0 }
            program.right += [Double](repeating: 0, count: zoneCount) + [reserve]
            program.rowKinds = [MarketProgram.RowKind](repeating: .equal, count: baseline.count)
            program.rowKinds += [MarketProgram.RowKind](
                repeating: .atMost, count: program.right.count - baseline.count)
            program.rowFamilies = [
                .init("emission_balance", 0..<quotaRow, unit: "t"),
                .init("quota", quotaRow..<poolRow, unit: "t"),
                .init("pool_balance", poolRow..<reserveRow, unit: "t"),
                .init("reserve", reserveRow..<program.right.count, unit: "t"),
            ]
        }

        private mutating func add(
            _ cost: Double, _ upper: Double, curvature: Double = 0, _ entries: [(row: Int, value: Double)]
        ) {
            program.cost.append(cost)
            program.upper.append(upper)
            program.curvature.append(curvature)
            program.matrix.append(entries)
        }
    }
}

/// splitmix64.
struct SplitMix {
    var state: UInt64

    /// In 0..<1, a multiple of 2^-53.
    mutating func uniform() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        value ^= value >> 31
        return Double(value >> 11) * 0x1p-53
    }
}
