import EcoRuns
import EcoUnits

/// The bands of a stored simulation, by figure, region and year.
struct SimulationFigures: Sendable {
    struct Band: Sendable {
        let mean: Double
        let outer: ClosedRange<Double>
        let inner: ClosedRange<Double>
    }

    struct Figure: Sendable {
        let id: String
        let title: String
        let unit: String
        /// `less`, `more` or empty.
        let better: String
    }

    let years: [Int]
    let draws: Int
    let figures: [Figure]
    private let bands: [String: Band]
    private let context: ReportContext

    init(_ table: StoredTable, _ list: StoredTable, _ context: ReportContext) {
        self.context = context
        let title = context.language == .zh ? "title_zh" : "title_en"
        figures = list.rows.map {
            Figure(id: $0["figure"], title: $0[title], unit: $0["unit"], better: $0["better"])
        }
        var bands: [String: Band] = [:]
        var years: Set<Int> = []
        var draws = 0
        for row in table.rows {
            guard let year = Int(row["year"]), let mean = row.number("mean"), let low = row.number("p05"),
                let high = row.number("p95"), let lower = row.number("p25"), let upper = row.number("p75"),
                low <= high, lower <= upper
            else { continue }
            years.insert(year)
            draws = max(draws, Int(row["draws"]) ?? 0)
            bands[Self.key(row["figure"], row["region"], year)] = Band(
                mean: mean, outer: low...high, inner: lower...upper)
        }
        self.bands = bands
        self.years = years.sorted()
        self.draws = draws
    }

    private static func key(_ figure: String, _ region: String, _ year: Int) -> String {
        "\(figure) \(region) \(year)"
    }

    /// An empty region is all of them together.
    func band(_ figure: String, region: String = "", year: Int) -> Band? {
        bands[Self.key(figure, region, year)]
    }

    func figure(_ id: String) -> Figure? { figures.first { $0.id == id } }

    /// Which years, in how many draws.
    var span: String {
        let (first, last) = (years[0], years[years.count - 1])
        return context(
            LocalizedText(
                en:
                    "\(first) to \(last), \(draws) draws. Bands hold nine tenths and half of the draws; what no draw changes has none.",
                zh: "\(first)—\(last) 年，共 \(draws) 次抽样。色带分别包含九成和五成抽样结果；不随抽样变化的指标无色带。"))
    }
}

/// Dated targets and how they stand.
struct SimulationTargets: Sendable {
    private let table: StoredTable

    init(_ table: StoredTable, _ context: ReportContext) { self.table = table }

    /// Year, aim and name of targets of all counties together, by figure; none of a peak, whose aim is its year.
    var aims: [String: [(year: Double, aim: Double, name: String)]] {
        var aims: [String: [(year: Double, aim: Double, name: String)]] = [:]
        for row in table.rows where row["region"].isEmpty {
            aims[row["figure"], default: []] += []
            guard row["kind"] != "peak_by", let year = Double(row["by_year"]), let aim = row.number("aim")
            else { continue }
            aims[row["figure"], default: []].append((year, aim, row["target"]))
        }
        return aims
    }

    func table(_ context: ReportContext) -> DataTable {
        let title = context.language == .zh ? "title_zh" : "title_en"
        let heads: [DataTable.Column] = [
            .text(context(SimulationText.target)), .text(context(ReportText.county)),
            .number(context(SimulationText.byYear)), .text(context(SimulationText.aim)),
            .number(context(SimulationText.expected)), .text(context(SimulationText.range)),
            .number(context(SimulationText.shareMet), "%"), .text(context(SimulationText.attained)),
            .text(context(SimulationText.together)), .text(context(SimulationText.heldBack)),
            .text(context(SimulationText.reachable)),
        ]
        let rows = table.rows.map { row($0, title, context) }
        // What no target has needs no column: groups, counties that hold back, what could be reached.
        let told = heads.indices.filter { column in rows.contains { !$0[column].isEmpty } }
        return DataTable(
            caption: context(SimulationText.targetTable), columns: told.map { heads[$0] },
            rows: rows.map { row in told.map { row[$0] } }, note: context(SimulationText.targetNote)
        ).addressed("simulation_targets", table.rows, context)
    }

    private func row(_ row: StoredRow, _ title: String, _ context: ReportContext) -> [String] {
        let isYear = row["kind"] == "peak_by"
        let values = ["aim", "mean", "p05", "p95", "best_reachable"].compactMap(row.number)
        let scale = FigureScale(row["unit"], of: row["figure"], values, context)
        func written(_ column: String) -> String {
            isYear
                ? row.number(column).map { "\(Int($0.rounded()))" } ?? NumberStyle.absent
                : context.style.figure(row.number(column).map(scale.value))
        }
        let sign = row["kind"] == "at_least" ? "≥ " : "≤ "
        let aim =
            isYear
            ? context(SimulationText.peak)
            : sign + written("aim") + (scale.unit.isEmpty ? "" : " " + scale.unit)
        let never = context(SimulationText.never)
        let names = row["held_back_by"].split(separator: " ").map { context.regionName(String($0)) }
        let best =
            row["best_reachable"].isEmpty
            ? "" : written("best_reachable") + context.bracketed(row["best_year"])
        return [
            row[title],
            row["region"].isEmpty ? context(SimulationText.all) : context.regionName(row["region"]),
            row["by_year"], aim, written("mean"), written("p05") + " – " + written("p95"),
            context.style.number(row.number("share_met").map { $0 * 100 }, digits: 0),
            row["attainment_year"].isEmpty ? never : row["attainment_year"],
            row["joint"].isEmpty ? "" : row["joint_year"].isEmpty ? never : row["joint_year"],
            names.joined(separator: context(ReportText.listSeparator)), best,
        ]
    }
}

/// Paths with bands of what readers look for first, and of every figure that has a target.
struct SimulationPaths: Sendable {
    private let figures: SimulationFigures
    private let aims: [String: [(year: Double, aim: Double, name: String)]]
    private let context: ReportContext
    private static let first = [
        "air.pm25.annual_mean", "air.good_day_ratio", "air.composite_index", "alert.days",
        "alert.cost_yuan", "alert.heavy_days_avoided",
        "market.measure_cost_yuan", "fund.balance_yuan", "gep.value_yuan",
    ]

    init(
        _ figures: SimulationFigures, _ aims: [String: [(year: Double, aim: Double, name: String)]],
        _ context: ReportContext
    ) {
        (self.figures, self.aims, self.context) = (figures, aims, context)
    }

    var markup: [Markup] {
        let wanted = figures.figures.map(\.id).filter { Self.first.contains($0) || aims[$0] != nil }
        let pictures = wanted.compactMap { picture($0)?.markup }
        return pictures.isEmpty ? [] : [.subheading(context(SimulationText.paths))] + pictures
    }

    private func picture(_ id: String) -> Picture? {
        guard let figure = figures.figure(id) else { return nil }
        let aims = aims[id] ?? []
        let bands = figures.years.compactMap { year in figures.band(id, year: year).map { (year, $0) } }
        let scale = FigureScale(
            figure.unit, of: id, bands.map(\.1.outer.upperBound) + aims.map(\.aim), context)
        let points = bands.map { year, band in
            BandChart.Point(
                year: Double(year), mean: scale.value(band.mean), outer: scale.range(band.outer),
                inner: scale.range(band.inner))
        }
        guard points.count > 1 else { return nil }
        return BandChart(
            title: figure.title, description: context(SimulationText.pathAlternative), points: points,
            aims: aims.map { ($0.year, scale.value($0.aim), $0.name) }, unit: scale.unit,
            style: context.style
        ).picture
    }
}

/// The unit in which a figure of the simulation is shown: money by its size, shares in per cent, anything else as it is.
private struct FigureScale {
    private let divisor: Double
    /// Empty where there is none.
    let unit: String

    /// - Parameter values: in the figure's own unit.
    init(_ unit: String, of figure: String, _ values: [Double], _ context: ReportContext) {
        guard unit == "CNY" else {
            let isShare = unit == "1" && figure.hasSuffix("_share")
            (divisor, self.unit) =
                isShare ? (0.01, "%") : (1, unit == "1" ? "" : context.unit(unit))
            return
        }
        let scale = AmountScale(forYuan: values, context.language)
        (divisor, self.unit) = (Double(scale.yuan), context(scale.name))
    }

    func value(_ own: Double) -> Double { own / divisor }

    func range(_ own: ClosedRange<Double>) -> ClosedRange<Double> {
        value(own.lowerBound)...value(own.upperBound)
    }
}

/// Maps of the first and the last year, and what each county gains and pays over the years.
struct SimulationMaps: Sendable {
    private let figures: SimulationFigures
    private let context: ReportContext
    private static let mapped = ["air.pm25.annual_mean", "air.composite_index"]

    init(_ figures: SimulationFigures, _ context: ReportContext) {
        (self.figures, self.context) = (figures, context)
    }

    var markup: [Markup] {
        let id = Self.mapped.first { figures.figure($0) != nil }
        let years = Set([figures.years[0], figures.years[figures.years.count - 1]]).sorted()
        let maps = id.map { id in years.compactMap { map(id, $0)?.markup } } ?? []
        return (maps.isEmpty ? [] : [.subheading(context(SimulationText.maps))] + maps) + balance
    }

    private func map(_ id: String, _ year: Int) -> Picture? {
        guard let figure = figures.figure(id) else { return nil }
        var values: [String: Double] = [:]
        for region in context.regions.all {
            values[region.id] = figures.band(id, region: region.id, year: year)?.mean
        }
        guard values.count > 1 else { return nil }
        return RegionMap(
            title: "\(figure.title)\(context.bracketed("\(year)"))",
            description: context(SimulationText.mapAlternative), regions: context.shapes, values: values,
            unit: context.unit(figure.unit), style: context.style, note: context.mapNote
        ).picture
    }

    /// Of many counties those at both ends; the table holds all.
    private static func ends<Row>(_ rows: [Row]) -> [Row] {
        rows.count <= 2 * shownAtEachEnd
            ? rows : Array(rows.prefix(shownAtEachEnd) + rows.suffix(shownAtEachEnd))
    }

    private static let shownAtEachEnd = 20

    /// Payments and the market less cost, summed over the years.
    private var balance: [Markup] {
        let parts: [(id: String, sign: Double)] = [
            ("payments.net_yuan", 1), ("market.quota_income_yuan", 1), ("market.measure_cost_yuan", -1),
            ("market.shortfall_cost_yuan", -1), ("alert.cost_yuan", -1), ("alert.upgrade_cost_yuan", -1),
            ("pipeline.cost_yuan", -1), ("pipeline.value_yuan", 1),
        ].filter { figures.figure($0.0) != nil }
        guard !parts.isEmpty else { return [] }
        let rows = context.regions.all.map { region -> (id: String, name: String, values: [Double]) in
            let values = parts.map { part in
                figures.years.reduce(0) {
                    $0 + part.sign * (figures.band(part.id, region: region.id, year: $1)?.mean ?? 0)
                }
            }
            return (region.id, region.name(context.language), values)
        }
        .map { (id: $0.id, name: $0.name, values: $0.values, sum: $0.values.reduce(0, +)) }
        .sorted { ($1.sum, $0.name) < ($0.sum, $1.name) }
        let scale = AmountScale(forBudgets: rows.flatMap { $0.values + [$0.sum] }, context.language)
        let (unit, digits) = (context(scale.name), scale.digits(asTenThousand: 0))
        let text = { scale.text(yuan: $0, context.style, digits: digits) }
        let chart = DivergingBarChart(
            title: context(SimulationText.winners), description: context(SimulationText.winnersAlternative),
            negative: context(SimulationText.loses), positive: context(SimulationText.gains),
            bars: Self.ends(rows).map {
                .init(name: $0.name, value: scale.value($0.sum), text: text($0.sum))
            },
            unit: unit, style: context.style,
            note: rows.count <= 2 * Self.shownAtEachEnd
                ? "" : context(SimulationText.winnersShown(Self.shownAtEachEnd, of: rows.count)))
        let table = DataTable(
            caption: context(SimulationText.winnersTable),
            columns: [.text(context(ReportText.county))]
                + parts.map { .number(figures.figure($0.id)?.title ?? $0.id, unit, figure: $0.id) }
                + [
                    .number(
                        context(ReportText.total), unit,
                        figure: parts.map { ($0.sign < 0 ? "-" : "") + $0.id }.joined(
                            separator: StoredFigure.several))
                ],
            rows: rows.map { row in
                [row.name] + (row.values + [row.sum]).map(text)
            }, note: context(SimulationText.winnersNote)
        ).addressed(
            "simulation_years",
            rows.map { row in
                StoredFigure.address(
                    "simulation_years", [StoredFigure.everything, row.id, FigureAddresses.column])
            }, context)
        return [.subheading(context(SimulationText.winners)), chart.picture.markup, table.markup]
    }
}
