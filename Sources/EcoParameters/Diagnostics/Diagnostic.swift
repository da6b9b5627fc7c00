import EcoUnits

/// A place in an input file; line and column count from 1, in characters.
public struct SourceLocation: Hashable, Sendable {
    public let file: String
    public let line: Int
    public let column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

/// One finding about the input or the result: where, what, and what to do. The one error type of all layers.
public struct Diagnostic: Error, Hashable, Sendable {
    public enum Severity: String, Sendable {
        case error
        case warning
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
    /// Cause and remedy in Chinese; empty where there is only the English text.
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
    public var description: String {
        var parts: [String] = []
        if let location { parts.append("\(location.file):\(location.line):\(location.column)") }
        parts.append(severity.rawValue)
        if !path.isEmpty { parts.append(path) }
        parts.append(message)
        let line = parts.joined(separator: ": ")
        return hint.isEmpty ? line : line + "\n  hint: \(hint)"
    }
}

extension Diagnostic {
    /// `message_zh` and `hint_zh` stand only where there is a Chinese text.
    public var json: JSON {
        let chinese = [("message_zh", messageZh), ("hint_zh", hintZh)].filter { !$0.1.isEmpty }
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
        return .object(members + chinese.map { ($0.0, .string($0.1)) })
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
