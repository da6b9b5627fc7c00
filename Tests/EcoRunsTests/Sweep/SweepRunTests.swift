import EcoParameters
import EcoSampling
import EcoScenarios
import Synchronization
import Testing

@testable import EcoRuns

/// Counts the runs, and stops after some of them.
final class CountingObserver: SweepObserver {
    private let count = Mutex(0)
    private let limit: Int

    init(stopAfter limit: Int = .max) { self.limit = limit }

    var done: Int { count.withLock { $0 } }
    func begins(runs: Int, done: Int) {}
    func advances() { count.withLock { $0 += 1 } }
    var mustStop: Bool { done >= limit }
}

@Suite struct SweepRunTests {
    let temporary = TemporaryFolder()
    private let scenario = "\(CheckoutScenarios.folder)/reference/two_counties"
    private static let carbonPrice = "accounts.indicators.carbon_fixation.carbon_price.amount"
    private static let moneyPerPoint = "compensation.schemes.yearly_change.money_per_point"

    private func setup(_ text: String, _ overrides: [String] = []) throws -> SweepSetup {
        let file = "\(temporary.path)/sweep.yaml"
        try WholeFile.write(text, to: file)
        return try SweepSetup(
            path: scenario, overrides: overrides, SweepLoader.load(file: file),
            geodata: CheckoutScenarios.geodata, settings: RunSettings())
    }

    private func run(_ setup: SweepSetup, _ name: String, jobs: Int = 1) throws -> String {
        let folder = "\(temporary.path)/\(name)"
        let end = try Sweep(setup, overrides: [], folder: folder).run(
            jobs: jobs, observer: CountingObserver())
        #expect(end == .done)
        return folder
    }

    private func rows(_ path: String) throws -> [[String: String]] {
        let text = try #require(WholeFile.text(path))
        let lines = text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        return lines.dropFirst().map { line in
            Dictionary(zip(lines[0], line).map { (String($0), String($1)) }, uniquingKeysWith: { $1 })
        }
    }

    private func contents(_ folder: String) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: RunFolder.names(in: folder).filter { $0 != ".lock" }
                .map { ($0, WholeFile.text("\(folder)/\($0)") ?? "") })
    }

    private static let drawn = """
        sample: lhs
        n: 40
        seed: 7
        vary:
          - {path: \(carbonPrice), name: carbon_price, unit: CNY/t, distribution: uniform, low: 20, high: 80}
          - {path: \(moneyPerPoint), name: point, unit: 万元, distribution: triangular, low: 10, mode: 20, high: 40}
        """

    @Test func everyTableStandsInTheFolder() throws {
        let folder = try run(setup(Self.drawn + "\ntables: [accounts]"), "s1")
        let names = RunFolder.names(in: folder).filter { !$0.hasPrefix(".") }
        #expect(
            names == [
                "accounts.csv", "figures.csv", "manifest.json", "quantiles.csv", "results.csv",
                "scenario.resolved.yaml", "sweep.resolved.yaml", "tornado.csv",
            ])
        let results = try rows("\(folder)/results.csv")
        #expect(results.map { $0["run"] } == (1...40).map { "\($0)" })
        for row in results {
            let price = try #require(row["carbon_price"].flatMap(Double.init))
            #expect((20...80).contains(price))
            #expect(row["status"] == "ok" && row["gep.value_yuan"].flatMap(Double.init) != nil)
        }
        // The heading has the number of the run in front; every run has as many rows as a run of its own.
        let accounts = try rows("\(folder)/accounts.csv")
        #expect(Set(accounts.map { $0["run"] }).count == 40)
        #expect(accounts.count % 40 == 0)
        #expect(!RunFolder.exists("\(folder)/.parts"))
    }

    /// The mean of a figure that is linear in an even variable lies at the middle, and its deviation is that of
    /// an even distribution: carbon at 50 CNY/t on average, 60 / sqrt(12) apart.
    @Test func quantilesAreThoseOfTheValues() throws {
        let folder = try run(setup(Self.drawn), "s2")
        let quantiles = try rows("\(folder)/quantiles.csv")
        let row = try #require(quantiles.first { $0["figure"] == "gep.carbon_fixation.value_yuan" })
        let mean = try #require(row["mean"].flatMap(Double.init))
        let prepared = try PreparedScenario(path: scenario, geodata: CheckoutScenarios.geodata)
        let position = try #require(prepared.figures.firstIndex { $0.id == "gep.carbon_fixation.value_yuan" })
        let present = prepared.presentValues[position]
        #expect(abs(mean / present - 1) < 0.01)
        let deviation = try #require(row["standard_deviation"].flatMap(Double.init))
        #expect(abs(deviation / present - 60 / 12.0.squareRoot() / 50) < 0.02)
        #expect(row["runs"] == "40")
        // One value at a time: the 5th and the 95th percentile of 20 to 80 are 23 and 77.
        let bar = try #require(
            try rows("\(folder)/tornado.csv").first {
                $0["figure"] == "gep.carbon_fixation.value_yuan" && $0["variation"] == "carbon_price"
            })
        let low = try #require(bar["low"].flatMap(Double.init))
        let high = try #require(bar["high"].flatMap(Double.init))
        #expect(abs(low / present - 23.0 / 50) < 1e-9 && abs(high / present - 77.0 / 50) < 1e-9)
        #expect(abs((bar["low_value"].flatMap(Double.init) ?? 0) - 23) < 1e-9)
    }

    /// Statistics from results that are read again for every pass are those of results in memory.
    @Test(arguments: [
        "sample: lhs\nn: 40", "sample: sobol\nn: 8\nsecond_order: true", "sample: morris\nn: 6",
    ])
    func bytesDoNotDependOnWhatIsHeld(_ plan: String) throws {
        let setup = try setup(Self.drawn.replacing("sample: lhs\nn: 40", with: plan))
        let whole = contents(try run(setup, "whole"))
        var sweep = Sweep(setup, overrides: [], folder: "\(temporary.path)/read_again")
        sweep.largestHeld = 0
        #expect(try sweep.run(jobs: 2, observer: CountingObserver()) == .done)
        #expect(contents("\(temporary.path)/read_again") == whole)
        #expect(whole.keys.contains("tornado.csv"))
    }

    @Test func bytesDoNotDependOnThreadsOrInterruptions() throws {
        let setup = try setup(Self.drawn)
        let whole = contents(try run(setup, "whole"))
        #expect(contents(try run(setup, "two", jobs: 2)) == whole)
        let folder = "\(temporary.path)/pieces"
        for limit in [1, 3, 7, 11] {
            let end = try Sweep(setup, overrides: [], folder: folder)
                .run(jobs: 2, observer: CountingObserver(stopAfter: limit))
            guard case .interrupted(let kept) = end else {
                Issue.record("not interrupted")
                continue
            }
            #expect(kept >= limit)
        }
        #expect(contents(try run(setup, "pieces")) == whole)
    }

    /// A finished sweep is not computed again.
    @Test func aFinishedSweepStaysAsItIs() throws {
        let setup = try setup(Self.drawn)
        let folder = try run(setup, "again")
        let observer = CountingObserver()
        #expect(try Sweep(setup, overrides: [], folder: folder).run(jobs: 1, observer: observer) == .done)
        #expect(observer.done == 0)
    }

    @Test func anotherPlanOrScenarioInTheSameFolderIsRefused() throws {
        let folder = try run(setup(Self.drawn), "taken")
        let changed = Self.drawn.replacing("high: 80", with: "high: 90")
        for other in [try setup(changed), try setup(Self.drawn, ["year=2020"])] {
            #expect {
                _ = try Sweep(other, overrides: [], folder: folder).run(jobs: 1, observer: CountingObserver())
            } throws: { error in
                guard case RunFailure.input(let findings) = error, let finding = findings.first else {
                    return false
                }
                return finding.code == "sweep_changed" && (finding.location?.line ?? 0) > 1
                    && finding.location?.file.hasPrefix(folder) == true
            }
        }
    }

    /// The second value has no plan: the run is recorded with what is wrong, and the others go on.
    @Test func aRunThatFailsIsRecordedAndTheOthersGoOn() throws {
        let text = """
            vary:
              - {path: quota.receptors, values: [quota_receptors.csv]}
              - {path: accounts.price_year, values: [2019, 2020, 2019]}
            sample: grid
            """
        let setup = try setup(text)
        let folder = try run(setup, "failing")
        let results = try rows("\(folder)/results.csv")
        #expect(results.map { $0["status"] } == ["ok", "failed", "ok"])
        #expect(results[1]["gep.value_yuan"] == "")
        let failures = try rows("\(folder)/failures.csv")
        #expect(failures.contains { $0["run"] == "2" && $0["severity"] == "error" && $0["code"] != "" })
        #expect(WholeFile.text("\(folder)/manifest.json")?.contains("\"failed\": 1") == true)
    }

    @Test func whatIsWrongIsToldBeforeAnythingIsComputed() throws {
        func findings(_ text: String) throws -> [Diagnostic] {
            do { _ = try setup(text) } catch let failure as RunFailure { return failure.diagnostics }
            return []
        }
        let unknown = try findings(
            "vary:\n  - {path: quota.penaltyy, values: [1]}\n  - {path: year, values: [x]}")
        #expect(unknown.map(\.code) == ["unknown_path", "wrong_type"])
        #expect(unknown.map { $0.location?.line } == [2, 3])
        #expect(unknown.allSatisfy { $0.location?.file.hasSuffix("sweep.yaml") == true })
        let outside = try findings(
            "sample: random\nn: 20\nvary: [{path: \(Self.carbonPrice), unit: CNY/t, distribution: normal, "
                + "mean: 5, standard_deviation: 10}]")
        #expect(outside.map(\.code) == ["out_of_range"])
        let figure = try findings("vary: [{path: year, values: [2019]}]\nfigures: [gep.valu_yuan]")
        #expect(figure.map(\.code) == ["unknown_id"])
        let table = try findings("vary: [{path: year, values: [2019]}]\ntables: [account]")
        #expect(table.map(\.code) == ["unknown_id"])
        let variant = try findings("vary: [{path: year, values: [2019]}]\nscenarios: [{id: a, set: [b=1]}]")
        #expect(variant.map(\.code) == ["unknown_path"])
    }

    /// Every variant meets the same draws.
    @Test func variantsComparePairwise() throws {
        let text =
            Self.drawn + "\nscenarios:\n  - {id: as_it_is}\n"
            + "  - {id: dear, set: [\"quota.shortfall_penalty=300000 CNY/t\"]}\n"
        let results = try rows(try run(setup(text), "pairs") + "/results.csv")
        #expect(results.count == 80)
        for row in 0..<40 {
            #expect(results[row]["carbon_price"] == results[row + 40]["carbon_price"])
            #expect(results[row]["variant"] == "as_it_is" && results[row + 40]["variant"] == "dear")
            #expect(results[row]["gep.value_yuan"] == results[row + 40]["gep.value_yuan"])
        }
    }

    /// Spearman's rank correlation of 400 draws of a plan that asks for 0.8.
    @Test func correlationIsReached() throws {
        let text =
            Self.drawn.replacing("n: 40", with: "n: 400")
            + "\ncorrelation: [{between: [carbon_price, point], value: 0.8}]"
        let plan = SweepPlan(
            try { () throws -> SweepParameters in
                let file = "\(temporary.path)/c.yaml"
                try WholeFile.write(text, to: file)
                return try SweepLoader.load(file: file).root
            }())
        let points = (0..<plan.designCount).map(plan.point)
        func ranks(_ axis: Int) -> [Double] {
            let order = points.indices.sorted { points[$0][axis] < points[$1][axis] }
            var ranks = [Double](repeating: 0, count: order.count)
            for (rank, row) in order.enumerated() { ranks[row] = Double(rank) }
            return ranks
        }
        let (x, y) = (ranks(0), ranks(1))
        let squares = zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        let count = Double(x.count)
        #expect(abs(1 - 6 * squares / (count * (count * count - 1)) - 0.8) < 0.05)
    }

    /// The same results.csv analysed by SALib 1.6:
    /// `sobol.analyze({"num_vars": 2, ...}, Y, calc_second_order=False)` with Y the column gep.value_yuan.
    @Test func sobolIndicesAreThoseOfSALib() throws {
        let text = """
            sample: sobol
            n: 8
            seed: 1
            vary:
              - {path: \(Self.carbonPrice), name: carbon, unit: CNY/t, distribution: uniform, low: 20, high: 80}
              - path: accounts.indicators.water_retention.reservoir_cost.amount
                name: reservoir
                unit: CNY/m3
                distribution: uniform
                low: 4
                high: 6
            """
        let rows = try rows(try run(setup(text), "sobol") + "/indices.csv")
        let expected = [
            ("carbon", -0.04296634915439946, 0.013725955538223181),
            ("reservoir", 1.1225886126217584, 1.2126496660256394),
        ]
        for (name, first, total) in expected {
            let row = try #require(
                rows.first { $0["figure"] == "gep.value_yuan" && $0["variation"] == name })
            #expect(abs((row["first_order"].flatMap(Double.init) ?? .nan) - first) < 1e-9)
            #expect(abs((row["total"].flatMap(Double.init) ?? .nan) - total) < 1e-9)
        }
    }

    @Test func patternsMatchAsPeopleExpect() {
        #expect(SweepFigures.matches("gep.140122.value_yuan", "gep.*.value_yuan"))
        #expect(SweepFigures.matches("gep.value_yuan", "*"))
        #expect(SweepFigures.matches("gep.value_yuan", "gep.value_yuan"))
        #expect(!SweepFigures.matches("gep.value_yuan", "gep.*.value_yuan"))
        #expect(!SweepFigures.matches("quota.cost_yuan", "gep*"))
    }

    @Test func rowsOfATableKeepLineEndsInTheirCells() {
        let text = "a,b\n1,\"x\ny\"\n2,z\n"
        #expect(SweepTables.rows(of: text, run: "7") == "7,1,\"x\ny\"\n7,2,z\n")
    }
}
