import EcoUnits

/// Alerts by year: days, what is cut, what it costs, and what it does to the days.
struct SimulationAlerts: Sendable {
    private let figures: SimulationFigures
    private let context: ReportContext
    /// Money in 10⁴ yuan; digits.
    private static let columns: [(id: String, isMoney: Bool, digits: Int)] = [
        ("alert.days", false, 1), ("alert.cut_t", false, 0), ("alert.cost_yuan", true, 0),
        ("alert.upgrade_cost_yuan", true, 0), ("alert.heavy_days_avoided", false, 2),
        ("alert.aqi_lowered", false, 1), ("air.heavily_polluted_days", false, 1),
    ]

    init(_ figures: SimulationFigures, _ context: ReportContext) {
        (self.figures, self.context) = (figures, context)
    }

    var markup: [Markup] {
        let columns = Self.columns.filter { figures.figure($0.id) != nil }
        guard columns.contains(where: { $0.id == "alert.days" }) else { return [] }
        let table = DataTable(
            caption: context(SimulationText.alertTable),
            columns: [.text(context(ReportText.year))]
                + columns.map { heading($0.id, isMoney: $0.isMoney) },
            rows: figures.years.map { year in
                ["\(year)"]
                    + columns.map { column in
                        let mean = figures.band(column.id, year: year)?.mean
                        return context.style.number(
                            mean.map { column.isMoney ? $0 / 10_000 : $0 }, digits: column.digits)
                    }
            }, note: context(SimulationText.alertNote))
        return [.subheading(context(SimulationText.alerts)), table.markup]
    }

    private func heading(_ id: String, isMoney: Bool) -> DataTable.Column {
        let figure = figures.figure(id)
        let title = figure?.title ?? id
        if isMoney { return .number(title, context(SimulationText.tenThousandYuan)) }
        guard let unit = figure?.unit, unit != "1" else { return .number(title) }
        return .number(title, context.unit(unit))
    }
}
