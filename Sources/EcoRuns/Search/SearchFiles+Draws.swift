import EcoParameters
import EcoSearch

/// What readers of `search_draws.csv` need to work shares out again.
public enum DrawsOfSearch {
    public static let table = "search_draws"
    /// A margin from here on counts as met: what lies this little below 0 is rounding.
    public static let leastMargin = -Appraisal.tolerance

    /// How many of the draws a share asks for.
    public static func required(_ share: Double, of draws: Int) -> Int {
        ShareOfDraws.required(share, of: draws)
    }
}

extension SearchTables {
    /// `search_shadows.csv`: of each constraint that binds the best point where it asks for a little less.
    var shadows: RunFile? {
        guard !result.binding.shadows.isEmpty else { return nil }
        var csv = CSVText(columns: ["constraint"] + variables.map(\.id) + ["objective"])
        for shadow in result.binding.shadows {
            csv.append(
                [problem.limits[shadow.constraint].id] + shadow.point.values.map { cell($0) }
                    + [number(problem.objective.sign * shadow.point.appraisal.objective)])
        }
        return RunFile("search_shadows.csv", csv.text)
    }

    /// `search_draws.csv`: constraints and measures in each draw, of the scenario as it stands and of the standard found;
    /// none of a single draw.
    var draws: RunFile? {
        guard problem.draws > 1 else { return nil }
        var csv = CSVText(columns: ["point", "role", "id", "draw", "value", "margin"])
        for (name, point) in [("present", result.present), ("found", result.shown)] {
            guard let trial = point?.trial else { continue }
            for (index, limit) in problem.limits.enumerated() {
                let margins = trial.appraisal.drawMargins[index]
                for (draw, value) in trial.values[index].enumerated() {
                    csv.append([
                        name, "constraint", limit.id, "\(draw + 1)", number(value), number(margins[draw]),
                    ])
                }
            }
            let ids =
                [("objective", problem.parameters.objective.name)] + criteria.map { ("criterion", $0.id) }
            for (index, (role, id)) in ids.enumerated() {
                for (draw, values) in trial.measures.enumerated() {
                    csv.append([name, role, id, "\(draw + 1)", number(values[index]), nil])
                }
            }
        }
        return RunFile("\(DrawsOfSearch.table).csv", csv.text)
    }
}
