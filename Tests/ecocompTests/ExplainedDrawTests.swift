import Foundation
import Testing

/// Statistics over draws, worked out again from the draws that a run keeps: here by other code, and by the formulas that
/// `explain` prints.
@Suite(.serialized) struct ExplainedDrawTests {
    private static let scenario = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Scenarios/reference/counties_that_answer").standardizedFileURL.path
    private static let draws = 16
    private static let figure = "air.pm25.annual_mean"

    /// The reference scenario with targets, one of them a peak.
    private static func run(
        _ folder: TemporaryFolder, _ name: String, kept: String, _ further: [String]
    ) throws -> String {
        let targets = folder.path + "/targets.csv"
        let table = """
            target,figure,region,kind,by_year,aim,status
            clean,\(figure),,at_most,2026,56,assumed
            high,\(figure),,at_least,2025,56,assumed
            peak,\(figure),,peak_by,2025,,assumed

            """
        try table.write(toFile: targets, atomically: true, encoding: .utf8)
        let outcome = try Command.run(
            [
                "run", scenario, "--out", "\(folder.path)/\(name)", "--set", "report.languages=[en]",
                "--set", "simulation.targets=\(targets)", "--set", "simulation.kept_draws=\(kept)",
            ] + further)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return "\(folder.path)/\(name)"
    }

    private static func table(_ name: String, _ run: String) throws -> [[String: String]] {
        let table = try CSVTable(String(contentsOfFile: "\(run)/\(name).csv", encoding: .utf8))
        return table.rows.map { Dictionary(zip(table.columns, $0)) { first, _ in first } }
    }

    /// By figure, region and year.
    private static func drawn(_ run: String) throws -> [[String]: [Double]] {
        try Dictionary(grouping: table("simulation_draws", run)) {
            [$0["figure"] ?? "", $0["region"] ?? "", $0["year"] ?? ""]
        }.mapValues { $0.compactMap { Double($0["value"] ?? "") } }
    }

    /// As a weighted mean of neighbours, Hyndman and Fan's type 7.
    private static func quantile(_ share: Double, _ values: [Double]) -> Double {
        let (sorted, place) = (values.sorted(), share * Double(values.count - 1))
        let (low, high) = (sorted[Int(place.rounded(.down))], sorted[Int(place.rounded(.up))])
        let weight = place - place.rounded(.down)
        return (1 - weight) * low + weight * high
    }

    private static func isSame(_ text: String?, _ value: Double) -> Bool {
        guard let number = Double(text ?? "") else { return false }
        return abs(number - value) <= 1e-12 * max(abs(value), 1)
    }

    @Test func statisticsAreThoseOfTheDrawsKept() throws {
        let folder = try TemporaryFolder()
        let years = ["--only", "simulation"]
        let (all, none) = (
            try Self.run(folder, "all", kept: "all", years),
            try Self.run(folder, "none", kept: "none", years)
        )
        #expect(!FileManager.default.fileExists(atPath: "\(none)/simulation_draws.csv"))
        for name in ["simulation_years", "simulation_targets", "simulation_market"] {
            let texts = try [all, none].map {
                try String(contentsOfFile: "\($0)/\(name).csv", encoding: .utf8)
            }
            #expect(texts[0] == texts[1], "\(name)")
        }
        let drawn = try Self.drawn(all)
        var counties = 0
        for row in try Self.table("simulation_years", all) {
            let key = [row["figure"] ?? "", row["region"] ?? "", row["year"] ?? ""]
            guard let values = drawn[key] else {
                // What is not kept is the same in every draw.
                #expect(row["p05"] == row["mean"] && row["p95"] == row["mean"], "\(key)")
                continue
            }
            #expect(values.count == Self.draws)
            counties += key[1].isEmpty ? 0 : 1
            #expect(Self.isSame(row["mean"], values.reduce(0, +) / Double(Self.draws)), "\(key)")
            for (column, share) in [("p05", 0.05), ("p25", 0.25), ("p50", 0.5), ("p95", 0.95)] {
                #expect(Self.isSame(row[column], Self.quantile(share, values)), "\(key) \(column)")
            }
        }
        #expect(counties > 0)
        try Self.checkTargets(all, drawn)
        try Self.checkExplained(all)
        let told = try Command.run(["explain", none, "simulation_targets:clean", "--lang", "en"])
        #expect(told.output.contains("simulation.kept_draws=targets"), "\(told.output)")
    }

    private static func checkTargets(_ run: String, _ drawn: [[String]: [Double]]) throws {
        let targets = try table("simulation_targets", run)
        let of = { (year: Int) in drawn[[figure, "", "\(year)"]] ?? [] }
        let met = [
            "clean": of(2026).count { $0 <= 56 }, "high": of(2025).count { $0 >= 56 },
            "peak": (0..<draws).count { max(of(2024)[$0], of(2025)[$0]) >= of(2026)[$0] },
        ]
        for target in targets {
            let share = Double(met[target["target"] ?? ""] ?? -1) / Double(draws)
            #expect(isSame(target["share_met"], share), "\(target)")
        }
        #expect(targets.count == 3)
        // The first year from which a draw stays at 56 or above; the ninth of the sixteen in order.
        let first = (0..<draws).map { draw -> Int in
            let short = (2024...2026).filter { of($0)[draw] < 56 }.max()
            return (short ?? 2023) + 1
        }
        let high = try #require(targets.first { $0["target"] == "high" })
        #expect(high["attainment_year"] == "\(first.sorted()[8])")
    }

    /// Every statistic has a formula, whose value the other suite's arithmetic checks.
    private static func checkExplained(_ run: String) throws {
        let whole = try table("simulation_years", run).filter {
            $0["figure"] == figure && $0["p05"] != $0["p95"]
        }
        let years = whole.map { "simulation_years:\($0["year"] ?? ""):\($0["region"] ?? ""):\(figure)" }
        let targets = ["clean", "high", "peak"].map { "simulation_targets:\($0)" }
        let found = try ExplainedFigureTests.formulas(of: years + targets, run)
        #expect((found["simulation_years"] ?? 0) >= 6 * years.count)
        // Mean, two quantiles, gap and share of each, and the years of those that are attained.
        #expect((found["simulation_targets"] ?? 0) >= 5 * targets.count + 2)
    }

    @Test func theSearchTellsItsDrawsItsFrontAndWhatAConstraintCosts() throws {
        let folder = try TemporaryFolder()
        let run = try Self.run(folder, "run", kept: "automatic", ["--set", "search.evaluations=16"])
        let constraints = try Self.table("search_constraints", run)
        let rows = try Self.table("search_draws", run)
        for constraint in constraints {
            let own = rows.filter { $0["role"] == "constraint" && $0["id"] == constraint["constraint"] }
            for (point, column) in [("present", "present_share"), ("found", "share_met")] {
                let margins = own.filter { $0["point"] == point }.compactMap { Double($0["margin"] ?? "") }
                #expect(margins.count == Self.draws)
                let share = Double(margins.count { $0 > -1e-6 }) / Double(Self.draws)
                #expect(Self.isSame(constraint[column], share), "\(constraint)")
            }
            // Twelve of sixteen draws are three quarters of them.
            let margins = own.filter { $0["point"] == "found" }.compactMap { Double($0["margin"] ?? "") }
            #expect(Self.isSame(constraint["margin"], margins.sorted(by: >)[11]))
        }
        let figures =
            constraints.map { "search_constraints:\($0["constraint"] ?? "")" }
            + ["search_summary:total_cost", "search_measures:objective:total_cost"]
        let explained = try Command.run(["explain", run] + figures + ["--format", "json"])
        let document = try JSONDecoder().decode(
            ExplainedFigureTests.Document.self, from: Data(explained.output.utf8))
        let titles = Set(
            document.figures.flatMap(\.explanation.steps).filter { $0.formula != nil }.map(\.title))
        for title in ["Hypervolume", "Share met at present", "Share of draws that meet it", "Margin"] {
            #expect(titles.contains(title), "\(title): \(titles.sorted())")
        }
        if constraints.contains(where: { !($0["objective_change"] ?? "").isEmpty }) {
            #expect(titles.contains("Change of the objective when relaxed"))
        }
        let found = try ExplainedFigureTests.formulas(of: figures, run)
        #expect((found["search_summary"] ?? 0) > 3)
    }
}
