@testable import EcoQuota
import EcoParameters
import EcoUnits
import Testing

@Suite("Infeasibility in a planner's words")
struct InfeasibilityReportTests {
    /// T = (0.5, 0.3, 0.2), 100 t each, measures of 30, 20 and 10 t: 0.5 x 70 + 0.3 x 80 + 0.2 x 90 = 77
    /// against 70. The missing 7 ug/m3 are 14 t where a tonne weighs 0.5. With a limit of 77 every measure is in
    /// full use: 30² / 2 + 20² / 2 + 10² / 2 = 700.
    func outOfReach(limit: Double, background: Double = 0) -> QuotaRecords {
        var records = TextbookTests.records(slopes: [1, 1, 1], baseline: 100, quota: 100)
        for (index, maximum) in [30.0, 20, 10].enumerated() { records.measures[index].maximum = maximum }
        TextbookTests.add([[0.5, 0.3, 0.2]], limits: [limit], to: &records)
        records.receptors[0].limit += background
        records.receptors[0].background = background
        return records
    }

    static func report(_ records: QuotaRecords) throws -> InfeasibilityReport? {
        try InfeasibilityReport(QuotaProblem(records), with: ReferenceSolver())
    }

    @Test func oneReceptor() throws {
        let report = try #require(try Self.report(outOfReach(limit: 70)))
        let conflict = try #require(report.conflicts.first)
        let limit = try #require(conflict.limits.first)
        #expect(report.conflicts.count == 1 && conflict.limits.count == 1)
        #expect(limit.kind == .receptor("r0") && limit.value == 70 && limit.weight == 1)
        #expect((limit.missing - 7).magnitude < 1e-9 && (limit.raisedTo - 77).magnitude < 1e-9)
        #expect((try #require(conflict.missingTonnes) - 14).magnitude < 1e-9)
        #expect(conflict.contributions.map(\.region) == ["140100", "140101", "140102"])
        #expect(zip(conflict.contributions, [35.0, 24, 18]).allSatisfy { ($0.load - $1).magnitude < 1e-9 })
        #expect(conflict.proof.margin <= 7 && conflict.proof.margin > 7 - 1e-9)
        let relief = try #require(report.reliefs.first)
        #expect(report.reliefs.count == 1 && (relief.cost - 700).magnitude < 1e-2)
        let finding = try #require(report.diagnostics().first)
        #expect(
            finding.description
                == "error: limit_ug_m3: receptor r0: with every measure in full use the sources add 77 ug/m3 "
                + "where 70 are allowed (missing 7 ug/m3, at least 14 t); from 140100 so2 70 t (35), "
                + "140101 so2 80 t (24), 140102 so2 90 t (18)\n"
                + "  hint: raise the limit of receptor r0 to 77 ug/m3 (the plan then costs "
                + "\(relief.cost.shortText) yuan); or add measures there")
        #expect(finding.code == "receptor_out_of_reach")
        #expect(finding.messageZh.contains("允许值为 70（差 7 ug/m3，至少 14 吨）；来自140100so2 70 吨（35）"))
        #expect(finding.hintZh.hasPrefix("将受体点r0的限值放宽到 77 ug/m3（此时方案费用 "))
    }

    /// The limit of the table is told, background included: 70 + 5 is raised to 82.
    @Test func backgroundIsPartOfTheLimit() throws {
        let report = try #require(try Self.report(outOfReach(limit: 70, background: 5)))
        let limit = report.conflicts[0].limits[0]
        #expect(limit.value == 75 && (limit.raisedTo - 82).magnitude < 1e-9)
        #expect(report.diagnostics()[0].message.contains("add 77 ug/m3 where 70 are allowed"))
        #expect(report.diagnostics()[0].hint.contains("to 82 ug/m3"))
    }

    /// A background above the limit: no abatement helps.
    @Test func backgroundAboveTheLimit() throws {
        var records = outOfReach(limit: 70)
        records.receptors[0].background = 75
        let report = try #require(try Self.report(records))
        #expect(report.conflicts[0].missingTonnes == nil)
        #expect(report.diagnostics()[0].message.contains("the background alone is 5 ug/m3 above the limit"))
    }

    @Test(arguments: [77.0, 77 * (1 + 1e-9), 80])
    func attainable(_ limit: Double) throws {
        #expect(try Self.report(outOfReach(limit: limit)) == nil)
    }

    /// A cap of 60 t where measures reach 70 t.
    @Test func cap() throws {
        var records = TextbookTests.records(slopes: [1, 1], baseline: 100, quota: 100)
        records.measures[0].maximum = 30
        records.sources[0].emissionCap = 60
        records.sources[0].location = SourceLocation(file: "sources.csv", line: 2, column: 9)
        let report = try #require(try Self.report(records))
        let limit = report.conflicts[0].limits[0]
        #expect(limit.kind == .cap(region: "140100", pollutant: "so2", sector: "all"))
        #expect((limit.missing - 10).magnitude < 1e-9 && limit.path == "emission_cap_t")
        let finding = report.diagnostics {
            $0 == "140100" ? LocalizedText(en: "Taiyuan", zh: "太原市") : LocalizedText($0)
        }[0]
        #expect(finding.code == "cap_out_of_reach" && finding.location?.line == 2)
        #expect(
            finding.message.hasPrefix(
                "emission cap of Taiyuan, so2, sector all: with every measure in full use the least is 70 t"))
        #expect(finding.messageZh.hasPrefix("太原市so2（all）排放上限：全部措施用足后最低为 70 t，允许值为 60（差 10 t）"))
        // With 70 t the plan abates 30 t: 450.
        #expect((report.reliefs[0].cost - 450).magnitude < 1e-2)
    }

    /// A floor of growth against a station: each can be met, both cannot. Growth of 10 t is asked for in a county
    /// that may emit 80 t at most by its station, and can abate 25 of 100 t: 5 t too much.
    @Test func floorAgainstStation() throws {
        var records = TextbookTests.records(slopes: [1], baseline: 100, quota: 200)
        records.measures[0].maximum = 25
        records.projects = [
            GrowthProject(region: "140100", pollutant: "so2", name: "plant", value: 1000, maximum: 50)
        ]
        TextbookTests.add([[1]], limits: [80], to: &records)
        records.limits = [
            MarketLimit(rule: "economic_floor", name: "all", [.init(.growth, coefficient: -1)], atMost: -10)
        ]
        let report = try #require(try Self.report(records))
        let conflict = report.conflicts[0]
        #expect(report.conflicts.count == 1)
        #expect(conflict.limits.map(\.kind) == [.receptor("r0"), .rule("economic_floor", name: "all")])
        #expect(conflict.limits.allSatisfy { ($0.missing - 5).magnitude < 1e-9 })
        let finding = report.diagnostics()[0]
        #expect(finding.code == "limits_in_conflict")
        #expect(finding.message.contains("cannot be met together"))
        #expect(finding.messageZh.contains("无法同时满足"))
        // Station at 85: 25 t abated and 10 t grown, 25² / 2 - 10,000; floor at 5: the same abatement, 5,000 less.
        #expect(report.reliefs.count == 2)
        #expect((report.reliefs[0].cost - (312.5 - 10_000)).magnitude < 1)
        #expect((report.reliefs[1].cost - (312.5 - 5000)).magnitude < 1)
        #expect(report.reliefs[0].change == .raise(conflict: 0, limit: 0, to: conflict.limits[0].raisedTo))
    }

    /// Emission without quota: 40 t are missing in a zone that admits no inflow, while 50 t lie idle in another.
    @Test func shortfall() throws {
        var records = TextbookTests.records(slopes: [1, 1], baseline: 100, quota: 60)
        records.measures = []
        records.sources[1].quota = 150
        records.sources[0].replacementRatio = 2
        records.zones[0].zone = "a"
        records.zones[1].zone = "b"
        records.arcs = []
        records.rules = [PollutantRule(pollutant: "so2", reserve: 10, reservePrice: 5)]
        let problem = try QuotaProblem(records)
        let solution = try ReferenceSolver().solve(MarketProgram(problem))
        let reliefs = ShortfallRelief(problem, with: ReferenceSolver()).reliefs(solution)
        // The reserve gives 5 t usable; 35 t are left, and cost 70 t of quota at a ratio of 2.
        let penalty = records.shortfallPenalty
        guard case .reserve("so2", let reserve) = reliefs.first?.change else {
            Issue.record("the reserve is the cheapest way")
            return
        }
        #expect((reserve - 80).magnitude < 1e-6)
        #expect(reliefs.first?.shortfall == 0)
        #expect((try #require(reliefs.first?.cost) - 80 * 5).magnitude < 1e-3)
        let inflow = try #require(reliefs.first { $0.change == .inflow(zone: "a") })
        #expect(
            (inflow.shortfall - 10).magnitude < 1e-6 && (inflow.cost - (10 * penalty + 50)).magnitude < 1e-3)
        let ratio = try #require(reliefs.first { $0.change == .ratio(region: "140100", pollutant: "so2") })
        #expect((ratio.shortfall - 30).magnitude < 1e-6)
        #expect(reliefs.map(\.shortfall) == reliefs.map(\.shortfall).sorted())
        #expect(inflow.text().en.hasPrefix("admit inflow into zone a (the plan then costs"))
        #expect(inflow.text().zh.contains("仍有 10 吨缺口"))
    }

    /// Random markets: the verdict agrees with the model written from the records alone, each proof is rigorous,
    /// and each way out that is told was reached.
    @Test(arguments: 1...40)
    func randomMarkets(_ seed: Int) throws {
        var market = RandomMarket(seed: UInt64(seed) + 300, isSloped: seed.isMultiple(of: 2))
        var records = market.records(counties: 3)
        if seed.isMultiple(of: 3) {
            for index in records.receptors.indices { records.receptors[index].limit *= 0.6 }
        }
        let report = try Self.report(records)
        #expect((report == nil) == (PairwiseModel(records).optimum() != nil))
        for conflict in report?.conflicts ?? [] {
            #expect(conflict.proof.margin > 0 && !conflict.limits.isEmpty)
            #expect(conflict.limits.allSatisfy { $0.missing > 0 && $0.weight > 0 })
        }
        if let report { #expect(report.reliefs.map(\.cost) == report.reliefs.map(\.cost).sorted()) }
    }
}
