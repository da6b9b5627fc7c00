import EcoAlgebra

extension InteriorPath {
    struct Steps {
        /// To the nearest limit; at most `longest`.
        var primal = Steps.longest
        var dual = Steps.longest
        var shortest: Double { min(primal, dual) }
        static var longest: Double { 1e3 }

        /// Lengths at most 1 that end before the limits.
        func damped(_ part: Double) -> Steps {
            Steps(primal: min(1, part * primal), dual: min(1, part * dual))
        }
    }

    /// One iteration, from residuals as `evaluate` left them.
    func move() throws(AlgebraError) {
        iterations += 1
        for column in 0..<columns {
            theta[column] =
                1 / (curvature[column] + lower[column] / x[column] + over[column] / gap[column])
        }
        try elimination.factor(theta.base)
        for column in 0..<columns {
            lowerTarget[column] = -x[column] * lower[column]
            overTarget[column] = -gap[column] * over[column]
        }
        let affine = direction().damped(1)
        let mean = complementarity / weightSum
        let center = complementarity(after: affine) / complementarity
        secondOrder()
        var target = mean * center * center * center
        var steps = corrected(target, trust: 1)
        let careful = [(part: max(0.1, center), trust: affine.primal * affine.dual), (part: 0.5, trust: 0)]
        for choice in careful where steps.shortest < 0.1 {
            target = mean * choice.part
            steps = corrected(target, trust: choice.trust)
        }
        advance(steps)
    }

    /// Products of the changes that the affine direction makes.
    private func secondOrder() {
        for column in 0..<columns {
            lowerProduct[column] = dx[column] * dLower[column]
            overProduct[column] = -dx[column] * dOver[column]
        }
    }

    /// The direction to the products `target` x weight, second-order terms counted with `trust`.
    private func corrected(_ target: Double, trust: Double) -> Steps {
        for column in 0..<columns {
            let aim = target * weight[column]
            lowerTarget[column] = aim - x[column] * lower[column] - trust * lowerProduct[column]
            overTarget[column] = aim - gap[column] * over[column] - trust * overProduct[column]
        }
        return direction()
    }

    /// The direction for the complementarity targets: dx, dLower, dOver, and the prices' in `work`.
    private func direction() -> Steps {
        for column in 0..<columns {
            let pull =
                lowerTarget[column] / x[column] - overTarget[column] / gap[column]
                - (cost[column] + curvature[column] * x[column] + charge[column] - lower[column]
                    + over[column])
            force[column] = pull
            dx[column] = theta[column] * pull
        }
        product(dx, into: work)
        for row in 0..<rows { work[row] -= residual[row] }
        elimination.solve(work.base)
        transposedProduct(work, into: dLower)
        if isRefined { refine() }
        var steps = Steps()
        for column in 0..<columns {
            let change = theta[column] * (force[column] - dLower[column])
            dx[column] = change
            let low = (lowerTarget[column] - lower[column] * change) / x[column]
            let high = (overTarget[column] + over[column] * change) / gap[column]
            dLower[column] = low
            dOver[column] = high
            if change < 0 {
                steps.primal = min(steps.primal, -x[column] / change)
            } else if change > 0 {
                steps.primal = min(steps.primal, gap[column] / change)
            }
            if low < 0 { steps.dual = min(steps.dual, -lower[column] / low) }
            if high < 0 { steps.dual = min(steps.dual, -over[column] / high) }
        }
        if !isLinear {
            steps.primal = steps.shortest
            steps.dual = steps.primal
        }
        return steps
    }

    /// One more solve for what rounding left of the rows.
    private func refine() {
        for column in 0..<columns { dOver[column] = theta[column] * (force[column] - dLower[column]) }
        product(dOver, into: correction)
        for row in 0..<rows { correction[row] -= residual[row] }
        elimination.solve(correction.base)
        for row in 0..<rows { work[row] += correction[row] }
        transposedProduct(work, into: dLower)
    }

    private func complementarity(after steps: Steps) -> Double {
        var sum = 0.0
        let (primal, dual) = (steps.primal, steps.dual)
        for column in 0..<columns {
            let change = primal * dx[column]
            sum += (x[column] + change) * (lower[column] + dual * dLower[column])
            sum += (gap[column] - change) * (over[column] + dual * dOver[column])
        }
        return sum
    }

    private func advance(_ steps: Steps) {
        let damped = steps.damped(max(0.9, 1 - 0.1 / Double(iterations)))
        let (primal, dual) = (damped.primal, damped.dual)
        lastPrimalStep = primal
        var sum = 0.0
        for column in 0..<columns {
            let change = primal * dx[column]
            x[column] = max(x[column] + change, Self.floor)
            gap[column] = max(gap[column] - change, Self.floor)
            lower[column] = max(lower[column] + dual * dLower[column], Self.floor)
            over[column] = max(over[column] + dual * dOver[column], Self.floor)
            sum += x[column] * lower[column] + gap[column] * over[column]
        }
        complementarity = sum
        for row in 0..<rows { price[row] += dual * work[row] }
    }

    /// Keeps quotients of vanishing values finite.
    private static var floor: Double { 1e-60 }
}
