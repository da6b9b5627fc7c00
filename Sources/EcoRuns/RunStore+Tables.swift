import EcoParameters

extension RunStore {
    /// One file of the folder that ``write(_:to:producers:rasters:)`` would make, by its name without `.csv`.
    ///
    /// - Throws: ``RunFailure/input(_:)`` where the run has no such table.
    public static func table(_ name: String, of result: RunResult) throws(RunFailure) -> RunFile {
        let tables: [RunFile]
        do throws(Diagnostic) {
            tables = try files(of: result).filter { $0.name.hasSuffix(".csv") }
        } catch {
            throw .computation([error])
        }
        if let table = tables.first(where: { $0.name == "\(name).csv" }) { return table }
        let names = tables.map { String($0.name.dropLast(4)) }.sorted()
        let near = Suggestion.nearest(to: name, in: names).map { "did you mean `\($0)`?" }
        throw .input([
            Diagnostic(
                code: "unknown_id", path: "table", "the run has no table '\(name)'",
                hint: near ?? "it has \(names.joined(separator: ", "))")
        ])
    }
}
