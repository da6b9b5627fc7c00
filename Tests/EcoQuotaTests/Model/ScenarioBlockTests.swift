import EcoAccounts
import EcoParameters
import EcoUnits
import Testing

@testable import EcoQuota

@Suite("The quota block with rules, presets and the tables of the whole model")
struct ScenarioBlockTests {
    static let files = TableTexts(texts: [
        "sources.csv": """
        region,pollutant,sector,period,baseline_t,quota_t,pooled_share,release,output,status
        140121,so2,all,,100,60,,high_stack,10,assumed
        140222,so2,all,2026,100,60,0.25,,,assumed
        140222,so2,all,2027,90,50,,,,assumed

        """,
        "measures.csv": """
        region,pollutant,sector,measure,cost_yuan_per_t,maximum_t,period,status
        140121,so2,all,scrubber,100,100,,assumed
        140222,so2,all,scrubber,1000,100,2027,assumed

        """,
        "projects.csv": """
        region,pollutant,sector,project,value_yuan_per_t,maximum_t,whole,period,commitment_period,priority,status
        140222,so2,all,works,5000,3,yes,2027,2026,1,assumed

        """,
        "zones.csv": "region,zone\n140121,taiyuan\n140222,other\n",
        "attainment.csv": "region,standard,met\n140121,pm25,yes\n140222,pm25,no\n140222,o3,yes\n",
    ])

    static func parameters(_ more: [(String, Value)]) throws -> QuotaParameters {
        let block: [(String, Value)] = [
            ("sources", "sources.csv"), ("measures", "measures.csv"), ("projects", "projects.csv"),
            ("zones", "zones.csv"), ("attainment", "attainment.csv"), ("periods", ["2026", "2027"]),
            ("discount_rate", "0.05"), ("commodities", [["id": "so2", "unit": "t"]]),
            ("objective", "damage"), ("curves", [["aim": "emission", "levels": ["150", "120"]]]),
            ("arcs", [["from": "other", "to": "taiyuan"]]),
        ]
        return QuotaParameters(
            try Binder.bind(
                Value.block(block + more).node, to: QuotaParameters.declaration, files: files))
    }

    static func regions() throws -> RegionTable {
        RegionTable(
            try ["140121", "140222"].map {
                Region(
                    code: try #require(RegionCode($0)), name: LocalizedText($0), city: LocalizedText("c"),
                    longitude: 112, latitude: 38)
            })
    }

    @Test func tablesBecomeRecords() throws {
        let records = try QuotaRecords(Self.parameters([]), regions: Self.regions())
        #expect(records.sources.map(\.period) == [0, 1, 0, 1])
        #expect(records.sources.map(\.baseline) == [100, 100, 100, 90])
        #expect(records.sources[2].pooledShare == 0.25 && records.sources[2].tradableShare == 0.75)
        #expect(records.sources[0].release == "high_stack" && records.sources[0].output == 10)
        #expect(records.measures.map(\.period) == [nil, 1])
        let project = records.projects[0]
        #expect(project.isWhole && project.period == 1 && project.commitmentPeriod == 0)
        #expect(project.priority == 1)
        #expect(records.periods.map(\.name) == ["2026", "2027"])
        #expect(isClose(records.periods[1].discount, 1 / 1.05, 1e-15))
        #expect(records.attainment.count == 3)
        #expect(records.commodities.map(\.kind) == [.pollutant])
        #expect(records.objective == .damage && records.countsDamage)
        #expect(try Self.parameters([]).curves.map(\.levels) == [[150, 120]])
        _ = try QuotaProblem(records)
    }

    /// Shanxi: floor prices, 0.75 % of them on each side, no inflow into Taiyuan, 2 : 1 where PM2.5 is missed,
    /// 3 t exempt.
    @Test func presetOfShanxi() throws {
        let parameters = try Self.parameters([("preset", "shanxi")])
        #expect(
            parameters.rules.map { $0.id } == [
                "replacement", "de_minimis", "closed_zone", "floor_price", "fee",
            ])
        let records = try QuotaRecords(parameters, regions: Self.regions())
        let rule = try #require(records.rules.first { $0.pollutant == "so2" })
        #expect(rule.floorPrice == 18_000 && rule.buyFee == 135 && rule.sellFee == 135)
        #expect(records.arcs.isEmpty)
        #expect(records.sources.map(\.replacementRatio) == [1, 1, 2, 2])
        #expect(records.projects[0].replacementRatio == 0)
        for preset in QuotaPreset.all {
            #expect(preset.entries.allSatisfy { !$0.source.isEmpty && $0.status != .choice })
        }
    }

    /// A rule of the scenario stands in for the preset's of the same kind.
    @Test func ownRulesReplaceThoseOfThePreset() throws {
        let own: Value = ["rule": "floor_price", "prices": ["so2": "20000 CNY/t"]]
        let parameters = try Self.parameters([("preset", "shanxi"), ("rules", .list([own]))])
        #expect(parameters.rules.count == 5)
        let records = try QuotaRecords(parameters, regions: Self.regions())
        let rule = try #require(records.rules.first { $0.pollutant == "so2" })
        #expect(rule.floorPrice == 20_000 && isClose(rule.buyFee, 150))
    }

    /// 1 % of 18,000 is 180 on each side; one floor of the list is another one, and its fee 0.75 % of that: 150.
    @Test func keysOfTheBlockStandInThePreset() throws {
        func rule(_ pollutant: String, _ more: [(String, Value)]) throws -> PollutantRule {
            let parameters = try Self.parameters([("preset", "shanxi")] + more)
            #expect(parameters.rules.count == 5)
            let records = try QuotaRecords(parameters, regions: Self.regions())
            return try #require(records.rules.first { $0.pollutant == pollutant })
        }
        let dearer = try rule("so2", [("fee_rate", "0.01")])
        #expect(dearer.floorPrice == 18_000 && isClose(dearer.buyFee, 180) && isClose(dearer.sellFee, 180))
        #expect(try rule("so2", [("fee_rate", "0")]).buyFee == 0)
        let higher = try rule("so2", [("floor_price", ["so2": "20000 CNY/t"])])
        #expect(higher.floorPrice == 20_000 && isClose(higher.buyFee, 150))
        let both = try rule("so2", [("fee_rate", "0.01"), ("floor_price", ["nox": "1 CNY/t"])])
        #expect(both.floorPrice == 18_000 && isClose(both.buyFee, 180))
    }

    /// The reserve costs the floor price of the preset where no price of its own is given.
    @Test func reserveCostsTheFloorInForce() throws {
        let reserve: [(String, Value)] = [("preset", "shanxi"), ("reserve", ["so2": "5 t"])]
        let given = try QuotaRecords(Self.parameters(reserve), regions: Self.regions())
        #expect(given.rules.first { $0.pollutant == "so2" }?.reservePrice == 18_000)
        let own = reserve + [("reserve_price", ["so2": "40000 CNY/t"])]
        let stated = try QuotaRecords(Self.parameters(own), regions: Self.regions())
        #expect(stated.rules.first { $0.pollutant == "so2" }?.reservePrice == 40_000)
    }

    /// A key that a rule would pass over, and a fee as a part of nothing, are told.
    @Test func whatWouldHaveNoEffectIsTold() {
        func codes(_ more: [(String, Value)]) -> [String] {
            do {
                _ = try Self.parameters(more)
                return []
            } catch { return (error as? DiagnosticFailure)?.diagnostics.map(\.code) ?? ["\(error)"] }
        }
        let fee: Value = ["rule": "fee", "rate": "0.02"]
        let floor: Value = ["rule": "floor_price", "prices": ["so2": "20000 CNY/t"]]
        let prices: (String, Value) = ("floor_price", ["so2": "1 CNY/t"])
        #expect(
            codes([("fee_rate", "0.01"), prices, ("rules", .list([fee]))]) == ["conflicting_values"])
        #expect(codes([prices, ("rules", .list([floor]))]) == ["conflicting_values"])
        #expect(codes([("fee_rate", "0.01")]) == ["missing_value"])
        #expect(codes([("fee_rate", "0.01"), ("rules", .list([floor]))]).isEmpty)
    }

    /// Zhejiang: 5 % of the quota of 220 t in a period for the regions that meet the standard, at the floor price;
    /// rank 1 needs no more than its own emission.
    @Test func presetOfZhejiang() throws {
        let floor: Value = ["rule": "floor_price", "prices": ["so2": "18000 CNY/t"]]
        let records = try QuotaRecords(
            Self.parameters([("preset", "zhejiang"), ("rules", .list([floor]))]), regions: Self.regions())
        let tier = try #require(records.reserves.first)
        #expect(isClose(tier.amount, 6) && tier.price == 18_000)
        #expect(tier.buyers.regions == ["140121"])
        #expect(records.projects[0].replacementRatio == 1)
    }

    /// A period that the block does not list, in its cell; a rule's unknown zone, in its block; all at once.
    @Test func findingsOfTablesAndRulesTogether() throws {
        let parameters = try Self.parameters([
            ("rules", .list([["rule": "closed_zone", "zones": ["taiyuna"]]]))
        ])
        var findings: [Diagnostic] = []
        let bad = try Self.parameters([])
        _ = QuotaRecords(beforeRules: bad, regions: try Self.regions(), &findings)
        #expect(findings.isEmpty)
        let error = #expect(throws: DiagnosticFailure.self) {
            try QuotaRecords(parameters, regions: Self.regions())
        }
        #expect(error?.diagnostics.map(\.code) == ["unknown_zones"])
        #expect(error?.diagnostics.first?.hint.contains("taiyuan") == true)
        var column = PeriodColumn([MarketPeriod(name: "2026")])
        let table = try TableReader.read(
            Array((Self.files.texts["measures.csv"] ?? "").utf8), file: "measures.csv",
            as: QuotaTables.Measures.declaration)
        #expect(column.only(table, 1, QuotaTables.period) == nil)
        #expect(column.findings.map(\.code) == ["unknown_period"])
        #expect(column.findings[0].location?.line == 3)
    }
}
