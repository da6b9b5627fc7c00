import CEcoComp
import Testing

@testable import EcoC

/// A batch over the standard of the reference scenario, as a caller would set it up.
final class TestBatch {
    static let path = "compensation.schemes.yearly_change.money_per_point"

    let scenario: eco_scenario
    var numbers: [Double]
    var values: [Double]
    var statuses: [Int32]
    private let count: Int

    init(_ scenario: eco_scenario, runs: Int) {
        self.scenario = scenario
        numbers = (0..<runs).map { 20 + Double($0) }
        count = Int(eco_figure_count(scenario))
        values = [Double](repeating: 0, count: runs * count)
        statuses = [Int32](repeating: -1, count: runs)
    }

    func call(_ body: (inout eco_batch) -> Void) {
        let count = statuses.count
        CallingC.withTexts([Self.path]) { paths in
            CallingC.withTexts(["万元"]) { units in
                numbers.withUnsafeBufferPointer { numbers in
                    values.withUnsafeMutableBufferPointer { values in
                        statuses.withUnsafeMutableBufferPointer { statuses in
                            var batch = eco_batch()
                            batch.size = Int64(MemoryLayout<eco_batch>.size)
                            batch.run_count = Int64(count)
                            batch.path_count = 1
                            batch.paths = paths
                            batch.units = units
                            batch.numbers = numbers.baseAddress
                            batch.values = values.baseAddress
                            batch.value_count = Int64(values.count)
                            batch.statuses = statuses.baseAddress
                            batch.threads = 2
                            body(&batch)
                        }
                    }
                }
            }
        }
    }

    func value(_ run: Int, _ figure: Int) -> Double { values[run * count + figure] }
}

@Suite struct BatchTests {
    /// 5 points at 20, 21, ... of 10,000 yuan, beside 3,600,000 yuan of the monthly fines.
    @Test(arguments: [1, 2, 5] as [Int64]) func everyRunHasItsRow(threads: Int64) throws {
        let open = try CallingC.open()
        defer { eco_close(open) }
        let figure = try place(of: "payments.140122.net_yuan", in: open)
        let batch = TestBatch(open, runs: 40)
        batch.call { call in
            call.threads = threads
            #expect(eco_run_many(open, &call) == ECO_OK)
        }
        for run in 0..<40 {
            #expect(batch.value(run, figure) == 3_600_000 + 50_000 * Double(20 + run))
        }
        #expect(batch.statuses.allSatisfy { $0 == ECO_OK })
    }

    @Test func chosenFiguresComeInTheirOrder() throws {
        let open = try CallingC.open()
        defer { eco_close(open) }
        let wanted = try ["payments.140981.net_yuan", "payments.140122.net_yuan"].map {
            Int64(try place(of: $0, in: open))
        }
        let batch = TestBatch(open, runs: 2)
        batch.call { call in
            wanted.withUnsafeBufferPointer { wanted in
                call.figures = wanted.baseAddress
                call.figure_count = 2
                call.value_count = 4
                #expect(eco_run_many(open, &call) == ECO_OK)
            }
        }
        // 4,500,000 and 3 points at 20 and at 21 from East; 3,600,000 and 5 points to West.
        #expect(Array(batch.values.prefix(4)) == [-5_100_000, 4_600_000, -5_130_000, 4_650_000])
    }

    @Test func failedRunsAreToldAndTheRestGoesOn() throws {
        let open = try CallingC.open()
        defer { eco_close(open) }
        let batch = TestBatch(open, runs: 5)
        batch.numbers[1] = .nan
        batch.numbers[3] = -4
        var failed: [Int64: String] = [:]
        batch.call { call in
            withUnsafeMutablePointer(to: &failed) { failed in
                call.context = UnsafeMutableRawPointer(failed)
                call.failure = { context, run, status, text in
                    guard status == ECO_INPUT, let text else { return }
                    context?.assumingMemoryBound(to: [Int64: String].self).pointee[run] = String(
                        cString: text)
                }
                #expect(eco_run_many(open, &call) == ECO_OK)
            }
        }
        #expect(batch.statuses == [ECO_OK, ECO_INPUT, ECO_OK, ECO_INPUT, ECO_OK])
        #expect(failed.keys.sorted() == [1, 3])
        #expect(failed.values.allSatisfy { $0.contains("money_per_point") })
        #expect(batch.value(1, 0).isNaN && batch.value(3, 0).isNaN && !batch.value(4, 0).isNaN)
    }

    @Test func theCallerMayStopIt() throws {
        let open = try CallingC.open()
        defer { eco_close(open) }
        let batch = TestBatch(open, runs: 100_000)
        batch.call { call in
            call.progress = { _, _, _, _ in 1 }
            #expect(eco_run_many(open, &call) == ECO_CANCELLED)
        }
        let reached = batch.statuses.count { $0 == ECO_OK }
        #expect(reached > 0 && reached < 100_000)
        #expect(batch.statuses.allSatisfy { $0 == ECO_OK || $0 == ECO_CANCELLED })
        #expect(batch.value(99_999, 0).isNaN)
    }

    @Test func noRunsAreNoFault() throws {
        let open = try CallingC.open()
        defer { eco_close(open) }
        TestBatch(open, runs: 0).call { #expect(eco_run_many(open, &$0) == ECO_OK) }
    }

    private func place(of figure: String, in scenario: eco_scenario) throws -> Int {
        let open = try OpenScenarios.find(scenario)
        return try #require(open.scenario.figures.firstIndex { $0.id == figure })
    }
}
