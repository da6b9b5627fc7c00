import EcoAlgebra

/// The market in flat vectors and natural scale: minimise c x + x Q x / 2 over A x = b, 0 <= x <= u.
///
/// Masses are counted in `massUnit`, money in `priceUnit` x `massUnit`; each receptor row is divided by its
/// largest coefficient. A variable with upper bound 0 is absent.
struct MarketSystem: Sendable {
    let problem: QuotaProblem
    let presolve: MarketPresolve
    let layout: MarketLayout
    /// The receptors whose rows are present, as positions in `QuotaProblem.receptors`.
    let receptors: [Int]
    /// The scaled rows of these receptors, one column for each account.
    let transfer: DenseMatrix
    /// Divisor of each of these rows.
    let receptorScale: [Double]
    let massUnit: Double
    let priceUnit: Double

    private(set) var cost: [Double]
    private(set) var curvature: [Double]
    private(set) var upper: [Double]
    private(set) var right: [Double]
    /// A typical value of each variable, for the starting point.
    private(set) var size: [Double]

    /// - Parameters:
    ///   - tieBreak: slope given to every flat variable, as a part of the price unit over its full range; it
    ///     makes the plan unique (Mangasarian and Meyer 1979, doi:10.1137/0317052).
    init(
        _ problem: QuotaProblem, _ presolve: MarketPresolve, receptors: [Int], scale: MarketScale,
        tieBreak: Double = 0
    ) {
        self.problem = problem
        self.presolve = presolve
        self.receptors = receptors
        layout = MarketLayout(problem, receptorCount: receptors.count)
        massUnit = scale.mass
        priceUnit = scale.price
        var rows = problem.transfer.selectingRows(receptors)
        receptorScale = receptors.indices.map { row in
            let largest = (0..<rows.columns).reduce(0.0) { max($0, rows[row, $1]) }
            return largest > 0 ? largest : 1
        }
        for column in 0..<rows.columns {
            for row in 0..<rows.rows { rows[row, column] /= receptorScale[row] }
        }
        transfer = rows
        cost = [Double](repeating: 0, count: layout.variableCount)
        curvature = cost
        upper = cost
        size = cost
        right = [Double](repeating: 0, count: layout.rowCount)
        fillSources()
        fillAccounts()
        fillZones()
        fillReceptors()
        if tieBreak > 0 { breakTies(tieBreak) }
    }

    // MARK: Filling

    private mutating func set(_ variable: Int, cost: Double, upper: Double, size: Double, slope: Double = 0) {
        self.cost[variable] = cost / priceUnit
        self.upper[variable] = upper / massUnit
        self.size[variable] = size / massUnit
        curvature[variable] = slope * massUnit / priceUnit
    }

    private mutating func fillSources() {
        for (index, source) in problem.sources.enumerated() where presolve.fixedEmission[index] == nil {
            let natural = problem.naturalEmission(ofSource: index)
            let upper = source.emissionCap.map { $0 < natural ? $0 : .infinity } ?? .infinity
            set(layout.emission.lowerBound + index, cost: 0, upper: upper, size: min(upper, natural))
            right[layout.balanceRow.lowerBound + index] = source.baseline / massUnit
            for position in problem.measuresOfSource[index] {
                let measure = problem.measures[position]
                let upper = min(measure.maximum, natural)
                set(
                    layout.measure.lowerBound + position, cost: measure.cost, upper: upper, size: upper,
                    slope: measure.slope)
            }
            for position in problem.projectsOfSource[index] {
                let project = problem.projects[position]
                set(
                    layout.project.lowerBound + position, cost: -project.value, upper: project.maximum,
                    size: project.maximum)
            }
        }
    }

    private mutating func fillAccounts() {
        for (index, account) in problem.accounts.enumerated() {
            let rule = problem.rules[account.rule]
            let natural = account.sources.reduce(0) { $0 + problem.naturalEmission(ofSource: $1) }
            let fixed = account.sources.reduce(0) { $0 + (presolve.fixedEmission[$1] ?? 0) }
            let mayBuy = account.mayBuy && presolve.isSupplied[account.zonePool] && natural > 0
            let need = account.replacementRatio * natural
            set(
                layout.buy.lowerBound + index, cost: rule.buyFee, upper: mayBuy ? .infinity : 0, size: need)
            set(
                layout.sell.lowerBound + index, cost: rule.sellFee, upper: account.tradable,
                size: account.tradable)
            set(
                layout.shortfall.lowerBound + index, cost: problem.shortfallPenalty, upper: .infinity,
                size: max(natural, account.quota, massUnit * 1e-9))
            set(
                layout.slack.lowerBound + index, cost: 0, upper: .infinity,
                size: max(natural, account.quota, massUnit * 1e-9))
            right[layout.quotaRow.lowerBound + index] = (account.quota - fixed) / massUnit
        }
    }

    private mutating func fillZones() {
        let supply = poolSupply
        for (index, arc) in problem.poolArcs.enumerated() where presolve.isSupplied[arc.from] {
            let total = 2 * supply[arc.from]
            set(layout.arc.lowerBound + index, cost: arc.fee, upper: total, size: total / 4)
        }
        for (index, zone) in problem.zonePools.enumerated() {
            let rule = problem.rules[zone.rule]
            let isOpen = presolve.isSupplied[index]
            set(
                layout.draw.lowerBound + index, cost: rule.reservePrice,
                upper: rule.reserve > 0 ? .infinity : 0, size: rule.reserve)
            set(
                layout.buyBack.lowerBound + index, cost: -rule.floorPrice,
                upper: rule.buyBack > 0 && isOpen ? .infinity : 0, size: rule.buyBack)
            set(
                layout.zoneSlack.lowerBound + index, cost: 0, upper: isOpen ? .infinity : 0,
                size: supply[index])
        }
        for (index, rule) in problem.rules.enumerated() {
            let (reserve, buyBack) = (layout.reserveSlack.lowerBound, layout.buyBackSlack.lowerBound)
            set(reserve + index, cost: 0, upper: rule.reserve > 0 ? .infinity : 0, size: rule.reserve)
            set(buyBack + index, cost: 0, upper: rule.buyBack > 0 ? .infinity : 0, size: rule.buyBack)
            right[layout.reserveRow.lowerBound + index] = rule.reserve / massUnit
            right[layout.buyBackRow.lowerBound + index] = rule.buyBack / massUnit
        }
    }

    /// All quota that could ever be for sale in the pool of each zone, t.
    private var poolSupply: [Double] {
        let key = { (zone: ZonePool) in [zone.pollutant, zone.pool] }
        var total: [[String]: Double] = [:]
        for zone in problem.zonePools { total[key(zone)] = problem.rules[zone.rule].reserve }
        for account in problem.accounts {
            total[key(problem.zonePools[account.zonePool]), default: 0] += account.tradable
        }
        return problem.zonePools.map { total[key($0)] ?? 0 }
    }

    private mutating func fillReceptors() {
        let fixed = problem.loads(ofEmissions: presolve.fixedEmission.map { $0 ?? 0 })
        let allowances = problem.allowances
        for (position, receptor) in receptors.enumerated() {
            let scale = receptorScale[position]
            let free = (allowances[receptor] - fixed[receptor]) / scale
            set(
                layout.receptorSlack.lowerBound + position, cost: 0, upper: .infinity,
                size: max(free, massUnit * 1e-9))
            right[layout.receptorRow.lowerBound + position] = free / massUnit
        }
    }

    private mutating func breakTies(_ tieBreak: Double) {
        let flat = [layout.measure, layout.project, layout.buy, layout.sell, layout.shortfall, layout.arc]
        for range in flat + [layout.draw, layout.buyBack] {
            for variable in range where upper[variable] > 0 && curvature[variable] == 0 {
                curvature[variable] = tieBreak / size[variable]
            }
        }
    }
}

/// The units in which a market is solved.
struct MarketScale: Sendable {
    /// t: the mean emission of a source.
    let mass: Double
    /// yuan/t: the mean cost of the measures and value of the projects; of the deals where there are neither.
    let price: Double

    init(_ problem: QuotaProblem) {
        let masses = problem.sources.indices.map { max(problem.naturalEmission(ofSource: $0), 0) }
        let prices = problem.measures.map { $0.cost + $0.slope * $0.maximum } + problem.projects.map(\.value)
        mass = Self.mean(masses)
        let fees =
            problem.poolArcs.map(\.fee) + problem.rules.flatMap { [$0.buyFee, $0.sellFee, $0.reservePrice] }
        price = Self.mean(prices.contains { $0 > 0 } ? prices : fees)
    }

    private static func mean(_ values: [Double]) -> Double {
        let positive = values.filter { $0 > 0 }
        return positive.isEmpty ? 1 : positive.reduce(0, +) / Double(positive.count)
    }
}
