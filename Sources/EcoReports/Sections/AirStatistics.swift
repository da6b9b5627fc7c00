import EcoUnits

/// The year's statistics by pollutant, and whether they attain each standard.
struct AirStatistics: Sendable {
    private let figures: AirFigures

    init(_ figures: AirFigures) { self.figures = figures }

    func tables(_ context: ReportContext) -> [DataTable] {
        groupedStandards.map { statistics($0, context) } + [attainment(context)].compactMap { $0 }
    }

    private struct Column: Hashable {
        let pollutant: String
        let statistic: String
    }

    private func columns(_ standard: String) -> [Column] {
        figures.pollutants.flatMap { pollutant in
            figures.statistics(of: pollutant, standard).map { Column(pollutant: pollutant, statistic: $0) }
        }
    }

    private func value(_ region: String, _ column: Column, _ standard: String) -> AirFigures.Value? {
        figures.value(region, column.pollutant, column.statistic, standard)
    }

    /// Standards that share all their statistics share a table.
    private var groupedStandards: [[String]] {
        var groups: [[String]] = []
        for standard in figures.standards where !columns(standard).isEmpty {
            if let index = groups.firstIndex(where: { hasSameStatistics($0[0], standard) }) {
                groups[index].append(standard)
            } else {
                groups.append([standard])
            }
        }
        return groups
    }

    private func hasSameStatistics(_ a: String, _ b: String) -> Bool {
        let columns = columns(a)
        return columns == self.columns(b)
            && figures.regions.allSatisfy { region in
                columns.allSatisfy { value(region, $0, a)?.text == value(region, $0, b)?.text }
            }
    }

    private func statistics(_ standards: [String], _ context: ReportContext) -> DataTable {
        let standard = standards[0]
        let columns = columns(standard)
        let headings = columns.map { column -> DataTable.Column in
            let units = figures.regions.compactMap { value($0, column, standard)?.unit }
            return .number(
                context.statistic(column.statistic), context.unit(units.first ?? ""),
                group: AirSection.pollutantName(column.pollutant, context),
                figure: "\(column.pollutant)_\(column.statistic):\(standard)")
        }
        let rows = figures.regions.map { region in
            [context.regionName(region)]
                + columns.map { column in
                    let value = value(region, column, standard)
                    let digits = column.pollutant == "co" ? 2 : 1
                    return context.style.number(value?.number, digits: digits)
                        + (value?.isValid == false ? "*" : "")
                }
        }
        let names = standards.map { context.label(.standard, $0) }.joined(
            separator: context(ReportText.listSeparator))
        return DataTable(
            caption: context(ReportText.statisticsTable) + context.bracketed(names),
            columns: [.text(context(ReportText.county))] + headings, rows: rows,
            note: Self.hasMark(rows) ? context(ReportText.invalidMark) : "", figures: addresses(context))
    }

    private func addresses(_ context: ReportContext) -> FigureAddresses {
        FigureAddresses(
            pattern: AirFigureName.pattern,
            rows: figures.regions.map { "air:\($0):\(figures.year):\(FigureAddresses.column)" }, context)
    }

    /// Whether a cell bears the star of too few valid days.
    static func hasMark(_ rows: [[String]]) -> Bool { rows.contains { $0.contains { $0.hasSuffix("*") } } }

    private func attainment(_ context: ReportContext) -> DataTable? {
        let pairs = figures.standards.flatMap { standard in figures.pollutants.map { (standard, $0) } }
            .filter { pair in figures.regions.contains { figures.attains($0, pair.1, pair.0) != nil } }
        guard !pairs.isEmpty else { return nil }
        let headings = pairs.map { standard, pollutant in
            DataTable.Column.mark(
                AirSection.pollutantName(pollutant, context), group: context.label(.standard, standard),
                figure: "\(pollutant)_attains:\(standard)")
        }
        let rows = figures.regions.map { region in
            [context.regionName(region)]
                + pairs.map { standard, pollutant in
                    figures.attains(region, pollutant, standard).map { verdict in
                        (verdict.isAttained ? "✓" : "✗") + (verdict.isValid ? "" : "*")
                    } ?? NumberStyle.absent
                }
        }
        return DataTable(
            caption: context(ReportText.complianceTable),
            columns: [.text(context(ReportText.county))] + headings,
            rows: rows,
            note: context(ReportText.attained)
                + (Self.hasMark(rows) ? " " + context(ReportText.invalidMark) : ""),
            figures: addresses(context))
    }
}

extension ReportContext {
    /// What a statistic of `air.csv` is called.
    func statistic(_ id: String) -> String {
        if let known = labels.known(.statistic, id, language) { return known }
        if let name = ReportText.statistics[id] { return self(name) }
        if id.hasPrefix("percentile_") {
            return self(ReportText.percentile(String(id.dropFirst("percentile_".count))))
        }
        if id.hasPrefix("days_level_") {
            return self(ReportText.daysOfLevel(String(id.dropFirst("days_level_".count))))
        }
        return label(.statistic, id)
    }
}
