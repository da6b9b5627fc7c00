import EcoParameters
import EcoScenarios
import EcoSearch
import EcoUnits

/// What a search of the standard came to.
public struct SearchResult: Sendable {
    let problem: SearchProblem
    let outcome: SearchOutcome
    let proof: SearchProof
    let near: NearOptimal
    let front: ParetoFront
    let binding: Binding
    /// The scenario as it stands; `nil` where it cannot be computed.
    let present: Described?
    /// The best point, or where none meets the constraints the one that misses least.
    let shown: Described?
    let failed: Int
    public let warnings: [Diagnostic]

    /// A point with its limits.
    struct Described: Sendable {
        let appraisal: Appraisal
        let limits: [SearchProblem.LimitStanding]
        /// Of each county, mean of years and draws; empty where no burden is asked for.
        let burdens: [BurdenMeasure.Parts]
        let trial: SearchProblem.Trial
    }

    /// Whether no point of the range that was tried meets every constraint.
    public var isInfeasible: Bool { outcome.best == nil }

    /// Position of the point that is shown.
    var position: Int? { outcome.best ?? outcome.nearest }

    /// `PATH=VALUE` of the standard found, as `--set` takes them.
    public var standard: [String] {
        outcome.best.map { problem.parameters.overrides(outcome.entries[$0].values) } ?? []
    }
}

extension Runner {
    /// Searches the range of a scenario's block `search`.
    func searched(
        _ parameters: SearchParameters, _ earlier: RunResult, _ settings: RunSettings
    ) throws(RunFailure) -> SearchResult {
        let problem = try SearchProblem(parameters, earlier, self, settings)
        let proof = SearchProof(problem)
        let fingerprint = earlier.loaded.fingerprint(toolVersion: Tool.version)
        let evaluator = SearchEvaluator(problem, settings, key: fingerprint)
        var search = Search(
            problem.space, shares: problem.limits.map(\.share), form: proof.form, starts: [problem.start],
            seed: parameters.seed, evaluations: parameters.evaluations, nearOptimal: parameters.nearOptimal)
        search.isGlobal = parameters.method == .global
        search.wantsAlternatives = parameters.alternatives > 1
        let appraise: SearchArchive.Appraise = { points in evaluator.appraise(points) }
        let (outcome, binding): (SearchOutcome, Binding)
        do {
            outcome = try search.run(appraise)
            binding = try search.binding(
                outcome, limit: 8 * (search.space.dimension + 1), appraise)
        } catch {
            throw .computation([Diagnostic(code: "search_failed", path: "search", "\(error)")])
        }
        let shown = (outcome.best ?? outcome.nearest).map { outcome.entries[$0].values }
        return try SearchResult(
            problem, outcome, proof, binding, shown: shown, evaluator.failures, jobs: settings.jobs)
    }

    /// What is wrong with the ends of the ranges, before anything is computed.
    func searchFindings(_ loaded: LoadedScenario) -> [Diagnostic] {
        guard let parameters = loaded.scenario.search, let source = loaded.source else { return [] }
        var findings: [Diagnostic] = []
        for (index, variable) in parameters.variables.enumerated() {
            let path = "search.variables[\(index)]"
            for value in Set([variable.low, variable.high]).sorted() {
                let own = variable.overrides(value)
                do throws(DiagnosticFailure) {
                    _ = try source.load(Scenario.self, overrides: loaded.overrides + own)
                } catch {
                    findings += error.diagnostics.filter(\.isError).map {
                        $0.ofVariable(variable, path, own)
                    }
                    // The other end has the same to say of a path that is wrong.
                    break
                }
            }
        }
        return findings.sortedByLocation()
    }
}

extension Diagnostic {
    /// The finding where the variable stands that leads to it.
    fileprivate func ofVariable(_ variable: SearchVariable, _ path: String, _ own: [String]) -> Diagnostic {
        var finding = self
        if location == nil || location?.file == Override.fileName {
            finding.location = variable.location
            finding.path = path
        }
        let cause = own.joined(separator: ", ")
        return finding.told({ "\($0) (\(cause))" }, zh: { "\($0)（\(cause)）" })
    }
}

extension SearchResult {
    init(
        _ problem: SearchProblem, _ outcome: SearchOutcome, _ proof: SearchProof, _ binding: Binding,
        shown: [Double]?, _ failures: (count: Int, first: Diagnostic?), jobs: Int
    ) throws(RunFailure) {
        func described(_ values: [Double]?) throws(RunFailure) -> Described {
            let trial = try problem.tried(values, jobs: jobs)
            return Described(
                appraisal: trial.appraisal, limits: try problem.standings(trial, values),
                burdens: try problem.burdens(values, jobs: jobs), trial: trial)
        }
        self.problem = problem
        self.outcome = outcome
        self.proof = proof
        self.binding = binding
        near = NearOptimal(
            outcome, tolerance: problem.parameters.nearOptimal, count: problem.parameters.alternatives)
        front = ParetoFront(outcome.entries)
        present = try? described(nil)
        self.shown = try shown.map { values throws(RunFailure) in try described(values) }
        failed = failures.count
        warnings = Self.warnings(problem, outcome, failures)
    }

    private static func warnings(
        _ problem: SearchProblem, _ outcome: SearchOutcome, _ failures: (count: Int, first: Diagnostic?)
    ) -> [Diagnostic] {
        var warnings: [Diagnostic] = []
        if outcome.best == nil {
            let isProven = outcome.certainty.isExact
            warnings.append(
                Diagnostic(
                    .warning, code: "search_infeasible", at: problem.parameters.location, path: "search",
                    LocalizedText(
                        en: (isProven ? "no point of the ranges" : "none of \(outcome.entries.count) points")
                            + " meets every constraint; \(missed(problem, outcome).en)",
                        zh: (isProven ? "取值范围内没有方案" : "试算的 \(outcome.entries.count) 个方案均未")
                            + "满足全部约束；\(missed(problem, outcome).zh)"),
                    hint: LocalizedText(
                        en: "widen the ranges, or ask for less", zh: "扩大取值范围或放宽约束")))
        }
        if failures.count > 0 {
            warnings.append(
                Diagnostic(
                    .warning, code: "search_points_failed", at: problem.parameters.location, path: "search",
                    LocalizedText(
                        en:
                            "\(failures.count) points cannot be computed; the first: \(failures.first?.message ?? "")",
                        zh: "有 \(failures.count) 个方案无法计算，首个原因：\(failures.first?.message ?? "")"),
                    hint: LocalizedText(
                        en: "they count as meeting no constraint", zh: "按不满足约束处理")))
        }
        return warnings
    }

    /// The best that was reached of each constraint that the nearest point misses.
    private static func missed(_ problem: SearchProblem, _ outcome: SearchOutcome) -> LocalizedText {
        let lists = problem.limits.indices.compactMap { index -> LocalizedText? in
            let best = Self.best(index, problem, outcome)
            guard let best, best.margin < -Appraisal.tolerance else { return nil }
            return problem.limits[index].reached(best.value)
        }
        return lists.isEmpty
            ? LocalizedText(en: "each can be met alone, not all together", zh: "各约束可单独满足，但不能同时满足")
            : LocalizedText(
                en: "best reached: \(lists.map(\.en).joined(separator: ", "))",
                zh: "可达到的最好值：\(lists.map(\.zh).joined(separator: "，"))")
    }

    /// The best margin of a constraint at any point, with the value that goes with it.
    static func best(
        _ limit: Int, _ problem: SearchProblem, _ outcome: SearchOutcome
    ) -> (margin: Double, value: Double)? {
        let margins = outcome.entries.compactMap { entry -> Double? in
            let margin =
                entry.appraisal.margins.indices.contains(limit) ? entry.appraisal.margins[limit] : -.infinity
            return margin.isFinite ? margin : nil
        }
        guard let margin = margins.max() else { return nil }
        return (margin, problem.limits[limit].value(ofMargin: margin))
    }
}
