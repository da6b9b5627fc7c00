import EcoParameters
import Testing

@testable import EcoQuota

/// Response surfaces of several years of weather, and beside Gini coefficients, against closed forms.
@Suite("Response surfaces in uncertain weather")
struct UncertainSurfaceTests {
    /// 100 t of each pollutant, marginal cost 1 x amount; squares of emissions at the station.
    /// - Parameter squares: coefficient of each year and pollutant; an empty year stands for each.
    private func records(
        limit: Double, _ squares: [(year: String, pollutant: String, coefficient: Double)]
    ) -> QuotaRecords {
        let pollutants = Set(squares.map(\.pollutant)).sorted()
        var records = QuotaRecords(
            sources: pollutants.map {
                EmissionSource(region: "140121", pollutant: $0, baseline: 100, quota: 100)
            },
            measures: pollutants.map {
                AbatementMeasure(region: "140121", pollutant: $0, name: "m", cost: 0, slope: 1, maximum: 100)
            }, zones: [ZoneMembership(region: "140121", zone: "all")], shortfallPenalty: 1e6)
        records.receptors = [Receptor(id: "station", limit: limit)]
        records.responseTerms = squares.map {
            ResponseTerm(
                receptor: "station", name: $0.pollutant, coefficient: $0.coefficient,
                factors: [.init(pollutant: $0.pollutant, power: 2)], weather: $0.year)
        }
        return records
    }

    private func solved(_ records: QuotaRecords, _ method: AmbientUncertainty.Method, _ share: Double = 1)
        throws -> QuotaMarket
    {
        var records = records
        records.uncertainty = AmbientUncertainty(method: method, share: share)
        let market = try QuotaMarket(solving: QuotaProblem(records))
        #expect(market.certificate.verdict == .proven, "\(market.certificate) \(market.plan.proof)")
        #expect(market.plan.proof.scope == .straightLines)
        return market
    }

    private func emitted(_ market: QuotaMarket, _ pollutant: String) -> Double {
        zip(market.problem.sources, market.solution.emitted).first { $0.0.pollutant == pollutant }?.1 ?? 0
    }

    private static let limit = 36.0
    private static let twoYears =
        [("a", "so2", 0.01), ("b", "nox", 36.0 / 6400), ("b", "so2", 0)]
        + [("a", "nox", 0.0)]

    /// 0.01 s² <= 36 in one year and n² 36/6400 <= 36 in the other: 60 and 80 t, 800 + 200 yuan. The years share the price
    /// of the station: 40 = mu_a 0.02 x 60 and 20 = mu_b (72/6400) 80.
    @Test func everyYearHoldsItsOwnSurface() throws {
        let market = try solved(records(limit: Self.limit, Self.twoYears), .everyYear)
        #expect(isClose(emitted(market, "so2"), 60, 1e-6) && isClose(emitted(market, "nox"), 80, 1e-6))
        #expect(isClose(market.certificate.primalObjective, 1000, 1e-8))
        let price: Double = 40 / 1.2 + 20 / 0.9
        #expect(isClose(market.solution.multipliers.receptor[0], price, 1e-5))
        let years = market.problem.receptorYears(market.solution)
        #expect(years.map(\.year) == ["a", "b"])
        #expect(years.allSatisfy { isClose($0.after, 36, 1e-7) })
        #expect(isClose(years[0].before, 100, 1e-12) && isClose(years[1].before, 56.25, 1e-12))
    }

    /// A line in every year beside a square in one: 0.15 s in both, 0.002 s² in one. At 24 the square counts:
    /// 0.15 s + 0.002 s² = 24 at s = (-0.15 + (0.0225 + 0.192)^½) / 0.004.
    @Test func matrixAndSurfaceAdd() throws {
        var both = records(limit: 24, [("a", "so2", 0.002), ("b", "so2", -0.001)])
        both.coefficients = [
            SourceReceptorCoefficient(
                receptor: "station", region: "140121", pollutant: "so2", concentrationPerTonne: 0.15)
        ]
        let market = try solved(both, .everyYear)
        let so2 = (-0.15 + (0.0225 + 0.192).squareRoot()) / 0.004
        #expect(isClose(emitted(market, "so2"), so2, 1e-6))
        #expect(isClose(market.certificate.primalObjective, (100 - so2) * (100 - so2) / 2, 1e-7))
    }

    /// The mean of all years: (0.01 s² + c n²) / 2 with c = 36/6400. With the price mu: s = 100 / (1 + 0.01 mu),
    /// n = 100 / (1 + c mu); mu = 50 sets the limit.
    @Test func meanOfTheYears() throws {
        let (c, mu) = (36.0 / 6400, 50.0)
        let (so2, nox) = (100 / (1 + 0.01 * mu), 100 / (1 + c * mu))
        let limit: Double = (0.01 * so2 * so2 + c * nox * nox) / 2
        let market = try solved(records(limit: limit, Self.twoYears), .worstYearsMean, 0)
        #expect(isClose(emitted(market, "so2"), so2, 1e-5) && isClose(emitted(market, "nox"), nox, 1e-5))
        #expect(isClose(market.solution.multipliers.receptor[0], mu, 1e-4))
    }

    /// Two years of loads l and l/2 with l = 0.01 s²: mean 0.75 l, deviation (n - 1) l / 8^½; z of 0.9 is 1.2815515655446.
    @Test func normalLoads() throws {
        let load = 36.0
        let limit: Double = 0.75 * load + 1.2815515655446004 * load / 8.0.squareRoot()
        let market = try solved(
            records(limit: limit, [("a", "so2", 0.01), ("b", "so2", 0.005)]), .normal, 0.9)
        #expect(isClose(emitted(market, "so2"), 60, 1e-6))
        #expect(isClose(market.certificate.primalObjective, 800, 1e-7))
    }

    /// The station lets the first county emit 60 t; a Gini coefficient of 0 over equal shares keeps the second at as
    /// much: 2 x 40²/2 yuan, and 80 = mu 0.02 x 60.
    @Test func giniCoefficientsBeside() throws {
        var even = records(limit: 36, [("", "so2", 0.01)])
        even.responseTerms[0].factors[0].region = "140121"
        even.sources.append(EmissionSource(region: "140122", pollutant: "so2", baseline: 100, quota: 100))
        even.measures.append(
            AbatementMeasure(
                region: "140122", pollutant: "so2", name: "m", cost: 0, slope: 1, maximum: 100))
        even.zones.append(ZoneMembership(region: "140122", zone: "all"))
        even.giniBounds = [
            GiniBound(
                name: "people",
                parts: ["140121", "140122"].map {
                    .init(selection: Selection(regions: [$0], pollutants: ["so2"]), share: 1)
                }, most: 0)
        ]
        let market = try QuotaMarket(solving: QuotaProblem(even))
        #expect(market.certificate.verdict == .proven, "\(market.certificate) \(market.plan.proof)")
        #expect(market.solution.emitted.allSatisfy { isClose($0, 60, 1e-6) })
        #expect(isClose(market.certificate.primalObjective, 1600, 1e-8))
        #expect(isClose(market.solution.multipliers.receptor[0], 80 / 1.2, 1e-5))
    }

    /// The same term of two years has a coefficient in each.
    @Test func termsOfATableNameTheirYear() throws {
        let text = """
            receptor,term,coefficient_ug_m3,region,pollutant,argument,power,weather,status
            s,1,0.5,,so2,ratio,2,2018,assumed
            s,1,0.7,,so2,ratio,2,2019,assumed
            s,2,3,,nox,ratio,,,assumed

            """
        let table = try QuotaParametersTests.table(text, "r.csv", QuotaTables.Responses.declaration)
        var findings: [Diagnostic] = []
        let terms = QuotaRecords.responseTerms(table, &findings)
        #expect(findings.isEmpty && terms.map(\.weather) == ["2018", "2019", ""])
        #expect(terms.map(\.coefficient) == [0.5, 0.7, 3])
    }

    @Test func whatDoesNotGoTogetherIsTold() {
        var records = records(limit: 36, Self.twoYears)
        records.uncertainty = AmbientUncertainty(method: .shareOfYears, share: 0.5)
        #expect(QuotaValidation(records).findings.map(\.code) == ["conflicting_values"])
        records.uncertainty = AmbientUncertainty(method: .everyYear)
        #expect(QuotaValidation(records).findings.isEmpty)
        records.coefficients = [
            SourceReceptorCoefficient(
                receptor: "station", region: "140121", pollutant: "so2", concentrationPerTonne: 0.1,
                weather: "c")
        ]
        // The matrix has only one of three years, the terms two.
        #expect(Set(QuotaValidation(records).findings.map(\.code)) == ["weather_incomplete"])
        records.uncertainty = nil
        #expect(QuotaValidation(records).findings.contains { $0.code == "missing_value" })
    }
}
