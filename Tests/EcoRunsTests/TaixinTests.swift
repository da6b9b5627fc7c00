import EcoAccounts
import EcoGDAL
import EcoGrids
import EcoIndicators
import EcoParameters
import EcoScenarios
import Testing

@testable import EcoRuns

/// The main scenario of the checkout.
enum Taixin {
    static let folder = "\(#filePath)".components(before: "/Tests/") + "/Scenarios/taixin"

    static func load(_ overrides: [String] = []) throws -> LoadedScenario {
        try ScenarioLoader.load(path: folder, overrides: overrides)
    }

    static let geodata = Geodata(rasters: GDALRasterOpener(), outlines: GDALOutlineReader())
    static let runner = Runner(geodata: geodata)
}

extension String {
    fileprivate func components(before mark: String) -> String {
        guard let range = ranges(of: mark).last else { return self }
        return String(self[..<range.lowerBound])
    }
}

@Suite struct TaixinTests {
    let temporary = TemporaryFolder()

    private func write(_ result: RunResult, _ name: String) throws -> StoredRun {
        let folder = "\(temporary.path)/\(name)"
        try RunStore.write(result, to: folder)
        return try StoredRun(folder: folder)
    }

    @Test func theScenarioHasNoErrors() throws {
        let loaded = try Taixin.load()
        #expect(!Taixin.runner.check(loaded).hasErrors)
    }

    @Test func twoRunsGiveTheSameBytesButForTiming() throws {
        let first = try write(Taixin.runner.run(Taixin.load(), settings: RunSettings(jobs: 1)), "r1")
        let second = try write(Taixin.runner.run(Taixin.load(), settings: RunSettings(jobs: 2)), "r2")
        let names = RunFolder.names(in: first.folder)
        #expect(names == RunFolder.names(in: second.folder))
        #expect(names.count >= 18)
        for name in names where name != "manifest.json" {
            #expect(first.bytes(name) == second.bytes(name), "\(name)")
        }
        for key in ["fingerprint", "inputs", "outputs", "scenario"] {
            #expect(first.manifest[key]?.text == second.manifest[key]?.text, "\(key)")
        }
    }

    /// The register shows where each value stands from the scenario's folder, so that a run is the same from
    /// everywhere; and a value that the user sets carries no standard's name.
    @Test func theRegisterOfParametersTellsOriginAndFoundation() throws {
        let share = "accounts.indicators.soil_retention.silt_share"
        let result = try Taixin.runner.run(
            Taixin.load(["air.minimum_station_share=0.5", "\(share)=0.3"]), only: [.accounts])
        let run = try write(result, "register")
        let table = try #require(try run.table("parameters.csv"))
        let rows = Dictionary(table.rows.map { ($0["path"], $0) }, uniquingKeysWith: { first, _ in first })
        for row in table.rows {
            #expect(!row["source"].contains("scenario.yaml"), "\(row["path"])")
            #expect(!row["origin"].contains("/"), "\(row["path"])")
        }
        #expect(rows["accounts.rule_pack"]?["origin"].hasPrefix("scenario.yaml:") == true)
        #expect(rows["accounts.indicators.soil_retention.steepest_slope"]?["status"] == "provisional")
        #expect(rows["accounts.indicators.soil_retention.steepest_slope"]?["origin"] == "default")
        #expect(rows["air.minimum_hours_per_day"]?["status"] == "official")
        for path in [share, "air.minimum_station_share"] {
            #expect(rows[path]?["status"] == "choice", "\(path)")
            #expect(rows[path]?["source"] == "", "\(path)")
            #expect(rows[path]?["origin"].hasPrefix("--set") == true, "\(path)")
        }
    }

    /// The published rule: 80 % of the fines of a month are shared out, the province keeps the rest; nothing is
    /// lost to rounding. Worked from `transfers.csv` alone.
    @Test func thePoolsShareFourFifthsOfTheFinesToTheFen() throws {
        let run = try write(Taixin.runner.run(Taixin.load(), only: [.compensation]), "pools")
        let table = try #require(try run.table("transfers.csv"))
        var fines: [String: Int64] = [:]
        var rewards: [String: Int64] = [:]
        var retained: [String: Int64] = [:]
        for row in table.rows where row["scheme"] == "shanxi_monthly" {
            let amount = try #require(row.integer("amount_fen"))
            #expect(amount > 0)
            if row["payee"] == "reward_pool" {
                fines[row["period"], default: 0] += amount
            } else if row["payee"] == "province" {
                retained[row["period"], default: 0] += amount
            } else {
                rewards[row["period"], default: 0] += amount
            }
        }
        #expect(fines.count == 12)
        for (period, paid) in fines {
            #expect(paid == (rewards[period] ?? 0) + (retained[period] ?? 0), "\(period)")
            // Rewards are whole multiples of 0.01 万元 = 10,000 fen, so 80 % holds to within half a step.
            #expect(abs(5 * (rewards[period] ?? 0) - 4 * paid) <= 5 * 5_000, "\(period)")
        }
    }

    @Test func theStatementNetsToNothing() throws {
        let run = try write(Taixin.runner.run(Taixin.load(), only: [.compensation]), "statement")
        let table = try #require(try run.table("statement.csv"))
        var nets: [String: Int64] = [:]
        for row in table.rows { nets[row["scheme"], default: 0] += row.integer("net_fen") ?? .max }
        #expect(nets == ["shanxi_monthly": 0, "shandong_style": 0])
    }

    /// The sum of the counties is the zone computed as one region.
    @Test func theCountiesAddUpToTheZone() throws {
        // Services from tables name all counties: left out, so that the zone can stand as one region.
        let fromTables = ["agricultural_products", "air_purification", "tourism"]
        let scenario = try Taixin.load(fromTables.map { "accounts.indicators.\($0)=~" }).scenario
        let parameters = try #require(scenario.accounts)
        let outlines = try Taixin.geodata.outlines(of: scenario, on: parameters)
        #expect(outlines.count == 12)
        let code = scenario.regions.codes[0].description
        let zone = RegionOutline(
            id: code, polygons: outlines.flatMap(\.polygons), reference: outlines[0].reference)
        // Without the official area of the county whose code it bears.
        let one = RegionTable(
            scenario.regions.regions.prefix(1).map { Region(code: $0.code, name: $0.name, city: $0.city) })
        let counties = try GEPAccounting.measure(
            parameters: parameters, regions: scenario.regions, outlines: outlines,
            opener: Taixin.geodata.rasters)
        let union = try GEPAccounting.measure(
            parameters: parameters, regions: one, outlines: [zone], opener: Taixin.geodata.rasters)
        let sums = totals(counties)
        let wholes = totals(union)
        #expect(sums.count > 5)
        #expect(sums.keys.sorted() == wholes.keys.sorted())
        for (key, whole) in wholes {
            let sum = try #require(sums[key])
            #expect(abs(sum - whole) <= 1e-9 * abs(whole), "\(key)")
        }
    }

    /// Buy-backs at which the receptors leave the plan hardly any room: the residuals of the last iterate are not
    /// lost in rounding, and the plan is proven (an unproven one throws).
    @Test(arguments: [40, 65, 160])
    func aBuyBackThatLeavesReceptorsNoRoomIsProven(_ tonnes: Int) throws {
        let loaded = try Taixin.load([
            "quota.rules=[]", "quota.rule_audit=false", "quota.analysis.price_ranges=none",
            "quota.analysis.sensitivity=false",
            "quota.floor_price={so2: 10000 CNY/t, nox: 19000 CNY/t}",
            "quota.buy_back={so2: \(tonnes) t, nox: \(tonnes) t}",
        ])
        #expect(throws: Never.self) { try Taixin.runner.run(loaded, only: [.quota]) }
    }

    @Test func aCapOutOfReachNamesCountyAndMissingTonnes() throws {
        let text = try #require(WholeFile.text(Taixin.folder + "/quota_sources.csv"))
        let row = try #require(text.split(separator: "\n").first { $0.hasPrefix("140106,nox,industry,") })
        // The cap, the eighth column, becomes 1 t.
        var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        cells[7] = "1"
        try WholeFile.write(
            text.replacing(row, with: cells.joined(separator: ",")), to: temporary.path + "/sources.csv")
        let loaded = try Taixin.load(["quota.sources=\(temporary.path)/sources.csv"])
        let failure = #expect(throws: RunFailure.self) { try Taixin.runner.run(loaded, only: [.quota]) }
        guard case .infeasible(let market)? = failure else {
            Issue.record("a cap out of reach is no error of the input")
            return
        }
        let finding = try #require(market.diagnostics.first)
        #expect(finding.code == "cap_out_of_reach")
        #expect(finding.message.contains("140106"))
        #expect(finding.message.contains("missing"))
        try theRunFolderTellsWhy(RunResult(loaded, infeasible: market))
    }

    /// The page that is left of such a run: the conflict, its limit, who adds to it, and ways out with their cost.
    private func theRunFolderTellsWhy(_ result: RunResult) throws {
        let folder = temporary.path + "/infeasible"
        try RunStore.write(result, to: folder)
        let table = try #require(try StoredRun(folder: folder).table("quota_infeasibility.csv"))
        let parts = Dictionary(grouping: table.rows) { $0["part"] }
        let limit = try #require(parts["limit"]?.first)
        #expect(limit.number("value") == 1 && limit["text_zh"].contains("排放上限"))
        let raised = try #require(limit.number("raised_to"))
        let missing = try #require(limit.number("missing"))
        #expect(abs(raised - 1 - missing) <= 1e-9 * raised && missing > 0)
        // Ways out come with the cost of the plan that each allows, the cheapest first.
        let costs = try #require(parts["relief"]).compactMap { $0.number("cost_yuan") }
        #expect(!costs.isEmpty && costs == costs.sorted())
    }

    /// Every sum of every class, over the regions.
    private func totals(_ tables: SufficientTables) -> [String: Double] {
        var totals: [String: Double] = [:]
        let all = tables.indicators.merging(["extent": tables.extent]) { own, _ in own }
        for (indicator, table) in all {
            for row in table.rows {
                let land = row.sum.classCode.map { "\($0)" } ?? "none"
                for (measure, sum) in zip(table.measures, row.sum.sums) {
                    totals["\(indicator) \(measure) \(land)", default: 0] += sum
                }
                totals["\(indicator) area \(land)", default: 0] += row.sum.validArea
            }
        }
        return totals
    }
}
