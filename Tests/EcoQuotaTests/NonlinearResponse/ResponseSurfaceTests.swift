import EcoParameters
import Testing

@testable import EcoQuota

/// Response surfaces of the block `responses`, against closed forms.
@Suite("Response surfaces in a market")
struct ResponseSurfaceTests {
    private static let region = "140121"

    /// One county with 100 t of SO2 and NOx, measures of marginal cost 1 x amount, and 0.2 s + 0.1 n + 0.002 s n at the
    /// station.
    private func records(limit: Double) -> QuotaRecords {
        var records = QuotaRecords(
            sources: ["so2", "nox"].map {
                EmissionSource(region: Self.region, pollutant: $0, baseline: 100, quota: 100)
            },
            measures: ["so2", "nox"].map {
                AbatementMeasure(
                    region: Self.region, pollutant: $0, name: "m", cost: 0, slope: 1, maximum: 100)
            }, zones: [ZoneMembership(region: Self.region, zone: "all")], shortfallPenalty: 1e6)
        records.receptors = [Receptor(id: "station", limit: limit + 5, background: 5)]
        records.coefficients = [("so2", 0.2), ("nox", 0.1)].map {
            SourceReceptorCoefficient(
                receptor: "station", region: Self.region, pollutant: $0.0, concentrationPerTonne: $0.1)
        }
        records.responseTerms = [
            ResponseTerm(
                receptor: "station", name: "both", coefficient: 0.002,
                factors: [.init(region: Self.region, pollutant: "so2"), .init(pollutant: "nox")])
        ]
        return records
    }

    private func emitted(_ market: QuotaMarket, _ pollutant: String) -> Double {
        zip(market.problem.sources, market.solution.emitted).first { $0.0.pollutant == pollutant }?.1 ?? 0
    }

    /// 40 = mu (0.2 + 0.002 n), 100 - n = mu (0.1 + 0.12): 0.00044 mu² - 0.4 mu + 40 = 0 at 60 t of SO2.
    @Test func productOfTwoPollutants() throws {
        let price = (0.4 - (0.16 - 4 * 0.00044 * 40).squareRoot()) / 0.00088
        let (so2, nox) = (60.0, 100 - 0.22 * price)
        let limit = 0.2 * so2 + 0.1 * nox + 0.002 * so2 * nox
        let market = try QuotaMarket(solving: QuotaProblem(records(limit: limit)))
        #expect(market.certificate.verdict == .proven, "\(market.certificate)")
        #expect(market.plan.proof.scope == .straightLines && market.plan.proof.rounds > 1)
        #expect(isClose(emitted(market, "so2"), so2, 1e-5) && isClose(emitted(market, "nox"), nox, 1e-5))
        #expect(isClose(market.solution.multipliers.receptor[0], price, 1e-5))
        let cost = (40.0 * 40 + (100 - nox) * (100 - nox)) / 2
        #expect(isClose(market.certificate.primalObjective, cost, 1e-8))
        // The bent response itself keeps the limit, and so tells the station's load before any measure.
        #expect(isClose(market.problem.loads(ofEmissions: market.solution.emitted)[0], limit, 1e-8))
        #expect(isClose(market.problem.loads(ofEmissions: [100, 100])[0], 50, 1e-12))
        // The matrix of the proof is the slope there.
        let slopes = market.problem.sources.indices.map { source in
            market.problem.transfer[0, market.problem.groupOfSource[source]]
        }
        let expected = market.problem.sources.map { $0.pollutant == "so2" ? 0.2 + 0.002 * nox : 0.1 + 0.12 }
        #expect(zip(slopes, expected).allSatisfy { isClose($0, $1, 1e-5) })
    }

    /// Flat steps against a round limit: least 2 a + b with s² + n² <= 100² for s = 100 - a, n = 100 - b. The straight
    /// line touches where (s, n) = 100 (2, 1) / 5^½: 300 - 100 x 5^½ yuan; no step ends there.
    @Test func flatStepsMeetACurve() throws {
        var flat = records(limit: 10_000)
        flat.coefficients = []
        flat.responseTerms = ["so2", "nox"].map {
            ResponseTerm(
                receptor: "station", name: $0, coefficient: 1, factors: [.init(pollutant: $0, power: 2)])
        }
        for (index, cost) in [2.0, 1].enumerated() {
            flat.measures[index].cost = cost
            flat.measures[index].slope = 0
        }
        let market = try QuotaMarket(solving: QuotaProblem(flat))
        #expect(market.certificate.verdict == .proven, "\(market.certificate) \(market.plan.proof)")
        let root = 5.0.squareRoot()
        #expect(isClose(market.certificate.primalObjective, 300 - 100 * root, 1e-7))
        #expect(isClose(emitted(market, "so2"), 200 / root, 1e-3))
    }

    /// As parts of the baseline, with a square, and NOx that lowers it where SO2 is high: 20 (s/100)² + 10 (s/100 - 1)
    /// (n/100 - 1) - only SO2 is worth cutting; at n = 100 the second term is 0: 20 (s/100)² = 12.8, s = 80.
    @Test func partsOfTheBaseline() throws {
        var changed = records(limit: 12.8)
        changed.coefficients = []
        changed.responseTerms = [
            ResponseTerm(
                receptor: "station", name: "square", coefficient: 20,
                factors: [.init(pollutant: "so2", argument: .ratio, power: 2)]),
            ResponseTerm(
                receptor: "station", name: "cross", coefficient: -10,
                factors: [
                    .init(pollutant: "so2", argument: .change), .init(pollutant: "nox", argument: .change),
                ]),
        ]
        // Cutting NOx raises what is saved there by -10 (-0.2)(dn): more cross gain; forbid by its cost.
        changed.measures[1].cost = 1e4
        let market = try QuotaMarket(solving: QuotaProblem(changed))
        #expect(market.certificate.verdict == .proven, "\(market.certificate)")
        #expect(isClose(emitted(market, "so2"), 80, 1e-6) && isClose(emitted(market, "nox"), 100, 1e-6))
        // Slopes of 0.4 x 0.8 for SO2 and -0.1 (-0.2) for NOx.
        let slope = { (pollutant: String) in
            let source = market.problem.sources.firstIndex { $0.pollutant == pollutant } ?? 0
            return market.problem.transfer[0, market.problem.groupOfSource[source]]
        }
        #expect(isClose(slope("so2"), 0.32, 1e-6) && isClose(slope("nox"), 0.02, 1e-6))
    }

    @Test func limitOutOfReach() throws {
        var records = records(limit: 5)
        for index in records.measures.indices { records.measures[index].maximum = 20 }
        let failure = #expect(throws: QuotaMarket.Failure.self) {
            try QuotaMarket(solving: QuotaProblem(records))
        }
        // At 80 t each: 16 + 8 + 12.8 = 36.8 against 5.
        guard case .infeasible(let report)? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(report.conflicts.flatMap(\.limits).contains { isClose($0.missing, 31.8, 1e-5) })
    }

    @Test func whatIsMissingIsTold() {
        var records = records(limit: 30)
        records.responseTerms[0].receptor = "nowhere"
        records.responseTerms[0].factors[0].pollutant = "nh3"
        #expect(
            Set(QuotaValidation(records).findings.map(\.code)) == ["unknown_receptor", "unknown_source"])
        var both = self.records(limit: 30)
        both.uncertainty = AmbientUncertainty(method: .budget, budget: 1)
        both.coefficients[0].deviation = 0.1
        // The method, and the deviation.
        #expect(QuotaValidation(both).findings.map(\.code) == ["conflicting_values", "conflicting_values"])
        let first = QuotaValidation(both).findings.first?.message ?? ""
        #expect(first.contains("budget"))
    }

    /// A table as a planner writes it; the rows of a term agree.
    @Test func termsOfATable() throws {
        let text = """
            receptor,term,coefficient_ug_m3,region,pollutant,argument,power,status
            s,1,0.5,140121,so2,ratio,,assumed
            s,1,0.5,140100,nox,change,2,assumed
            s,2,3,,so2,,,assumed
            s,2,4,,nox,,,assumed

            """
        let table = try QuotaParametersTests.table(text, "r.csv", QuotaTables.Responses.declaration)
        var findings: [Diagnostic] = []
        let terms = QuotaRecords.responseTerms(table, &findings)
        #expect(findings.map(\.code) == ["term_differs"] && findings[0].location?.line == 5)
        #expect(terms.map(\.coefficient) == [0.5, 3] && terms.map(\.factors.count) == [2, 2])
        #expect(terms[0].factors[1].argument == .change && terms[0].factors[1].power == 2)
        #expect(terms[1].factors[0].region.isEmpty && terms[1].factors[0].argument == .tonnes)
    }
}
