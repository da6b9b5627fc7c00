/// Splits CSV bytes into records (RFC 4180): quoted cells may hold commas, quotes as two, and line ends.
public struct RecordScanner {
    public struct Field: Sendable {
        /// The content without the enclosing quotes.
        public let bytes: ArraySlice<UInt8>
        /// In characters from 1.
        public let column: Int

        public var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    public struct Record: Sendable {
        public let line: Int
        public let fields: [Field]

        public var isBlank: Bool { fields.count == 1 && fields[0].bytes.isEmpty }
    }

    private let bytes: [UInt8]
    private let end: Int
    /// Where the next record begins, in bytes and lines.
    public private(set) var position: Int
    public private(set) var line = 1
    public private(set) var unterminatedQuoteLine: Int?
    /// Places where text follows a closing quote in the same cell.
    public private(set) var strayTexts: [(line: Int, column: Int)] = []

    public init(bytes: [UInt8]) {
        self.bytes = bytes
        end = bytes.count
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The records of `piece` from the byte `position` on, which stands on the line `line` of its file.
    public init(_ piece: RecordPieces.Piece, from position: Int, line: Int) {
        bytes = piece.bytes
        end = piece.count
        self.position = position
        self.line = line
    }

    public mutating func next() -> Record? {
        guard position < end else { return nil }
        let startLine = line
        var fields: [Field] = []
        var column = 1
        while true {
            fields.append(nextField(&column))
            guard position < end else { break }
            let separator = bytes[position]
            position += 1
            if separator == UInt8(ascii: ",") {
                column += 1
                continue
            }
            if separator == 0x0D, position < end, bytes[position] == 0x0A { position += 1 }
            line += 1
            break
        }
        return Record(line: startLine, fields: fields)
    }

    private mutating func nextField(_ column: inout Int) -> Field {
        let start = column
        if position < end, bytes[position] == UInt8(ascii: "\"") {
            let content = quotedBytes(&column)
            skipStrayText(&column)
            return Field(bytes: content, column: start)
        }
        return Field(bytes: plainBytes(&column), column: start)
    }

    private mutating func skipStrayText(_ column: inout Int) {
        let place = (line: line, column: column)
        if !plainBytes(&column).trimmingBlanks().isEmpty { strayTexts.append(place) }
    }

    /// Up to the next comma or line end.
    private mutating func plainBytes(_ column: inout Int) -> ArraySlice<UInt8> {
        let begin = position
        while position < end {
            let byte = bytes[position]
            if byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D { break }
            if byte & 0xC0 != 0x80 { column += 1 }
            position += 1
        }
        return bytes[begin..<position]
    }

    private mutating func quotedBytes(_ column: inout Int) -> ArraySlice<UInt8> {
        let openedOn = line
        position += 1
        column += 1
        var content: [UInt8] = []
        while position < end {
            let byte = bytes[position]
            position += 1
            if byte & 0xC0 != 0x80 { column += 1 }
            if byte == UInt8(ascii: "\"") {
                guard position < end, bytes[position] == UInt8(ascii: "\"") else {
                    return content[...]
                }
                position += 1
                column += 1
            } else if byte == 0x0A {
                line += 1
            }
            content.append(byte)
        }
        unterminatedQuoteLine = unterminatedQuoteLine ?? openedOn
        return content[...]
    }
}
