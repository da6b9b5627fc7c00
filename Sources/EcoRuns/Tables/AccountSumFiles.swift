import EcoIndicators

extension RunFile {
    /// `account_sums.csv` and `account_formulas.csv`: what cells added up to by county and class, and how the
    /// components of the services follow from that. None where the account reads no raster.
    static func accountSums(_ trail: SumTrail) -> [RunFile?] {
        [sums(trail.sums), formulas(trail.expressions)]
    }

    private static func sums(_ sums: [SumTrail.Sum]) -> RunFile? {
        guard !sums.isEmpty else { return nil }
        var csv = CSVText(columns: ["region", "indicator", "class", "measure", "sum", "unit"])
        for row in sums {
            csv.append([
                row.region.description, row.indicator, row.classCode.map { "\($0)" }, row.measure,
                cell(row.value),
                row.unit,
            ])
        }
        return RunFile("account_sums.csv", csv.text)
    }

    /// Names in a formula are measures of the same county, indicator and class; `area_m2` is that of `extent`.
    private static func formulas(_ expressions: [SumTrail.Expression]) -> RunFile? {
        guard !expressions.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "region", "indicator", "component", "headline", "class", "class_en", "class_zh", "ecosystem",
            "formula",
            "layers",
        ])
        for row in expressions {
            csv.append([
                row.region?.description ?? "all", row.indicator, row.component, row.isHeadline ? "yes" : "no",
                "\(row.classCode)", row.name.en, row.name.zh, row.ecosystem.rawValue, row.text,
                row.layers.map(\.rawValue).joined(separator: " "),
            ])
        }
        return RunFile("account_formulas.csv", csv.text)
    }
}
