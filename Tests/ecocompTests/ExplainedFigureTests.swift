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

    /// Tables whose figures are walked where a run has them, with their arithmetic in at least one run.
    private static let studies: [String: [String]] = [
        "marginal_payments": ["region", "year", "scheme", "indicator"], "inequality": ["year"],
        "consolidated": ["region", "year", "kind", "item", "counterparty"],
        "claims": ["scheme", "period", "payer", "payee", "basis"], "calculations": ["node"],
        "corrections": ["period", "scheme", "payer", "payee", "basis"],
        "scores": ["appraisal", "subject", "period", "indicator"],
        "receptor_contributions": ["receptor", "region"], "receptor_means": ["period", "population"],
        "quota_rents": ["region", "receptor"], "quota_rules": ["rule"], "quota_sharing": ["player"],
        "quota_sensitivity": ["kind", "value", "pollutant"], "quota_curves": ["curve", "aim", "level"],
        "quota_allocations": ["method", "pollutant", "region"],
        "simulation_years": ["year", "region", "figure"], "simulation_targets": ["target"],
        "simulation_funds": ["year"], "simulation_market": ["year", "pollutant"],
        "simulation_response_counties": ["year", "region"], "simulation_response_years": ["year"],
        "simulation_hooks": ["year", "hook", "path"],
        "search": ["point"], "search_summary": ["objective"], "search_standard": ["variable"],
        "search_constraints": ["constraint"], "search_measures": ["role", "measure"],
        "search_burdens": ["point", "region"], "pareto": ["point"], "alternatives": ["rank"],
    ]

    /// Tables that answer without arithmetic over figures of the run: words, settings, rows of the input, and outcomes
    /// of computations of their own.
    private static let told: [String: [String]] = [
        "account_basis": ["key"], "account_rules": ["kind", "id"],
        "account_sums": ["region", "indicator", "class", "measure"],
        "account_formulas": ["region", "indicator", "component", "class"],
        "air_standards": ["standard", "pollutant", "kind", "sub_index"], "assumptions": ["id"],
        "input_rows": ["path", "place"], "labels": ["kind", "id"], "layers": ["layer"],
        "neighbours": ["region", "neighbour"], "parameters": ["path"],
        "published": ["period", "unit", "kind"], "regions": ["region"], "schemes": ["scheme"],
        "allocations": ["allocation", "period", "item", "recipient"],
        "in_kind": ["period", "provider", "recipient", "form", "subject"],
        "payment_jumps": ["scheme", "region", "period", "indicator", "lower"],
        "dead_zones": ["scheme", "region", "period", "indicator", "lower"],
        "fund_risk": ["scheme", "year", "item"], "quota_commodities": ["pollutant"],
        "quota_reliefs": ["change_en"], "quota_infeasibility": ["conflict", "part", "text_en"],
        "receptor_years": ["receptor", "weather"], "simulation_figures": ["figure"],
        "simulation_draws": ["figure", "region", "year", "draw"],
        "search_draws": ["point", "role", "id", "draw"], "search_shadows": ["constraint"],
        "simulation_processes": ["process"], "simulation_response": ["year", "region", "pollutant"],
    ]

    /// Tables of folders of comparisons and sweeps.
    private static let ofOtherFolders: [String: [String]] = [
        "causes": ["run", "figure", "cause"], "decomposition": ["run", "year", "region", "figure"],
        "combinations": ["run", "figure", "combination"],
        "decomposition_combinations": ["run", "year", "region", "figure", "combination"],
        "differences": ["run", "figure"], "inputs_changed": ["run", "path"], "runs": ["run"],
        "winners_losers": ["run", "region"], "figures": ["figure"], "results": ["run"],
        "quantiles": ["variant", "figure"], "tornado": ["variant", "figure", "variation"],
        "indices": ["variant", "figure", "variation", "with"], "failures": ["run"],
    ]

    /// The columns that name the rows of a table.
    static func keys(_ table: String) -> [String]? {
        walked[table] ?? studies[table] ?? told[table] ?? ofOtherFolders[table]
    }

    /// Every table that a run may write answers.
    @Test func noTableIsForgotten() throws {
        let sources = "\(Self.scenarios)/../Sources/EcoRuns"
        let files = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
        var names: Set<String> = []
        for file in files where file.hasSuffix(".swift") {
            let text = try String(contentsOfFile: "\(sources)/\(file)", encoding: .utf8)
            for match in text.matches(of: #/RunFile\("([a-z_]+)\.csv"/#) { names.insert(String(match.1)) }
        }
        #expect(names.count > 40, "the scan of the sources finds the tables")
        for name in names.sorted() {
            #expect(Self.keys(name) != nil, "\(name)")
        }
    }

    /// What keeps a run short, or adds a study to it.
    private static let quick = [
        "taixin": ["quota.analysis={price_ranges: none}", "quota.curves=[{aim: emission, steps: 2}]"],
        "taixin_response": ["simulation.last_year=2025"],
        "taixin_2035_standard": [
            "search.evaluations=4", "search.constraints=[{constraint: target, target: gep_2035}]",
        ],
    ]

    /// Runs that several tests ask, each computed once, with one report.
    private static let runs = RunsOfScenarios()

    private final class RunsOfScenarios: Sendable {
        private let made = Mutex<[String: TemporaryFolder]>([:])

        func folder(_ scenario: String) throws -> TemporaryFolder {
            try made.withLock { made in
                if let folder = made[scenario] { return folder }
                let folder = try TemporaryFolder()
                let values = (quick[scenario] ?? []).flatMap { ["--set", $0] }
                let run = try Command.run(
                    ["run", "\(scenarios)/\(scenario)", "--out", folder.path + "/run"]
                        + ["--set", "report.languages=[en]"] + values)
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
        let unknown = names.filter { Self.keys($0) == nil }
        #expect(unknown.isEmpty, "no key is known: \(unknown)")
        let tables = names.filter { Self.walked[$0] != nil }
        var random = Draws(seed: 7)
        let figures = try tables.flatMap { try Self.figures(of: $0, in: folder, &random) }
        let formulas = try Self.formulas(of: figures, run)
        for table in tables {
            #expect((formulas[table] ?? 0) > 0, "no formula behind any figure of \(table)")
        }
    }

    /// What the figures' arithmetic gives is checked; how many formulas each table had.
    static func formulas(of figures: [String], _ run: String) throws -> [String: Int] {
        let explained = try Command.run(["explain", run] + figures + ["--format", "json"])
        #expect(explained.code == 0, "\(explained.errors)")
        let document = try JSONDecoder().decode(Document.self, from: Data(explained.output.utf8))
        #expect(document.figures.map(\.figure) == figures)
        var formulas: [String: Int] = [:]
        for figure in document.figures {
            // How it is made is told of every one, in words.
            let isTold = figure.explanation.heading.count > 1 && !figure.explanation.heading[1].isEmpty
            #expect(isTold || figure.table == "air", "\(figure.figure)")
            for step in figure.explanation.steps {
                guard let formula = step.formula else { continue }
                formulas[figure.table, default: 0] += 1
                check(formula, "\(figure.figure): \(step.title)")
            }
        }
        return formulas
    }

    /// Studies, simulations and searches: every table with rows answers, and no formula gives another figure.
    @Test(arguments: [
        (
            "taixin",
            ["inequality", "quota_rents", "marginal_payments", "receptor_contributions", "consolidated"]
        ),
        ("reference/allocation_and_targets", ["scores"]), ("reference/rights_and_pools", []),
        (
            "taixin_response",
            [
                "simulation_years", "simulation_response_counties", "simulation_response_years",
                "simulation_market",
            ]
        ),
        (
            "taixin_2035_standard",
            [
                "search", "search_summary", "search_constraints", "search_measures", "search_burdens",
                "simulation_funds", "simulation_targets", "simulation_years",
            ]
        ),
    ])
    func everyTableAnswers(_ scenario: String, _ withArithmetic: [String]) throws {
        let folder = try Self.runs.folder(scenario)
        let names = try folder.names("run").filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }
        var random = Draws(seed: 13)
        var figures: [String] = []
        for name in names.sorted() where Self.walked[name] == nil {
            let keys = try #require(Self.keys(name), "\(name)")
            let rows = try Self.rows(name, folder)
            for _ in 0..<min(rows.count, name == "scores" ? 40 : Self.perTable) {
                let row = rows[random.next(below: rows.count)]
                figures.append(([name] + keys.map { row[$0] ?? "" }).joined(separator: ":"))
            }
        }
        let formulas = try Self.formulas(of: figures, folder.path + "/run")
        for table in withArithmetic {
            #expect((formulas[table] ?? 0) > 0, "no formula behind any figure of \(table)")
        }
    }

    @Test func anUnknownFigureIsToldWithAnExample() throws {
        let folder = try Self.runs.folder("reference/two_counties")
        for figure in ["inequality:1900", "claims:nobody", "no_such_table:1"] {
            let told = try Command.run(["explain", folder.path + "/run", figure])
            #expect(told.code == 2, "\(figure)")
            let names = ["such as", "did you mean"].contains(where: told.errors.contains)
            #expect(names, "\(told.errors)")
        }
    }

    /// What was misspelt is named: the table, and the id in the key.
    @Test func aMisspeltFigureIsToldWithTheNearestOne() throws {
        let folder = try Self.runs.folder("reference/two_counties")
        let pairs = [
            "qouta:140122:nox": "did you mean `quota:140122:nox`?",
            "quota:140122:nxo": "did you mean `quota:140122:nox`?",
        ]
        for (asked, expected) in pairs {
            let told = try Command.run(["explain", folder.path + "/run", asked])
            #expect(told.code == 2 && told.errors.contains(expected), "\(told.errors)")
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
        try Self.checkEach(of: figures, folder.path + "/run")
    }

    /// Lead, benzo[a]pyrene and dust go down to the rows of their own table.
    @Test func otherItemsOfTheAirHaveFormulas() throws {
        let folder = try TemporaryFolder()
        var table = "region,date,tsp_ug_m3,nox_ug_m3,pb_ug_m3,bap_ug_m3\n"
        for day in 1...28 {
            table +=
                "140122,2019-02-\(day < 10 ? "0" : "")\(day),\(100 + day),\(20 + day),0.\(day + 10),0.00\(day)\n"
        }
        let path = folder.path + "/other.csv"
        try table.write(toFile: path, atomically: true, encoding: .utf8)
        let run = try Command.run([
            "run", "\(Self.scenarios)/reference/two_counties", "--out", folder.path + "/run", "--set",
            "report.languages=[en]", "--set", "air.other_daily=\(path)",
        ])
        #expect(run.code == 0, "\(run.errors)")
        let items = ["tsp", "nox", "pb", "bap"]
        let figures = try Self.rows("air", folder).filter { items.contains($0["pollutant"] ?? "") }.map {
            Self.air($0)
        }
        #expect(figures.count > 8)
        try Self.checkEach(of: figures, folder.path + "/run")
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

    /// Every one of the figures has a formula that gives it.
    private static func checkEach(of figures: [String], _ run: String) throws {
        let explained = try Command.run(["explain", run] + figures + ["--format", "json"])
        let document = try JSONDecoder().decode(Document.self, from: Data(explained.output.utf8))
        for figure in document.figures {
            guard let formula = figure.explanation.steps.first?.formula else {
                Issue.record("\(figure.figure) has no formula")
                continue
            }
            check(formula, figure.figure)
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

    static func rows(_ table: String, _ folder: TemporaryFolder) throws -> [[String: String]] {
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

    struct Document: Decodable {
        let figures: [Figure]
    }

    struct Figure: Decodable {
        let figure: String
        let explanation: Explanation
        var table: String { String(figure.prefix { $0 != ":" }) }
    }

    struct Explanation: Decodable {
        let heading: [String]
        let steps: [Step]
    }

    struct Step: Decodable {
        let depth: Int
        let title: String
        let remarks: [String]
        let formula: Formula?
    }

    struct Formula: Decodable {
        let value: String
        let expression: String
    }

    /// A multiplicative generator; the same figures in every run of the test.
    struct Draws {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next(below count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(count))
        }
    }
}
