import EcoParameters
import EcoUnits

/// Tables of what changes come from.
extension RunComparison {
    /// `causes.csv`: every change of a figure split among the inputs that were changed.
    var causesFile: RunFile? {
        guard pairs.contains(where: { $0.causes != nil }) else { return nil }
        var csv = CSVText(columns: [
            "run", "figure", "region", "unit", "meaning_en", "meaning_zh", "number", "cause", "alone", "last",
            "shapley", "before", "after", "change",
        ])
        for pair in pairs {
            guard let causes = pair.causes else { continue }
            for (index, figure) in causes.figures.enumerated() {
                for (position, cause) in causes.causes.enumerated() {
                    csv.append([
                        pair.later.name, figure.id, figure.region, figure.unit, figure.meaning.en,
                        figure.meaning.zh, "\(position + 1)", cause.name,
                        number(causes.alone[position][index]),
                        number(causes.last[position][index]),
                        causes.shapley.isEmpty ? nil : number(causes.shapley[position][index]),
                        number(causes.before[index]), number(causes.after[index]),
                        number(causes.after[index] - causes.before[index]),
                    ])
                }
            }
        }
        return RunFile("causes.csv", csv.text)
    }

    /// `combinations.csv`: the figures under every set of causes, by their numbers in `causes.csv`; what Shapley values
    /// rest on.
    var combinationsFile: RunFile? {
        let parted = pairs.filter { $0.causes?.combinations.isEmpty == false }
        guard !parted.isEmpty else { return nil }
        var csv = CSVText(columns: ["run", "figure", "combination", "value"])
        for pair in parted {
            guard let causes = pair.causes else { continue }
            let isWhole = causes.causes.count <= Self.mostCausesOfAll
            for (index, figure) in causes.figures.enumerated() where isWhole || figure.isHeadline {
                for combination in causes.combinations {
                    csv.append([
                        pair.later.name, figure.id, Self.named(combination.causes.map { "\($0 + 1)" }),
                        number(combination.values[index]),
                    ])
                }
            }
        }
        return RunFile("combinations.csv", csv.text)
    }

    /// With more causes only the sets of figures over all regions are kept: their number doubles with each.
    private static let mostCausesOfAll = 5

    /// Such as `1+3`.
    private static func named(_ parts: [String]) -> String {
        parts.isEmpty ? noCause : parts.joined(separator: "+")
    }

    /// The combination in which nothing is changed.
    public static let noCause = "none"

    /// `decomposition.csv`: every change between two simulations split among policy, growth, weather and market.
    var decompositionFile: RunFile? {
        guard pairs.contains(where: { $0.decomposition != nil }) else { return nil }
        var csv = CSVText(
            columns: [
                "run", "year", "region", "figure", "title_en", "title_zh", "unit", "before", "after",
                "change",
            ]
                + ChangeGroup.allCases.map(\.rawValue))
        for pair in pairs {
            for row in pair.decomposition?.rows ?? [] {
                csv.append(
                    [
                        pair.later.name, "\(row.year)", row.region, row.figure, row.title.en, row.title.zh,
                        row.unit, number(row.before), number(row.after), number(row.after - row.before),
                    ] + ChangeGroup.allCases.map { group in row.parts[group].flatMap { number($0) } })
            }
        }
        return RunFile("decomposition.csv", csv.text)
    }

    /// `decomposition_combinations.csv`: the same under every set of groups, which the parts rest on.
    var groupsFile: RunFile? {
        let rows = pairs.flatMap { pair in
            (pair.decomposition?.rows ?? []).filter { !$0.combinations.isEmpty }.map { (pair.later.name, $0) }
        }
        guard !rows.isEmpty else { return nil }
        var csv = CSVText(columns: ["run", "year", "region", "figure", "combination", "value"])
        for (run, row) in rows {
            for combination in row.combinations {
                csv.append([
                    run, "\(row.year)", row.region, row.figure,
                    Self.named(combination.groups.map(\.rawValue)), number(combination.value),
                ])
            }
        }
        return RunFile("decomposition_combinations.csv", csv.text)
    }
}
