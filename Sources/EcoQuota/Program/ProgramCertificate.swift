import EcoUnits

/// The proof of a plan, from the numbers of the programme alone.
///
/// The bound is safe: it holds for any prices (those of limits at least 0), because every column is minimised
/// over its finite range by itself (weak duality), and the rounding of the sums is taken off. No plan can cost
/// less.
public struct ProgramCertificate: Sendable, Equatable {
    public enum Verdict: String, Sendable {
        case proven
        case notProven = "not proven"
    }

    /// One kind of limit, and by how much the plan breaks it at most.
    public struct Violation: Sendable, Equatable {
        /// Lower_snake name of the kind of limit.
        public let family: String
        /// Largest excess, in the unit of the limit.
        public let absolute: Double
        /// Largest excess as a part of the size of its row.
        public let relative: Double
        /// `t` or `ug/m3`, say.
        public let unit: String
    }

    /// Cost of the plan, yuan (growth counts negative).
    public let primalObjective: Double
    /// What every plan costs at least, yuan; with whole projects the bound of all cases.
    public let dualBound: Double
    /// The bound where whole projects could be taken in part, yuan; equal to `dualBound` where there are none.
    public let relaxationBound: Double
    /// What the bound gives away for the rounding of its sums, yuan.
    public let rounding: Double
    /// By family of rows, then `ambient`, `range` and, where there are whole projects, `whole`.
    public let violations: [Violation]
    /// Relative gap that this programme must reach: 1e-8 where nothing slopes, else 1e-9.
    public let tolerance: Double
    /// Cases of whole projects that the bound tells apart.
    public let cases: Int

    /// Largest relative violation of a proven plan.
    public static let violationTolerance = 1e-9

    public init(_ program: MarketProgram, _ solution: ProgramSolution) {
        let relaxed = program.safeBound(
            rowPrices: solution.rowPrices, ambientPrices: solution.ambientPrices, divisible: true)
        let whole = program.wholeBound(solution) ?? relaxed
        primalObjective = program.objective(solution.values)
        dualBound = whole.value
        relaxationBound = relaxed.value
        rounding = whole.rounding
        violations = program.violations(solution.values)
        tolerance = program.tolerance
        cases = solution.proof?.caseCount ?? 1
    }

    /// The same proof with a lower bound of more cases and with limits that stand beside the programme.
    init(_ proof: ProgramCertificate, dualBound: Double?, violations: [Violation]) {
        primalObjective = proof.primalObjective
        self.dualBound = dualBound ?? proof.dualBound
        relaxationBound = min(proof.relaxationBound, self.dualBound)
        rounding = proof.rounding
        self.violations = proof.violations + violations
        tolerance = proof.tolerance
        cases = proof.cases
    }

    /// (primal - dual) / max(1 yuan, |primal|).
    public var gap: Double { (primalObjective - dualBound) / max(1, primalObjective.magnitude) }

    /// Over all families, relative.
    public var largestViolation: Double { violations.reduce(0) { max($0, $1.relative) } }

    public var verdict: Verdict {
        let isProven = gap.magnitude <= tolerance && largestViolation <= Self.violationTolerance
        return isProven ? .proven : .notProven
    }

    /// The verdict in words: proven within a gap, or the best found and how far it may be from the best
    /// possible.
    public var statement: LocalizedText {
        let share = "\((gap.magnitude * 100).shortText) %"
        if verdict == .proven {
            return LocalizedText(
                en: "proven within \(share) of the best possible", zh: "已证明与最优相差不超过 \(share)")
        }
        guard largestViolation <= Self.violationTolerance else {
            let excess = largestViolation.shortText
            return LocalizedText(
                en: "not proven: a limit is broken by \(excess) of its size", zh: "未获证明：有约束被突破，相对超出 \(excess)"
            )
        }
        return LocalizedText(en: "best found, gap \(share)", zh: "当前最好方案，与最优的差距不超过 \(share)")
    }
}

extension MarketProgram {
    /// Relative gap of a proven plan: prices that slope are met more closely than steps.
    public var tolerance: Double { curvature.contains { $0 > 0 } ? 1e-9 : 1e-8 }

    /// The bound of the proof of whole projects; nil where there are none.
    fileprivate func wholeBound(_ solution: ProgramSolution) -> SafeBound? {
        guard !wholeColumns.isEmpty else { return nil }
        let prices = safeBound(rowPrices: solution.rowPrices, ambientPrices: solution.ambientPrices)
        guard let proof = solution.proof else { return prices }
        let cases = safeBound(proof)
        return cases.value > prices.value ? cases : prices
    }

    func violations(_ x: [Double]) -> [ProgramCertificate.Violation] {
        let left = matrix.multiplied(by: x, rowCount: rowCount)
        let sizes = rowSizes(x)
        var found = rowFamilies.map { family -> ProgramCertificate.Violation in
            var excess = ProgramCertificate.Excess()
            for row in family.range {
                let difference = left[row] - right[row]
                let broken = rowKinds[row] == .equal ? difference.magnitude : difference
                excess.add(broken, size: sizes[row])
            }
            return excess.violation(family.id, unit: family.unit)
        }
        found.append(ambientViolation(x))
        found.append(rangeViolation(x))
        if !wholeColumns.isEmpty { found.append(wholeViolation(x)) }
        return found
    }

    private func ambientViolation(_ x: [Double]) -> ProgramCertificate.Violation {
        var excess = ProgramCertificate.Excess()
        let loads = ambient.loads(x)
        let broken = loads.indices.filter { !(loads[$0] <= ambient.allowance[$0]) }
        let most = broken.isEmpty ? [] : ambient.loads(upper)
        for row in broken {
            let (load, allowance) = (loads[row], ambient.allowance[row])
            excess.add(load - allowance, size: max(load, allowance, Self.smallPart * most[row]))
        }
        return excess.violation("ambient", unit: "ug/m3")
    }

    private func rangeViolation(_ x: [Double]) -> ProgramCertificate.Violation {
        var excess = ProgramCertificate.Excess()
        for (value, upper) in zip(x, upper) {
            excess.add(value - upper, size: max(upper, 1e-9))
            excess.add(-value, size: max(upper, 1e-9))
        }
        return excess.violation("range")
    }

    /// How far whole columns are from 0 and from full.
    private func wholeViolation(_ x: [Double]) -> ProgramCertificate.Violation {
        var excess = ProgramCertificate.Excess()
        for column in wholeColumns {
            excess.add(
                min(x[column].magnitude, (upper[column] - x[column]).magnitude), size: upper[column])
        }
        return excess.violation("whole")
    }

    /// A row that weighs less than this part of what it could is measured by that part: noise beside a limit
    /// of 0 is no violation.
    private static let smallPart = 1e-6

    /// What a row weighs: the largest of its right side and its terms, and a part of the largest that these
    /// could be.
    private func rowSizes(_ x: [Double]) -> [Double] {
        var sizes = right.map(\.magnitude)
        for column in x.indices {
            let value = max(x[column].magnitude, Self.smallPart * upper[column])
            for entry in matrix.start[column]..<matrix.start[column + 1] {
                let row = Int(matrix.row[entry])
                sizes[row] = max(sizes[row], matrix.value[entry].magnitude * value)
            }
        }
        return sizes
    }
}

extension ProgramCertificate {
    /// Collects the largest excess of one kind of limit.
    struct Excess {
        private(set) var absolute = 0.0
        private(set) var relative = 0.0

        mutating func add(_ excess: Double, size: Double) {
            guard excess > 0 || excess.isNaN else { return }
            absolute = excess.isNaN ? .infinity : max(absolute, excess)
            let share = size > 0 ? excess / size : excess
            relative = share.isNaN ? .infinity : max(relative, share)
        }

        func violation(_ family: String, unit: String = "t") -> Violation {
            Violation(family: family, absolute: absolute, relative: relative, unit: unit)
        }
    }
}
