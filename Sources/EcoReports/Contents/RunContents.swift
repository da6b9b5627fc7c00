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
        regions = RunRegions(tables["regions.csv"])
        labels = RunLabels(tables["labels.csv"])
        outlines = withOutlines ? try run.document("outlines.geojson").map(Outlines.init) ?? .none : .none
    }
}
