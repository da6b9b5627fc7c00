import EcoUnits

/// Services by county: laid out so that no column leaves the page, on screen or on A4.
struct CrossTable {
    /// A service, or a line of totals, with a value for each county.
    struct Line {
        let name: String
        var unit = ""
        let values: [String]
        /// Over all counties; nil where lines have no sum.
        var sum: String?
        /// What names it in an address.
        var figure = ""
        /// Its address with a star in the place of the county, where it is not that of the table.
        var ownFigure = ""
    }

    /// Counties that fit beside each other, and services that do.
    private static let (mostRegions, mostServices) = (6, 8)

    let caption: String
    /// Of all services; empty where each has its own.
    let unit: String
    let context: ReportContext
    var regions: [String] = []
    var services: [Line] = []
    var totals: [Line] = []
    var note = ""
    /// The address of a cell: a star in the place of the county, ``FigureAddresses/column`` in that of the service.
    var address = ""

    init(caption: String, unit: String, context: ReportContext) {
        self.caption = caption
        self.unit = unit
        self.context = context
    }

    var markup: Markup {
        let tables = regions.count <= Self.mostRegions ? [byService] : pieces
        return .group(tables.map(\.markup))
    }

    // MARK: Counties across

    private var byService: DataTable {
        let hasUnits = (services + totals).contains { !$0.unit.isEmpty }
        let hasSums = services.contains { $0.sum != nil } && regions.count > 1
        func cells(_ line: Line) -> [String] {
            [line.name] + (hasUnits ? [line.unit.isEmpty ? unit : line.unit] : []) + line.values
                + (hasSums ? [line.sum ?? ""] : [])
        }
        return DataTable(
            caption: caption,
            columns: [.text(context(ReportText.service))]
                + (hasUnits ? [.text(context(ReportText.unit))] : [])
                + regions.map { .number(context.regionName($0), hasUnits ? "" : unit, figure: $0) }
                + (hasSums
                    ? [
                        .number(
                            context(ReportText.total), hasUnits ? "" : unit, figure: StoredFigure.everything)
                    ] : []),
            rows: services.map(cells), sum: totals.first.map(cells),
            rowsAfterSum: totals.dropFirst().map(cells), note: note
        ).addressed(
            "accounts", services.map(acrossCounties), sum: totals.first.map(acrossCounties) ?? "",
            after: totals.dropFirst().map(acrossCounties), context)
    }

    /// The address of a line whose counties stand across.
    private func acrossCounties(_ line: Line) -> String {
        let address = line.ownFigure.isEmpty ? address : line.ownFigure
        return address.split(separator: ":", omittingEmptySubsequences: false).map { part in
            part == "*" ? FigureAddresses.column : part == FigureAddresses.column ? line.figure : String(part)
        }.joined(separator: ":")
    }

    /// The address of a county whose services stand across; of all with ``StoredFigure/everything``.
    private func acrossServices(_ region: String) -> String {
        address.split(separator: ":", omittingEmptySubsequences: false).map { part in
            part == "*" ? region : String(part)
        }.joined(separator: ":")
    }

    // MARK: Services across

    /// As many tables as it takes, totals in the last.
    private var pieces: [DataTable] {
        let lines = services + totals
        let count = (lines.count + Self.mostServices - 1) / Self.mostServices
        return (0..<count).map { number in
            let size = (lines.count + count - 1) / count
            let own = Array(lines[number * size..<min(lines.count, (number + 1) * size)])
            let hasSum = own.contains { $0.sum != nil }
            return DataTable(
                caption: count > 1 ? "\(caption) (\(number + 1)/\(count))" : caption,
                columns: [.text(context(ReportText.county))]
                    + own.map {
                        .number(
                            $0.name, $0.unit.isEmpty ? unit : $0.unit, figure: $0.figure,
                            ownFigure: $0.ownFigure)
                    },
                rows: regions.indices.map { row in
                    [context.regionName(regions[row])] + own.map { $0.values[row] }
                },
                sum: hasSum ? [context(ReportText.total)] + own.map { $0.sum ?? "" } : nil,
                note: number == count - 1 ? note : ""
            ).addressed(
                "accounts", regions.map(acrossServices), sum: acrossServices(StoredFigure.everything), context
            )
        }
    }
}
