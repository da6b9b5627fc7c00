import EcoRuns
import EcoUnits

/// Laws of the years that hold between means of draws: what is linear in the year before and in the values of the year.
/// Method: docs/methods/simulation.md, 3.
extension TableOrigin {
    /// `nox` of `quota.nox_t`.
    static func pollutant(of figure: String) -> String {
        String(figure.drop { $0 != "." }.dropFirst().prefix { $0 != "_" })
    }

    /// The mean of a figure in a year; empty where the run does not hold it.
    static func mean(_ run: RunRows, _ year: String, _ region: String, _ figure: String) -> String {
        run.first("simulation_years", ["year": year, "region": region, "figure": figure])?["mean"] ?? ""
    }

    /// Expressions that may give the mean of a figure from others of the year and the year before.
    static func yearlyLaw(_ row: StoredRow, _ run: RunRows) -> [String] {
        let (year, region, figure) = (row["year"], row["region"], row["figure"])
        let before = "\((Int(year) ?? 0) - 1)"
        switch figure {
        case "fund.budget_yuan": return [budget(year, run)]
        case "land.restored_km2":
            let (means, cost) = (
                mean(run, year, region, "fund.restoration_yuan"), run.parameter(restorationCost)
            )
            return means.isEmpty || cost.isEmpty ? [] : ["\(means) / \(cost) / 100"]
        case "gdp.value_yuan":
            let (last, rate) = (mean(run, before, region, figure), run.parameter(growth))
            return last.isEmpty || rate.isEmpty ? [] : ["\(last) * (1 + \(bracketed(rate)))"]
        default:
            guard figure.hasPrefix("quota."), region.isEmpty else { return [] }
            return issue(run, pollutant: pollutant(of: figure), year: year)
        }
    }

    private static let restorationCost = "simulation.restoration.cost"
    private static let growth = "simulation.services.gdp_growth"

    /// The cap of the year before, less the yearly cut, less what is withheld for projects.
    static func issue(_ run: RunRows, pollutant: String, year: String) -> [String] {
        let cut = run.parameter("simulation.quota_issue.annual_cut.\(pollutant)")
        guard !cut.isEmpty, let own = market(run, pollutant, year) else { return [] }
        let before = market(run, pollutant, "\((Int(year) ?? 0) - 1)").map {
            [$0["quota_t"], $0["withheld_t"]]
        }
        let held = sum(before ?? run.rows("quota", ["pollutant": pollutant]).map { $0["quota_t"] })
        return held.isEmpty
            ? [] : ["(\(held)) * (1 - \(bracketed(cut))) - \(bracketed(own["withheld_t"]))"]
    }

    private static func market(_ run: RunRows, _ pollutant: String, _ year: String) -> StoredRow? {
        run.first("simulation_market", ["year": year, "pollutant": pollutant])
    }

    /// What the scenario states, grown by its rate since the first year.
    private static func budget(_ year: String, _ run: RunRows) -> String {
        let first = run["simulation_years"].compactMap { Int($0["year"]) }.min() ?? 0
        let rate = run.parameter("simulation.funds.budget_growth")
        let grown = String(
            repeating: " * (1 + \(bracketed(rate.isEmpty ? "0" : rate)))",
            count: max(0, (Int(year) ?? 0) - first))
        return run.parameter("simulation.funds.budget") + grown
    }
}
