import EcoParameters
import EcoScenarios
import Testing

@testable import EcoRuns

/// Runs of a sweep whose markets are solved from plan and prices of the scenario as it stands.
@Suite struct FollowedMarketTests {
    let temporary = TemporaryFolder()

    /// Each needs 10 t. One abates at 100 yuan/t and sells 10 t to the other, whose own measure costs 1,000.
    private func writeScenario(_ more: String = "") throws {
        try TwoCountyMarket.write(
            [
                "measures.csv": TwoCountyMarket.measures((100, 30), (1000, 30)),
                "scenario.yaml": """
                name: pair
                title: {en: Two counties, zh: 两县}
                year: 2024
                regions: {table: regions.csv}
                quota:
                  sources: sources.csv
                  measures: measures.csv
                  floor_price: {so2: 200 CNY/t}
                  fee_rate: 0
                \(more)
                """,
            ], to: temporary.path)
    }

    private func setup(_ plan: String) throws -> SweepSetup {
        try WholeFile.write(plan, to: "\(temporary.path)/sweep.yaml")
        return try SweepSetup(
            path: temporary.path, overrides: [], SweepLoader.load(file: "\(temporary.path)/sweep.yaml"),
            geodata: CheckoutScenarios.geodata, settings: RunSettings())
    }

    private func results(_ setup: SweepSetup, _ name: String, jobs: Int = 1) throws -> String {
        let folder = "\(temporary.path)/\(name)"
        let end = try Sweep(setup, overrides: [], folder: folder).run(
            jobs: jobs, observer: CountingObserver())
        #expect(end == .done)
        return try #require(WholeFile.text("\(folder)/results.csv"))
    }

    private static let fees = """
        figures: ["quota.*"]
        vary:
          - {path: quota.fee_rate, values: [0, 0.01, 0.05, 1]}
        """

    /// 20 t at 100 yuan, and 200 yuan times the rate on both sides of a deal of 10 t: 2,000 + 4,000 f.
    @Test(arguments: ["anew", "followed"])
    func costsAreThoseOfTheArithmetic(_ market: String) throws {
        try writeScenario()
        let rows = try results(setup("market: \(market)\n" + Self.fees), market).split(separator: "\n")
        let column = try #require(rows[0].split(separator: ",").firstIndex(of: "quota.cost_yuan"))
        let costs = try rows.dropFirst().map {
            try #require(Double($0.split(separator: ",", omittingEmptySubsequences: false)[column]))
        }
        #expect(costs.count == 4)
        for (cost, fee) in zip(costs, [0, 0.01, 0.05, 1]) {
            #expect(abs(cost - (2000 + 4000 * fee)) < 1e-6, "\(fee)")
        }
    }

    /// Every run begins at the scenario as it stands, so that neither order nor threads matter.
    @Test func bytesDependOnNoOtherRun() throws {
        try writeScenario()
        let plan = "market: followed\n" + Self.fees
        let forwards = try setup(plan)
        let one = try results(forwards, "one")
        #expect(try results(forwards, "two", jobs: 2) == one)
        let backwards = try setup(plan.replacing("[0, 0.01, 0.05, 1]", with: "[1, 0.05, 0.01, 0]"))
        let rows = { (text: String) in
            text.split(separator: "\n").dropFirst().map { String($0.drop { $0 != "," }) }
        }
        #expect(Array(rows(try results(backwards, "backwards")).reversed()) == rows(one))
    }

    /// Limits that cannot be met fail a run that follows as they fail a run by itself.
    @Test func whatHasNoPlanFails() throws {
        try writeScenario()
        let plan = "figures: [\"quota.*\"]\nvary:\n  - {path: quota.shortfall_penalty, values: [50 CNY/t]}\n"
        let anew = try results(setup("market: anew\n" + plan), "anew")
        let followed = try results(setup("market: followed\n" + plan), "followed")
        #expect(followed.contains(",failed,") == anew.contains(",failed,"))
    }

    @Test func whatCannotBeFollowedIsTold() throws {
        func codes(_ plan: String) throws -> [String] {
            do { _ = try setup(plan + Self.fees) } catch let failure as RunFailure {
                #expect(failure.diagnostics.allSatisfy { $0.location?.line == 1 })
                return failure.diagnostics.map(\.code)
            } catch let failure as DiagnosticFailure {
                #expect(failure.diagnostics.allSatisfy { $0.location?.line == 1 })
                return failure.diagnostics.map(\.code)
            }
            return []
        }
        try writeScenario()
        #expect(try codes("market: followed\n").isEmpty)
        #expect(try codes("market: followed\ntables: [quota]\n") == ["conflicting_values"])
        try writeScenario("  solver: interior_point")
        #expect(try codes("market: followed\n") == ["conflicting_values"])
    }
}
