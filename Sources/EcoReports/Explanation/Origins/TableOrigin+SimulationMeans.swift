import EcoRuns
import EcoUnits

/// Means of the years that follow from other figures of the run.
extension TableOrigin {
    // MARK: Years

    static func yearly(
        _ run: RunRows, _ year: String, _ region: String, _ figure: String, _ column: String
    ) -> [String] {
        run.first("simulation_years", ["year": year, "region": region, "figure": figure]).map {
            [$0[column]]
        } ?? []
    }

    /// Over all counties: means add as the figures do. Of a fund: what is carried from year to year.
    static func yearMean(_ row: StoredRow, _ run: RunRows) -> [String] {
        var found: [String] = []
        found += yearlyLaw(row, run)
        if row["region"].isEmpty {
            let parts = run.rows("simulation_years", ["year": row["year"], "figure": row["figure"]])
                .filter { !$0["region"].isEmpty }.map { $0["mean"] }
            if !parts.isEmpty { found += [sum(parts), "(\(sum(parts))) / \(parts.count)"] }
        }
        if row["figure"] == "fund.balance_yuan" {
            found += run.first("simulation_funds", ["year": row["year"]]).map { fundBalance($0, run) } ?? []
        }
        if row["figure"] == "payments.net_yuan" {
            let schemes = run.rows("simulation_years", ["year": row["year"], "region": row["region"]]).filter
            {
                $0["figure"].hasPrefix("payments.") && $0["figure"] != row["figure"]
                    && $0["figure"].hasSuffix(".net_yuan")
            }
            if !schemes.isEmpty { found.append(sum(schemes.map { $0["mean"] })) }
        }
        return found + certain(row, run)
    }

    /// What is the same in every draw is its own mean and every quantile.
    static func certain(_ row: StoredRow, _ run: RunRows) -> [String] {
        let ends = [row["p05"], row["p95"]].filter { !$0.isEmpty }
        return ends.count == 2 && ends[0] == ends[1]
            ? ["(\(bracketed(ends[0])) + \(bracketed(ends[1]))) / 2"] : []
    }

    static func asMean(_ row: StoredRow, _ run: RunRows) -> [String] {
        row["p05"] == row["p95"] ? [row["mean"]] : []
    }

    static func counties(_ run: RunRows, _ row: StoredRow, _ what: String) -> [String] {
        let own = run.rows(
            "simulation_years", ["year": row["year"], "figure": "\(what).\(row["pollutant"])_t"]
        )
        .filter { !$0["region"].isEmpty }
        return own.isEmpty ? [] : [sum(own.map { $0["mean"] })]
    }

    // MARK: Fund

    static func fundBalance(_ row: StoredRow, _ run: RunRows) -> [String] {
        let year = Int(row["year"]) ?? 0
        let flows =
            "\(bracketed(row["budget_yuan"])) + \(bracketed(row["from_schemes_yuan"]))"
            + " - \(bracketed(row["restoration_yuan"])) - \(bracketed(row["returned_yuan"]))"
        if let before = run.first("simulation_funds", ["year": "\(year - 1)"]) {
            return ["\(before["balance_yuan"]) + \(flows)"]
        }
        let opening =
            run.parameter("simulation.funds.opening_balance")
            .split(separator: " ").first.map(String.init) ?? "0"
        return ["\(opening) + \(flows)", "\(opening) * 10000 + \(flows)", flows]
    }
}
