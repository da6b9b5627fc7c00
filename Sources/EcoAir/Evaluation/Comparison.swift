import EcoAccounts
import EcoParameters
import EcoUnits

/// A change between two periods, both evaluated in the same way.
public struct ChangeRate: Sendable, Equatable {
    public let basis: EvaluationBasis
    /// Current minus base.
    public let difference: Rational
    /// (current - base) / base in percent; nil where the base is 0.
    public let percent: Rational?
}

extension PeriodEvaluation {
    /// Change of the composite index against the same region in `base`.
    ///
    /// - Throws: a diagnostic where the two were evaluated under different standards or with different
    ///   treatment of sand-dust or daily rounding, where an index is missing, or on overflow.
    public func indexChange(from base: PeriodEvaluation) throws(Diagnostic) -> ChangeRate {
        try change(from: base, "composite_index") { $0.compositeIndex?.value }
    }

    /// Change of the assessed figure of a pollutant; throws as `indexChange`.
    public func change(of pollutant: Pollutant, from base: PeriodEvaluation) throws(Diagnostic) -> ChangeRate
    {
        try change(from: base, pollutant.id) { $0[pollutant]?.assessed }
    }

    private func change(
        from base: PeriodEvaluation, _ indicator: String, _ figure: (PeriodEvaluation) -> Rational?
    ) throws(Diagnostic) -> ChangeRate {
        let path = "\(region) \(period) \(indicator)"
        try refuseMixedBases(base, path: path)
        guard let current = figure(self), let reference = figure(base) else {
            throw Diagnostic(
                code: "missing_value", path: path, "\(indicator) is missing in \(period) or \(base.period)",
                hint: "a change needs both figures")
        }
        do {
            let difference = try current - reference
            let percent = reference == .zero ? nil : try difference / reference * Rational(100)
            return ChangeRate(basis: basis, difference: difference, percent: percent)
        } catch {
            throw Diagnostic.overflow(path: path)
        }
    }

    private func refuseMixedBases(_ base: PeriodEvaluation, path: String) throws(Diagnostic) {
        guard basis.standard == base.basis.standard else {
            throw Diagnostic(
                code: "mixed_standards", path: path,
                "\(period) is evaluated under \(standard.rawValue), \(base.period) under \(base.standard.rawValue)",
                hint: "evaluate both periods under one standard")
        }
        guard basis.excluded == base.basis.excluded else {
            throw Diagnostic(
                code: "mixed_sand_dust", path: path,
                "sand-dust days are left out in only one of \(period) and \(base.period)",
                hint: "treat sand-dust alike in both periods")
        }
        guard basis.roundsDailyValues == base.basis.roundsDailyValues else {
            throw Diagnostic(
                code: "mixed_rounding", path: path,
                "daily values are rounded in only one of \(period) and \(base.period)",
                hint: "round daily values in both periods or in none")
        }
        guard basis.state == base.basis.state else {
            throw Diagnostic(
                code: "mixed_states", path: path,
                "\(period) and \(base.period) refer to different temperatures and pressures",
                hint: "evaluate both periods at one state")
        }
    }
}

extension Diagnostic {
    /// An exact figure that leaves 128 bits.
    static func overflow(path: String) -> Diagnostic {
        Diagnostic(
            code: "overflow", path: path, "the exact figure needs more than 128 bits",
            hint: "form means of cities first where one region holds more than some 80 stations")
    }
}
