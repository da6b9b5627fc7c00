import EcoParameters
import EcoRuns

/// The tables and outlines of a stored run, read once for all languages and the workbook.
struct RunContents: Sendable {
    let run: StoredRun
    let tables: [String: StoredTable]
    let regions: RunRegions
    let labels: RunLabels
    let outlines: Outlines

    /// - Parameter withOutlines: false where no map is drawn; outlines are the largest part of many runs.
    /// - Throws: ``DiagnosticFailure`` where a table or the outlines are damaged.
    init(_ run: StoredRun, withOutlines: Bool) throws(DiagnosticFailure) {
        self.run = run
        var tables: [String: StoredTable] = [:]
        for plan in SheetPlan.all { tables[plan.file] = try run.table(plan.file) }
        self.tables = tables
        let named = Self.first(of: run)
        regions = RunRegions(try named?.table("regions.csv") ?? tables["regions.csv"])
        labels = RunLabels(try named?.table("labels.csv") ?? tables["labels.csv"])
        outlines = withOutlines ? try run.document("outlines.geojson").map(Outlines.init) ?? .none : .none
    }

    /// The first run of a comparison, which names regions and ids; `nil` where it is gone, or the folder holds a run.
    private static func first(of run: StoredRun) -> StoredRun? {
        guard run.manifest["comparison"] != nil, let table = try? run.table("runs.csv") else { return nil }
        return table.rows.first { _ in true }.flatMap { try? StoredRun(folder: $0["folder"]) }
    }
}
