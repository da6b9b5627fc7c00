import EcoScenarios
import Foundation
import Testing

@testable import EcoRuns

/// The reference scenarios of the market through whole runs, against the arithmetic of their notes.
@Suite struct QuotaReferenceTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Scenarios/reference").standardizedFileURL.path

    private static func run(_ scenario: String, _ overrides: [String] = []) throws -> (
        StoredRun, TemporaryFolder
    ) {
        let temporary = TemporaryFolder()
        let loaded = try ScenarioLoader.load(path: "\(folder)/\(scenario)", overrides: overrides)
        try RunStore.write(Taixin.runner.run(loaded), to: temporary.path + "/r")
        return (try StoredRun(folder: temporary.path + "/r"), temporary)
    }

    private func number(_ run: StoredRun, _ key: String) throws -> Double {
        let certificate = try #require(try run.document("certificate.json"))
        return try #require(certificate[key]?.doubleValue)
    }

    private func isClose(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-7) -> Bool {
        value.map { abs($0 - expected) <= tolerance * max(1, abs(expected)) } ?? false
    }

    @Test(arguments: [
        ([], 900 / 0.029, "share_of_years"),
        (["quota.uncertainty.method=every_year"], 4900 / 0.029, "convex_limits"),
        (
            ["quota.uncertainty.method=worst_years_mean", "quota.uncertainty.share=0.6666666666666667"],
            4900 / 0.029, "convex_limits"
        ),
    ])
    func threeYearsOfWeather(_ overrides: [String], _ cost: Double, _ scope: String) throws {
        let (run, folder) = try Self.run("uncertain_air", overrides)
        defer { _ = folder }
        #expect(isClose(try number(run, "objective_yuan"), cost))
        let certificate = try #require(try run.document("certificate.json"))
        #expect(certificate["verdict"]?.scalarText == "proven" && certificate["scope"]?.scalarText == scope)
        let years = try #require(try run.table("receptor_years.csv"))
        #expect(years.rows.map { $0["weather"] } == ["2018", "2019", "2020"])
        #expect(
            years.rows.map { $0.number("baseline_ug_m3") ?? 0 }.elementsEqual([38, 42, 34]) {
                abs($0 - $1) < 1e-9
            })
        #expect(
            years.rows.map { $0["held"] }
                == [true, overrides.isEmpty ? false : true, true].map { $0 ? "yes" : "no" })
        let station = try #require(try run.table("receptors.csv")?.rows.first { _ in true })
        #expect(isClose(station.number("after_ug_m3"), 35) && station["binding"] == "yes")
    }

    @Test func responseSurface() throws {
        let (run, folder) = try Self.run("uncertain_air/surface.yaml")
        defer { _ = folder }
        let cost = 50 * ((425.0 / 12) * (425.0 / 12) + (275.0 / 12) * (275.0 / 12))
        #expect(isClose(try number(run, "objective_yuan"), cost))
        let certificate = try #require(try run.document("certificate.json"))
        #expect(certificate["scope"]?.scalarText == "straight_lines")
        #expect(certificate["scope_en"]?.scalarText?.contains("straight lines") == true)
        #expect(certificate["scope_zh"]?.scalarText?.contains("线性化") == true)
        let quota = try #require(try run.table("quota.csv"))
        let emitted = Dictionary(
            quota.rows.map { ($0["pollutant"], $0.number("emitted_t")) }, uniquingKeysWith: { $1 })
        #expect(
            isClose(emitted["so2"] ?? nil, 775.0 / 12, 1e-5)
                && isClose(emitted["nox"] ?? nil, 925.0 / 12, 1e-5))
        let price = try #require(try run.table("prices.csv")).rows.first { $0["limit"] == "receptor town" }
        #expect(isClose(price?.number("shadow_price_yuan_per_t"), 10_000, 1e-5))
        // At the baseline 20 + 10 + 20 on a background of 5.
        let station = try #require(try run.table("receptors.csv")?.rows.first { _ in true })
        #expect(isClose(station.number("baseline_ug_m3"), 55))
        #expect(isClose(station.number("after_ug_m3"), 35.5815972222222))
    }

    @Test func rightsAndPools() throws {
        let (run, folder) = try Self.run("rights_and_pools")
        defer { _ = folder }
        #expect(isClose(try number(run, "objective_yuan"), 32_800))
        #expect(isClose(try number(run, "cost_without_trade_yuan"), 109_200))
        let prices = try #require(try run.table("prices.csv")).rows.filter { $0["region"] == "140122" }
        let cod = prices.filter { $0["pollutant"] == "cod" }
        #expect(Set(cod.map { $0["pool"] }) == ["works", "towns"])
        let steps = try #require(try run.table("quota_steps.csv")).rows
        let paid = steps.filter { $0.number("payback_years") != nil }
        #expect(paid.count == 2 && paid.allSatisfy { isClose($0.number("payback_years"), 5, 1e-5) })
        #expect(isClose(paid.compactMap { $0.number("investment_yuan") }.max(), 64_000, 1e-5))
    }
}
