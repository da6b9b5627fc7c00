import EcoUnits

/// Entries that are provisional, missing or footnoted, gathered where several counties share them.
struct AccountRemarks: Sendable {
    private struct Remark: Hashable {
        let indicator: String
        let status: String
        let pattern: NotePattern
    }

    private let figures: AccountFigures

    init(_ figures: AccountFigures) { self.figures = figures }

    /// `nil` where every entry is ordinary.
    func table(_ context: ReportContext) -> DataTable? {
        var order: [Remark] = []
        var found: [Remark: [(region: String, note: String)]] = [:]
        for indicator in figures.indicators {
            for region in figures.regions {
                guard let entry = figures.services[indicator]?[region] else { continue }
                if ["ok", ""].contains(entry.status) && entry.note.isEmpty { continue }
                let pattern = NotePattern(entry.note)
                let remark = Remark(indicator: indicator, status: entry.status, pattern: pattern)
                if found[remark] == nil { order.append(remark) }
                found[remark, default: []].append((region, entry.note))
            }
        }
        guard !order.isEmpty else { return nil }
        let rows = order.map { remark in row(remark, found[remark] ?? [], context) }
        let heads = [ReportText.service, ReportText.status, ReportText.county, ReportText.note]
        let isSpan = order.contains { Set((found[$0] ?? []).map(\.note)).count > 1 }
        return DataTable(
            caption: context(ReportText.statusTable), columns: heads.map { .text(context($0)) }, rows: rows,
            note: isSpan ? context(ReportText.spanNote) : "")
    }

    private func row(
        _ remark: Remark, _ entries: [(region: String, note: String)], _ context: ReportContext
    ) -> [String] {
        let note = remark.pattern.gathered(entries.map(\.note))
        let isBare = note.isEmpty && remark.status == "provisional"
        return [
            context.label(.indicator, remark.indicator), context(ReportText.status(remark.status)),
            figures.names(of: entries.map(\.region), context),
            isBare ? context(ReportText.provisionalNote) : note,
        ]
    }
}
