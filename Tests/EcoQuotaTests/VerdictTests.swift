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
        let failure = #expect(throws: QuotaMarket.Failure.self) { try QuotaMarket(solving: problem) }
        guard case .infeasible(let report)? = failure else { throw WrongVerdict() }
        let conflict = try #require(report.conflicts.first)
        let limit = try #require(conflict.limits.first)
        #expect(report.conflicts.count == 1 && conflict.limits.count == 1)
        #expect(limit.kind == .receptor("r0") && limit.value == 70)
        #expect(abs(limit.missing - 7) < 1e-9)
        #expect(abs(try #require(conflict.missingTonnes) - 14) < 1e-9)
        #expect(conflict.contributions.map(\.region) == ["140100", "140101", "140102"])
        let text = try #require(report.diagnostics().first?.description)
        for part in ["receptor r0", "77", "70", "missing 7", "140100", "14 t"] {
            #expect(text.contains(part), "\(text)")
        }
    }

    private struct WrongVerdict: Error {}

    /// At the limit itself, and a billionth above it, every measure is in full use: 450 + 200 + 50.
    @Test(arguments: [1, 1 + 1e-9, 1 + 1e-6])
    func justAttainable(_ slack: Double) throws {
        let market = try QuotaMarket(solving: QuotaProblem(outOfReach(limit: 77 * slack)))
        #expect(abs(market.certificate.primalObjective - 700) < 1e-2)
        #expect(market.certificate.largestViolation <= ProgramCertificate.violationTolerance)
        if slack > 1 + 1e-8 { #expect(market.certificate.verdict == .proven) }
    }

    @Test func capOutOfReach() throws {
        var records = TextbookTests.records(slopes: [1, 1], baseline: 100, quota: 100)
        records.measures[0].maximum = 30
        records.sources[0].emissionCap = 60
        let report = try InfeasibilityReport(QuotaProblem(records), with: InteriorPointSolver())
        let cap = try #require(report?.conflicts.first?.limits.first)
        #expect(cap.kind == .cap(region: "140100", pollutant: "so2", sector: "all") && cap.value == 60)
        #expect(abs(cap.missing - 10) < 1e-9)
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
        #expect(market.certificate.verdict == .proven && abs(market.solution.shortfall[0] - 40) < 1e-9)
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
