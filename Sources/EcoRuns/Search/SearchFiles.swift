import EcoParameters
import EcoScenarios
import EcoSearch
import EcoUnits

extension RunFile {
    /// The tables of a search.
    static func search(_ result: SearchResult) -> [RunFile] {
        let tables = SearchTables(result)
        let files: [RunFile?] = [
            tables.summary, tables.standard, tables.constraints, tables.measures, tables.points,
            tables.front, tables.alternatives, tables.burdens, tables.shadows, tables.draws,
        ]
        return files.compactMap { $0 }
    }
}

struct SearchTables {
    let result: SearchResult
    private let entries: [SearchEntry]
    var problem: SearchProblem { result.problem }
    var variables: [SearchVariable] { problem.parameters.variables }

    init(_ result: SearchResult) {
        self.result = result
        entries = result.outcome.entries
    }

    /// Of the front, in the order of its axes.
    var criteria: [(id: String, measure: SearchMeasure)] {
        problem.front.enumerated().map { index, measure in
            let criterion = problem.parameters.front[index]
            let id = criterion.measure == .figure ? criterion.figure ?? "" : criterion.measure.rawValue
            return (id, measure)
        }
    }

    /// `search_summary.csv`: how it was searched, how certain the result is, and what was spent.
    var summary: RunFile {
        let outcome = result.outcome
        var csv = CSVText(columns: [
            "found", "certainty", "method", "proof", "reason", "precision", "evaluations",
            "evaluations_allowed", "evaluations_for_shadows", "draws", "seed", "objective", "title_en",
            "title_zh", "unit", "better", "present", "present_feasible", "value", "near_optimal",
            "nearly_best", "front", "hypervolume", "failed",
        ])
        var (reason, precision): (String?, Double?) = (nil, nil)
        switch outcome.certainty {
        case .exact(let width): precision = width
        case .bestFound(let doubt): reason = doubt.rawValue
        }
        let objective = problem.objective
        csv.append([
            outcome.best == nil ? "no" : "yes", outcome.certainty.isExact ? "exact" : "best_found",
            outcome.method.rawValue, result.proof.rawValue, reason, cell(precision),
            "\(entries.count)", "\(problem.parameters.evaluations)", "\(result.binding.evaluations)",
            "\(problem.draws)", "\(problem.parameters.seed)", problem.parameters.objective.name,
            objective.title.en, objective.title.zh, objective.unit, objective.sign < 0 ? "more" : "less",
            number(result.present.map { objective.sign * $0.appraisal.objective }),
            result.present.map { $0.appraisal.isFeasible ? "yes" : "no" },
            number(result.shown.map { objective.sign * $0.appraisal.objective }),
            cell(problem.parameters.nearOptimal), "\(result.near.count)", "\(result.front.positions.count)",
            number(hypervolume), "\(result.failed)",
        ])
        return RunFile("search_summary.csv", csv.text)
    }

    /// Of the box between the best and the worst of each criterion at any point that meets the constraints.
    private var hypervolume: Double? {
        let known = entries.map(\.appraisal).filter { $0.isFeasible && $0.criteria.allSatisfy(\.isFinite) }
        guard problem.front.count > 1, !known.isEmpty else { return nil }
        let ends = problem.front.indices.map { axis in
            (known.map { $0.criteria[axis] }.min() ?? 0, known.map { $0.criteria[axis] }.max() ?? 0)
        }
        let points = result.front.positions.map { entries[$0].appraisal.criteria }
        return ParetoFront.hypervolume(points, best: ends.map(\.0), worst: ends.map(\.1))
    }

    /// `search_standard.csv`: the variables with the values found, as `--set` takes them.
    var standard: RunFile {
        var csv = CSVText(columns: [
            "variable", "title_en", "title_zh", "path", "unit", "low", "high", "step", "start", "value",
            "at_end", "near_low", "near_high", "set",
        ])
        for (axis, variable) in variables.enumerated() {
            let value = result.position.map { entries[$0].values[axis] }
            let range = result.near.ranges.indices.contains(axis) ? result.near.ranges[axis] : nil
            csv.append([
                variable.id, variable.title.en, variable.title.zh, variable.paths[0], variable.unit,
                cell(variable.low), cell(variable.high), cell(variable.step), cell(variable.start),
                cell(value),
                result.binding.ends[axis].map { $0 ? "high" : "low" }, cell(range?.lowerBound),
                cell(range?.upperBound), value.map { variable.overrides($0).joined(separator: "; ") },
            ])
        }
        return RunFile("search_standard.csv", csv.text)
    }

    /// `search_constraints.csv`: how each constraint stands, what decides it, and what it costs.
    var constraints: RunFile? {
        guard !problem.limits.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "constraint", "kind", "title_en", "title_zh", "unit", "sense", "aim", "share_required",
            "present_share", "share_met", "value", "draw", "county", "year", "margin", "binds", "relaxation",
            "objective_change", "best_reached",
        ])
        for (index, limit) in problem.limits.enumerated() {
            let standing = result.shown?.limits[index]
            let shadow = result.binding.shadows.first { $0.constraint == index }
            let best = SearchResult.best(index, problem, result.outcome)
            csv.append([
                limit.id, limit.kind, limit.title.en, limit.title.zh, limit.unit,
                limit.isHighest ? "at_most" : "at_least", cell(limit.aim), cell(limit.share),
                cell(result.present?.limits[index].shareMet), cell(standing?.shareMet),
                number(standing?.value), standing?.draw.map { "\($0 + 1)" },
                standing?.county?.description, standing?.year.map { "\($0)" }, number(standing?.margin),
                result.binding.constraints.contains(index) ? "yes" : "no", cell(shadow?.relaxation),
                cell(shadow.map { problem.objective.sign * $0.change }), number(best?.value),
            ])
        }
        return RunFile("search_constraints.csv", csv.text)
    }

    /// `search_measures.csv`: what is sought, before and after.
    var measures: RunFile {
        var csv = CSVText(columns: [
            "role", "measure", "title_en", "title_zh", "unit", "better", "present", "value",
        ])
        let objective = (problem.parameters.objective.name, problem.objective)
        for (index, (id, measure)) in ([objective] + criteria.map { ($0.id, $0.measure) }).enumerated() {
            func value(_ point: SearchResult.Described?) -> String? {
                number(
                    point.map {
                        measure.sign
                            * (index == 0 ? $0.appraisal.objective : $0.appraisal.criteria[index - 1])
                    })
            }
            csv.append([
                index == 0 ? "objective" : "criterion", id, measure.title.en, measure.title.zh, measure.unit,
                measure.sign < 0 ? "more" : "less", value(result.present), value(result.shown),
            ])
        }
        return RunFile("search_measures.csv", csv.text)
    }

    /// `search.csv`: every point that was evaluated, in order.
    var points: RunFile {
        var csv = CSVText(
            columns: ["point", "purpose"] + variables.map(\.id) + ["objective", "feasible", "violation"]
                + problem.limits.map { "margin_\($0.id)" } + criteria.map(\.id) + ["on_front", "nearly_best"])
        let front = Set(result.front.positions)
        let near = Set(result.near.alternatives)
        for (number, entry) in entries.enumerated() {
            let appraisal = entry.appraisal
            csv.append(
                ["\(number + 1)", entry.purpose.rawValue] + entry.values.map { cell($0) }
                    + [
                        self.number(problem.objective.sign * appraisal.objective),
                        appraisal.isFeasible ? "yes" : "no", self.number(appraisal.violation),
                    ]
                    + problem.limits.indices.map { self.number(appraisal.margins[$0]) }
                    + criteria.indices.map { self.number(criteria[$0].measure.sign * appraisal.criteria[$0]) }
                    + [front.contains(number) ? "yes" : "no", near.contains(number) ? "yes" : "no"])
        }
        return RunFile("search.csv", csv.text)
    }

    /// `pareto.csv`: the front, in the order of its first criterion.
    var front: RunFile? {
        guard !criteria.isEmpty else { return nil }
        var csv = CSVText(
            columns: ["point"] + variables.map(\.id) + criteria.map(\.id) + ["objective", "is_best"])
        for position in result.front.positions {
            let entry = entries[position]
            csv.append(
                ["\(position + 1)"] + entry.values.map { cell($0) }
                    + criteria.indices.map {
                        number(criteria[$0].measure.sign * entry.appraisal.criteria[$0])
                    }
                    + [
                        number(problem.objective.sign * entry.appraisal.objective),
                        position == result.outcome.best ? "yes" : "no",
                    ])
        }
        return RunFile("pareto.csv", csv.text)
    }

    /// `alternatives.csv`: nearly-best points, the best first, then each the farthest from those before it.
    var alternatives: RunFile? {
        guard result.near.alternatives.count > 1 else { return nil }
        var csv = CSVText(columns: ["rank", "point"] + variables.map(\.id) + ["objective", "worse_by"])
        let best = entries[result.near.alternatives[0]].appraisal.objective
        for (rank, position) in result.near.alternatives.enumerated() {
            let entry = entries[position]
            csv.append(
                ["\(rank + 1)", "\(position + 1)"] + entry.values.map { cell($0) }
                    + [
                        number(problem.objective.sign * entry.appraisal.objective),
                        number(entry.appraisal.objective - best),
                    ])
        }
        return RunFile("alternatives.csv", csv.text)
    }

    /// `search_burdens.csv`: what budgets and enterprises of the counties bear in a year, before and after.
    var burdens: RunFile? {
        let points = [("present", result.present), ("found", result.shown)]
        guard points.contains(where: { !($0.1?.burdens.isEmpty ?? true) }) else { return nil }
        var csv = CSVText(columns: [
            "point", "region", "payments_net_yuan", "own_restoration_yuan", "subsidies_yuan", "burden_yuan",
            "revenue_yuan", "share", "enterprises_yuan",
        ])
        for (name, point) in points {
            for (county, parts) in (point?.burdens ?? []).enumerated() {
                csv.append([
                    name, problem.figures.regions.codes[county].description, number(parts.payments),
                    number(parts.restoration), number(parts.subsidies), number(parts.burden),
                    number(parts.revenue), number(parts.burden / parts.revenue), number(parts.enterprises),
                ])
            }
        }
        return RunFile("search_burdens.csv", csv.text)
    }

    func number(_ value: Double?) -> String? {
        value.flatMap { $0.isFinite ? cell($0 == 0 ? 0 : $0) : nil }
    }
}

extension SearchCriterion {
    /// As tables name it.
    var name: String { measure == .figure ? figure ?? "" : measure.rawValue }
}
