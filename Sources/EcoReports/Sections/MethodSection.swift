import EcoParameters
import EcoRuns
import EcoUnits

/// By what rules the figures came about, and where the rules stand.
struct MethodSection: ReportSection {
    static let id = "method"
    static let title = ReportText.methodTitle
    let body: [Markup]

    init(_ context: ReportContext) {
        let manifest = context.run.manifest
        let parts: [Markup?] = [
            .definitions([
                (
                    context(ReportText.standards),
                    RunHeader.list(manifest["standards"], context) { context.label(.standard, $0) }
                ),
                (
                    context(ReportText.rulePacks),
                    RunHeader.list(manifest["rulePacks"], context) { context.rulePack($0) }
                ),
            ]),
            context.table("schemes.csv").flatMap { $0.rowCount > 0 ? Self.schemes($0, context).markup : nil },
            context.table("parameters.csv").flatMap { Self.sources($0, context)?.markup },
            .element("ul", children: Self.readings.map { .element("li", [:], .text(context($0))) }),
        ]
        body = parts.compactMap { $0 }
    }

    /// How the pictures and figures of the page are to be read.
    private static let readings = [
        ReportText.roundingReading, ReportText.signReading, ReportText.colourReading,
        ReportText.addressReading,
    ]

    private static func schemes(_ table: StoredTable, _ context: ReportContext) -> DataTable {
        DataTable(
            caption: context(ReportText.schemeTable),
            columns: [
                .text(context(ReportText.scheme)), .text(context(ReportText.clause)),
                .text(context(ReportText.fundColumn)),
            ],
            rows: table.rows.map { row in
                [
                    context.label(.scheme, row["scheme"]), row["clause_" + context.language.rawValue],
                    context.partyName(row["fund"]),
                ]
            })
    }

    /// Sources of parameters, by how many figures rest on each.
    private static func sources(_ table: StoredTable, _ context: ReportContext) -> DataTable? {
        var order: [String] = []
        var counts: [String: Int] = [:]
        for row in table.rows {
            let source = context.source(row)
            guard !source.isEmpty else { continue }
            if counts[source] == nil { order.append(source) }
            counts[source, default: 0] += 1
        }
        guard !order.isEmpty else { return nil }
        return DataTable(
            caption: context(ReportText.sourceTable),
            columns: [.text(context(ReportText.source)), .count(context(ReportText.parameters))],
            rows: order.map { [$0, "\(counts[$0] ?? 0)"] })
    }
}
