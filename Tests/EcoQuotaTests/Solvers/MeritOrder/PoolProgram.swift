@testable import EcoQuota

/// Draws that are the same on every machine.
struct SolverDraws {
    var state: UInt64

    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) * 0x1p-53
    }

    mutating func index(_ count: Int) -> Int { Int(next() * Double(count)) }
}

/// A pool market by hand: accounts with one source each, fees, replacement ratios, one pool with a reserve.
struct PoolProgram {
    struct Account {
        var base = 100.0
        var quota = 80.0
        var ratio = 1.0
        /// Cost of the first unit, its rise, size.
        var measures: [(cost: Double, slope: Double, size: Double)] = []
        var projects: [(value: Double, size: Double)] = []
    }

    var accounts: [Account]
    var fee = 0.0
    var reserve = 0.0
    var reservePrice = 0.0
    var penalty = 1e5

    /// Rows: balance and quota of each account, pool, reserve. Columns of account k: emission, measures, projects,
    /// purchase, sale, shortfall; then the reserve.
    var program: MarketProgram {
        var program = MarketProgram()
        func add(_ cost: Double, _ upper: Double, _ slope: Double, _ entries: [(row: Int, value: Double)]) {
            program.cost.append(cost)
            program.upper.append(upper)
            program.curvature.append(slope)
            program.matrix.append(entries)
        }
        let count = accounts.count
        let pool = 2 * count
        for (index, account) in accounts.enumerated() {
            let natural = account.base + account.projects.reduce(0) { $0 + $1.size }
            let quota = count + index
            add(0, natural, 0, [(index, 1), (quota, 1)])
            for measure in account.measures { add(measure.cost, measure.size, measure.slope, [(index, 1)]) }
            for project in account.projects { add(-project.value, project.size, 0, [(index, -1)]) }
            add(fee, account.ratio * natural, 0, [(quota, -1 / account.ratio), (pool, 1)])
            add(fee, account.quota, 0, [(quota, 1), (pool, -1)])
            add(penalty, natural, 0, [(quota, -1)])
        }
        add(reservePrice, reserve, 0, [(pool, -1), (pool + 1, 1)])
        program.right = accounts.map(\.base) + accounts.map(\.quota) + [0, reserve]
        program.rowKinds = accounts.map { _ in .equal } + accounts.map { _ in .atMost } + [.atMost, .atMost]
        program.rowFamilies = [.init("all", 0..<program.right.count, unit: "t")]
        program.columnFamilies = [.init("all", 0..<program.cost.count, unit: "t")]
        return program
    }

    static func random(_ count: Int, seed: UInt64, isSloped: Bool) -> PoolProgram {
        var draws = SolverDraws(state: seed)
        let accounts = (0..<count).map { _ -> Account in
            let base = 20 + 80 * draws.next()
            let measures = (0..<1 + draws.index(4)).map { step in
                (
                    cost: (50 * Double(step + 1) * (0.5 + draws.next())).rounded(),
                    slope: isSloped ? 1 + draws.next() : 0, size: base * 0.15
                )
            }
            let projects = draws.next() < 0.4 ? [(value: 300 * draws.next(), size: base * 0.1)] : []
            return Account(
                base: base, quota: base * (0.5 + 0.6 * draws.next()), ratio: draws.next() < 0.3 ? 2 : 1,
                measures: measures, projects: projects)
        }
        return PoolProgram(
            accounts: accounts, fee: draws.next() < 0.3 ? 0 : 10 * draws.next(), reserve: 5 * draws.next(),
            reservePrice: 100)
    }
}
