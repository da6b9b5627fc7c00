import CEcoComp
import EcoParameters
import EcoRuns
import EcoTestSupport
import Testing

@testable import EcoC

/// Nothing that a caller hands over ends the process.
@Suite struct BoundaryTests {
    @Test func wrongHandlesAreRefusedByEveryFunction() throws {
        let closed = try CallingC.open()
        #expect(eco_close(closed) == ECO_OK)
        for scenario in [0, -1, closed, .max, .min] as [eco_scenario] {
            var values = [0.0]
            var batch = eco_batch()
            batch.size = Int64(MemoryLayout<eco_batch>.size)
            let refused = -Int64(ECO_CALL)
            #expect(eco_close(scenario) == ECO_CALL)
            #expect(eco_figure_count(scenario) == refused)
            #expect(eco_describe(scenario, nil, 0) == refused)
            #expect(eco_run(scenario, nil, 0, &values, 1) == ECO_CALL)
            #expect(eco_table(scenario, nil, 0, "accounts", { _, _, _ in }, nil) == ECO_CALL)
            #expect(eco_write_run(scenario, nil, 0, "/tmp/never") == ECO_CALL)
            #expect(eco_run_many(scenario, &batch) == ECO_CALL)
            #expect(CallingC.lastError.contains("\"code\": \"wrong_call\""))
        }
    }

    @Test func nullPointersAreRefused() throws {
        var scenario: eco_scenario = 7
        #expect(eco_open(nil, nil, 0, nil, nil, 1, &scenario) == ECO_CALL)
        #expect(scenario == 0)
        #expect(eco_open(CallingC.twoCounties, nil, 0, nil, nil, 1, nil) == ECO_CALL)
        #expect(eco_open(CallingC.twoCounties, nil, 3, nil, nil, 1, &scenario) == ECO_CALL)
        let open = try CallingC.open()
        defer { eco_close(open) }
        let count = eco_figure_count(open)
        #expect(eco_run(open, nil, 0, nil, count) == ECO_CALL)
        #expect(eco_run(open, nil, 1, nil, count) == ECO_CALL)
        #expect(eco_run_many(open, nil) == ECO_CALL)
        #expect(eco_table(open, nil, 0, nil, { _, _, _ in }, nil) == ECO_CALL)
        #expect(eco_table(open, nil, 0, "transfers", nil, nil) == ECO_CALL)
        #expect(eco_write_run(open, nil, 0, nil) == ECO_CALL)
        #expect(eco_describe(open, nil, 5) == -Int64(ECO_CALL))
        #expect(eco_version(nil, -1) == -Int64(ECO_CALL))
        CallingC.withTexts([nil]) { #expect(eco_run(open, $0, 1, nil, count) == ECO_CALL) }
    }

    @Test func textsThatAreNoUTF8AreRefused() throws {
        let open = try CallingC.open()
        defer { eco_close(open) }
        let bad: [CChar] = [CChar(bitPattern: 0xC3), CChar(bitPattern: 0x28), 0]
        var scenario: eco_scenario = 0
        bad.withUnsafeBufferPointer { bad in
            #expect(eco_open(bad.baseAddress, nil, 0, nil, nil, 1, &scenario) == ECO_CALL)
            #expect(eco_open(CallingC.twoCounties, nil, 0, bad.baseAddress, nil, 1, &scenario) == ECO_CALL)
            #expect(eco_table(open, nil, 0, bad.baseAddress, { _, _, _ in }, nil) == ECO_CALL)
        }
        #expect(CallingC.lastError.contains("no UTF-8"))
    }

    @Test func sizesMustFit() throws {
        let open = try CallingC.open()
        defer { eco_close(open) }
        let count = eco_figure_count(open)
        var values = [Double](repeating: 0, count: Int(count) + 1)
        for wrong in [count - 1, count + 1, 0, -1, .max, .min] {
            #expect(eco_run(open, nil, 0, &values, wrong) == ECO_CALL)
        }
        for wrong in [-1, .min, .max, 1 << 41] as [Int64] {
            CallingC.withTexts(["a=1"]) { #expect(eco_run(open, $0, wrong, &values, count) == ECO_CALL) }
        }
        #expect(values.allSatisfy { $0 == 0 }, "nothing is written by a call that is refused")
    }

    /// Every field of a batch in turn takes extreme numbers; none may be taken for a good one.
    @Test func batchesThatDoNotFitAreRefused() throws {
        let open = try CallingC.open()
        defer { eco_close(open) }
        let extremes: [Int64] = [-1, .min, .max, 1 << 40, 1 << 41, 1 << 62]
        let fields: [WritableKeyPath<eco_batch, Int64>] = [
            \.size, \.run_count, \.path_count, \.value_count, \.threads,
        ]
        for field in fields {
            for extreme in extremes where !(field == \.threads && extreme == 1 << 40) {
                TestBatch(open, runs: 2).call { batch in
                    batch[keyPath: field] = extreme
                    // As many places as a careless caller would say.
                    #expect(eco_run_many(open, &batch) == ECO_CALL, "\(field) \(extreme)")
                }
            }
        }
        TestBatch(open, runs: 2).call { batch in
            batch.numbers = nil
            #expect(eco_run_many(open, &batch) == ECO_CALL)
        }
        TestBatch(open, runs: 2).call { batch in
            batch.values = nil
            #expect(eco_run_many(open, &batch) == ECO_CALL)
        }
        TestBatch(open, runs: 2).call { batch in
            var places: [Int64] = [0, .max]
            places.withUnsafeMutableBufferPointer { places in
                batch.figures = UnsafePointer(places.baseAddress)
                batch.figure_count = 2
                batch.value_count = 4
                #expect(eco_run_many(open, &batch) == ECO_CALL)
            }
        }
    }

    /// Random bytes as path, override, module, table: an answer or a refusal, and always one that is told.
    @Test func randomTextsEndInFindings() throws {
        let open = try CallingC.open()
        defer { eco_close(open) }
        var generator = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
        var random = SeededGenerator(seed: seed)
        let words = [
            "compensation.schemes.yearly_change.money_per_point", "=", ".", "[", "]", "0", "-1", "1e400", "~",
            "{", "}", ": ", "\"", "'", "\u{0}", "万元", "\u{FEFF}", "year", "quota", "!!str", "&a", "*a", "\n",
            "#",
            ",", "nan", "20 万元",
        ]
        for _ in 0..<150 {
            let text = (0..<Int(random.next() % 6)).map { _ in words[Int(random.next() % UInt64(words.count))]
            }
            .joined()
            var values = [Double](repeating: 0, count: Int(eco_figure_count(open)))
            let status = CallingC.withTexts([text]) { eco_run(open, $0, 1, &values, Int64(values.count)) }
            #expect([ECO_OK, ECO_FAILED, ECO_INPUT].contains(status), "seed \(seed): \(text)")
            #expect((status == ECO_OK) == CallingC.lastError.isEmpty, "seed \(seed): \(text)")
        }
    }

    @Test func textsAreHandedOutWhole() throws {
        let open = try CallingC.open()
        defer { eco_close(open) }
        let text = CallingC.handedOut { eco_describe(open, $0, $1) }
        let json = try JSONReader.read(Array(text.utf8), file: "description")
        #expect(json["figures"]?.elements.count == Int(eco_figure_count(open)))
        // No room for the final zero: nothing is written.
        var small = [CChar](repeating: 1, count: text.utf8.count)
        #expect(eco_describe(open, &small, Int64(small.count)) == Int64(text.utf8.count))
        #expect(small.allSatisfy { $0 == 1 })
        #expect(CallingC.handedOut { eco_version($0, $1) } == Tool.version)
        #expect(eco_abi_version() == ECO_ABI_VERSION)
    }

    @Test func findingsComeWithTheirPlaces() throws {
        var scenario: eco_scenario = 0
        let overrides = ["no_such_block.value=3", "year=soon"]
        let status = CallingC.withTexts(overrides) {
            eco_open(CallingC.twoCounties, $0, 2, nil, nil, 1, &scenario)
        }
        #expect(status == ECO_INPUT && scenario == 0)
        let findings =
            try JSONReader.read(Array(CallingC.lastError.utf8), file: "error")["diagnostics"]?.elements ?? []
        #expect(findings.compactMap { $0["file"]?.stringValue } == ["--set", "--set"])
        #expect(eco_open(CallingC.twoCounties, nil, 0, "compensatoin", nil, 1, &scenario) == ECO_CALL)
        #expect(CallingC.lastError.contains("compensation"))
    }

    /// A library without rasters says so, and how to give it their sums.
    @Test func rastersAreAskedFor() throws {
        var scenario: eco_scenario = 0
        #expect(eco_open(CallingC.twoCounties, nil, 0, "accounts", nil, 1, &scenario) == ECO_INPUT)
        #expect(CallingC.lastError.contains("ecocomp geodata"))
        #expect(eco_open(CallingC.twoCounties, nil, 0, "accounts", "/nowhere", 1, &scenario) == ECO_INPUT)
        #expect(CallingC.lastError.contains("missing_file"))
    }
}
