import EcoRuns
import EcoUnits

/// How a point of a search is had again, and what its measures are sums of.
extension TableOrigin {
    // MARK: Points again

    /// The point as the scenario as it stands, beside a search of one point: its measures are then told with their years.
    static func trial(_ row: StoredRow, _ run: RunRows) -> [String] {
        again(run) { row[$0["variable"]] }
    }

    static func standardFound(_ run: RunRows) -> [String] { again(run) { $0["value"] } }

    private static func again(_ run: RunRows, _ value: (StoredRow) -> String) -> [String] {
        let sets = run["search_standard"].compactMap { variable -> String? in
            let unit = variable["unit"].isEmpty ? "" : " " + variable["unit"]
            let text = value(variable)
            return text.isEmpty ? nil : ShellWord.set("\(variable["path"])=\(text)\(unit)")
        }
        guard !sets.isEmpty else { return [] }
        let single = ShellWord.set("search.evaluations=1")
        let objective = run.first("search_summary", [:])?["objective"] ?? ""
        return [
            ShellWord.run(run.scenario, run.settings + sets + [single]),
            "ecocomp explain FOLDER search_measures:objective:\(objective)",
        ]
    }

    // MARK: The scenario as it stands

    /// What is sought, from the years of the run: `(year 1 + (year 2 + ...) / (1 + rate)) / (1 + rate)`.
    static func present(_ row: StoredRow, _ run: RunRows) -> [String] {
        let measure = row["measure"]
        let years = Set(run["simulation_years"].map { $0["year"] }).sorted()
        guard let last = years.last else { return [] }
        func mean(_ figure: String, _ year: String) -> String {
            run.first("simulation_years", ["year": year, "region": "", "figure": figure])?["mean"] ?? ""
        }
        let terms = SearchSum.terms(of: measure)
        guard !terms.isEmpty else {
            let end = mean("gep.value_yuan", last)
            let account = run.first("account_regions", ["region": "all"])?["total_yuan"] ?? "0"
            let burdens = run.rows("search_burdens", ["point": "present"]).map { $0["share"] }
            return [mean(measure, last), end.isEmpty ? "" : "\(end) - \(account)"] + largest(burdens)
        }
        let rate = run.parameter("search.discount_rate")
        let sum = years.reversed().reduce("") { rest, year in
            var parts = terms.map { signed(mean($0.figure, year), $0.weight) }
            if year == last, SearchSum.takesOffBalance(measure) {
                parts.append(signed(mean(SearchSum.leftAtTheEnd, year), -1))
            }
            let own = (parts + [rest]).filter { !$0.isEmpty }.joined(separator: " + ")
            return "(\(own.isEmpty ? "0" : own)) / (1 + \(rate.isEmpty ? "0" : rate))"
        }
        return [sum]
    }

    private static func signed(_ value: String, _ weight: Double) -> String {
        value.isEmpty ? "" : weight < 0 ? "(0 - \(bracketed(value)))" : bracketed(value)
    }
}
