import EcoUnits

/// A place in an input file; line and column count from 1, in characters.
public struct SourceLocation: Hashable, Sendable {
    public let file: String
    public let line: Int
    public let column: Int
    /// The sheet of a spreadsheet, whose rows and columns the numbers then count.
    public let sheet: String?

    public init(file: String, line: Int, column: Int, sheet: String? = nil) {
        self.file = file
        self.line = line
        self.column = column
        self.sheet = sheet
    }

    /// The same place under another name of the file.
    public func named(_ file: String) -> SourceLocation {
        SourceLocation(file: file, line: line, column: column, sheet: sheet)
    }

    /// `sheet!C7`, as a spreadsheet names the cell; nil elsewhere.
    public var cell: String? { sheet.map { "\($0)!\(Self.columnLetters(column))\(line)" } }

    /// A, B, ..., Z, AA, ... for 1, 2, ...
    static func columnLetters(_ column: Int) -> String {
        var letters = ""
        var rest = column
        while rest > 0 {
            let digit = UInt8((rest - 1) % 26)
            letters = String(UnicodeScalar(UInt8(ascii: "A") + digit)) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }
}

extension SourceLocation: CustomStringConvertible {
    /// `file:line:column`, or `file:sheet!cell` in a spreadsheet.
    public var description: String { cell.map { "\(file):\($0)" } ?? "\(file):\(line):\(column)" }
}

/// One finding about the input or the result: where, what, and what to do. The one error type of all layers.
public struct Diagnostic: Error, Hashable, Sendable {
    public enum Severity: String, Sendable {
        case error
        case warning

        var chinese: String {
            switch self {
            case .error: "错误"
            case .warning: "警告"
            }
        }
    }

    public var severity: Severity
    /// A stable lower_snake name of the kind of finding, such as `unknown_key`.
    public var code: String
    public var location: SourceLocation?
    /// The dotted path of the value (`quota.caps[2].limit`) or the column of a table (`baseline_t`).
    public var path: String
    /// The cause.
    public var message: String
    /// The remedy; empty where the cause says it all.
    public var hint: String
    /// Cause and remedy in Chinese, where a module words them itself; see ``chineseMessage``.
    public var messageZh = ""
    public var hintZh = ""

    public init(
        _ severity: Severity = .error, code: String, at location: SourceLocation? = nil, path: String = "",
        _ message: String, hint: String = ""
    ) {
        self.severity = severity
        self.code = code
        self.location = location
        self.path = path
        self.message = message
        self.hint = hint
    }

    /// A finding that a run keeps with its result, for readers of both languages.
    public init(
        _ severity: Severity = .error, code: String, at location: SourceLocation? = nil, path: String = "",
        _ message: LocalizedText, hint: LocalizedText = .empty
    ) {
        self.init(severity, code: code, at: location, path: path, message.en, hint: hint.en)
        messageZh = message.zh
        hintZh = hint.zh
    }

    public var isError: Bool { severity == .error }
}

extension Diagnostic: CustomStringConvertible {
    /// `file:line:column: error: path: cause` and, below it, `hint: remedy`.
    public var description: String { text(.en) }

    /// Cause and remedy in Chinese: as the module words them, or by the pattern of the English text; empty where
    /// neither is known.
    public var chineseMessage: String { Self.chinese(message, messageZh) }
    public var chineseHint: String { Self.chinese(hint, hintZh) }

    /// The same with what it belongs to told around its cause, in both languages.
    public func told(_ english: (String) -> String, zh chinese: (String) -> String) -> Diagnostic {
        var finding = self
        finding.messageZh = chineseMessage.isEmpty ? "" : chinese(chineseMessage)
        finding.message = english(message)
        return finding
    }

    private static func chinese(_ english: String, _ own: String) -> String {
        guard own.isEmpty, !english.isEmpty else { return own }
        return FindingWords.chinese(english) ?? ""
    }

    /// The same in a language; where there is no Chinese text, the English one stands.
    public func text(_ language: Language) -> String {
        let isChinese = language == .zh
        var parts: [String] = []
        if let location { parts.append(location.description) }
        parts.append(isChinese ? severity.chinese : severity.rawValue)
        if !path.isEmpty { parts.append(path) }
        parts.append(isChinese ? Self.either(chineseMessage, message) : message)
        let line = parts.joined(separator: ": ")
        let hint = isChinese ? Self.either(chineseHint, hint) : hint
        return hint.isEmpty ? line : line + "\n  \(isChinese ? "建议" : "hint"): \(hint)"
    }

    private static func either(_ chinese: String, _ english: String) -> String {
        chinese.isEmpty ? english : chinese
    }
}

extension Diagnostic {
    /// `cell` stands only for a place in a spreadsheet, `message_zh` and `hint_zh` only where there is a Chinese text.
    public var json: JSON {
        let chinese = [("message_zh", chineseMessage), ("hint_zh", chineseHint)].filter { !$0.1.isEmpty }
        let members: [(String, JSON)] = [
            ("severity", .string(severity.rawValue)),
            ("code", .string(code)),
            ("file", location.map { .string($0.file) } ?? .null),
            ("line", location.map { .integer($0.line) } ?? .null),
            ("column", location.map { .integer($0.column) } ?? .null),
            ("path", .string(path)),
            ("message", .string(message)),
            ("hint", .string(hint)),
        ]
        let cell = location?.cell.map { [("cell", JSON.string($0))] } ?? []
        return .object(members + cell + chinese.map { ($0.0, .string($0.1)) })
    }
}

/// All findings of a step that could not go on.
public struct DiagnosticFailure: Error, Sendable {
    public let diagnostics: [Diagnostic]

    public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

extension [Diagnostic] {
    public var hasErrors: Bool { contains { $0.isError } }

    /// In reading order: by file, line and column, findings without a place first; ties keep their order.
    public func sortedByLocation() -> [Diagnostic] {
        enumerated().sorted { left, right in
            let (a, b) = (left.element.location, right.element.location)
            let first = (a?.file ?? "", a?.line ?? 0, a?.column ?? 0, left.offset)
            return first < (b?.file ?? "", b?.line ?? 0, b?.column ?? 0, right.offset)
        }.map(\.element)
    }
}
