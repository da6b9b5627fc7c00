import EcoAccounts
import EcoParameters
import EcoUnits

/// The states of the data by time, with the weather that particulates are converted by.
struct MeasuredStates {
    private var spans: [(first: CalendarDate, last: CalendarDate, state: AirState, row: Int)] = []
    private var weather: [Key: (celsius: Rational, hectopascals: Rational)] = [:]
    private let table: Table

    private struct Key: Hashable {
        let area: RegionCode
        let date: CalendarDate
    }

    /// Reads the tables; findings where two rows cover one day.
    init(_ states: Table, weather: Table?, _ findings: inout [Diagnostic]) {
        table = states
        for row in states.rows { readSpan(row, &findings) }
        for row in weather?.rows ?? 0..<0 { weather.map { readWeather($0, row) } }
    }

    private mutating func readSpan(_ row: Int, _ findings: inout [Diagnostic]) {
        typealias Columns = AirTables.States
        guard let first = CalendarDate(table.value(row, Columns.firstDay)),
            let last = CalendarDate(table.value(row, Columns.lastDay))
        else { return }
        if let other = spans.first(where: { $0.first <= last && first <= $0.last }) {
            findings.append(
                Diagnostic(
                    code: "overlap", at: table.location(row, Columns.firstDay),
                    path: table.path(Columns.firstDay),
                    "the days from \(first) to \(last) overlap those of line \(table.lines[other.row])",
                    hint: "give each day one state"))
        }
        let state = AirState(
            gases: GasState(rawValue: table.value(row, Columns.gases)) ?? .reference,
            particulates: ParticulateState(rawValue: table.value(row, Columns.particulates)) ?? .actual)
        spans.append((first, last, state, row))
    }

    private mutating func readWeather(_ weatherTable: Table, _ row: Int) {
        typealias Columns = AirTables.Weather
        guard let area = RegionCode(weatherTable.value(row, Columns.region)),
            let date = CalendarDate(weatherTable.value(row, Columns.date)),
            let celsius = weatherTable.optional(row, Columns.temperature),
            let pressure = weatherTable.optional(row, Columns.pressure)
        else { return }
        let exact = { (cell: FixedPoint) in Rational(Int128(cell.count), over: 1000) ?? .zero }
        weather[Key(area: area, date: date)] = (exact(celsius), exact(pressure))
    }

    private func weather(_ region: RegionCode, _ date: CalendarDate) -> (
        celsius: Rational, hectopascals: Rational
    )? {
        [region, region.prefecture, region.province].lazy
            .compactMap { weather[Key(area: $0, date: date)] }.first
    }

    /// Brings every value to `target`; findings where the weather of a particulate is missing.
    func convert(
        _ days: inout RegionDays, to target: AirState, _ findings: inout [Diagnostic]
    ) throws(ArithmeticOverflow) {
        for span in spans {
            var missing: [String] = []
            for day in 0..<days.dayCount {
                guard let date = CalendarDate(year: days.year, dayOfYear: day), span.first <= date,
                    date <= span.last
                else { continue }
                for region in days.regions.indices {
                    let isComplete = try convert(&days, region, day, date, from: span.state, to: target)
                    if !isComplete { missing.append("\(days.regions[region]) \(date)") }
                }
            }
            if let first = missing.first { findings.append(missingWeather(span.row, missing.count, first)) }
        }
    }

    /// One region and day; false where a particulate stands and its weather does not.
    private func convert(
        _ days: inout RegionDays, _ region: Int, _ day: Int, _ date: CalendarDate, from: AirState,
        to target: AirState
    ) throws(ArithmeticOverflow) -> Bool {
        var isComplete = true
        for item in DailyItem.allCases where days.holds(region: region, item: item, day: day) {
            if !item.isParticulate {
                try days.convert(region: region, item: item, day: day) { value throws(ArithmeticOverflow) in
                    try StateConversion.gas(value, from: from.gases, to: target.gases)
                }
            } else if from.particulates != target.particulates {
                guard let found = weather(days.regions[region], date) else {
                    isComplete = false
                    continue
                }
                try days.convert(region: region, item: item, day: day) { value throws(ArithmeticOverflow) in
                    try StateConversion.particulate(
                        value, from: from.particulates, to: target.particulates, celsius: found.celsius,
                        hectopascals: found.hectopascals)
                }
            }
        }
        return isComplete
    }

    private func missingWeather(_ row: Int, _ count: Int, _ first: String) -> Diagnostic {
        Diagnostic(
            code: "missing_weather", at: table.location(row, AirTables.States.particulates),
            path: table.path(AirTables.States.particulates),
            "particulates of \(count) days have no temperature and pressure to be converted by; the first is \(first)",
            hint: "add rows to `weather`, or declare both years at the same state")
    }
}
