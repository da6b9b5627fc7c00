import EcoRuns

/// How columns of stored tables follow from other rows of the table or from other tables.
struct CrossEquations: Sendable {
    let context: ReportContext

    /// `nil` where a column follows from its own row, or from nothing that the run holds.
    func formula(_ column: String, of row: StoredRow, in table: String) -> Formula? {
        switch (table, column) {
        case ("account_extent", "area_km2"): area(row)
        case ("account_extent", "share"): share(row, "area_km2", in: table) { $0["ecosystem"].isEmpty }
        case ("account_services", "share"):
            share(row, "value_yuan", in: table) { $0["component"].isEmpty && $0["indicator"] == total }
        case ("account_indices", "total_yuan_per_km2"): index(row, column, "area_km2")
        case ("account_indices", "total_yuan_per_person"): index(row, column, "population")
        case ("account_drivers", _): driver(column, row)
        case ("fairness", "net_per_head_yuan"): perRegion(row, column, "population")
        case ("fairness", "net_per_km2_yuan"): perRegion(row, column, "area_km2")
        case ("quota_equity", _): equity(column, row)
        default: nil
        }
    }

    private func rows(_ table: String) -> [StoredRow] {
        context.table(table + ".csv").map { Array($0.rows) } ?? []
    }

    /// The id of the account's total.
    private var total: String {
        rows("accounts").first { $0["account"] == "total" && $0["ecosystem"].isEmpty }?["indicator"] ?? "gep"
    }

    private func checked(_ value: String, _ expression: String) -> Formula? {
        guard let figure = Double(value), ExpressionValue.gives(expression, figure) else { return nil }
        return Formula(value: value, expression: expression)
    }

    // MARK: Accounts

    /// The area of a type from those of its types, or of its classes.
    private func area(_ row: StoredRow) -> Formula? {
        let region = row["region"]
        guard row["ecosystem"].isEmpty else { return region == "all" ? overRegions(row) : nil }
        let parts = rows("account_extent").filter { $0["region"] == region && !$0["ecosystem"].isEmpty }
        return .sum(row["area_km2"], parts.map { (.plus, $0["area_km2"]) })
    }

    private func overRegions(_ row: StoredRow) -> Formula? {
        let parts = rows("account_extent").filter {
            $0["region"] != "all" && $0["ecosystem"] == row["ecosystem"]
        }
        return checked(row["area_km2"], parts.map { $0["area_km2"] }.joined(separator: " + "))
    }

    /// A value over that of the row of the region that stands for the whole.
    private func share(
        _ row: StoredRow, _ column: String, in table: String, _ isWhole: (StoredRow) -> Bool
    ) -> Formula? {
        let whole = rows(table).first { $0["region"] == row["region"] && isWhole($0) }
        guard let whole, !row[column].isEmpty, (whole.number(column) ?? 0) != 0 else { return nil }
        return checked(row["share"], "\(row[column]) / \(whole[column])")
    }

    private func index(_ row: StoredRow, _ column: String, _ divisor: String) -> Formula? {
        let own = rows("account_regions").first { $0["region"] == row["region"] }
        guard let own, (own.number(divisor) ?? 0) != 0 else { return nil }
        return checked(row[column], "\(row["total_yuan"]) / \(own[divisor])")
    }

    /// The account with one price halved, and half as much again.
    private func driver(_ column: String, _ row: StoredRow) -> Formula? {
        let indicator = row["account"]
        let account = rows("account_regions").first { $0["region"] == row["region"] }
        let whole =
            account.map {
                $0[
                    ["provisioning", "regulating", "cultural"].contains(indicator)
                        ? indicator + "_yuan" : "total_yuan"]
            } ?? ""
        guard !whole.isEmpty else { return nil }
        let expressions = [
            "sensitivity": "\(row["value_yuan"]) / \(whole)",
            "low_yuan": "\(whole) - \(row["value_yuan"]) / 2",
            "high_yuan": "\(whole) + \(row["value_yuan"]) / 2",
        ]
        return expressions[column].flatMap { checked(row[column], $0) }
    }

    // MARK: Regions

    private func region(_ code: String) -> StoredRow? { rows("regions").first { $0["region"] == code } }

    private func perRegion(_ row: StoredRow, _ column: String, _ divisor: String) -> Formula? {
        guard let own = region(row["region"]), !own[divisor].isEmpty else { return nil }
        return checked(row[column], "\(row["net_fen"]) / 100 / \(own[divisor])")
    }

    /// Kilograms a head from the tonnes of `quota.csv`.
    private func equity(_ column: String, _ row: StoredRow) -> Formula? {
        let tonnes = ["quota_kg_per_head": "quota_t", "emission_kg_per_head": "emitted_t"][column]
        let own = rows("quota").filter {
            $0["region"] == row["region"] && $0["pollutant"] == row["pollutant"]
        }
        guard let tonnes, let people = region(row["region"])?["population"], !people.isEmpty, !own.isEmpty
        else {
            return nil
        }
        let sum = own.map { $0[tonnes] }.filter { !$0.isEmpty }.joined(separator: " + ")
        return checked(row[column], "(\(sum)) * 1000 / \(people)")
    }
}
