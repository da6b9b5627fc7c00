import Foundation
import Testing

/// Random figures of random tables of several runs, each worked out again from what `explain` prints: the expression is
/// read and evaluated here, by its printed numbers alone.
@Suite(.serialized) struct ExplainedFigureTests {
    private static let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Scenarios").standardizedFileURL.path

    /// Tables with the columns that name their rows, as `explain` takes them.
    private static let tables: [String: [String]] = [
        "accounts": ["region", "year", "indicator"], "account_regions": ["region"],
        "account_geep": ["region"],
        "account_change": ["region", "id"], "statement": ["party", "year", "scheme"], "balances": ["scheme"],
        "fairness": ["region", "year"], "transfers": ["payer", "payee", "period", "scheme"],
        "quota": ["region", "pollutant"], "quota_steps": ["region", "pollutant", "measure"],
        "quota_flows": ["from", "to", "pollutant"], "quota_payments": ["payer", "payee", "pollutant"],
        "quota_ledger": ["party"], "prices": ["region", "pollutant"], "receptors": ["receptor"],
    ]

    @Test(arguments: [
        ("reference/two_counties", ["accounts", "air", "statement", "transfers"]),
        ("reference/full_account", ["accounts", "account_regions", "account_geep", "account_change"]),
        (
            "taixin",
            [
                "accounts", "air", "transfers", "statement", "balances", "quota", "quota_steps",
                "quota_flows",
                "quota_payments", "quota_ledger", "prices", "receptors",
            ]
        ),
    ])
    func everyFormulaGivesItsFigure(_ scenario: String, _ tables: [String]) throws {
        let folder = try TemporaryFolder()
        let run = folder.path + "/run"
        let quick =
            scenario == "taixin" ? ["--set", "quota.analysis={}", "--set", "quota.rule_audit=false"] : []
        let made = try Command.run(["run", "\(Self.scenarios)/\(scenario)", "--out", run] + quick)
        #expect(made.code == 0, "\(made.errors)")
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

    /// A payment is the sum of its claims as they stand, and each goes down to a place in the input.
    @Test func aPaymentGoesDownToItsInput() throws {
        let folder = try TemporaryFolder()
        let run = folder.path + "/run"
        #expect(try Command.run(["run", "\(Self.scenarios)/reference/two_counties", "--out", run]).code == 0)
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
        if table == "air" {
            let air = try rows("air", folder).filter { $0["statistic"] == "mean" }
            return (0..<perTable).map { _ in
                let row = air[random.next(below: air.count)]
                return "air:\(row["region"] ?? ""):\(row["period"] ?? ""):\(row["pollutant"] ?? "")"
            }
        }
        let keys = try #require(tables[table])
        let rows = try rows(table, folder).filter { row in
            keys.allSatisfy { !(row[$0] ?? "").isEmpty } && isWorkedOut(row, table)
        }
        #expect(!rows.isEmpty, "\(table)")
        guard !rows.isEmpty else { return [] }
        return (0..<perTable).map { _ in
            let row = rows[random.next(below: rows.count)]
            return ([table] + keys.map { row[$0] ?? "" }).joined(separator: ":")
        }
    }

    private static func rows(_ table: String, _ folder: TemporaryFolder) throws -> [[String: String]] {
        let table = try CSVTable(folder.text("run/\(table).csv"))
        return table.rows.map { Dictionary(zip(table.columns, $0)) { first, _ in first } }
    }

    /// Of `accounts.csv` the services as a whole: extents and ecosystem types have nothing below them. Of payments those
    /// for quota, whose fees are a part of them, and those that a county takes part in: what passes between funds is a
    /// balance.
    private static func isWorkedOut(_ row: [String: String], _ table: String) -> Bool {
        if table == "quota_payments" { return row["basis"] == "quota" }
        if table == "transfers" { return Int(row["payer"] ?? "") != nil || Int(row["payee"] ?? "") != nil }
        guard table == "accounts" else { return true }
        return row["account"] != "extent" && (row["ecosystem"] ?? "").isEmpty
            && !(row["value_yuan"] ?? "").isEmpty
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
        let title: String
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
