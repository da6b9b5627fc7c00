import Foundation
import Synchronization
import Testing

/// Random figures of random tables of several runs, each worked out again from what `explain` prints: the expression is
/// read and evaluated here, by its printed numbers alone.
@Suite(.serialized) struct ExplainedFigureTests {
    private static let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Scenarios").standardizedFileURL.path

    /// Tables whose figures are walked, with the columns that name their rows, as `explain` takes them.
    private static let walked: [String: [String]] = [
        "accounts": ["region", "year", "indicator"], "account_regions": ["region"],
        "account_extent": ["region", "ecosystem"], "account_services": ["region", "indicator", "component"],
        "account_matrix": ["region", "indicator"], "account_indices": ["region"],
        "account_drivers": ["region", "account", "rank"], "account_published": ["id", "against"],
        "account_change_factors": ["region", "indicator", "ecosystem"],
        "account_geep": ["region"], "account_change": ["region", "id"],
        "air": ["region", "period", "pollutant", "statistic"], "air_days": ["region", "date"],
        "statement": ["party", "year", "scheme"], "balances": ["scheme"], "fairness": ["region", "year"],
        "transfers": ["payer", "payee", "period", "scheme"],
        "quota": ["region", "pollutant"], "quota_steps": ["region", "pollutant", "measure"],
        "quota_flows": ["from", "to", "pollutant"], "quota_payments": ["payer", "payee", "pollutant"],
        "quota_ledger": ["party"], "prices": ["region", "pollutant"], "receptors": ["receptor"],
        "quota_prices": ["kind", "pollutant", "name"], "quota_equity": ["region", "pollutant"],
        "place_charges": ["region", "pollutant", "receptor"],
    ]

    /// Tables that have no figure of their own to be worked out, and why.
    private static let excused: [String: String] = [
        "account_basis": "what two accounts must share: settings", "account_rules": "the rule pack, in words",
        "account_sums": "the bottom of the quantities: what cells added up to",
        "account_formulas": "the formulas that accounts are explained by",
        "air_standards": "limits of the standards", "assumptions": "statements of the scenario",
        "calculations": "the steps that transfers are explained by", "claims": "walked with the transfers",
        "consolidated": "the statement in other columns", "inequality": "Gini coefficients over fairness",
        "input_rows": "rows of the input", "labels": "names", "layers": "rasters of the input",
        "marginal_payments": "the whole settlement once more with one figure moved",
        "neighbours": "shared borders", "parameters": "values of the scenario",
        "published": "printed amounts of the scenario", "quota_rents": "divided among owners of the air",
        "receptor_contributions": "the largest terms of receptors", "regions": "the table of regions",
        "schemes": "rules in force",
        "scores": "told with the transfers that read them", "allocations": "told by their method",
        "in_kind": "rows of the input", "corrections": "differences to earlier settlements",
        "payment_jumps": "found by settling again", "dead_zones": "found by settling again",
        "fund_risk": "quantiles of drawn years", "quota_commodities": "units of pollutants",
        "quota_allocations": "markets of other allocations", "quota_curves": "markets at other limits",
        "quota_infeasibility": "what conflicts", "quota_reliefs": "markets with other limits",
        "quota_rules": "markets without a rule", "quota_sensitivity": "markets with other figures",
        "quota_sharing": "shares by game theory", "receptor_means": "means weighed by people",
        "receptor_years": "receptors in the weather of single years",
    ]

    /// Tables of whole studies, whose rows are runs and years and not figures of this one.
    private static let studies = ["search", "simulation", "pareto", "alternatives"]
    /// Tables of folders of comparisons and sweeps.
    private static let ofOtherFolders: Set<String> = [
        "causes", "decomposition", "differences", "figures", "inputs_changed", "runs", "winners_losers",
    ]

    /// Every table that a run may write is walked, or excused by name.
    @Test func noTableIsForgotten() throws {
        let sources = "\(Self.scenarios)/../Sources/EcoRuns"
        let files = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
        var names: Set<String> = []
        for file in files where file.hasSuffix(".swift") {
            let text = try String(contentsOfFile: "\(sources)/\(file)", encoding: .utf8)
            for match in text.matches(of: #/RunFile\("([a-z_]+)\.csv"/#) { names.insert(String(match.1)) }
        }
        #expect(names.count > 40, "the scan of the sources finds the tables")
        for name in names.sorted() where !Self.ofOtherFolders.contains(name) {
            let isOfStudy = Self.studies.contains { name.hasPrefix($0) }
            #expect(isOfStudy || Self.walked[name] != nil || Self.excused[name] != nil, "\(name)")
        }
    }

    /// Runs that several tests ask, each computed once, with one report.
    private static let runs = RunsOfScenarios()

    private final class RunsOfScenarios: Sendable {
        private let made = Mutex<[String: TemporaryFolder]>([:])

        func folder(_ scenario: String) throws -> TemporaryFolder {
            try made.withLock { made in
                if let folder = made[scenario] { return folder }
                let folder = try TemporaryFolder()
                let quick =
                    scenario == "taixin"
                    ? [
                        "--set", "quota.analysis={}", "--set", "quota.rule_audit=false", "--set",
                        "compensation.analysis={}",
                    ] : []
                let run = try Command.run(
                    ["run", "\(scenarios)/\(scenario)", "--out", folder.path + "/run"]
                        + ["--set", "report.languages=[en]"] + quick)
                #expect(run.code == 0, "\(run.errors)")
                made[scenario] = folder
                return folder
            }
        }
    }

    @Test(arguments: ["reference/two_counties", "reference/full_account", "taixin"])
    func everyFormulaGivesItsFigure(_ scenario: String) throws {
        let folder = try Self.runs.folder(scenario)
        let run = folder.path + "/run"
        let names = try folder.names("run").filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }
        let unknown = names.filter {
            Self.walked[$0] == nil && Self.excused[$0] == nil
        }
        #expect(unknown.isEmpty, "neither walked nor excused: \(unknown)")
        let tables = names.filter { Self.walked[$0] != nil }
        var random = Draws(seed: 7)
        let figures = try tables.flatMap { try Self.figures(of: $0, in: folder, &random) }
        let explained = try Command.run(["explain", run] + figures + ["--format", "json"])
        #expect(explained.code == 0, "\(explained.errors)")
        let document = try JSONDecoder().decode(Document.self, from: Data(explained.output.utf8))
        #expect(document.figures.map(\.figure) == figures)
        var formulas: [String: Int] = [:]
        for figure in document.figures {
            for step in figure.explanation.steps {
                guard let formula = step.formula else { continue }
                formulas[figure.table, default: 0] += 1
                Self.check(formula, "\(figure.figure): \(step.title)")
            }
        }
        for table in tables {
            #expect((formulas[table] ?? 0) > 0, "no formula behind any figure of \(table)")
        }
    }

    /// Quantities of rasters go down to what cells added up to, and to the digests of the layers.
    @Test func aTonneGoesDownToTheSumsOfItsCells() throws {
        let folder = try Self.runs.folder("reference/full_account")
        let rows = try Self.rows("accounts", folder).filter {
            ["water_retention", "soil_retention", "carbon_fixation", "sediment_delivery"].contains(
                $0["indicator"])
                && ($0["ecosystem"] ?? "").isEmpty && (Double($0["quantity"] ?? "") ?? 0) != 0
        }
        #expect(!rows.isEmpty)
        let figures = rows.map {
            "accounts:\($0["region"] ?? ""):\($0["year"] ?? ""):\($0["indicator"] ?? "")"
        }
        let explained = try Command.run(["explain", folder.path + "/run"] + figures + ["--format", "json"])
        let document = try JSONDecoder().decode(Document.self, from: Data(explained.output.utf8))
        for figure in document.figures {
            let types = Set(try Self.rows("account_extent", folder).compactMap { $0["ecosystem"] })
            let steps = figure.explanation.steps
            #expect(steps.contains { $0.remarks.contains { $0.hasPrefix("SHA-256 ") } }, "\(figure.figure)")
            for step in steps where types.contains(step.title) && step.depth == 2 {
                #expect(step.formula != nil, "\(figure.figure): \(step.title)")
            }
        }
    }

    /// Every kind of figure of the air is worked out: counts of days by level, verdicts and ranks too.
    @Test(arguments: ["reference/two_counties", "taixin"])
    func everyStatisticOfTheAirHasAFormula(_ scenario: String) throws {
        let folder = try Self.runs.folder(scenario)
        var random = Draws(seed: 11)
        let byStatistic = Dictionary(grouping: try Self.rows("air", folder)) {
            [$0["pollutant"] ?? "", $0["statistic"] ?? "", ($0["period"] ?? "").count == 4 ? "year" : "part"]
        }
        let figures = byStatistic.keys.sorted { $0.joined() < $1.joined() }.compactMap { key in
            byStatistic[key].map { Self.air($0[random.next(below: $0.count)]) }
        }
        #expect(figures.count > 20)
        let explained = try Command.run(["explain", folder.path + "/run"] + figures + ["--format", "json"])
        let document = try JSONDecoder().decode(Document.self, from: Data(explained.output.utf8))
        for figure in document.figures {
            guard let formula = figure.explanation.steps.first?.formula else {
                Issue.record("\(figure.figure) has no formula")
                continue
            }
            Self.check(formula, figure.figure)
        }
    }

    /// A payment is the sum of its claims as they stand, and each goes down to a place in the input.
    @Test func aPaymentGoesDownToItsInput() throws {
        let folder = try Self.runs.folder("reference/two_counties")
        let run = folder.path + "/run"
        var random = Draws(seed: 3)
        for figure in try Self.figures(of: "transfers", in: folder, &random) {
            let text = try Command.run(["explain", run, figure]).output
            #expect(text.contains(".csv:"), "\(figure)")
        }
    }

    private static func check(_ formula: Formula, _ place: String) {
        guard let value = Double(formula.value) ?? Arithmetic(formula.value)?.value,
            let evaluated = Arithmetic(formula.expression)?.value
        else {
            Issue.record("\(place): cannot be read: \(formula.value) = \(formula.expression)")
            return
        }
        // What is left of sums of many terms: a billionth of the largest of them.
        let scale = max(abs(value), Arithmetic.largestNumber(in: formula.expression), 1)
        #expect(abs(value - evaluated) <= 1e-9 * scale, "\(place): \(value), worked out \(evaluated)")
    }

    // MARK: Figures

    private static let perTable = 5

    private static func figures(
        of table: String, in folder: TemporaryFolder, _ random: inout Draws
    ) throws -> [String] {
        let keys = try #require(walked[table])
        let rows = try rows(table, folder).filter { isWorkedOut($0, table) }
        #expect(!rows.isEmpty, "\(table)")
        guard !rows.isEmpty else { return [] }
        return (0..<perTable).map { _ in
            let row = rows[random.next(below: rows.count)]
            return table == "air"
                ? air(row, withStandard: true) : ([table] + keys.map { row[$0] ?? "" }).joined(separator: ":")
        }
    }

    /// `air:REGION:PERIOD:INDICATOR` of a row, where asked with its standard.
    private static func air(_ row: [String: String], withStandard: Bool = false) -> String {
        let (pollutant, statistic) = (row["pollutant"] ?? "", row["statistic"] ?? "")
        let figure = pollutant == "all" ? statistic : "\(pollutant)_\(statistic)"
        return "air:\(row["region"] ?? ""):\(row["period"] ?? ""):\(figure)"
            + (withStandard ? ":" + (row["standard"] ?? "") : "")
    }

    private static func rows(_ table: String, _ folder: TemporaryFolder) throws -> [[String: String]] {
        let table = try CSVTable(folder.text("run/\(table).csv"))
        return table.rows.map { Dictionary(zip(table.columns, $0)) { first, _ in first } }
    }

    /// Of `accounts.csv` the services as a whole: extents and ecosystem types have nothing below them. Of payments those
    /// for quota, whose fees are a part of them, and those that a county takes part in: what passes between funds is a
    /// balance.
    private static func isWorkedOut(_ row: [String: String], _ table: String) -> Bool {
        let isWhole = (row["ecosystem"] ?? "").isEmpty
        switch table {
        case "air_days": return !(row["aqi"] ?? "").isEmpty
        case "quota_payments": return row["basis"] == "quota"
        case "transfers": return Int(row["payer"] ?? "") != nil || Int(row["payee"] ?? "") != nil
        case "prices": return !(row["region"] ?? "").isEmpty
        case "accounts": return row["account"] != "extent" && isWhole && !(row["value_yuan"] ?? "").isEmpty
        default: return true
        }
    }

    // MARK: What is printed

    private struct Document: Decodable {
        let figures: [Figure]
    }

    private struct Figure: Decodable {
        let figure: String
        let explanation: Explanation
        var table: String { String(figure.prefix { $0 != ":" }) }
    }

    private struct Explanation: Decodable {
        let steps: [Step]
    }

    private struct Step: Decodable {
        let depth: Int
        let title: String
        let remarks: [String]
        let formula: Formula?
    }

    private struct Formula: Decodable {
        let value: String
        let expression: String
    }

    /// A multiplicative generator; the same figures in every run of the test.
    private struct Draws {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next(below count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(count))
        }
    }
}
