import FoundationEssentials
import Glibc

/// Values of single draws in `simulation_draws.csv` of a run folder, which may be too long to hold: one pass finds where
/// each figure of a region and year begins, and its rows are read when they are asked for.
public struct StoredDraws: Sendable {
    /// The draws of a figure in a region and year, in their order.
    public struct Column: Sendable {
        /// Line of the file at which they begin, the heading being 1.
        public let firstLine: Int
        /// Numbers of the draws, from 1.
        public let draws: [Int]
        /// As they are written.
        public let values: [String]
    }

    private struct Span: Sendable {
        let line: Int
        var bytes: Range<Int>
    }

    public static let file = DrawTable.name
    private let contents: Data
    /// By `figure,region,year,`.
    private let spans: [String: Span]

    /// `nil` where the run keeps no draws.
    public init?(_ run: StoredRun) {
        let url = URL(filePath: run.folder + "/" + Self.file)
        guard let contents = try? Data(contentsOf: url, options: .mappedIfSafe) else { return nil }
        self.contents = contents
        spans = contents.withUnsafeBytes { Self.spans($0) }
    }

    public func column(_ figure: String, region: String, year: String) -> Column? {
        guard let span = spans["\(figure),\(region),\(year),"] else { return nil }
        let lines = String(decoding: contents[span.bytes], as: UTF8.self).split(separator: "\n")
        let cells = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        return Column(
            firstLine: span.line, draws: cells.map { Int($0[3]) ?? 0 }, values: cells.map { String($0[4]) })
    }

    private static func spans(_ bytes: UnsafeRawBufferPointer) -> [String: Span] {
        var spans: [String: Span] = [:]
        var (line, place, key) = (1, end(ofLine: 0, bytes), 0..<0)
        var own = Span(line: 0, bytes: 0..<0)
        func keep() {
            if !key.isEmpty { spans[String(decoding: bytes[key], as: UTF8.self)] = own }
        }
        while place < bytes.count {
            line += 1
            let next = end(ofLine: place, bytes)
            if key.isEmpty || place + key.count > bytes.count || !isSame(key, place, bytes) {
                keep()
                key = place..<endOfKey(place, bytes)
                own = Span(line: line, bytes: place..<next)
            }
            own.bytes = own.bytes.lowerBound..<next
            place = next
        }
        keep()
        return spans
    }

    private static func isSame(_ key: Range<Int>, _ place: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        return memcmp(base + key.lowerBound, base + place, key.count) == 0
    }

    /// Behind the third comma: ids of figures and codes of regions need no quotes.
    private static func endOfKey(_ place: Int, _ bytes: UnsafeRawBufferPointer) -> Int {
        var (commas, place) = (0, place)
        while place < bytes.count, commas < 3 {
            if bytes[place] == UInt8(ascii: ",") { commas += 1 }
            place += 1
        }
        return place
    }

    /// Behind the line end.
    private static func end(ofLine place: Int, _ bytes: UnsafeRawBufferPointer) -> Int {
        guard let base = bytes.baseAddress, place < bytes.count,
            let found = memchr(base + place, 10, bytes.count - place)
        else { return bytes.count }
        return UnsafeRawPointer(found) - base + 1
    }
}
