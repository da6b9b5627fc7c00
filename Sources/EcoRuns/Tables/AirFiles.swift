import EcoAir
import EcoParameters
import EcoUnits

extension RunFile {
    /// `air.csv`. Figures over all pollutants have the pollutant `all`.
    static func air(_ rows: [AirRow]) -> RunFile {
        var csv = CSVText(columns: [
            "region", "period", "pollutant", "statistic", "value", "unit", "valid_days", "valid", "standard",
        ])
        for row in rows {
            csv.append([
                row.region.description, row.period.description,
                row.pollutant.isEmpty ? "all" : row.pollutant, row.statistic, cell(row.value.doubleValue),
                row.unit.symbol, row.validDays.map { "\($0)" }, row.isValid ? "yes" : "no",
                row.standard.rawValue,
            ])
        }
        return RunFile("air.csv", csv.text)
    }
}

extension RunFolder {
    /// Writes a report of the air, a table that may be too long to hold.
    func write(_ report: AirReport, to name: String) throws(Diagnostic) {
        try write(to: name) { append throws(Diagnostic) in
            var csv = CSVText(columns: report.columns)
            try report.forEachRow { row throws(Diagnostic) in
                csv.append(row)
                if csv.text.utf8.count > 1 << 20 { try append(csv.takeText()) }
            }
            try append(csv.takeText())
        }
    }
}
