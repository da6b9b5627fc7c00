import EcoParameters
import EcoScenarios

/// Reads every value that a sweep can give, before anything is computed.
struct SweepCheck {
    private let source: ScenarioSource
    private let overrides: [String]
    private let plan: SweepPlan

    init(_ source: ScenarioSource, _ overrides: [String], _ plan: SweepPlan) {
        self.source = source
        self.overrides = overrides
        self.plan = plan
    }

    /// - Throws: every finding, those of single values at the place in the plan that gives them.
    func run() throws(RunFailure) {
        if let own = findings(overrides) { throw .input(own) }
        guard plan.runCount > 0 else {
            throw .input([
                Diagnostic(
                    code: "empty_plan", path: "vary", "the plan has no run", hint: "give each value a list")
            ])
        }
        var all: [Diagnostic] = []
        for (variant, settings) in plan.settingsOfVariants.enumerated() {
            let base = overrides + settings
            if let found = findings(base) {
                all += found.map { located($0, variant) }
                continue
            }
            for (axis, variation) in plan.parameters.variations.enumerated() {
                all += findings(of: variation, axis, over: base, plan.nameOfVariant(variant))
            }
        }
        if !all.isEmpty { throw .input(all.sortedByLocation()) }
    }

    /// Of the first value that cannot be read.
    private func findings(
        of variation: SweepVariation, _ axis: Int, over base: [String], _ variant: String
    ) -> [Diagnostic] {
        for value in plan.ends(ofVariation: axis) {
            let override = "\(variation.path)=\(value)"
            guard let found = findings(base + [override]) else { continue }
            return Self.told(.input(found), override, at: variation, variant).diagnostics
        }
        return []
    }

    /// Errors of a binding; `nil` where there are none.
    private func findings(_ overrides: [String]) -> [Diagnostic]? {
        do throws(DiagnosticFailure) {
            _ = try source.load(overrides: overrides)
            return nil
        } catch { return error.diagnostics.filter(\.isError) }
    }

    private func located(_ finding: Diagnostic, _ variant: Int) -> Diagnostic {
        guard finding.location?.file == Override.fileName, (finding.location?.line ?? 0) > overrides.count
        else { return finding }
        var finding = finding
        finding.location = plan.parameters.variants[variant].location
        finding.path = "scenarios[\(variant)].set"
        return finding
    }

    /// The same failure, told of the value that leads to it.
    static func told(
        _ failure: RunFailure, _ override: String, at variation: SweepVariation, _ variant: String
    ) -> RunFailure {
        let who = variant.isEmpty ? "" : "\(variant), "
        let findings = failure.diagnostics.filter(\.isError).map { finding in
            var finding = finding
            if finding.location?.file == Override.fileName || finding.location == nil {
                finding.location = variation.location
                if finding.path.isEmpty { finding.path = variation.path }
            }
            let cause = "\(who)\(override)"
            return finding.told({ "\($0) (\(cause))" }, zh: { "\($0)（\(cause)）" })
        }
        if case .input = failure { return .input(findings) }
        return .computation(findings)
    }
}
