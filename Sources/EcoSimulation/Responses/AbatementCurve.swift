/// The measures of one county for one pollutant in the order of what they cost beyond what a tonne is worth.
///
/// Marginal cost of a measure is `cost + slope x amount`; where sources differ in what a tonne is worth to them, that
/// worth is taken off. The amount taken up to a marginal net cost rises with it, so that each amount has one cheapest
/// division over the measures: the curve is convex.
struct AbatementCurve: Sendable {
    struct Step: Sendable {
        /// Position of the measure in the records, and of its source.
        let measure: Int
        let source: Int
        let cost: Double
        let slope: Double
        let maximum: Double
        /// What a tonne of the source is worth, yuan.
        let worth: Double

        var start: Double { cost - worth }
        var end: Double { start + slope * maximum }

        /// Amount up to a marginal net cost; a flat step is taken whole once the cost is above its own.
        func amount(below net: Double) -> Double {
            guard slope > 0 else { return net > start ? maximum : 0 }
            return min(maximum, max(0, (net - start) / slope))
        }
    }

    let steps: [Step]
    let largest: Double
    /// Marginal net costs at which the curve bends, ascending.
    private let bends: [Double]

    init(_ steps: [Step]) {
        self.steps = steps.sorted { ($0.start, $0.measure) < ($1.start, $1.measure) }
        largest = self.steps.reduce(0) { $0 + $1.maximum }
        bends = Set(steps.flatMap { [$0.start, $0.end] }).sorted()
    }

    /// Tonnes whose marginal net cost is below a price; `inclusive` takes flat steps at that very price as well.
    func amount(at net: Double, inclusive: Bool = false) -> Double {
        steps.reduce(0) {
            $0 + ($1.slope == 0 && inclusive && $1.start == net ? $1.maximum : $1.amount(below: net))
        }
    }

    /// The marginal net cost of the last of so many tonnes, yuan/t.
    func marginalNetCost(of amount: Double) -> Double {
        guard let last = bends.last else { return 0 }
        guard amount < largest else { return last }
        // The first bend up to which the amount is taken.
        var (low, high) = (0, bends.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if self.amount(at: bends[middle], inclusive: true) >= amount {
                high = middle
            } else {
                low = middle + 1
            }
        }
        let below = self.amount(at: bends[low])
        guard low > 0, below > amount else { return bends[low] }
        // Linear since the bend before.
        let (before, taken) = (bends[low - 1], self.amount(at: bends[low - 1], inclusive: true))
        return before + (bends[low] - before) * (amount - taken) / (below - taken)
    }

    /// The cheapest measures that make an amount, in the order of `steps`.
    func amounts(making amount: Double) -> [Double] {
        let net = marginalNetCost(of: amount)
        var left = amount - self.amount(at: net)
        return steps.map { step in
            guard step.slope == 0, step.start == net, left > 0 else { return step.amount(below: net) }
            let part = min(left, step.maximum)
            left -= part
            return part
        }
    }

    /// What an amount costs, yuan a year, and what it is worth in the market.
    func cost(of amount: Double) -> (cost: Double, worth: Double) {
        var (cost, worth) = (0.0, 0.0)
        for (step, taken) in zip(steps, amounts(making: amount)) {
            cost += (step.cost + step.slope * taken / 2) * taken
            worth += step.worth * taken
        }
        return (cost, worth)
    }

    /// Marginal cost of the last tonne without the worth taken off: of the dearest measure in use, of the first one
    /// where nothing is.
    func marginalCost(of amount: Double) -> Double {
        guard amount > 0 else { return steps.first?.cost ?? 0 }
        return zip(steps, amounts(making: amount)).reduce(0) { dearest, use in
            use.1 > 0 ? max(dearest, use.0.cost + use.0.slope * use.1) : dearest
        }
    }
}
