import EcoCompensation
import EcoIndicators
import EcoParameters
import EcoUnits

/// `parameters.csv`: every declared value of the run with its source and how well that is founded.
struct ParameterFile {
    private var csv = CSVText(columns: [
        "path", "value", "unit", "source", "source_zh", "status", "origin", "range",
    ])
    private let relativeName: (String) -> String

    /// - Parameter relativeName: a file's name as the run shows it, without the place of the checkout.
    init(relativeName: @escaping (String) -> String) { self.relativeName = relativeName }

    var file: RunFile { RunFile("parameters.csv", csv.text) }

    /// The values of a block, but for the keys that are told elsewhere.
    mutating func append(_ group: BoundGroup, except: Set<String> = []) {
        for parameter in group.declaration.parameters where !except.contains(parameter.key) {
            guard let field = group.fields[parameter.key] else { continue }
            let path = group.path.isEmpty ? parameter.key : "\(group.path).\(parameter.key)"
            append(field, parameter.shape, path: path, parameter)
        }
    }

    /// The lines of an account's own register: they know what the scenario says of a price's source and status.
    ///
    /// - Parameter ranges: by path.
    mutating func append(_ entries: [RegisterEntry], ranges: [String: String]) {
        for entry in entries {
            csv.append([
                entry.path, entry.value, nil, entry.source, SourceWords.chinese(entry.source), entry.status,
                entry.origin.map(origin) ?? "", ranges[entry.path],
            ])
        }
    }

    /// Numbers that presets bring into schemes.
    mutating func append(_ values: [String: [SchemePreset.Entry]]) {
        for (scheme, entries) in values.sorted(by: { $0.key < $1.key }) {
            for entry in entries {
                csv.append([
                    "compensation.schemes.\(scheme).\(entry.path)", entry.value.yaml, nil, entry.source,
                    SourceWords.chinese(entry.source), entry.status.rawValue, "preset", nil,
                ])
            }
        }
    }

    private mutating func append(
        _ field: BoundField, _ shape: Shape, path: String, _ parameter: ParameterDeclaration
    ) {
        switch (field.value, shape) {
        case (.group(let group), _), (.variant(_, let group), _): append(group)
        case (.list(let fields), .list(let element, _)):
            for (index, item) in fields.enumerated() {
                append(item, element, path: "\(path)[\(index)]", parameter)
            }
        case (.map(let fields), .map(_, let element)):
            for (key, item) in fields.sorted(by: { $0.key < $1.key }) {
                append(item, element, path: "\(path).\(key)", parameter)
            }
        case (.table(let table), .table(let declaration)) where !table.changes.isEmpty:
            row(field, shape, path: path, parameter)
            for change in table.changes { row(change, declaration, path: path) }
        default: row(field, shape, path: path, parameter)
        }
    }

    private mutating func row(
        _ field: BoundField, _ shape: Shape, path: String, _ parameter: ParameterDeclaration
    ) {
        // Presets tell their own sources and are listed apart.
        guard !field.origin.isPreset else { return }
        let (source, status) = parameter.foundation(of: field)
        csv.append([
            path, text(field), shape.unitSymbol, source, SourceWords.chinese(source), status.rawValue,
            origin(field.origin), shape.rangeText,
        ])
    }

    /// A value that the scenario sets over cells of a table.
    private mutating func row(_ change: CellChange, _ declaration: TableDeclaration, path: String) {
        let key = change.name.split(separator: ".").last.map(String.init)
        let kind = declaration.columns.first { $0.key == key }?.kind
        csv.append([
            "\(path).\(change.name)", change.value.isNull ? "" : change.value.text, kind?.unitSymbol, nil,
            nil,
            ParameterStatus.choice.rawValue, origin(change.origin), kind?.rangeText,
        ])
    }

    private func text(_ field: BoundField) -> String {
        switch field.value {
        case .number(_, let value): NumberText.shortest(value)
        case .integer(let value): "\(value)"
        case .boolean(let value): value ? "true" : "false"
        case .text(let text): text
        case .localizedText(let text): text.en
        case .table(let table): relativeName(table.file)
        case .longTable(let table): relativeName(table.file)
        case .file(let file): file.name
        case .list, .group, .variant, .map: ""
        }
    }

    private func origin(_ origin: Origin) -> String {
        guard case .file(let place) = origin else { return origin.description }
        return "\(relativeName(place.file)):\(place.line)"
    }
}

extension RunFile {
    static func parameters(_ result: RunResult) -> RunFile {
        let loaded = result.loaded
        var file = ParameterFile { loaded.files.relativeName($0) }
        file.append(loaded.bound, except: result.accounts == nil ? [] : ["accounts"])
        let ranges = loaded.bound.fields["accounts"]?.value.group.map(ParameterRanges.byPath) ?? [:]
        file.append(result.accounts?.register ?? [], ranges: ranges)
        file.append(result.settlement?.presetValues ?? [:])
        return file.file
    }
}

/// What values of a block may be.
enum ParameterRanges {
    /// By the path of the value, those alone whose range is told by numbers.
    static func byPath(_ group: BoundGroup) -> [String: String] {
        var ranges: [String: String] = [:]
        for parameter in group.declaration.parameters {
            guard let field = group.fields[parameter.key] else { continue }
            let path = group.path.isEmpty ? parameter.key : "\(group.path).\(parameter.key)"
            collect(field, parameter.shape, path, &ranges)
        }
        return ranges
    }

    private static func collect(
        _ field: BoundField, _ shape: Shape, _ path: String, _ ranges: inout [String: String]
    ) {
        switch (field.value, shape) {
        case (.group(let group), _), (.variant(_, let group), _):
            ranges.merge(byPath(group)) { first, _ in first }
        case (.list(let fields), .list(let element, _)):
            for (index, item) in fields.enumerated() { collect(item, element, "\(path)[\(index)]", &ranges) }
        case (.map(let fields), .map(_, let element)):
            for (key, item) in fields { collect(item, element, "\(path).\(key)", &ranges) }
        default: ranges[path] = shape.rangeText
        }
    }
}

extension ColumnKind {
    fileprivate var rangeText: String? {
        switch self {
        case .quantity(_, let range), .fixedPoint(_, _, let range): range == .any ? nil : range.signs
        case .integer(let bounds): "\(bounds.lowerBound)..\(bounds.upperBound)"
        case .boolean, .text, .choice: nil
        }
    }

    fileprivate var unitSymbol: String? {
        switch self {
        case .quantity(let unit, _), .fixedPoint(_, let unit, _): unit == .one ? nil : unit.symbol
        case .integer, .boolean, .text, .choice: nil
        }
    }
}

extension Shape {
    /// The range that is declared, such as `0 to 1`, in `unitSymbol`; nil where there is none.
    fileprivate var rangeText: String? {
        switch self {
        case .quantity(_, let range), .number(let range): range == .any ? nil : range.signs
        case .integer(let bounds): "\(bounds.lowerBound)..\(bounds.upperBound)"
        default: nil
        }
    }

    fileprivate var unitSymbol: String {
        if case .quantity(let unit, _) = self, unit != .one { return unit.symbol }
        return ""
    }
}

extension NumberRange {
    /// In signs, which need no language: `> 0`, `0..1`.
    fileprivate var signs: String {
        let low = minimum.map(NumberText.shortest)
        let high = maximum.map(NumberText.shortest)
        return switch (low, high) {
        case (nil, nil): ""
        case (let low?, nil): (excludesMinimum ? "> " : ">= ") + low
        case (nil, let high?): (excludesMaximum ? "< " : "<= ") + high
        case (let low?, let high?):
            (excludesMinimum ? "> " : "") + low + ".." + (excludesMaximum ? "< " : "") + high
        }
    }
}

extension Origin {
    fileprivate var isPreset: Bool {
        if case .preset = self { return true }
        return false
    }
}
