import EcoParameters
import EcoScenarios

/// Tables of a sweep, row by row.
enum SweepTables {
    static let failureColumns = [
        "run", "variant", "severity", "code", "file", "line", "column", "path", "message", "hint",
    ]

    /// - Parameter number: of the run; empty for one that is only there for the swing of the results.
    static func failureRows(
        _ findings: [Diagnostic], _ number: String, _ plan: SweepPlan, _ variant: Int
    ) -> String {
        var csv = CSVText(columns: failureColumns)
        _ = csv.takeText()
        for finding in findings {
            csv.append([
                number, plan.nameOfVariant(variant), finding.severity.rawValue, finding.code,
                finding.location?.file, finding.location.map { "\($0.line)" },
                finding.location.map { "\($0.column)" }, finding.path, finding.message, finding.hint,
            ])
        }
        return csv.takeText()
    }

    /// The rows of a table without its heading, with the number of the run in front. A cell may hold a line end.
    static func rows(of text: String, run: String) -> String {
        var rows: [UInt8] = []
        var (isHeading, isQuoted, isStart) = (true, false, true)
        let number = Array(run.utf8) + [UInt8(ascii: ",")]
        for byte in text.utf8 {
            if isStart, !isHeading { rows += number }
            isStart = false
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isHeading { rows.append(byte) }
            if byte == UInt8(ascii: "\n"), !isQuoted { (isHeading, isStart) = (false, true) }
        }
        return String(decoding: rows, as: UTF8.self)
    }

    /// `figures.csv`: what every figure is.
    static func figures(_ figures: [RunFigure]) -> RunFile {
        var csv = CSVText(columns: ["figure", "region", "item", "unit", "meaning", "meaning_zh"])
        for figure in figures {
            csv.append([
                figure.id, figure.region, figure.item, figure.unit, figure.meaning.en, figure.meaning.zh,
            ])
        }
        return RunFile("figures.csv", csv.text)
    }
}

/// A value that varies, as a column of numbers where its values are numbers of one unit.
struct SweepColumn {
    let name: String
    let path: String
    /// Of all values; empty where they are no numbers of one unit.
    let unit: String

    init(_ variation: SweepVariation) {
        name = variation.name
        path = variation.path
        let units = Set(variation.values.map(Self.unit))
        unit = variation.unit ?? (units.count == 1 ? units.first.flatMap { $0 } ?? "" : "")
    }

    /// What follows the number; nil where there is no number.
    private static func unit(_ text: String) -> String? {
        let number = text.prefix { $0 != " " }
        return Double(number) == nil ? nil : text.dropFirst(number.count).trimmingBlanks()
    }

    /// Without its unit.
    func cell(_ text: String) -> String {
        guard !unit.isEmpty, text.hasSuffix(unit) else { return text }
        return text.dropLast(unit.count).trimmingBlanks()
    }
}
