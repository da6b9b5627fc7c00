import EcoParameters
import EcoRuns

/// What recipes of figures read of a run: rows of its tables, its certificate.
struct RunRows: Sendable {
    private let context: ReportContext
    private let further: [String: [StoredRow]]
    /// Value of the plan of the market, yuan; `nil` without a market.
    let objective: String?

    /// - Parameter reads: tables that the report does not hold.
    /// - Throws: ``DiagnosticFailure`` where one of them is damaged.
    init(_ context: ReportContext, reads: [String]) throws(DiagnosticFailure) {
        self.context = context
        var further: [String: [StoredRow]] = [:]
        for name in reads { further[name] = try context.run.table(name + ".csv").map { Array($0.rows) } }
        self.further = further
        objective = try context.run.document("certificate.json")?["objective_yuan"]?.scalarText
    }

    /// Single draws of a simulation; `nil` where none are kept.
    var draws: StoredDraws? { context.draws }

    var manifest: JSON { context.run.manifest }

    subscript(table: String) -> [StoredRow] {
        further[table] ?? context.table(table + ".csv").map { Array($0.rows) } ?? []
    }

    /// The rows that have these values.
    func rows(_ table: String, _ values: [String: String]) -> [StoredRow] {
        self[table].filter { row in values.allSatisfy { row[$0] == $1 } }
    }

    func first(_ table: String, _ values: [String: String]) -> StoredRow? {
        self[table].first { row in values.allSatisfy { row[$0] == $1 } }
    }

    /// The scenario by name.
    var scenario: String { manifest["scenario"]?.scalarText ?? "SCENARIO" }

    /// `--set PATH=VALUE` of the command that made the run, each once.
    var settings: [String] { Self.settings(context) }

    static func settings(_ context: ReportContext) -> [String] {
        let option = "--set "
        var known: Set<String> = []
        let origins = context.table("parameters.csv")?.rows.map { $0["origin"] } ?? []
        return origins.filter { $0.hasPrefix(option) && known.insert($0).inserted }.map {
            ShellWord.set(String($0.dropFirst(option.count)))
        }
    }

    /// A value of the scenario, as `parameters.csv` has it; empty where it states none.
    func parameter(_ path: String) -> String { first("parameters", ["path": path])?["value"] ?? "" }

    /// `round(... ) / 100`: to the fen.
    static func toFen(_ expression: String) -> String { "round((\(expression)) * 100) / 100" }
}
