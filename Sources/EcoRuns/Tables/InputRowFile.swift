import EcoParameters
import EcoScenarios
import EcoUnits

/// `input_rows.csv`: the rows of input tables that are about a region, for whoever asks where a figure comes from.
///
/// The tables of these blocks; days of the air stand in `air_days.csv`, and what payments read in `calculations.csv`.
struct InputRowFile {
    private var csv = CSVText(columns: ["path", "place", "region", "pollutant", "values", "set"])
    private let relativeName: (String) -> String
    private var isEmpty = true

    static let blocks = ["regions", "accounts", "air.other_daily", "compensation.appraisals", "quota"]

    init(relativeName: @escaping (String) -> String) { self.relativeName = relativeName }

    var file: RunFile? { isEmpty ? nil : RunFile("input_rows.csv", csv.text) }

    mutating func append(_ group: BoundGroup) {
        for parameter in group.declaration.parameters {
            guard let field = group.fields[parameter.key] else { continue }
            append(field, path: group.path.isEmpty ? parameter.key : "\(group.path).\(parameter.key)")
        }
    }

    fileprivate mutating func append(_ field: BoundField, path: String) {
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
        // Appraisals may be of firms and cities: their tables tell a subject.
        let known = Set(table.declaration.columns.map(\.key))
        guard let subject = ["region", "subject"].first(where: known.contains) else { return }
        let region = Column<String>.text(subject, LocalizedText.empty)
        let pollutant = Column<String>.text("pollutant", LocalizedText.empty)
        for row in table.rows {
            isEmpty = false
            let place = table.location(row)
            let line = place.sheet.map { "\($0)!\(place.line)" } ?? "\(place.line)"
            csv.append([
                path, "\(relativeName(table.file)):\(line)", table.value(row, region),
                table.value(row, pollutant),
                table.declaration.columns.compactMap { table.cell(row, $0) }.joined(separator: "; "),
                set(table, row),
            ])
        }
    }
}

extension InputRowFile {
    /// `baseline_t: --set`: columns whose values are not the file's, and where they were set; nil where there is none.
    private func set(_ table: Table, _ row: Int) -> String? {
        let changed = table.changedColumns(row).map { column, place in
            let isOption = place.file == Override.fileName
            return "\(column): " + (isOption ? place.file : "\(relativeName(place.file)):\(place.line)")
        }
        return changed.isEmpty ? nil : changed.joined(separator: "; ")
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
        case .fixedPoint(let digits, let unit, let range):
            optional(
                row,
                Column<FixedPoint>.fixedPoint(
                    key, fractionDigits: digits, unit: unit, range: range, presence: .optional, nothing)
            ).map { value in
                NumberText.shortest(Double(value.count) / (0..<digits).reduce(1) { power, _ in power * 10 })
            }
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
            let names = block.split(separator: ".").map(String.init)
            let outer = names.dropLast().reduce(Optional(loaded.bound.fields)) { fields, name in
                fields?[name]?.value.group?.fields
            }
            if let name = names.last, let field = outer?[name] { file.append(field, path: block) }
        }
        return file.file
    }
}
