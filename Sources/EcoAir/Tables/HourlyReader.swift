import Dispatch
import EcoParameters
import Synchronization

/// Reads an hourly table of any length into one block for each evaluated year.
///
/// The file passes through memory in pieces; threads parse them side by side, and their rows are taken in the
/// order of the file. Blocks and findings depend neither on the size of the pieces nor on the threads.
struct HourlyReader {
    let table: LongTable
    let years: [Int]
    let stations: [MonitoringStation]
    /// Pollutants whose single hours the blocks hold, besides O3.
    var keeping = Pollutant.basic
    /// Hours from a label to the end of its hour in Beijing time.
    var shift = 0
    var threads = 1
    /// Whether blocks keep the lines of each station-day.
    var tracesLines = false
    /// Bytes of a piece: with its rows it stays in the nearer cache.
    var pieceSize = 1 << 18

    /// - Throws: findings where the heading, the encoding or the file itself does not allow reading rows.
    func read(into findings: inout FindingList) throws(DiagnosticFailure) -> [HourlyBlock] {
        var gathering = try gather(table.bytes, takesForeign: false)
        if gathering == nil {
            // The encoding of a file with more than ASCII is known after its last byte: decoded whole.
            gathering = try gather(BytesInMemory(table.bytes.text()), takesForeign: true)
        }
        guard let gathering else { return [] }
        findings = gathering.findings
        return gathering.blocks
    }

    /// - Returns: nil where a record holds bytes beyond ASCII and they are not taken.
    private func gather(
        _ bytes: any InputBytes, takesForeign: Bool
    ) throws(DiagnosticFailure) -> HourlyGathering? {
        guard let heading = try heading(bytes, takesForeign: takesForeign) else { return nil }
        let gathering = HourlyGathering(
            heading.records, line: heading.line, years: years, shift: shift, stations: stations,
            keeping: keeping, tracesLines: tracesLines)
        let setting = HourlyParser.Setting(
            heading.records.columns, years: years, shift: shift,
            stations: StationKeys(codes: stations.map(\.code)))
        let pass = HourlyPass(
            RecordPieces(bytes, from: heading.position, size: pieceSize), gathering,
            takesForeign: takesForeign)
        pass.run(threads: threads) { HourlyParser(setting, stationCount: stations.count) }
        guard var result = try pass.result() else { return nil }
        result.finish { firstRows(bytes, heading, of: $0) }
        return result
    }

    // MARK: Beginning of the file

    private struct Heading {
        let records: RecordReader
        /// Where the first record behind it begins.
        let position: Int
        let line: Int
    }

    private func heading(
        _ bytes: any InputBytes, takesForeign: Bool
    ) throws(DiagnosticFailure) -> Heading? {
        var pieces = RecordPieces(bytes, size: pieceSize)
        var piece = RecordPieces.Piece()
        _ = try pieces.next(into: &piece)
        var scanner = RecordScanner(piece, from: piece.hasByteOrderMark ? 3 : 0, line: 1)
        let start = scanner.position
        var preview = scanner
        _ = preview.next()
        if !takesForeign, piece.bytes[start..<preview.position].contains(where: { $0 >= 0x80 }) { return nil }
        let records = try RecordReader(&scanner, file: table.file, as: table.declaration)
        return Heading(records: records, position: scanner.position, line: scanner.line)
    }

    /// The first row of the table, under the empty code, and of each station among `codes`.
    private func firstRows(
        _ bytes: any InputBytes, _ heading: Heading, of codes: Set<String>
    ) -> [String: Table] {
        var found: [String: Table] = [:]
        var pieces = RecordPieces(bytes, from: heading.position, size: pieceSize)
        var piece = RecordPieces.Piece()
        var line = heading.line
        while found.count < codes.count + 1, (try? pieces.next(into: &piece)) == true {
            var scanner = RecordScanner(piece, from: 0, line: line)
            while scanner.position < piece.count, found.count < codes.count + 1 {
                guard let row = heading.records.next(&scanner)?.row else { continue }
                if found[""] == nil { found[""] = row }
                let code = row.value(0, AirTables.Hourly.station)
                if codes.contains(code), found[code] == nil { found[code] = row }
            }
            line = scanner.line
        }
        return found
    }
}

/// One pass over the pieces of a file by several threads.
private final class HourlyPass: Sendable {
    private struct Source: Sendable {
        var pieces: RecordPieces
        var isOver = false
    }

    private struct State: Sendable {
        var gathering: HourlyGathering
        var failure: DiagnosticFailure?
        var isForeign = false
    }

    private let source: Mutex<Source>
    private let state: Mutex<State>
    private let turns = Turns()
    private let takesForeign: Bool

    init(_ pieces: RecordPieces, _ gathering: HourlyGathering, takesForeign: Bool) {
        source = Mutex(Source(pieces: pieces))
        state = Mutex(State(gathering: gathering))
        self.takesForeign = takesForeign
    }

    func run(threads: Int, parser: @escaping @Sendable () -> HourlyParser) {
        let group = DispatchGroup()
        for _ in 1..<max(1, threads) {
            DispatchQueue(label: "hourly table").async(group: group) { self.work(parser()) }
        }
        work(parser())
        group.wait()
    }

    /// What the rows came to; nil where the pass ended at bytes beyond ASCII.
    func result() throws(DiagnosticFailure) -> HourlyGathering? {
        let (gathering, failure, isForeign) = state.withLock { state in
            let gathering = state.gathering
            return (gathering, state.failure, state.isForeign)
        }
        if let failure { throw failure }
        return isForeign ? nil : gathering
    }

    private func work(_ initial: HourlyParser) {
        var parser = initial
        let rows = HourlyRows()
        var piece = RecordPieces.Piece()
        while next(into: &piece) {
            parser.parse(piece, into: rows)
            turns.wait(for: piece.number)
            if rows.isForeign, !takesForeign {
                state.withLock { $0.isForeign = true }
                stop()
            } else {
                state.withLock { if !$0.isForeign { $0.gathering.take(rows, of: piece) } }
            }
            turns.advance()
        }
    }

    private func next(into piece: inout RecordPieces.Piece) -> Bool {
        source.withLock { source in
            guard !source.isOver else { return false }
            do throws(DiagnosticFailure) {
                if try source.pieces.next(into: &piece) { return true }
            } catch {
                state.withLock { $0.failure = error }
            }
            source.isOver = true
            return false
        }
    }

    private func stop() { source.withLock { $0.isOver = true } }
}
