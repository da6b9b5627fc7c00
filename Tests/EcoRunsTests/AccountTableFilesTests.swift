import EcoScenarios
import Foundation
import Testing

@testable import EcoRuns

/// The account tables of a run folder, and a run that takes an earlier one as its opening account.
@Suite struct AccountTableFilesTests {
    let temporary = TemporaryFolder()

    /// A copy of the reference scenario with its text changed.
    private func scenario(
        _ name: String, _ changes: [(String, String)], geep: String? = nil
    ) throws -> LoadedScenario {
        let source = Taixin.folder.replacingOccurrences(of: "taixin", with: "reference/two_counties")
        let folder = "\(temporary.path)/\(name)"
        try FileManager.default.copyItem(atPath: source, toPath: folder)
        let file = URL(fileURLWithPath: "\(folder)/scenario.yaml")
        var text = try String(contentsOf: file, encoding: .utf8)
        for (old, new) in changes {
            try #require(text.contains(old))
            text = text.replacingOccurrences(of: old, with: new)
        }
        try Data(text.utf8).write(to: file)
        if let geep {
            let heading = "region,year,item,part,value_wan_yuan,price_year,status,note\n"
            try Data((heading + geep).utf8).write(to: URL(fileURLWithPath: "\(folder)/geep.csv"))
        }
        return try ScenarioLoader.load(path: folder)
    }

    private func run(_ loaded: LoadedScenario, _ name: String) throws -> StoredRun {
        let folder = "\(temporary.path)/\(name)"
        try RunStore.write(Taixin.runner.run(loaded, only: [.accounts]), to: folder)
        return try StoredRun(folder: folder)
    }

    private func table(_ run: StoredRun, _ name: String) throws -> StoredTable {
        try #require(try run.table(name), "\(name) is missing")
    }

    @Test func everyAccountTableIsThere() throws {
        let run = try run(scenario("s", []), "r")
        for name in ["extent", "services", "matrix", "regions", "drivers", "rules", "basis", "indices"] {
            #expect(try table(run, "account_\(name).csv").rowCount > 0)
        }
        for absent in ["change", "geep", "published"] {
            #expect(try run.table("account_\(absent).csv") == nil)
        }
        // The matrix adds up to the totals of accounts.csv.
        let accounts = try table(run, "accounts.csv").rows.filter { $0["indicator"] == "gep" }
        let gep = accounts.compactMap { $0.number("value_yuan") }.reduce(0, +)
        let whole = try table(run, "account_matrix.csv").rows.first {
            $0["region"] == "all" && $0["indicator"].isEmpty
        }
        #expect(abs((whole?.number("total_yuan") ?? 0) - gep) <= 1e-9 * gep)
        let regions = try table(run, "account_regions.csv").rows.first { $0["region"] == "all" }
        #expect(regions?.number("total_yuan") == whole?.number("total_yuan"))
    }

    @Test func aRunIsTheOpeningAccountOfTheNext() throws {
        let first = try run(
            scenario("s1", [("  year: 2019\n  price_year: 2019", "  year: 2016\n  price_year: 2019")]), "r1")
        let changes = [
            (
                "  price_year: 2019\n  layers",
                "  price_year: 2019\n  opening: {accounts: ../r1/accounts.csv, basis: ../r1/account_basis.csv}\n"
                    + "  geep: {table: geep.csv, damage_method: abatement_cost}\n  layers"
            ), ("amount: 50 CNY/t", "amount: 60 CNY/t"),
        ]
        let foreign = try scenario("s2", changes, geep: "110101,2019,gdp,,1,2019,assumed,\n")
        #expect(Taixin.runner.check(foreign).contains { $0.code == "unknown_region" })
        let codes = try table(first, "regions.csv").rows.map { $0["region"] }
        let rows = codes.map { "\($0),2019,gdp,,100,2019,assumed,\n" }.joined()
        let second = try run(scenario("s3", changes, geep: rows), "r2")
        let change = try table(second, "account_change.csv")
        let carbon = try #require(
            change.rows.first { $0["region"] == "all" && $0["id"] == "carbon_fixation" })
        // The same carbon at 60 instead of 50 yuan: a fifth more, all of it price.
        let opening = try #require(carbon.number("opening_yuan"))
        #expect(abs((carbon.number("paasche_price_yuan") ?? 0) - opening / 5) <= 1e-9 * opening)
        #expect(abs(carbon.number("laspeyres_quantity_yuan") ?? 1) <= 1e-9 * opening)
        #expect(abs((carbon.number("growth_current") ?? 0) - 0.2) <= 1e-9)
        #expect(abs(carbon.number("growth_constant") ?? 1) <= 1e-9)
        // GDP alone is no bridge: damages are missing, and nothing is made up.
        let bridge = try table(second, "account_geep.csv").rows.map { $0["geep_yuan"] }
        #expect(bridge.allSatisfy { $0.isEmpty })
        #expect(try table(second, "account_indices.csv").rows.allSatisfy { $0.number("ggi") != nil })
    }
}
