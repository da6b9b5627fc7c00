import EcoUnits

/// Alerts by year: days, what is cut, what it costs, and what it does to the days.
struct SimulationAlerts: Sendable {
    private let figures: SimulationFigures
    private let context: ReportContext
    /// Digits of money are those of 万元.
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
        let costs = columns.filter(\.isMoney).flatMap { column in
            figures.years.compactMap { figures.band(column.id, year: $0)?.mean }
        }
        let scale = AmountScale(forBudgets: costs, context.language)
        let table = DataTable(
            caption: context(SimulationText.alertTable),
            columns: [.text(context(ReportText.year))]
                + columns.map { heading($0.id, $0.isMoney ? scale : nil) },
            rows: figures.years.map { year in
                ["\(year)"]
                    + columns.map { column in
                        let mean = figures.band(column.id, year: year)?.mean
                        return column.isMoney
                            ? scale.text(
                                yuan: mean, context.style, digits: scale.digits(asTenThousand: column.digits))
                            : context.style.number(mean, digits: column.digits)
                    }
            }, note: context(SimulationText.alertNote)
        ).addressed(
            "simulation_years", figures.years.map { "simulation_years:\($0)::\(FigureAddresses.column)" },
            context)
        return [.subheading(context(SimulationText.alerts)), table.markup]
    }

    private func heading(_ id: String, _ scale: AmountScale?) -> DataTable.Column {
        let figure = figures.figure(id)
        let title = figure?.title ?? id
        if let scale { return .number(title, context(scale.name), figure: id) }
        guard let unit = figure?.unit, unit != "1" else { return .number(title, figure: id) }
        return .number(title, context.unit(unit), figure: id)
    }
}
