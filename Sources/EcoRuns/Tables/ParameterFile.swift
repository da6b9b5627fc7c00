import EcoCompensation
import EcoIndicators
import EcoParameters
import EcoUnits

/// `parameters.csv`: every declared value of the run with its source and how well that is founded.
struct ParameterFile {
    private var csv = CSVText(columns: [
        "path", "value", "unit", "source", "source_zh", "status", "origin",
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
    mutating func append(_ entries: [RegisterEntry]) {
        for entry in entries {
            csv.append([
                entry.path, entry.value, nil, entry.source, SourceWords.chinese(entry.source), entry.status,
                entry.origin.map(origin) ?? "",
            ])
        }
    }

    /// Numbers that presets bring into schemes.
    mutating func append(_ values: [String: [SchemePreset.Entry]]) {
        for (scheme, entries) in values.sorted(by: { $0.key < $1.key }) {
            for entry in entries {
                csv.append([
                    "compensation.schemes.\(scheme).\(entry.path)", entry.value.yaml, nil, entry.source,
                    SourceWords.chinese(entry.source), entry.status.rawValue, "preset",
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
        default:
            // Presets tell their own sources and are listed apart.
            guard !field.origin.isPreset else { return }
            let (source, status) = parameter.foundation(of: field)
            csv.append([
                path, text(field), shape.unitSymbol, source, SourceWords.chinese(source), status.rawValue,
                origin(field.origin),
            ])
        }
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
        file.append(result.accounts?.register ?? [])
        file.append(result.settlement?.presetValues ?? [:])
        return file.file
    }
}

extension Shape {
    fileprivate var unitSymbol: String {
        if case .quantity(let unit, _) = self, unit != .one { return unit.symbol }
        return ""
    }
}

extension Origin {
    fileprivate var isPreset: Bool {
        if case .preset = self { return true }
        return false
    }
}
