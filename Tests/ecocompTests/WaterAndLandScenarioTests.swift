import Foundation
import Testing

/// The reference scenarios of water, land, services, waste and enclaves: what each party gains in a year, as
/// worked by hand in the README of the folder.
@Suite struct WaterAndLandScenarioTests {
    struct Expectation: Sendable, CustomTestStringConvertible {
        let scenario: String
        let year: String
        /// Yuan by party.
        let nets: [String: Int]
        var testDescription: String { "\(scenario) \(year)" }
    }

    static let expectations = [
        Expectation(
            scenario: "water_sections", year: "2021",
            nets: ["140900": 3_450_000, "140100": -5_265_000, "140700": -760_000, "141100": 75_000]),
        Expectation(
            scenario: "water_agreements", year: "2021", nets: ["410000": 63_000_000, "370000": -63_000_000]),
        Expectation(
            scenario: "water_agreements", year: "2012", nets: ["340000": 400_000_000, "330000": -100_000_000]),
        Expectation(
            scenario: "water_agreements", year: "2014", nets: ["340000": 200_000_000, "330000": 100_000_000]),
        Expectation(
            scenario: "ecosystems_and_services", year: "2020",
            nets: ["331122": 1_001_712, "331124": 656_000, "331102": -505_000, "village_b": 18_800]),
        Expectation(
            scenario: "ecosystems_and_services", year: "2044",
            nets: ["331122": 111_712, "pv_company": -111_712]),
        Expectation(
            scenario: "waste_and_enclaves", year: "2023",
            nets: [
                "140100": 580_000, "140727": -3_270_000, "140728": 2_670_000, "140723": 1_320_000,
                "140721": -1_300_000,
            ]),
    ]

    @Test(arguments: expectations) func theNetsAreThoseOfTheReadme(_ expected: Expectation) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Scenarios/reference/\(expected.scenario)").standardizedFileURL.path
        let run = try TemporaryFolder()
        let outcome = try Command.run(["run", folder, "--out", "\(run.path)/run"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        let statement = try CSVTable(run.text("run/statement.csv"))
        for (party, yuan) in expected.nets {
            let rows = statement.rows.indices.filter {
                statement["party"][$0] == party && statement["year"][$0] == expected.year
            }
            let fen = rows.compactMap { Int(statement["net_fen"][$0]) }
            #expect(fen.count == rows.count && fen.reduce(0, +) == yuan * 100, "\(party): \(fen)")
        }
    }

    /// What is not money stands in a file of its own, and a value that nobody declared stays empty.
    @Test func compensationInKindStandsBesideTheMoney() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Scenarios/reference/ecosystems_and_services").standardizedFileURL
            .path
        let run = try TemporaryFolder()
        let outcome = try Command.run(["run", folder, "--out", "\(run.path)/run"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        let entries = try CSVTable(run.text("run/in_kind.csv"))
        #expect(entries["declared_value_fen"].sorted() == ["", "12000000", "36000000"])
        #expect(Set(entries["form"]) == ["training", "product_purchase", "jobs"])
    }
}
