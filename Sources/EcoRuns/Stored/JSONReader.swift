import EcoParameters

/// Reads JSON (RFC 8259), members in the order of the file.
public struct JSONReader {
    private let bytes: [UInt8]
    private let file: String
    private var position = 0
    private static let maximumDepth = 256

    /// - Throws: ``DiagnosticFailure`` with the place of the first thing that is no JSON.
    public static func read(_ bytes: [UInt8], file: String) throws(DiagnosticFailure) -> JSON {
        var reader = JSONReader(bytes: bytes, file: file)
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.position == bytes.count else { throw reader.damage("text follows the value") }
        return value
    }

    private init(bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func value(depth: Int) throws(DiagnosticFailure) -> JSON {
        guard depth < Self.maximumDepth else { throw damage("the values are nested too deeply") }
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(_ depth: Int) throws(DiagnosticFailure) -> JSON {
        var members: [(String, JSON)] = []
        position += 1
        skipBlanks()
        if take("}") { return .object([]) }
        repeat {
            skipBlanks()
            let key = try string()
            skipBlanks()
            guard take(":") else { throw damage("a colon is missing") }
            members.append((key, try value(depth: depth + 1)))
            skipBlanks()
        } while take(",")
        guard take("}") else { throw damage("an object is not closed") }
        return .object(members)
    }

    private mutating func array(_ depth: Int) throws(DiagnosticFailure) -> JSON {
        var elements: [JSON] = []
        position += 1
        skipBlanks()
        if take("]") { return .array([]) }
        repeat {
            elements.append(try value(depth: depth + 1))
            skipBlanks()
        } while take(",")
        guard take("]") else { throw damage("an array is not closed") }
        return .array(elements)
    }

    private mutating func take(_ character: Character) -> Bool {
        guard let byte = next, byte == character.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func word(_ text: String, _ value: JSON) throws(DiagnosticFailure) -> JSON {
        guard bytes[position...].starts(with: text.utf8) else { throw damage("an unknown word") }
        position += text.utf8.count
        return value
    }

    private mutating func number() throws(DiagnosticFailure) -> JSON {
        let start = position
        while let byte = next, Self.isOfNumber(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if let integer = Int(text) { return .integer(integer) }
        guard let value = Double(text), value.isFinite else {
            position = start
            throw damage("a value is missing or no number")
        }
        return .number(value)
    }

    /// Digits, signs, the point and the sign of an exponent.
    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: true
        default: false
        }
    }

    private func damage(_ cause: String) -> DiagnosticFailure {
        let before = bytes[..<Swift.min(position, bytes.count)]
        let line = before.count { $0 == 0x0A } + 1
        let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
        return DiagnosticFailure([
            Diagnostic(
                code: "damaged_json", at: SourceLocation(file: file, line: line, column: column),
                "the file is no JSON here: \(cause)", hint: "run the scenario again")
        ])
    }
}

extension JSONReader {
    private mutating func string() throws(DiagnosticFailure) -> String {
        guard take("\"") else { throw damage("a string is missing") }
        var content: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"): content += try escaped()
            default: content.append(byte)
            }
        }
        throw damage("a string is not closed")
    }

    private mutating func escaped() throws(DiagnosticFailure) -> [UInt8] {
        guard let byte = next else { throw damage("a string is not closed") }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "u"): return try escapedScalar()
        default: throw damage("an unknown escape")
        }
    }

    private mutating func escapedScalar() throws(DiagnosticFailure) -> [UInt8] {
        var code = try fourHexadecimalDigits()
        if (0xD800..<0xDC00).contains(code), take("\\"), take("u") {
            let low = try fourHexadecimalDigits()
            guard (0xDC00..<0xE000).contains(low) else { throw damage("half of a surrogate pair") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw damage("half of a surrogate pair") }
        return Array(String(scalar).utf8)
    }

    private mutating func fourHexadecimalDigits() throws(DiagnosticFailure) -> UInt32 {
        let end = position + 4
        guard end <= bytes.count,
            let code = UInt32(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
        else { throw damage("four hexadecimal digits are missing") }
        position = end
        return code
    }
}
