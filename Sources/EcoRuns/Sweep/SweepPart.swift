import EcoParameters
import EcoScenarios
import Glibc

/// What one run of a sweep leaves.
struct SweepRecord: Sendable {
    /// Of the figures that are kept; empty where the run failed.
    let values: [Double]
    var hasFailed = false
    /// Rows of `failures.csv`; empty where the run did not fail.
    var failures = ""
    /// Rows of each table that is kept, with the number of the run in front.
    var tables: [String] = []
}

/// Runs that follow each other, in one file: written whole under a temporary name, then renamed, so that a kill
/// at any moment loses it or keeps it, and nothing between.
///
/// Layout: a line of format, the sweep's key, eight-byte numbers, one byte for each run (1: it failed), the
/// figures one after the other with the value of every run, texts, and the SHA-256 of all before it.
struct SweepPart {
    let path: String
    let runs: Range<Int>
    private let figureCount: Int
    private let textLengths: [Int]

    private static let format = Array("ecocomp sweep part 1\n".utf8)
    private static let keyLength = 64
    private static let digestLength = 64

    // MARK: Places

    private static func headLength(_ tableCount: Int) -> Int {
        format.count + keyLength + 8 * (5 + tableCount)
    }

    private var statesOffset: Int { Self.headLength(textLengths.count - 1) }
    private var valuesOffset: Int { statesOffset + runs.count }
    private var textOffset: Int { valuesOffset + 8 * figureCount * runs.count }
    private var length: Int { textOffset + textLengths.reduce(0, +) + Self.digestLength }

    // MARK: Writing

    /// - Parameter records: of runs that follow each other, beginning with `first`.
    static func write(_ records: [SweepRecord], first: Int, key: String, into folder: String)
        throws(Diagnostic)
    {
        let figureCount = records.lazy.map(\.values.count).max() ?? 0
        let tableCount = records.lazy.map(\.tables.count).max() ?? 0
        let texts =
            [records.map(\.failures).joined()]
            + (0..<tableCount).map { table in
                records.map { $0.tables.indices.contains(table) ? $0.tables[table] : "" }.joined()
            }
        var bytes = format + Array(key.utf8)
        for number in [first, records.count, figureCount, tableCount] + texts.map(\.utf8.count) {
            withUnsafeBytes(of: UInt64(number).littleEndian) { bytes.append(contentsOf: $0) }
        }
        bytes += records.map { $0.hasFailed ? 1 : 0 }
        bytes.reserveCapacity(
            bytes.count + 8 * figureCount * records.count + texts.reduce(64) { $0 + $1.utf8.count })
        for figure in 0..<figureCount {
            for record in records {
                let value = record.values.isEmpty ? Double.nan : record.values[figure]
                withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
            }
        }
        for text in texts { bytes += Array(text.utf8) }
        bytes += Array(SHA256.hex(bytes).utf8)
        try WholeFile.write(bytes, to: "\(folder)/\(name(first..<first + records.count))")
    }

    private static func name(_ runs: Range<Int>) -> String {
        "part-\(runs.lowerBound)-\(runs.upperBound)"
    }

    // MARK: Reading

    /// The parts of a sweep in the order of their runs, each run in one of them.
    ///
    /// - Parameter removesOthers: whether files of another sweep, damaged ones, and parts whose runs others hold too
    ///   are removed; not where other processes write to the folder.
    static func all(in folder: String, key: String, removesOthers: Bool = true) -> [SweepPart] {
        var parts: [SweepPart] = []
        var others: [String] = []
        for name in RunFolder.names(in: folder) {
            let path = "\(folder)/\(name)"
            if name.hasPrefix("part-"), !name.contains(".tmp-"), let part = SweepPart(path, key: key) {
                parts.append(part)
            } else {
                others.append(path)
            }
        }
        parts.sort { ($0.runs.lowerBound, -$0.runs.count) < ($1.runs.lowerBound, -$1.runs.count) }
        var next = 0
        let kept = parts.filter { part in
            guard part.runs.lowerBound >= next else { return false }
            next = part.runs.upperBound
            return true
        }
        let names = Set(kept.map(\.path))
        others += parts.map(\.path).filter { !names.contains($0) }
        if removesOthers { for path in others { WholeFile.remove(path) } }
        return kept
    }

    /// `nil` where the file is not whole, or of another sweep.
    private init?(_ path: String, key: String) {
        guard let bytes = StoredRun.bytes(of: path), bytes.starts(with: Self.format + Array(key.utf8)),
            bytes.count >= Self.headLength(0) + Self.digestLength
        else { return nil }
        var position = Self.format.count + Self.keyLength
        func number() -> Int {
            defer { position += 8 }
            guard position + 8 <= bytes.count else { return 0 }
            let word = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[position + $1]) << UInt64(8 * $1) }
            return Int(clamping: word)
        }
        let (first, count, figures, tables) = (number(), number(), number(), number())
        guard first >= 0, (0...bytes.count).contains(count), (0...bytes.count).contains(figures),
            (0...bytes.count).contains(tables)
        else { return nil }
        self.path = path
        runs = first..<first + count
        figureCount = figures
        textLengths = (0...tables).map { _ in number() }
        let digest = bytes.suffix(Self.digestLength)
        guard textLengths.allSatisfy({ (0...bytes.count).contains($0) }), length == bytes.count,
            Array(digest) == Array(SHA256.hex(bytes.dropLast(Self.digestLength)).utf8)
        else { return nil }
    }

    /// False where every run of it failed.
    var hasValues: Bool { figureCount > 0 }

    /// For every run, whether it failed.
    func states() throws(Diagnostic) -> [Bool] {
        try bytes(at: statesOffset, count: runs.count).map { $0 == 1 }
    }

    /// The values of some figures, figure after figure.
    func values(of figures: Range<Int>) throws(Diagnostic) -> [Double] {
        let count = runs.count
        guard hasValues else { return [Double](repeating: .nan, count: figures.count * count) }
        let bytes = try bytes(
            at: valuesOffset + 8 * figures.lowerBound * count, count: 8 * figures.count * count)
        return bytes.withUnsafeBytes { buffer in
            (0..<figures.count * count).map {
                Double(
                    bitPattern: UInt64(
                        littleEndian: buffer.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self)))
            }
        }
    }

    /// Rows of `failures.csv`.
    func failures() throws(Diagnostic) -> [UInt8] { try bytes(at: textOffset, count: textLengths[0]) }

    /// Rows of the table of that position.
    func table(_ position: Int) throws(Diagnostic) -> [UInt8] {
        guard position + 1 < textLengths.count else { return [] }
        let before = textLengths.prefix(position + 1).reduce(0, +)
        return try bytes(at: textOffset + before, count: textLengths[position + 1])
    }

    private func bytes(at offset: Int, count: Int) throws(Diagnostic) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw RunFolder.failure("cannot read", path) }
        defer { close(descriptor) }
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            isWhole = moveBytes(count) { done in
                pread(descriptor, buffer.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
            }
            initialized = isWhole ? count : 0
        }
        guard isWhole else { throw RunFolder.failure("cannot read", path) }
        return bytes
    }
}
