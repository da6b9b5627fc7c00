/// The proof of a plan, from the numbers of the programme alone.
///
/// The bound is safe: it holds for any prices (those of limits at least 0), because every column is minimised
/// over its finite range by itself (weak duality). No plan can cost less, up to the rounding of the sums.
public struct ProgramCertificate: Sendable, Equatable {
    public typealias Violation = Certificate.Violation

    /// Cost of the plan, yuan.
    public let primalObjective: Double
    /// What every plan costs at least, yuan.
    public let dualBound: Double
    /// By family of rows, then `ambient` and `range`.
    public let violations: [Violation]

    public init(_ program: MarketProgram, _ solution: ProgramSolution) {
        primalObjective = program.objective(solution.values)
        dualBound = program.bound(rowPrices: solution.rowPrices, ambientPrices: solution.ambientPrices)
        violations = program.violations(solution.values)
    }

    /// (primal - dual) / max(1 yuan, |primal|).
    public var gap: Double { (primalObjective - dualBound) / max(1, primalObjective.magnitude) }

    /// Over all families, relative.
    public var largestViolation: Double { violations.reduce(0) { max($0, $1.relative) } }
}

extension MarketProgram {
    /// The cost of a plan, yuan.
    public func objective(_ x: [Double]) -> Double {
        var cost = constant
        for column in x.indices {
            cost += (self.cost[column] + curvature[column] * x[column] / 2) * x[column]
        }
        return cost
    }

    /// The least cost of any plan under these prices, yuan; negative prices of limits count as 0.
    public func bound(rowPrices: [Double], ambientPrices: [Double]) -> Double {
        let prices = zip(rowPrices, rowKinds).map { $1 == .atMost ? max(0, $0) : $0 }
        let charges = ambientPrices.map { max(0, $0) }
        var reduced = matrix.transposedMultiplied(by: prices)
        let groups = ambient.matrix.charges(of: charges)
        for (column, group) in zip(ambient.emission, ambient.group) { reduced[column] += groups[group] }
        var bound = constant
        for (price, right) in zip(prices, right) { bound -= price * right }
        for (price, allowance) in zip(charges, ambient.allowance) { bound -= price * allowance }
        for column in reduced.indices {
            bound += Self.least(reduced[column] + cost[column], curvature[column], upper[column])
        }
        return bound
    }

    /// min c x + q x² / 2 over 0 <= x <= u.
    private static func least(_ cost: Double, _ curvature: Double, _ upper: Double) -> Double {
        guard cost < 0 else { return 0 }
        let x = curvature * upper <= -cost ? upper : -cost / curvature
        return (cost + curvature * x / 2) * x
    }

    func violations(_ x: [Double]) -> [Certificate.Violation] {
        let left = matrix.multiplied(by: x, rowCount: rowCount)
        let sizes = rowSizes(x)
        var found = rowFamilies.map { family -> Certificate.Violation in
            var excess = Certificate.Excess()
            for row in family.range {
                let difference = left[row] - right[row]
                let broken = rowKinds[row] == .equal ? difference.magnitude : difference
                excess.add(broken, size: sizes[row])
            }
            return excess.violation(family.id, unit: family.unit)
        }
        var ambientExcess = Certificate.Excess()
        for (load, allowance) in zip(ambient.loads(x), ambient.allowance) {
            ambientExcess.add(load - allowance, size: max(load, allowance))
        }
        found.append(ambientExcess.violation("ambient", unit: "ug/m3"))
        var range = Certificate.Excess()
        for (value, upper) in zip(x, upper) {
            range.add(value - upper, size: max(upper, 1e-9))
            range.add(-value, size: max(upper, 1e-9))
        }
        found.append(range.violation("range"))
        return found
    }

    /// What a row weighs: the largest of its right side and its terms.
    private func rowSizes(_ x: [Double]) -> [Double] {
        var sizes = right.map(\.magnitude)
        for column in x.indices {
            for entry in matrix.start[column]..<matrix.start[column + 1] {
                let row = Int(matrix.row[entry])
                sizes[row] = max(sizes[row], (matrix.value[entry] * x[column]).magnitude)
            }
        }
        return sizes
    }
}
