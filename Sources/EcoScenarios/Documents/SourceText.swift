import EcoParameters

/// The text of an input file, and the encoding in which it was found.
public struct SourceText: Sendable {
    public enum Encoding: String, Sendable {
        case utf8 = "UTF-8"
        case gb18030 = "GB18030"
    }

    /// Without a byte order mark.
    public let text: String
    public let encoding: Encoding

    /// Reads UTF-8 with or without byte order mark; what is not UTF-8 is tried as GB18030, and so is Chinese
    /// text whose GB bytes are UTF-8 by chance (太原 would read as two stray letters).
    ///
    /// - Throws: one `encoding` finding at the first line that is neither.
    public init(_ bytes: [UInt8], file: String) throws(DiagnosticFailure) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw Self.failure(file, line: 1, "the file is UTF-16")
        }
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        let isMarked = content.count < bytes.count
        if let text = String(validating: content, as: UTF8.self),
            isMarked || !GB18030Text.isUTF8ByChance(content)
        {
            (self.text, encoding) = (text, .utf8)
        } else if let text = GB18030Text.decode(content) {
            (self.text, encoding) = (text, .gb18030)
        } else {
            throw Self.failure(
                file, line: Self.firstForeignLine(content), "the file is neither UTF-8 nor GB18030")
        }
    }

    private static func failure(_ file: String, line: Int, _ message: String) -> DiagnosticFailure {
        DiagnosticFailure([
            Diagnostic(
                code: "encoding", at: SourceLocation(file: file, line: line, column: 1), message,
                hint: "save it as UTF-8 (in a spreadsheet: CSV UTF-8)")
        ])
    }

    private static func firstForeignLine(_ bytes: ArraySlice<UInt8>) -> Int {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let index = lines.firstIndex {
            String(validating: $0, as: UTF8.self) == nil && GB18030Text.decode($0) == nil
        }
        return (index ?? 0) + 1
    }
}
