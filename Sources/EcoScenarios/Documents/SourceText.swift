import EcoParameters

#if canImport(Glibc)
    import Glibc
#endif

/// The text of an input file, and the encoding in which it was found.
public struct SourceText: Sendable {
    public enum Encoding: String, Sendable {
        case utf8 = "UTF-8"
        case gb18030 = "GB18030"
    }

    /// Without a byte order mark.
    public let text: String
    public let encoding: Encoding

    /// Reads UTF-8 with or without byte order mark; what is not UTF-8 is tried as GB18030.
    ///
    /// - Throws: one `encoding` finding at the first line that is neither.
    public init(_ bytes: [UInt8], file: String) throws(DiagnosticFailure) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw Self.failure(file, line: 1, "the file is UTF-16")
        }
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        if let text = String(validating: content, as: UTF8.self) {
            (self.text, encoding) = (text, .utf8)
        } else if let text = Self.decodeGB18030(Array(content)) {
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
            String(validating: $0, as: UTF8.self) == nil && decodeGB18030(Array($0)) == nil
        }
        return (index ?? 0) + 1
    }

    /// `nil` where a byte sequence is not GB18030.
    private static func decodeGB18030(_ bytes: [UInt8]) -> String? {
        guard let converter = iconv_open("UTF-8", "GB18030"), Int(bitPattern: converter) != -1 else {
            return nil
        }
        defer { iconv_close(converter) }
        // Two bytes of GB18030 become at most three of UTF-8.
        var output = [UInt8](repeating: 0, count: bytes.count * 2 + 4)
        var input = bytes
        let written: Int? = input.withUnsafeMutableBytes { source in
            output.withUnsafeMutableBytes { target in
                var (from, fromCount) = (
                    source.baseAddress?.assumingMemoryBound(to: CChar.self), source.count
                )
                var (to, toCount) = (target.baseAddress?.assumingMemoryBound(to: CChar.self), target.count)
                let result = iconv(converter, &from, &fromCount, &to, &toCount)
                return result == -1 ? nil : target.count - toCount
            }
        }
        guard let written else { return nil }
        return String(validating: output[..<written], as: UTF8.self)
    }
}
