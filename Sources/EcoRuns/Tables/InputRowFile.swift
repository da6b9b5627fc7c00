import EcoParameters
import EcoScenarios
import EcoUnits

/// `input_rows.csv`: the rows of input tables that are about a region, for whoever asks where a figure comes from.
///
/// The tables of `accounts` and `quota`; days of the air stand in `air_days.csv`, and what payments read in
/// `calculations.csv`.
struct InputRowFile {
    private var csv = CSVText(columns: ["path", "place", "region", "pollutant", "values"])
    private let relativeName: (String) -> String
    private var isEmpty = true

    static let blocks = ["accounts", "quota"]

    init(relativeName: @escaping (String) -> String) { self.relativeName = relativeName }

    var file: RunFile? { isEmpty ? nil : RunFile("input_rows.csv", csv.text) }

    mutating func append(_ group: BoundGroup) {
        for parameter in group.declaration.parameters {
            guard let field = group.fields[parameter.key] else { continue }
            append(field, path: group.path.isEmpty ? parameter.key : "\(group.path).\(parameter.key)")
        }
    }

    private mutating func append(_ field: BoundField, path: String) {
        switch field.value {
        case .group(let group), .variant(_, let group): append(group)
        case .list(let fields):
            for (index, item) in fields.enumerated() { append(item, path: "\(path)[\(index)]") }
        case .map(let fields):
            for (key, item) in fields.sorted(by: { $0.key < $1.key }) { append(item, path: "\(path).\(key)") }
        case .table(let table): append(table, path: path)
        default: return
        }
    }

    private mutating func append(_ table: Table, path: String) {
        let region = Column<String>.text("region", LocalizedText.empty)
        let pollutant = Column<String>.text("pollutant", LocalizedText.empty)
        guard table.declaration.columns.contains(where: { $0.key == region.key }) else { return }
        for row in table.rows {
            isEmpty = false
            let place = table.location(row)
            let line = place.sheet.map { "\($0)!\(place.line)" } ?? "\(place.line)"
            csv.append([
                path, "\(relativeName(table.file)):\(line)", table.value(row, region),
                table.value(row, pollutant),
                table.declaration.columns.compactMap { table.cell(row, $0) }.joined(separator: "; "),
            ])
        }
    }
}

extension Table {
    /// `baseline_t=844.8`; nil where the cell is empty, and for remarks.
    fileprivate func cell(_ row: Int, _ column: ColumnDeclaration) -> String? {
        guard !["note", "source", "region"].contains(column.key), let text = text(row, column), !text.isEmpty
        else {
            return nil
        }
        return "\(column.key)=\(text)"
    }

    private func text(_ row: Int, _ column: ColumnDeclaration) -> String? {
        let key = column.key
        let nothing = LocalizedText.empty
        return switch column.kind {
        case .quantity(let unit, let range):
            optional(
                row, Column<Double>.quantity(key, unit: unit, range: range, presence: .optional, nothing)
            )
            .map(NumberText.shortest)
        // Long tables alone have counts of small steps.
        case .fixedPoint: nil
        case .integer(let range):
            optional(row, Column<Int>.integer(key, range: range, presence: .optional, nothing)).map {
                "\($0)"
            }
        case .boolean:
            optional(row, Column<Bool>.boolean(key, presence: .optional, nothing)).map { $0 ? "yes" : "no" }
        case .text, .choice: optional(row, Column<String>.text(key, presence: .optional, nothing))
        }
    }
}

extension RunFile {
    static func inputRows(_ loaded: LoadedScenario) -> RunFile? {
        var file = InputRowFile { loaded.files.relativeName($0) }
        for block in InputRowFile.blocks {
            if let group = loaded.bound.fields[block]?.value.group { file.append(group) }
        }
        return file.file
    }
}
