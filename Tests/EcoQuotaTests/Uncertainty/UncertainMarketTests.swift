import Testing

@testable import EcoQuota

/// Limits in weather that is not known, against optima by hand.
@Suite("Markets in uncertain weather")
struct UncertainMarketTests {
    /// Two counties of 100 t each with marginal costs 1 x amount and quota for all; one station.
    static func records(
        _ years: [(name: String, a: Double, b: Double)], limit: Double, _ uncertainty: AmbientUncertainty?,
        deviations: [Double] = [0, 0]
    ) -> QuotaRecords {
        var records = TextbookTests.records(slopes: [1, 1], baseline: 100, quota: 100)
        records.receptors = [Receptor(id: "station", limit: limit)]
        let regions = records.sources.map(\.region)
        for year in years {
            for (index, value) in [year.a, year.b].enumerated() {
                records.coefficients.append(
                    SourceReceptorCoefficient(
                        receptor: "station", region: regions[index], pollutant: "so2",
                        concentrationPerTonne: value, weather: year.name, deviation: deviations[index]))
            }
        }
        records.uncertainty = uncertainty
        return records
    }

    static func solved(_ records: QuotaRecords) throws -> QuotaMarket {
        let market = try QuotaMarket(solving: QuotaProblem(records))
        #expect(market.certificate.verdict == .proven, "\(market.certificate)")
        return market
    }

    private let cost = { (market: QuotaMarket) in market.certificate.primalObjective }

    /// Loads 1.0 a + 0.2 b and 0.2 a + 1.0 b, 90 of 120 allowed: by symmetry 75 t each, 625 yuan. Prices of both years
    /// are alike: 25 = 1.2 mu / 2 each, so mu = 125/3 for the station, whose coefficients are then the mean 0.6.
    @Test func everyYearHolds() throws {
        let years = [("2019", 1.0, 0.2), ("2020", 0.2, 1.0)]
        let market = try Self.solved(
            Self.records(years, limit: 90, AmbientUncertainty(method: .everyYear)))
        #expect(isClose(cost(market), 625, 1e-8))
        #expect(market.solution.emitted.allSatisfy { isClose($0, 75, 1e-7) })
        #expect(isClose(market.solution.multipliers.receptor[0], 125.0 / 3, 1e-5))
        #expect((0..<2).allSatisfy { isClose(market.problem.transfer[0, $0], 0.6, 1e-5) })
        #expect(isClose(market.problem.loads(ofEmissions: market.solution.emitted)[0], 90, 1e-8))
        // The station stands for its worst year before any trade as well.
        #expect(market.problem.loads(ofEmissions: [100, 50])[0] == 110)
        #expect(market.plan.proof.scope == .convexLimits)
    }

    /// Loads 1.2 e, 0.8 e, 0.7 e of one county in three years alike, limit 80. The worst third alone is the worst year:
    /// e <= 66.67. The worst two thirds: mean load 1.0 e, e = 80, 20²/2 = 200 yuan.
    @Test func worstYearsOnAverage() throws {
        let years = [("2018", 1.2, 0.0), ("2019", 0.8, 0), ("2020", 0.7, 0)]
        let market = { (share: Double) in
            try Self.solved(
                Self.records(years, limit: 80, AmbientUncertainty(method: .worstYearsMean, share: share)))
        }
        #expect(isClose(cost(try market(1.0 / 3)), 200, 1e-8))
        let third = 100 - 80 / 1.2
        #expect(isClose(cost(try market(2.0 / 3)), third * third / 2, 1e-8))
        #expect(isClose(cost(try market(1)), third * third / 2, 1e-8))
    }

    /// In two of three years alike. Loads of a: 1.2, 0.8, 0.7; of b: 0.1, 0.9, 0.2. Limit 100. By hand each pair of years
    /// is a least-squares problem; the cheapest pair is that of the answer.
    @Test(arguments: [false, true]) func shareOfYears(isJoint: Bool) throws {
        let years = [("2018", 1.2, 0.1), ("2019", 0.8, 0.9), ("2020", 0.7, 0.2)]
        let terms = AmbientUncertainty(method: .shareOfYears, share: 0.6, isJoint: isJoint)
        let market = try Self.solved(Self.records(years, limit: 100, terms))
        var pairs: [Double] = []
        for spared in years.indices {
            var held = years
            held.remove(at: spared)
            pairs.append(
                cost(try Self.solved(Self.records(held, limit: 100, AmbientUncertainty(method: .everyYear)))))
        }
        // Sparing 2019 leaves 1.2 a + 0.1 b <= 100 from 130: 30² / (2 x 1.45); sparing 2018 70² / (2 x 1.45).
        #expect(isClose(pairs[1], 900 / 2.9, 1e-8) && isClose(pairs[0], 4900 / 2.9, 1e-8))
        #expect(isClose(cost(market), pairs.min() ?? 0, 1e-8))
        #expect(market.plan.proof.scope == .shareOfYears && market.plan.proof.cases >= 2)
        // The bound of all cases, not that of the years chosen.
        #expect(market.certificate.dualBound <= cost(market) + 1e-9 * cost(market))
        #expect(market.certificate.dualBound >= cost(market) * (1 - 1e-9))
        let load = market.problem.loads(ofEmissions: market.solution.emitted)[0]
        #expect(isClose(load, 100, 1e-8))
    }

    /// Two stations that each may spare one of two years choose different ones by themselves, one year together.
    @Test func stationsSpareTheirOwnYears() throws {
        func market(isJoint: Bool) throws -> QuotaMarket {
            var records = TextbookTests.records(slopes: [1, 1], baseline: 100, quota: 100)
            records.receptors = [Receptor(id: "east", limit: 80), Receptor(id: "west", limit: 80)]
            // East is hit by its county in 2019, west by its own in 2020; else 0.5.
            for (station, region, bad) in [("east", 0, "2019"), ("west", 1, "2020")] {
                for year in ["2019", "2020"] {
                    records.coefficients.append(
                        SourceReceptorCoefficient(
                            receptor: station, region: records.sources[region].region, pollutant: "so2",
                            concentrationPerTonne: year == bad ? 1 : 0.5, weather: year))
                }
            }
            records.uncertainty = AmbientUncertainty(method: .shareOfYears, share: 0.5, isJoint: isJoint)
            return try Self.solved(records)
        }
        #expect(abs(cost(try market(isJoint: false))) < 1e-6)
        #expect(isClose(cost(try market(isJoint: true)), 200, 1e-8))
    }

    /// Weights of years: of three, 2018 alone weighs a half, so a share of 0.6 cannot spare it.
    @Test func weightsOfYears() throws {
        let years = [("2018", 1.0, 0.0), ("2019", 0.5, 0), ("2020", 0.4, 0)]
        var terms = AmbientUncertainty(method: .shareOfYears, share: 0.6)
        #expect(abs(cost(try Self.solved(Self.records(years, limit: 60, terms)))) < 1e-6)
        terms.weights = ["2018": 2]
        #expect(isClose(cost(try Self.solved(Self.records(years, limit: 60, terms))), 800, 1e-8))
    }

    /// a + b + z (0.3² a² + 0.4² b²)^½ <= 150 with z = 1.644853626951472 (95 %). At the answer 100 - e = mu times the
    /// slope of the left side, for both, which with the limit is three equations in e and mu.
    @Test func normalWithOwnErrors() throws {
        let terms = AmbientUncertainty(method: .normal, share: 0.95)
        let market = try Self.solved(
            Self.records([("", 1, 1)], limit: 150, terms, deviations: [0.3, 0.4]))
        let (a, b) = (market.solution.emitted[0], market.solution.emitted[1])
        let z = 1.644853626951472
        let spread = (0.09 * a * a + 0.16 * b * b).squareRoot()
        #expect(isClose(a + b + z * spread, 150, 1e-8))
        let slopes = [1 + z * 0.09 * a / spread, 1 + z * 0.16 * b / spread]
        #expect(isClose((100 - a) / slopes[0], (100 - b) / slopes[1], 1e-4))
        #expect(isClose(market.solution.multipliers.receptor[0], (100 - a) / slopes[0], 1e-4))
        // No other plan on the limit is cheaper.
        for step in 0...500 {
            let other = Double(step) / 5
            var (low, high) = (0.0, 150.0)
            for _ in 0..<60 {
                let middle = (low + high) / 2
                let load = other + middle + z * (0.09 * other * other + 0.16 * middle * middle).squareRoot()
                if load > 150 { high = middle } else { low = middle }
            }
            let cut = (100 - other) * (100 - other) / 2 + max(0, 100 - low) * max(0, 100 - low) / 2
            #expect(cut >= cost(market) * (1 - 1e-9))
        }
    }

    /// Between years that move together: loads 1.1 e and 0.9 e, mean e, standard deviation 0.1 x 2^½ e (over n - 1).
    @Test func normalBetweenYears() throws {
        let terms = AmbientUncertainty(method: .normal, share: 0.95)
        let market = try Self.solved(
            Self.records([("2019", 1.1, 0), ("2020", 0.9, 0)], limit: 90, terms))
        let most = 90 / (1 + 1.644853626951472 * 0.02.squareRoot())
        #expect(isClose(market.solution.emitted[0], most, 1e-8))
        #expect(isClose(cost(market), (100 - most) * (100 - most) / 2, 1e-7))
        #expect(abs(NormalQuantile.of(0.5)) < 1e-15)
        #expect(isClose(NormalQuantile.of(0.975), 1.959963984540054, 1e-14))
    }

    /// a + b + the larger of 0.3 a and 0.4 b <= 160: 1.5 of both rises: + 0.3 a + 0.2 b where 0.3 a >= 0.4 b, else
    /// + 0.15 a + 0.4 b. The limits of all choices are a linear programme, solved here with all of them at once.
    @Test(arguments: [0.0, 1, 1.5, 2]) func budgetOfRises(budget: Double) throws {
        let terms = AmbientUncertainty(method: .budget, budget: budget)
        let market = try Self.solved(
            Self.records([("", 1, 1)], limit: 160, terms, deviations: [0.3, 0.4]))
        let (first, second) = (min(1, budget), max(0, min(1, budget - 1)))
        var every = TextbookTests.records(slopes: [1, 1], baseline: 100, quota: 100)
        TextbookTests.add(
            [[1 + first * 0.3, 1 + second * 0.4], [1 + second * 0.3, 1 + first * 0.4]], limits: [160, 160],
            to: &every)
        #expect(isClose(cost(market), try Solved(every).cost, 1e-8))
    }

    /// A county whose indicator is twice the other's emits as much, so Gini is 1/6; the cheapest cut of 50 t would be
    /// all in the large one. With the present Gini as a limit the emissions stay 1 : 1.
    @Test func giniStaysAsItIs() throws {
        let regions = [TwoCounties.a, TwoCounties.b]
        var records = QuotaRecords(
            sources: regions.map {
                EmissionSource(region: $0, pollutant: "so2", baseline: 100, quota: 75)
            },
            measures: zip(regions, [1.0, 4]).map {
                AbatementMeasure(
                    region: $0, pollutant: "so2", name: "measure", cost: 0, slope: $1, maximum: 100)
            }, zones: regions.map { ZoneMembership(region: $0, zone: "all") }, shortfallPenalty: 1e6)
        records.regionIndicators = ["population": [regions[0]: 2, regions[1]: 1]]
        let free = try Self.solved(records)
        // 1 x a = 4 x b, a + b = 50: 40 and 10.
        #expect(isClose(cost(free), 40.0 * 40 / 2 + 4 * 10 * 10 / 2, 1e-8))
        let (ruled, effects) = records.applying(
            try rules(["rule": "gini_limit", "indicators": ["population"]]))
        #expect(effects.flatMap(\.findings).isEmpty && isClose(ruled.giniBounds[0].most, 1.0 / 6, 1e-12))
        let market = try Self.solved(ruled)
        #expect(market.solution.emitted.allSatisfy { isClose($0, 75, 1e-7) })
        #expect(isClose(cost(market), 25.0 * 25 / 2 + 4 * 25 * 25 / 2, 1e-7))
        #expect(market.certificate.violations.contains { $0.family == "gini_limit" })
        // A tighter limit turns the order: at 0 emissions lie 2 : 1 on people 2 : 1.
        let (even, _) = records.applying(
            try rules(["rule": "gini_limit", "indicators": ["population"], "at_most": "0"]))
        let shares = try Self.solved(even).solution.emitted
        #expect(isClose(shares[0], 2 * shares[1], 1e-7))
    }

    @Test func whatIsMissingIsTold() {
        func codes(_ records: QuotaRecords) -> Set<String> {
            Set(QuotaValidation(records).findings.map(\.code))
        }
        let years = [("2019", 1.0, 0.2), ("2020", 0.2, 1.0)]
        #expect(codes(Self.records(years, limit: 90, nil)) == ["missing_value"])
        var lacking = Self.records(years, limit: 90, AmbientUncertainty(method: .everyYear))
        lacking.coefficients.removeLast()
        #expect(codes(lacking) == ["weather_incomplete"])
        let whole = [("", 1.0, 1.0)]
        #expect(codes(Self.records(whole, limit: 90, .init(method: .everyYear))) == ["no_weather_years"])
        #expect(codes(Self.records(whole, limit: 90, .init(method: .budget, budget: 1))) == ["no_deviations"])
        let unknown = AmbientUncertainty(method: .everyYear, weights: ["2021": 2])
        #expect(codes(Self.records(years, limit: 90, unknown)) == ["unknown_year"])
        var stages = Self.records(years, limit: 90, AmbientUncertainty(method: .everyYear))
        stages.objective = .lexicographic
        #expect(codes(stages) == ["conflicting_values"])
    }

    /// What no plan reaches is told in words: even without emission limits the other year breaks the limit.
    @Test func limitsOutOfReach() throws {
        var records = Self.records(
            [("2019", 1, 0), ("2020", 0.5, 0)], limit: 20, AmbientUncertainty(method: .everyYear))
        for index in records.measures.indices { records.measures[index].maximum = 60 }
        let failure = #expect(throws: QuotaMarket.Failure.self) {
            try QuotaMarket(solving: QuotaProblem(records))
        }
        guard case .infeasible(let report)? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        // 40 t remain, 40 ug/m3 in 2019 against 20.
        #expect(report.conflicts.flatMap(\.limits).contains { isClose($0.missing, 20, 1e-6) })
    }
}
