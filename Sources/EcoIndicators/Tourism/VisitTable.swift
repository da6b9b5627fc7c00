import EcoAccounts
import EcoParameters
import EcoUnits

/// Columns that all tables of tourism have.
enum TourismColumns {
    static let visits = Column<Double>.quantity(
        "visits", unit: .one, range: .nonNegative,
        LocalizedText(en: "visits of the year, in the unit of the next column", zh: "年游客人次"))
    static let unit = Column<String>.text(
        "unit", LocalizedText(en: "visits, or a multiple such as 万人次", zh: "人次单位"))
    static let share = Column<Double>.quantity(
        "ecosystem_share", unit: .one, range: .fraction,
        LocalizedText(en: "share of the value that ecosystems draw", zh: "生态系统贡献份额"))

    static func yuan(
        _ key: String, _ en: String, _ zh: String, presence: ColumnPresence = .required
    ) -> Column<Double> {
        .quantity(
            key, unit: .one, range: .nonNegative, presence: presence, LocalizedText(en: en, zh: zh))
    }

    static let last = [
        ServiceColumns.priceYear.declaration, ServiceColumns.index.declaration,
        ServiceColumns.status.declaration, ServiceColumns.note.declaration,
    ]

    static func shareNote(_ share: Double) -> LocalizedText {
        let text = NumberText.shortest(share)
        return LocalizedText(en: "share of ecosystems \(text)", zh: "生态系统贡献占比 \(text)")
    }
}

/// Visits by county with the value of a visit, whole or in its parts.
enum VisitTable {
    static let value = TourismColumns.yuan(
        "value_yuan_per_visit", "value of one visit, for value_per_visit", "每人次价值", presence: .optional)
    static let expense = TourismColumns.yuan(
        "expense_yuan_per_visit", "travel expense of one visit, for travel_cost", "每人次旅行费用",
        presence: .optional)
    static let time = TourismColumns.yuan(
        "time_yuan_per_visit", "worth of the time of one visit, for travel_cost", "每人次时间成本",
        presence: .optional)
    static let surplus = TourismColumns.yuan(
        "surplus_yuan_per_visit", "consumer surplus of one visit, for travel_cost", "每人次消费者剩余",
        presence: .optional)
    static let income = TourismColumns.yuan(
        "income_yuan", "income of tourism, to compare only", "旅游收入（仅供比较）", presence: .optional)

    static let declaration = TableDeclaration(
        id: "tourism",
        meaning: LocalizedText(en: "Visits of the year, a row for each county", zh: "各县生态旅游人次"),
        columns: [
            ServiceColumns.region.declaration, TourismColumns.visits.declaration,
            TourismColumns.unit.declaration, value.declaration, expense.declaration, time.declaration,
            surplus.declaration, TourismColumns.share.declaration, income.declaration,
        ] + TourismColumns.last, uniqueBy: ["region"])

    static func figures(
        _ table: Table, _ method: TourismMethod, _ context: IndicatorContext,
        _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: RegionFigure] {
        table.regionRows(context, priced: true, &diagnostics).reduce(into: [:]) { figures, row in
            guard
                let visits = table.visits(
                    row.index, TourismColumns.visits, TourismColumns.unit, &diagnostics),
                let worth = worth(table, row.index, method, &diagnostics)
            else { return }
            let share = table.value(row.index, TourismColumns.share)
            var figure = RegionFigure()
            figure.add(visits, at: Tourism.unitValue(worth * row.level, ecosystemShare: share), row)
            figure.notes = [TourismColumns.shareNote(share)]
            if let income = table.optional(row.index, income) {
                figure.notes +=
                    Tourism.multipleNote(value: visits * worth * share, income: income).map { [$0] } ?? []
            }
            figures[row.region] = figure
        }
    }

    /// Yuan of one visit by the method's columns; a finding where they are empty.
    private static func worth(
        _ table: Table, _ row: Int, _ method: TourismMethod, _ diagnostics: inout [Diagnostic]
    ) -> Double? {
        let columns = method == .valuePerVisit ? [value] : [expense, time, surplus]
        let absent = columns.filter { table.optional(row, $0) == nil }
        for column in absent {
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: table.location(row), path: table.path(column),
                    "`method: \(method.rawValue)` needs the column `\(column.key)`",
                    hint: column.declaration.meaning.en))
        }
        return absent.isEmpty ? columns.reduce(0) { $0 + table.value(row, $1) } : nil
    }
}

/// Visits by county and zone of origin.
enum OriginTable {
    static let origin = Column<String>.text("origin", LocalizedText(en: "zone of origin", zh: "客源地"))
    static let hours = Column<Double>.quantity(
        "hours_per_visit", unit: .named("h"), range: .nonNegative,
        LocalizedText(en: "time of a visit, on the way and on the spot", zh: "每人次耗时"))
    static let wage = TourismColumns.yuan(
        "wage_yuan_per_hour", "worth of an hour of the zone's visitors", "客源地小时工资")
    static let expense = TourismColumns.yuan("expense_yuan_per_visit", "travel expense of a visit", "每人次旅行费用")

    static let declaration = TableDeclaration(
        id: "origins",
        meaning: LocalizedText(en: "Visits by county and zone of origin", zh: "各县分客源地人次"),
        columns: [
            ServiceColumns.region.declaration, origin.declaration, TourismColumns.visits.declaration,
            TourismColumns.unit.declaration, hours.declaration, wage.declaration, expense.declaration,
            TourismColumns.share.declaration,
        ] + TourismColumns.last, uniqueBy: ["region", "origin"])

    static func figures(
        _ table: Table, _ context: IndicatorContext, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: RegionFigure] {
        table.regionRows(context, priced: true, &diagnostics).reduce(into: [:]) { figures, row in
            guard
                let visits = table.visits(
                    row.index, TourismColumns.visits, TourismColumns.unit, &diagnostics)
            else { return }
            let worth = Tourism.zoneValue(
                hours: table.value(row.index, hours), wage: table.value(row.index, wage),
                expense: table.value(row.index, expense))
            let share = table.value(row.index, TourismColumns.share)
            figures[row.region, default: RegionFigure()].add(
                visits, at: Tourism.unitValue(worth * row.level, ecosystemShare: share), row)
        }
    }
}

/// Income of tourism by county.
enum IncomeTable {
    static let income = TourismColumns.yuan("income_yuan", "income of tourism of the year", "年旅游收入")

    static let declaration = TableDeclaration(
        id: "tourism_income",
        meaning: LocalizedText(en: "Income of tourism, a row for each county", zh: "各县旅游收入"),
        columns: [
            ServiceColumns.region.declaration, TourismColumns.visits.declaration,
            TourismColumns.unit.declaration, income.declaration, TourismColumns.share.declaration,
        ] + TourismColumns.last, uniqueBy: ["region"])

    static func figures(
        _ table: Table, _ context: IndicatorContext, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: RegionFigure] {
        table.regionRows(context, priced: true, &diagnostics).reduce(into: [:]) { figures, row in
            guard
                let visits = table.visits(
                    row.index, TourismColumns.visits, TourismColumns.unit, &diagnostics)
            else { return }
            let share = table.value(row.index, TourismColumns.share)
            let perVisit = visits > 0 ? table.value(row.index, income) * row.level / visits : 0
            var figure = RegionFigure()
            figure.add(visits, at: Tourism.unitValue(perVisit, ecosystemShare: share), row)
            figure.notes = [TourismColumns.shareNote(share)]
            figures[row.region] = figure
        }
    }
}
