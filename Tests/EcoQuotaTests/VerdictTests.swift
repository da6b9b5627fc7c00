import EcoParameters
import EcoQuota
import EcoUnits
import Testing

@Suite("Limits out of reach and bad input")
struct VerdictTests {
    /// T = (0.5, 0.3, 0.2), 100 t each, measures of 30, 20 and 10 t: 0.5 x 70 + 0.3 x 80 + 0.2 x 90 = 77
    /// against 70. The missing 7 ug/m3 are 14 t where a tonne weighs 0.5.
    func outOfReach(limit: Double) -> QuotaRecords {
        var records = TextbookTests.records(slopes: [1, 1, 1], baseline: 100, quota: 100)
        for (index, maximum) in [30.0, 20, 10].enumerated() { records.measures[index].maximum = maximum }
        TextbookTests.add([[0.5, 0.3, 0.2]], limits: [limit], to: &records)
        return records
    }

    @Test func receptorOutOfReach() throws {
        let problem = try QuotaProblem(outOfReach(limit: 70))
        let station = try #require(Infeasibility(problem)?.stations.first)
        #expect(abs(station.lowestLoad - 77) < 1e-12 && abs(station.missing - 7) < 1e-12)
        #expect(abs((station.missingTonnes ?? 0) - 14) < 1e-12)
        #expect(station.contributions.map(\.region) == ["140100", "140101", "140102"])
        #expect(throws: QuotaMarket.Failure.self) { try QuotaMarket(solving: problem) }
        let text = try #require(Infeasibility(problem)?.diagnostics.first?.description)
        #expect(
            text
                == "error: limit_ug_m3: receptor r0: with every measure in full use the sources add "
                + "77 ug/m3 where 70 are allowed (missing 7 ug/m3, at least 14 t); from 140100 so2 70 t (35), "
                + "140101 so2 80 t (24), 140102 so2 90 t (18)\n"
                + "  hint: raise the limit by 7 ug/m3, or add measures in these regions")
    }

    /// At the limit itself, and a billionth above it, every measure is in full use: 450 + 200 + 50.
    @Test(arguments: [1, 1 + 1e-9, 1 + 1e-6])
    func justAttainable(_ slack: Double) throws {
        let market = try QuotaMarket(solving: QuotaProblem(outOfReach(limit: 77 * slack)))
        #expect(abs(market.certificate.primalObjective - 700) < 1e-2)
        #expect(market.certificate.largestViolation <= Certificate.violationTolerance)
        if slack > 1 + 1e-8 { #expect(market.certificate.verdict == .proven) }
    }

    @Test func capOutOfReach() throws {
        var records = TextbookTests.records(slopes: [1, 1], baseline: 100, quota: 100)
        records.measures[0].maximum = 30
        records.sources[0].emissionCap = 60
        let cap = try #require(Infeasibility(QuotaProblem(records))?.caps.first)
        #expect(cap.region == "140100" && cap.lowestEmission == 70 && cap.missing == 10)
        records.sources[0].emissionCap = 70
        let market = try QuotaMarket(solving: QuotaProblem(records))
        #expect(market.certificate.verdict == .proven)
        #expect(abs(market.certificate.primalObjective - 450) < 1e-6)  // 30² / 2
    }

    /// No quota anywhere and no measure: the whole emission is shortfall, and is said first.
    @Test func shortfallIsReportedFirst() throws {
        var records = TextbookTests.records(slopes: [1], baseline: 100, quota: 60)
        records.measures = []
        records.sources[0].mayBuy = false
        let market = try QuotaMarket(solving: QuotaProblem(records))
        #expect(market.certificate.verdict == .proven && abs(market.certificate.shortfall - 40) < 1e-9)
        let warning = try #require(market.problem.warnings(market.solution).first)
        #expect(warning.code == "quota_shortfall" && warning.message.contains("140100 so2 40 t"))
        let named = market.problem.warnings(market.solution) {
            $0 == "140100" ? LocalizedText(en: "Taiyuan", zh: "太原市") : LocalizedText($0)
        }
        #expect(named.first?.message.hasSuffix("Taiyuan so2 40 t") == true)
        #expect(named.first?.messageZh.hasSuffix("太原市 so2 40 吨") == true)
    }

    @Test func everyMistakeIsReported() {
        var records = TextbookTests.records(slopes: [1, 1], baseline: 100, quota: 50)
        records.sources[0].replacementRatio = 0.5
        records.sources[1].baseline = .nan
        records.sources.append(records.sources[0])
        records.measures[0].cost = -3
        records.measures[1].slope = -1
        records.measures.append(
            AbatementMeasure(region: "140109", pollutant: "so2", name: "x", cost: 1, maximum: 1))
        records.arcs = [ZoneArc(from: "all", to: "al")]
        records.receptors = [Receptor(id: "r", limit: 10)]
        records.zones.removeLast()
        records.shortfallPenalty = 0
        let error = #expect(throws: DiagnosticFailure.self) { try QuotaProblem(records) }
        let codes = Set((error?.diagnostics ?? []).map(\.code))
        #expect(
            codes.isSuperset(of: [
                "ratio_below_one", "not_finite", "duplicate_row", "negative", "not_convex", "unknown_source",
                "unknown_zone", "receptor_without_rows", "region_without_zone", "out_of_range",
            ]))
    }

    @Test func sectorsOfOneAccountMustAgree() throws {
        var records = TextbookTests.records(slopes: [1], baseline: 100, quota: 50)
        var second = records.sources[0]
        second.sector = "power"
        second.replacementRatio = 2
        records.sources.append(second)
        let error = #expect(throws: DiagnosticFailure.self) { try QuotaProblem(records) }
        #expect(error?.diagnostics.map(\.code) == ["account_differs"])
        records.sources[1].pool = "power"
        #expect(try QuotaProblem(records).accounts.count == 2)
    }
}
