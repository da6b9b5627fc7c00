import EcoParameters
import EcoUnits

/// Writes a bound document as YAML: every value with its unit in the declaration's order, and in a comment
/// where it came from. Reading the text again beside the scenario gives the same values.
struct ResolvedWriter {
    private let bound: BoundGroup
    private let files: ScenarioFiles

    init(_ bound: BoundGroup, files: ScenarioFiles) {
        self.bound = bound
        self.files = files
    }

    /// - Parameter withOrigins: `false` leaves the comments out, for the fingerprint.
    func text(withOrigins: Bool) -> String {
        var lines = ResolvedLines(files: files, withOrigins: withOrigins)
        lines.write(bound, indent: 0)
        let head = "# Every value of the run: as computed with, and where it came from.\n"
        return (withOrigins ? head : "") + lines.text
    }
}

private struct ResolvedLines {
    let files: ScenarioFiles
    let withOrigins: Bool
    var text = ""
    /// Stands in place of the indentation of the next line: the `- ` of a list's element.
    private var pendingDash: Int?

    init(files: ScenarioFiles, withOrigins: Bool) {
        self.files = files
        self.withOrigins = withOrigins
    }

    // MARK: Blocks

    mutating func write(_ group: BoundGroup, indent: Int) {
        for parameter in group.declaration.parameters {
            guard let field = group.fields[parameter.key] else { continue }
            write(parameter.key, field, parameter.shape, indent: indent)
        }
    }

    private mutating func write(_ key: String, _ field: BoundField, _ shape: Shape, indent: Int) {
        if let scalar = scalar(field, shape) {
            line("\(Self.key(key)): \(scalar)", field, shape, indent: indent)
        } else if isEmpty(field.value) {
            line("\(Self.key(key)): \(Self.emptyText(field.value))", field, shape, indent: indent)
        } else {
            line("\(Self.key(key)):", nil, shape, indent: indent)
            writeBlock(field, shape, indent: indent + 2)
        }
    }

    private mutating func writeBlock(_ field: BoundField, _ shape: Shape, indent: Int) {
        switch (field.value, shape) {
        case (.group(let group), _): write(group, indent: indent)
        case (.variant(let id, let group), .variant(let discriminator, _)):
            line("\(Self.key(discriminator)): \(id)", nil, shape, indent: indent)
            write(group, indent: indent)
        case (.map(let fields), .map(_, let element)):
            for key in fields.keys.sorted() {
                if let field = fields[key] { write(key, field, element, indent: indent) }
            }
        case (.table(let table), _): write(table, field, shape, indent: indent)
        case (.list(let fields), .list(let element, _)):
            for field in fields { writeElement(field, element, indent: indent) }
        default: break
        }
    }

    private mutating func writeElement(_ field: BoundField, _ shape: Shape, indent: Int) {
        if let scalar = scalar(field, shape) {
            line("- \(scalar)", field, shape, indent: indent)
        } else if isEmpty(field.value) {
            line("- \(Self.emptyText(field.value))", field, shape, indent: indent)
        } else {
            pendingDash = indent
            writeBlock(field, shape, indent: indent + 2)
        }
    }

    /// The file, and the values over its cells.
    private mutating func write(_ table: Table, _ field: BoundField, _ shape: Shape, indent: Int) {
        line(
            "\(TableKeys.file): \(Self.quoted(files.relativeName(table.file)))", field, shape, indent: indent)
        line("\(TableKeys.values):", nil, shape, indent: indent)
        for change in table.changes {
            let value = change.value.isNull ? "~" : Self.quoted(change.value.text)
            let set = BoundField(.text(value), origin: change.origin, location: change.location)
            line("\(Self.quoted(change.name)): \(value)", set, shape, indent: indent + 2)
        }
    }

    private func isEmpty(_ value: BoundValue) -> Bool {
        switch value {
        case .list(let fields): fields.isEmpty
        case .map(let fields): fields.isEmpty
        case .group(let group): group.fields.isEmpty
        default: false
        }
    }

    private static func emptyText(_ value: BoundValue) -> String {
        if case .list = value { return "[]" }
        return "{}"
    }

    private mutating func line(_ content: String, _ field: BoundField?, _ shape: Shape, indent: Int) {
        if let dash = pendingDash {
            text += String(repeating: " ", count: dash) + "- "
            pendingDash = nil
        } else {
            text += String(repeating: " ", count: indent)
        }
        text += content
        if withOrigins, let field { text += "  # " + comment(field, shape) }
        text += "\n"
    }

    // MARK: Values

    /// `nil` for blocks and lists.
    private func scalar(_ field: BoundField, _ shape: Shape) -> String? {
        switch field.value {
        case .number(let exact, let double): Self.number(exact, double, field.text, shape)
        case .integer(let value): "\(value)"
        case .boolean(let value): value ? "true" : "false"
        case .text(let text): Self.quoted(text)
        case .localizedText(let text):
            text.en == text.zh
                ? Self.quoted(text.en) : "{en: \(Self.quoted(text.en)), zh: \(Self.quoted(text.zh))}"
        case .table(let table):
            table.changes.isEmpty ? Self.quoted(files.relativeName(table.file)) : nil
        case .longTable(let table): Self.quoted(files.relativeName(table.file))
        case .file(let file):
            Self.quoted(file.name.hasPrefix("/") ? file.name : files.relativeName(file.path))
        case .list, .group, .variant, .map: nil
        }
    }

    /// From the scenario's folder; an absolute name stays as the user wrote it.
    private func fileName(_ written: String, _ path: String) -> String {
        written.hasPrefix("/") ? written : files.relativeName(path)
    }

    /// In the declaration's unit where that is a finite decimal, else as the user wrote it.
    private static func number(_ exact: Rational, _ double: Double, _ written: String, _ shape: Shape)
        -> String
    {
        guard let decimal = exact.decimalText, DecimalNumber(decimal)?.doubleValue == double else {
            return written
        }
        return [decimal, unit(shape)].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func unit(_ shape: Shape) -> String {
        if case .quantity(let unit, _) = shape, unit != .one { return unit.symbol }
        return ""
    }

    private func comment(_ field: BoundField, _ shape: Shape) -> String {
        let origin =
            switch field.origin {
            case .defaultValue: "default"
            case .override: "--set"
            case .preset(let id): "preset \(id)"
            case .file(let place): "\(files.relativeName(place.file)):\(place.line)"
            }
        guard case .number(let exact, _) = field.value, let scalar = scalar(field, shape),
            scalar != field.text,
            Rational(decimal: field.text) != exact
        else { return origin }
        return "\(origin), written \(Self.visible(field.text))"
    }

    private static func visible(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    }

    /// A double-quoted text: JSON's escapes are YAML's too.
    private static func quoted(_ text: String) -> String { JSON.string(text).text }

    private static func key(_ key: String) -> String {
        let isPlain =
            TextKind.identifier.accepts(key)
            && !["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(key)
        return isPlain ? key : quoted(key)
    }
}

extension Rational {
    /// The decimal that is exactly this fraction, where one of at most 30 digits exists.
    var decimalText: String? {
        for digits in 0...30 {
            guard let scaled = try? self * Rational(DecimalNumber.powerOfTen(digits)) else { return nil }
            guard scaled.isInteger else { continue }
            return String(scaled.magnitude.numerator).count <= 30 ? text(digits: digits) : nil
        }
        return nil
    }
}
