import EcoParameters
import EcoSampling
import EcoUnits

extension SweepParameters {
    static let countGoesWithThePlan: GroupDeclaration.Rule = { bound, diagnostics in
        let sample = bound[sample]
        guard sample.draws != (bound[count] != nil) else { return }
        diagnostics.append(
            Diagnostic(
                code: sample.draws ? "missing_value" : "contradiction",
                at: sample.draws ? bound.location(of: Self.sample) : bound.location(of: count),
                path: bound.path(of: count),
                sample.draws
                    ? "\(sample.rawValue) needs n" : "\(sample.rawValue) takes no n: its values say it",
                hint: sample.draws ? "such as n: 256" : "leave it out"))
    }

    /// Grids and lists take values; a distribution has none to combine.
    static let valuesGoWithThePlan: GroupDeclaration.Rule = { bound, diagnostics in
        let sample = bound[sample]
        for variation in bound[variations] where !sample.draws && variation.distribution != nil {
            diagnostics.append(
                Diagnostic(
                    code: "contradiction", at: variation.location, path: variation.path,
                    "a \(sample.rawValue) takes values, not a distribution",
                    hint: "give values, or choose sample: lhs"))
        }
    }

    /// Runs of a grid, at most.
    private static let largestGrid = 10_000_000

    static let planIsPossible: GroupDeclaration.Rule = { bound, diagnostics in
        let (sample, variations) = (bound[sample], bound[variations])
        let dimensions = [Sample.quasiRandom: 1, .sobol: 2][sample].map { $0 * variations.count } ?? 0
        if dimensions > SobolSequence.largestDimension {
            diagnostics.append(
                Diagnostic(
                    code: "out_of_range", at: bound.location(of: Self.sample),
                    path: bound.path(of: Self.sample),
                    "\(variations.count) values vary, more than \(sample.rawValue) can take",
                    hint: "vary fewer, or choose sample: lhs or morris"))
        }
        let combinations = GridSample(counts: variations.map(\.values.count)).runCount
        if sample == .grid, combinations > largestGrid {
            diagnostics.append(
                Diagnostic(
                    code: "out_of_range", at: bound.location(of: Self.variations),
                    path: bound.path(of: Self.variations),
                    "the grid has more than \(largestGrid) combinations",
                    hint: "give fewer values, or choose sample: lhs"))
        }
    }

    static let listsAreAsLong: GroupDeclaration.Rule = { bound, diagnostics in
        guard bound[sample] == .list, let first = bound[variations].first else { return }
        for variation in bound[variations] where variation.values.count != first.values.count {
            diagnostics.append(
                Diagnostic(
                    code: "size_mismatch", at: variation.location, path: variation.path,
                    "\(variation.values.count) values, and \(first.name) has \(first.values.count)",
                    hint: "a list takes the first value of each, then the second: give as many"))
        }
    }

    static let namesDiffer: GroupDeclaration.Rule = { bound, diagnostics in
        var seen: Set<String> = []
        for variation in bound[variations] where !seen.insert(variation.name).inserted {
            diagnostics.append(
                Diagnostic(
                    code: "duplicate", at: variation.location, path: variation.path,
                    "`\(variation.name)` varies twice", hint: "keep one, or name them apart"))
        }
        var ids: Set<String> = []
        for variant in bound[variants] where !ids.insert(variant.id).inserted {
            diagnostics.append(
                Diagnostic(
                    code: "duplicate", at: bound.location(of: variants), path: bound.path(of: variants),
                    "two scenarios are called \(variant.id)", hint: "rename one"))
        }
        for correlation in bound[correlations] {
            for name in correlation.names where !seen.contains(name) {
                let near = Suggestion.nearest(to: name, in: Array(seen)).map { "did you mean `\($0)`?" }
                diagnostics.append(
                    Diagnostic(
                        code: "unknown_id", at: correlation.location, path: bound.path(of: correlations),
                        "no value that varies is called '\(name)'", hint: near ?? "name two of them"))
            }
        }
    }

    static let dependenceIsPossible: GroupDeclaration.Rule = { bound, diagnostics in
        guard !bound[correlations].isEmpty else { return }
        let place = bound.location(of: correlations)
        if bound[sample].forIndices || !bound[sample].draws {
            diagnostics.append(
                Diagnostic(
                    code: "contradiction", at: place, path: bound.path(of: correlations),
                    "\(bound[sample].rawValue) takes values that do not depend on each other",
                    hint: "leave the correlation out, or choose sample: lhs"))
        }
        guard (try? RankCorrelation(matrix: matrix(bound))) == nil else { return }
        diagnostics.append(
            Diagnostic(
                code: "out_of_range", at: place, path: bound.path(of: correlations),
                "no values can depend on each other in this way (the matrix is not positive definite)",
                hint: "lower the correlations"))
    }

    static let levelsAreEven: GroupDeclaration.Rule = { bound, diagnostics in
        guard bound[sample] == .morris, bound[levels] % 2 != 0 else { return }
        diagnostics.append(
            Diagnostic(
                code: "out_of_range", at: bound.location(of: levels), path: bound.path(of: levels),
                "\(bound[levels]) levels: the steps need an even number", hint: "such as 4"))
    }

    /// Tables are those of a run by itself, whose market is solved from nothing.
    static let tablesAreOfMarketsAnew: GroupDeclaration.Rule = { bound, diagnostics in
        guard bound[market] == .followed, !bound[tables].isEmpty else { return }
        diagnostics.append(
            Diagnostic(
                code: "conflicting_values", at: bound.location(of: market), path: bound.path(of: market),
                LocalizedText(
                    en: "tables are kept of runs whose market is solved from nothing", zh: "保留结果表时，各次市场须从头求解"),
                hint: LocalizedText(
                    en: "leave out `tables`, or `market: followed`", zh: "请去掉 `tables` 或 `market: followed`"))
        )
    }
}
