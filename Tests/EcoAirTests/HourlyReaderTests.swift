import EcoAccounts
import EcoParameters
import EcoTestSupport
import EcoUnits
import Testing

@testable import EcoAir

/// Random hourly files with every fault we know of, read in pieces of all sizes by one thread and by two.
@Suite("Hourly tables in pieces")
struct HourlyReaderTests {
    private static let codes = [
        "1081A", "A", "ABCDEFGH", "ABCDEFGHI", "ABCDEFGHIJKLMNO", "ABCDEFGHIJKLMNOP", "A B", "A,B", "A\"B",
        "1081B",
    ]

    private static func stations(_ codes: [String]) throws -> [MonitoringStation] {
        let region = try #require(RegionCode("140122"))
        return codes.map { MonitoringStation(code: $0, region: region, isBackground: false) }
    }

    private struct Outcome: Equatable {
        var blocks: [[StationDay.Lanes]] = []
        /// Hashes of all single hours.
        var hours: [Int] = []
        var findings: [String] = []
    }

    private func read(
        _ bytes: [UInt8], _ codes: [String] = codes, years: [Int] = [2019, 2020], threads: Int = 1,
        pieceSize: Int = 1 << 18
    ) throws -> (blocks: [HourlyBlock], outcome: Outcome) {
        let table = LongTable(
            file: "h", declaration: AirTables.Hourly.declaration, bytes: BytesInMemory(bytes))
        let reader = HourlyReader(
            table: table, years: years, stations: try Self.stations(codes), threads: threads,
            pieceSize: pieceSize)
        var findings = FindingList()
        let blocks = try reader.read(into: &findings)
        let outcome = Outcome(
            blocks: blocks.map { $0.stationDays.map(\.lanes) }, hours: blocks.map { Self.hash($0.hours) },
            findings: findings.all.map(\.description))
        return (blocks, outcome)
    }

    private static func hash(_ hours: [Concentration]) -> Int {
        var hasher = Hasher()
        hours.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }

    private static func numberOfValues(_ block: HourlyBlock) -> Int {
        block.stationDays.reduce(0) { sum, day in
            sum + Pollutant.basic.reduce(0) { $0 + Int(day.number($1)) }
        }
    }

    @Test("random files: what a plain reading finds, whatever the pieces and threads", arguments: 0..<24)
    func randomFiles(seed: Int) throws {
        var file = RandomHours(seed: UInt64(seed), codes: Self.codes)
        let bytes = Array(file.text().utf8)
        let plain = PlainHours(bytes, codes: Self.codes, years: [2019, 2020])
        let (blocks, outcome) = try read(bytes)
        #expect(outcome.findings.count < 50)
        let found = try Self.places(outcome.findings)
        #expect(found.sorted() == plain.findings.sorted())
        for (key, row) in plain.rows {
            for pollutant in Pollutant.basic
            where blocks[key.block][key.station, pollutant, key.slot] != row[pollutant.rawValue] {
                Issue.record("\(pollutant) \(key)")
            }
        }
        let values = plain.rows.values.reduce(0) { $0 + $1.count { !$0.isMissing } }
        #expect(values > 100)
        #expect(blocks.reduce(0) { $0 + Self.numberOfValues($1) } == values)
        for (threads, size) in [(1, 1), (2, 7), (1, 61), (2, 64), (2, 1000), (2, 4096), (2, 1 << 20)] {
            let other = try read(bytes, threads: threads, pieceSize: size).outcome
            #expect(other == outcome, "\(threads) threads, pieces of \(size)")
        }
    }

    /// `line:column:code` of findings, the code told by the words.
    private static func places(_ findings: [String]) throws -> [String] {
        try findings.map { text in
            let parts = text.split(separator: ":")
            let code = try #require(PlainHours.words.first { text.contains($0.words) }?.code, "\(text)")
            return "\(parts[1]):\(parts[2]):\(code)"
        }
    }

    @Test("a day's sums are those of its hours, and a piece may be as long as 64 MB")
    func sumsOfHours() throws {
        var file = RandomHours(seed: 7, codes: ["1081A", "1081B"])
        file.faults = 0
        let bytes = Array(file.text(rows: 4000).utf8)
        let (blocks, outcome) = try read(bytes, ["1081A", "1081B"], pieceSize: 64 << 20)
        #expect(outcome.findings.isEmpty)
        #expect(try read(bytes, ["1081A", "1081B"], threads: 2, pieceSize: 1 << 10).outcome == outcome)
        for day in stride(from: 0, to: 365, by: 5) {
            for pollutant in Pollutant.basic {
                let hours = blocks[0].hours(station: 1, pollutant, day: day).filter { !$0.isMissing }
                let sum = blocks[0].stationDays[day * 2 + 1].sum(pollutant)
                #expect(sum.sum == hours.reduce(0) { $0 + $1.millionths })
                #expect(Int(sum.count) == hours.count)
            }
        }
    }

    @Test("hours that are not kept leave the sums and the 8-hour maxima as they are")
    func keptHours() throws {
        var file = RandomHours(seed: 8, codes: ["1081A"])
        file.faults = 0
        let bytes = Array(file.text(rows: 3000).utf8)
        let table = LongTable(
            file: "h", declaration: AirTables.Hourly.declaration, bytes: BytesInMemory(bytes))
        var reader = HourlyReader(table: table, years: [2019], stations: try Self.stations(["1081A"]))
        let daily = try [Pollutant.basic, []].map { kept in
            reader.keeping = kept
            var findings = FindingList()
            let block = try #require(try reader.read(into: &findings).first)
            #expect(block.kept == (kept.isEmpty ? [.o3] : Pollutant.basic))
            return block.dailyValues(
                limits: AirStandard(.gb3095Of2012).limits, validity: ValidityRules())
        }
        #expect(daily[0].sums == daily[1].sums && daily[0].counts == daily[1].counts)
        #expect(daily[0].counts.contains { $0 > 0 })
    }

    @Test("Chinese station codes are found, in a file whose encoding is known at its end")
    func foreignCodes() throws {
        let rows = "2019-01-01T01:00,1081A,1,2,3,4,5,6\n2019-01-01T01:00,晋源,7,8,9,10,11,1.5\n"
        let heading = "time,station,so2_ug_m3,no2_ug_m3,o3_ug_m3,pm10_ug_m3,pm25_ug_m3,co_mg_m3\n"
        for mark in ["", "\u{FEFF}"] {
            let (blocks, outcome) = try read(
                Array((mark + heading + rows).utf8), ["1081A", "晋源"], years: [2019], pieceSize: 16)
            #expect(outcome.findings.isEmpty)
            #expect(blocks[0][1, .co, 0] == 1.5 && blocks[0][1, .so2, 0] == 7 && blocks[0][0, .co, 0] == 6)
        }
    }

    @Test("headings are refused as in every table")
    func headings() throws {
        for (text, code) in [
            ("", "empty_table"), ("time,station\n", "missing_column"),
            ("time,station,so2_ug_m3,no2_ug_m3,o3_ug_m3,pm10_ug_m3,pm25_ug_m3,co_ug_m3\n", "unknown_column"),
        ] {
            let error = #expect(throws: DiagnosticFailure.self) { try read(Array(text.utf8)) }
            #expect(try #require(error).diagnostics.contains { $0.code == code })
        }
    }
}
