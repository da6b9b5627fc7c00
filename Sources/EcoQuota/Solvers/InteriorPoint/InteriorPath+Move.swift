import EcoAlgebra

extension InteriorPath {
    struct Steps {
        /// To the nearest limit; at most `longest`.
        var primal = Steps.longest
        var dual = Steps.longest
        var shortest: Double { min(primal, dual) }
        /// Longer than any step that is taken, whatever it is damped by.
        static var longest: Double { 1.25 }

        /// Lengths at most 1 that end before the limits.
        func damped(_ part: Double) -> Steps {
            Steps(primal: min(1, part * primal), dual: min(1, part * dual))
        }

        var total: Double { min(1, primal) + min(1, dual) }

        /// The lengths that a corrector of centrality aims at.
        var enlarged: Steps { Steps(primal: min(1, primal + 0.5), dual: min(1, dual + 0.5)) }
    }

    /// What a corrector changes of the complementarity products.
    enum Aim {
        /// To the value times the weight, without the products of the changes made so far.
        case secondOrder(Double)
        case centre(Double)
        /// Products that steps of these lengths would leave far from the value times the weight are brought nearer
        /// (Gondzio 1996, doi:10.1007/BF00249643).
        case near(Double, Steps)
    }

    /// Correctors of centrality in an iteration: the more, the more a factor costs beside a pass over the columns.
    private var correctors: Int {
        let (factor, pass) = (active.count * active.count * active.groups, 100 * columns)
        return factor > 4 * pass ? 3 : factor > pass ? 2 : 1
    }

    /// One iteration, from residuals as `evaluate` left them: Mehrotra's predictor and corrector, then correctors of
    /// centrality, each taken as far as it lengthens the steps (Colombo and Gondzio 2008,
    /// doi:10.1007/s10589-007-9106-0).
    func move() throws(AlgebraError) {
        iterations += 1
        weighColumns()
        try elimination.factor(theta.base)
        let affine = predict().damped(1)
        let mean = complementarity / weightSum
        let center = complementarity(after: affine) / complementarity
        var target = mean * center * center * center
        var choice = correct(.secondOrder(target))
        if choice.steps.shortest < 0.1 {
            target = mean * 0.5
            choice = correct(.centre(target))
        }
        take(choice)
        var steps = choice.steps
        for _ in 0..<correctors where steps.shortest < 0.95 {
            let next = correct(.near(target, steps.enlarged))
            guard next.steps.total >= steps.total + 0.02 else { break }
            take(next)
            steps = next.steps
        }
        advance(steps)
    }

    /// Weights of the columns in the system of the rows.
    private func weighColumns() {
        let (x, gap, lower, over) = (self.x.base, self.gap.base, self.lower.base, self.over.base)
        let (curvature, theta) = (self.curvature.base, self.theta.base)
        for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
            theta[lanes: column] =
                1
                / (curvature[lanes: column] + lower[lanes: column] / x[lanes: column]
                    + over[lanes: column] / gap[lanes: column])
        }
    }

    /// The affine direction: dx, dLower, dOver, and that of the prices in `dPrice`.
    private func predict() -> Steps {
        let (x, gap, lower, over) = (self.x.base, self.gap.base, self.lower.base, self.over.base)
        let (curvature, theta, cost) = (self.curvature.base, self.theta.base, self.cost.base)
        let (charge, force) = (self.charge.base, self.force.base)
        for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
            force[lanes: column] =
                -theta[lanes: column]
                * (cost[lanes: column] + curvature[lanes: column] * x[lanes: column] + charge[lanes: column])
        }
        solveRows(residual)
        let (dx, dLower, dOver, pull) = (self.dx.base, self.dLower.base, self.dOver.base, self.pull.base)
        var reach = StepReach()
        for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
            let (value, room) = (x[lanes: column], gap[lanes: column])
            let (low, high) = (lower[lanes: column], over[lanes: column])
            let change = force[lanes: column] - theta[lanes: column] * pull[lanes: column]
            let lowChange = -low - low * change / value
            let highChange = -high + high * change / room
            dx[lanes: column] = change
            dLower[lanes: column] = lowChange
            dOver[lanes: column] = highChange
            reach.shortenPrimal(value, room, change)
            reach.shortenDual(low, lowChange, high, highChange)
        }
        dPrice.copy(work)
        return isLinear
            ? Steps(primal: reach.primal, dual: reach.dual)
            : Steps(primal: reach.shortest, dual: reach.shortest)
    }

    /// `work` and what it charges the columns, `pull`, so that force - theta pull adds up to `right` in the rows.
    private func solveRows(_ right: Reals?) {
        product(force, into: work)
        if let right { for row in 0..<rows { work[row] -= right[row] } }
        elimination.solve(work.base)
        transposedProduct(work, into: pull)
        guard isRefined else { return }
        let (force, theta, pull, spare) = (self.force.base, self.theta.base, self.pull.base, cx.base)
        for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
            spare[lanes: column] = force[lanes: column] - theta[lanes: column] * pull[lanes: column]
        }
        product(cx, into: correction)
        if let right { for row in 0..<rows { correction[row] -= right[row] } }
        elimination.solve(correction.base)
        for row in 0..<rows { work[row] += correction[row] }
        transposedProduct(work, into: self.pull)
    }

    /// How far a corrector is taken, and the steps that it then allows.
    struct Choice {
        var primal = 1.0
        var dual = 1.0
        var steps = Steps()
    }

    /// A corrector of the direction so far: cx, cLower, cOver, and that of the prices in `work`.
    private func correct(_ aim: Aim) -> Choice {
        switch aim {
        case .secondOrder(let target):
            correct { lanes in
                let aim = target * lanes.weight
                return (aim - lanes.dx * lanes.dLower, aim + lanes.dx * lanes.dOver)
            }
        case .centre(let target):
            correct { lanes in
                let aim = target * lanes.weight
                return (aim, aim)
            }
        case .near(let target, let steps):
            correct { lanes in
                let aim = target * lanes.weight
                let change = steps.primal * lanes.dx
                let low = (lanes.x + change) * (lanes.lower + steps.dual * lanes.dLower)
                let high = (lanes.gap - change) * (lanes.over + steps.dual * lanes.dOver)
                return (Self.towards(low, aim), Self.towards(high, aim))
            }
        }
    }

    /// What brings a product to a tenth or to ten times its aim, where it lies beyond; at most ten times the aim.
    @inline(__always)
    private static func towards(_ product: Lanes, _ aim: Lanes) -> Lanes {
        let (least, most) = (0.1 * aim, 10 * aim)
        var change = Lanes(repeating: 0)
        change.replace(with: least - product, where: product .< least)
        change.replace(with: most - product, where: product .> most)
        change.replace(with: -most, where: change .< -most)
        return change
    }

    struct ColumnLanes {
        let x, gap, lower, over, dx, dLower, dOver, weight: Lanes
    }

    @inline(__always)
    private func correct(_ targets: (ColumnLanes) -> (low: Lanes, high: Lanes)) -> Choice {
        let (x, gap, lower, over) = (self.x.base, self.gap.base, self.lower.base, self.over.base)
        let (dx, dLower, dOver, weight) = (self.dx.base, self.dLower.base, self.dOver.base, self.weight.base)
        let (theta, force, pull) = (self.theta.base, self.force.base, self.pull.base)
        let (cx, cLower, cOver) = (self.cx.base, self.cLower.base, self.cOver.base)
        @inline(__always) func load(_ column: Int) -> ColumnLanes {
            ColumnLanes(
                x: x[lanes: column], gap: gap[lanes: column], lower: lower[lanes: column],
                over: over[lanes: column], dx: dx[lanes: column], dLower: dLower[lanes: column],
                dOver: dOver[lanes: column], weight: weight[lanes: column])
        }
        for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
            let own = load(column)
            let target = targets(own)
            force[lanes: column] = theta[lanes: column] * (target.low / own.x - target.high / own.gap)
        }
        solveRows(nil)
        var reaches = PartReaches()
        for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
            let own = load(column)
            let target = targets(own)
            let change = force[lanes: column] - theta[lanes: column] * pull[lanes: column]
            let lowChange = (target.low - own.lower * change) / own.x
            let highChange = (target.high + own.over * change) / own.gap
            cx[lanes: column] = change
            cLower[lanes: column] = lowChange
            cOver[lanes: column] = highChange
            reaches.shorten(own, change, lowChange, highChange)
        }
        return choice(reaches.all)
    }

    /// The part of a corrector under which steps are longest; the largest one among equals. Where costs slope, one
    /// part and one length for values and prices.
    private func choice(_ reaches: [(part: Double, reach: StepReach)]) -> Choice {
        var (primal, dual, both) = (reaches[0], reaches[0], reaches[0])
        for next in reaches {
            if next.reach.primal > primal.reach.primal { primal = next }
            if next.reach.dual > dual.reach.dual { dual = next }
            if next.reach.shortest > both.reach.shortest { both = next }
        }
        guard !isLinear else {
            return Choice(
                primal: primal.part, dual: dual.part,
                steps: Steps(primal: primal.reach.primal, dual: dual.reach.dual))
        }
        let length = both.reach.shortest
        return Choice(primal: both.part, dual: both.part, steps: Steps(primal: length, dual: length))
    }

    /// Adds a corrector to the direction.
    private func take(_ choice: Choice) {
        let (dx, dLower, dOver) = (self.dx.base, self.dLower.base, self.dOver.base)
        let (cx, cLower, cOver) = (self.cx.base, self.cLower.base, self.cOver.base)
        for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
            dx[lanes: column] += choice.primal * cx[lanes: column]
            dLower[lanes: column] += choice.dual * cLower[lanes: column]
            dOver[lanes: column] += choice.dual * cOver[lanes: column]
        }
        for row in 0..<rows { dPrice[row] += choice.dual * work[row] }
    }

    private func complementarity(after steps: Steps) -> Double {
        var sum = Lanes(repeating: 0)
        let (x, gap, lower, over) = (self.x.base, self.gap.base, self.lower.base, self.over.base)
        let (dx, dLower, dOver) = (self.dx.base, self.dLower.base, self.dOver.base)
        for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
            let change = steps.primal * dx[lanes: column]
            sum += (x[lanes: column] + change) * (lower[lanes: column] + steps.dual * dLower[lanes: column])
            sum += (gap[lanes: column] - change) * (over[lanes: column] + steps.dual * dOver[lanes: column])
        }
        return sum.sum()
    }

    private func advance(_ steps: Steps) {
        let damped = steps.damped(max(0.9, 1 - 0.1 / Double(iterations)))
        let (primal, dual) = (damped.primal, damped.dual)
        lastPrimalStep = primal
        let (x, gap, lower, over) = (self.x.base, self.gap.base, self.lower.base, self.over.base)
        let (dx, dLower, dOver) = (self.dx.base, self.dLower.base, self.dOver.base)
        var sum = Lanes(repeating: 0)
        for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
            let change = primal * dx[lanes: column]
            let value = (x[lanes: column] + change).atLeast(Self.floor)
            let room = (gap[lanes: column] - change).atLeast(Self.floor)
            let low = (lower[lanes: column] + dual * dLower[lanes: column]).atLeast(Self.floor)
            let high = (over[lanes: column] + dual * dOver[lanes: column]).atLeast(Self.floor)
            x[lanes: column] = value
            gap[lanes: column] = room
            lower[lanes: column] = low
            over[lanes: column] = high
            sum += value * low + room * high
        }
        complementarity = sum.sum()
        for row in 0..<rows { price[row] += dual * dPrice[row] }
    }

    /// Keeps quotients of vanishing values finite.
    private static var floor: Double { 1e-60 }
}
