#if canImport(Glibc)
    import Glibc
#endif

/// Cuts the bytes of a table into pieces that end with a record, in order.
///
/// Which records there are does not depend on the size of the pieces. A record longer than a piece makes its
/// piece longer.
public struct RecordPieces: Sendable {
    /// Consecutive whole records.
    public struct Piece: Sendable {
        /// From 0.
        public fileprivate(set) var number = 0
        /// The records, then one line feed and zeros as far as a reader of several bytes at once may look.
        public fileprivate(set) var bytes: [UInt8] = []
        /// Bytes of the records.
        public fileprivate(set) var count = 0

        public init() {}

        public var hasByteOrderMark: Bool { count >= 3 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) }
    }

    /// Zeros behind the records of a piece, the line feed among them.
    public static let slack = 64

    private let source: any InputBytes
    private let size: Int
    private var offset: Int
    private var number = 0

    /// Pieces of about `size` bytes of all records from `offset` on, where a record begins.
    public init(_ source: any InputBytes, from offset: Int = 0, size: Int) {
        self.source = source
        self.offset = offset
        self.size = max(1, size)
    }

    /// Fills `piece`, whose memory is used again; false at the end.
    public mutating func next(into piece: inout Piece) throws(DiagnosticFailure) -> Bool {
        var size = size
        while true {
            let (count, isEnd) = try fill(&piece.bytes, size)
            guard count > 0 else { return false }
            let end = piece.bytes.withUnsafeBytes {
                isEnd ? count : Self.lastRecordEnd(UnsafeRawBufferPointer(rebasing: $0[..<count]))
            }
            guard let end else {
                size *= 2
                continue
            }
            piece.bytes.withUnsafeMutableBytes { bytes in
                bytes[end] = 0x0A
                for index in end + 1..<end + Self.slack { bytes[index] = 0 }
            }
            piece.count = end
            piece.number = number
            number += 1
            offset += end
            return true
        }
    }

    private func fill(_ bytes: inout [UInt8], _ size: Int) throws(DiagnosticFailure) -> (Int, isEnd: Bool) {
        if bytes.count < size + Self.slack { bytes = [UInt8](repeating: 0, count: size + Self.slack) }
        var failure: DiagnosticFailure?
        let source = source
        let offset = offset
        let count = bytes.withUnsafeMutableBytes { buffer in
            var count = 0
            do throws(DiagnosticFailure) {
                while count < size {
                    let free = UnsafeMutableRawBufferPointer(rebasing: buffer[count..<size])
                    let more = try source.read(at: offset + count, into: free)
                    if more == 0 { break }
                    count += more
                }
            } catch { failure = error }
            return count
        }
        if let failure { throw failure }
        return (count, isEnd: count < size)
    }

    // MARK: Ends of records

    /// Behind the last record that is sure to end within `bytes`, whose first byte begins a record.
    static func lastRecordEnd(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard let start = bytes.baseAddress else { return nil }
        if memchr(start, Int32(UInt8(ascii: "\"")), bytes.count) != nil { return lastQuotedRecordEnd(bytes) }
        if let feed = bytes.lastIndex(of: 0x0A) { return feed + 1 }
        return bytes.dropLast().lastIndex(of: 0x0D).map { $0 + 1 }
    }

    /// The same where quoted cells may hold line ends, by the rules of ``RecordScanner``.
    private static func lastQuotedRecordEnd(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var position = 0
        var end: Int?
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "\"") {
                guard let closed = closingQuote(bytes, from: position + 1) else { return end }
                position = closed + 1
            }
            while position < bytes.count, !isSeparator(bytes[position]) { position += 1 }
            guard position < bytes.count else { return end }
            let separator = bytes[position]
            position += 1
            if separator == UInt8(ascii: ",") { continue }
            if separator == 0x0D {
                // A line feed may follow that is not here yet.
                guard position < bytes.count else { return end }
                if bytes[position] == 0x0A { position += 1 }
            }
            end = position
        }
        return end
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D
    }

    /// The quote that is neither doubled nor perhaps doubled by a byte that is not here yet.
    private static func closingQuote(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var position = start
        while position + 1 < bytes.count {
            guard bytes[position] == UInt8(ascii: "\"") else {
                position += 1
                continue
            }
            guard bytes[position + 1] == UInt8(ascii: "\"") else { return position }
            position += 2
        }
        return nil
    }
}
