import EcoRuns
import EcoUnits

/// Parameters and rows of the input as lines of an explanation.
struct ParameterTrail: Sendable {
    private let context: ReportContext
    private let parameters: [StoredRow]
    /// Rows of `input_rows.csv`, by region.
    private let inputs: [String: [StoredRow]]

    init(_ context: ReportContext, inputs: StoredTable?) {
        self.context = context
        parameters = context.table("parameters.csv").map { Array($0.rows) } ?? []
        self.inputs = Dictionary(grouping: inputs.map { Array($0.rows) } ?? []) { $0["region"] }
    }

    // MARK: Parameters

    /// The values of a block of the scenario, sources and statuses that it states left to their values.
    func block(_ path: String) -> [StoredRow] {
        parameters.filter { row in
            let name = row["path"]
            return (name == path || name.hasPrefix(path + ".") || name.hasPrefix(path + "["))
                && !Self.told.contains { name.hasSuffix($0) }
        }
    }

    private static let told = [".source", ".status", ".note"]

    func parameter(_ path: String) -> StoredRow? { parameters.first { $0["path"] == path } }

    /// Value with unit; below it source, status, range and the place where it was written.
    func line(_ row: StoredRow, depth: Int) -> Explanation.Line {
        let unit = row["unit"].isEmpty ? "" : " " + context.unit(row["unit"])
        var remarks = [
            context.source(row), context(ReportText.status(row["status"])),
            context(ReportText.origin(row["origin"])),
        ]
        if !row["range"].isEmpty {
            remarks.insert(
                context(LocalizedText(en: "allowed: \(row["range"])", zh: "取值范围：\(row["range"])")), at: 2)
        }
        return .init(
            depth: depth, title: row["path"], value: context.quantity(row["value"]) + unit,
            remarks: [remarks.filter { !$0.isEmpty }.joined(separator: context(ReportText.listSeparator))])
    }

    // MARK: Input rows

    /// The rows of tables of a block that are about a region, and where they tell a pollutant, about that.
    func rows(_ block: String, region: String, pollutant: String? = nil) -> [StoredRow] {
        (inputs[region] ?? []).filter { row in
            row["path"].hasPrefix(block)
                && (pollutant == nil || row["pollutant"].isEmpty || row["pollutant"] == pollutant)
        }
    }

    /// `file:line` with what stands there.
    func line(input row: StoredRow, depth: Int) -> Explanation.Line {
        .init(
            depth: depth, title: row["place"], value: "",
            remarks: [row["values"], setValues(row)].filter { !$0.isEmpty })
    }

    /// Which of the values are not the file's.
    private func setValues(_ row: StoredRow) -> String {
        let values = row["set"]
        guard !values.isEmpty else { return "" }
        return context(LocalizedText(en: "not as in the file: \(values)", zh: "与文件不同：\(values)"))
    }

    /// A cell of an input row, by its column.
    static func cell(_ row: StoredRow, _ column: String) -> String {
        let cells = row["values"].split(separator: ";").map { $0.drop { $0 == " " } }
        return cells.first { $0.hasPrefix(column + "=") }.map { String($0.dropFirst(column.count + 1)) } ?? ""
    }
}
