import EcoGDAL
import EcoParameters
import EcoRuns
import EcoScenarios
import Testing

/// The cases that Python and the command line pass too: `Notebooks/tests/cases.json`.
@Suite struct WorkedCaseTests {
    private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    private static let geodata = Geodata(rasters: GDALRasterOpener(), outlines: GDALOutlineReader())

    private static let cases: [JSON] = {
        let text = WholeFile.text("\(root)/Notebooks/tests/cases.json") ?? ""
        return (try? JSONReader.read(Array(text.utf8), file: "cases.json"))?["cases"]?.elements ?? []
    }()

    @Test func casesAreThere() { #expect(Self.cases.count >= 9) }

    @Test(arguments: 0..<cases.count) func figuresAreTheWorkedOnes(_ number: Int) throws {
        let found = Self.cases[number]
        let scenario = try #require(found["scenario"]?.stringValue)
        let only = found["only"].map {
            Set($0.elements.compactMap { $0.stringValue.flatMap(RunModule.init) })
        }
        let overrides = (found["overrides"]?.members ?? []).map { "\($0.0)=\(Self.yaml($0.1))" }
        let path = "\(Self.root)/Scenarios/\(scenario)"
        let prepared = try PreparedScenario(path: path, only: only, geodata: Self.geodata)
        let values = try prepared.run(overrides)
        let result = try prepared.result(overrides)
        for expected in found["expected"]?.elements ?? [] {
            let value = try #require(expected["value"]?.doubleValue)
            let tolerance = (found["tolerance"]?.doubleValue ?? 1e-15) * abs(value)
            if let id = expected["figure"]?.stringValue {
                let place = try #require(prepared.figures.firstIndex { $0.id == id }, "no figure \(id)")
                #expect(abs(values[place] - value) <= tolerance, "\(id): \(values[place])")
            }
            let sum = try Self.sum(expected, in: result)
            #expect(abs(sum - value) <= tolerance, "\(expected.text): \(sum)")
        }
    }

    /// What a case reads from the run folder.
    private static func sum(_ expected: JSON, in result: RunResult) throws -> Double {
        let name = try #require(expected["table"]?.stringValue)
        let lines = try RunStore.table(name, of: result).text.split(separator: "\n").map(cells)
        let heading = try #require(lines.first)
        let column = try #require(expected["sum"]?.stringValue.flatMap(heading.firstIndex))
        let wanted = try (expected["where"]?.members ?? []).map { key, value in
            (try #require(heading.firstIndex(of: key), "no column \(key)"), value.stringValue)
        }
        let rows = lines.dropFirst().filter { row in wanted.allSatisfy { row[$0.0] == $0.1 } }
        try #require(!rows.isEmpty, "no row of \(name) is meant")
        let total = rows.reduce(0) { $0 + (Double($1[column]) ?? 0) }
        // Fen are whole: a division keeps yuan exact where a product with 0.01 would not.
        return expected["times"]?.doubleValue == 0.01 ? total / 100 : total
    }

    /// The cells of a line of CSV.
    private static func cells(_ line: Substring) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }

    private static func yaml(_ value: JSON) -> String {
        if case .array(let elements) = value {
            "[\(elements.map(yaml).joined(separator: ", "))]"
        } else {
            value.scalarText ?? "~"
        }
    }

    /// The library computes accounts from a record, to the last bit as with rasters.
    @Test func aRecordStandsForTheRasters() throws {
        let path = "\(Self.root)/Scenarios/reference/two_counties"
        let loaded = try ScenarioLoader.load(path: path, overrides: [])
        let record = try GeodataRecorder.record([loaded], geodata: Self.geodata, settings: RunSettings())
        let file = "\(Self.root)/.build/two_counties-\(UInt32.random(in: 0...UInt32.max)).geodata.json"
        try record.write(to: file)
        defer { WholeFile.remove(file) }
        let read = try GeodataRecord.read(file, folder: path)
        var settings = RunSettings()
        settings.cache = RecordedSums(read)
        let recorded = try PreparedScenario(
            path: path, only: [.accounts], geodata: .recorded(read, folder: path), settings: settings)
        let direct = try PreparedScenario(path: path, only: [.accounts], geodata: Self.geodata)
        for price in ["50 CNY/t", "100 CNY/t"] {
            let overrides = ["accounts.indicators.carbon_fixation.carbon_price.amount=\(price)"]
            #expect(try recorded.run(overrides).map(\.bitPattern) == direct.run(overrides).map(\.bitPattern))
            #expect(
                try RunStore.table("accounts", of: recorded.result(overrides)).text
                    == RunStore.table("accounts", of: direct.result(overrides)).text)
        }
        // What rasters are read with is not in the record.
        #expect(throws: RunFailure.self) {
            _ = try recorded.result(["accounts.layers.precipitation.unit=cm"])
        }
        #expect(throws: DiagnosticFailure.self) {
            try GeodataRecord.read(file, folder: "\(path)/../water_sections")
        }
    }
}
