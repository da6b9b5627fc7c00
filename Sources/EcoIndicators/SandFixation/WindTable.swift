import EcoParameters
import EcoUnits

/// Observed winds, and the wind factor that each month has by them.
struct WindTable: Sendable {
    enum Columns {
        static let station = Column<String>.text(
            "station", presence: .optional, LocalizedText(en: "the station", zh: "站点"))
        static let year = Column<Int>.integer(
            "year", range: 1900...2100, LocalizedText(en: "year of the observation", zh: "年"))
        static let month = Column<Int>.integer(
            "month", range: 1...12, LocalizedText(en: "month of the observation", zh: "月"))
        static let wind = Column<Double>.quantity(
            "wind_m_per_s", unit: .named("m/s"), range: .closed(0, 100),
            LocalizedText(en: "wind speed at the height that the block states", zh: "风速"))
    }

    static let declaration = TableDeclaration(
        id: "wind_observations",
        meaning: LocalizedText(en: "Observed winds, a row for each observation", zh: "逐次风速观测"),
        columns: [
            Columns.station.declaration, Columns.year.declaration, Columns.month.declaration,
            Columns.wind.declaration,
        ])

    /// Fewer observations than this share of the days of a month cannot show its gusts.
    private static let neededShare = 0.8

    /// Wind factor of each month, m3/s3: mean over stations and years of their factors, never of their winds.
    let factors: [Double]

    private struct Series: Hashable {
        let station: String
        let year: Int
        let month: Int

        var days: Double {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
        }
    }

    init(_ table: Table, height: Double, threshold: Double, _ diagnostics: inout [Diagnostic]) {
        var winds: [Series: [Double]] = [:]
        for row in table.rows {
            let own = Series(
                station: table.value(row, Columns.station), year: table.optional(row, Columns.year) ?? 0,
                month: table.optional(row, Columns.month) ?? 0)
            let wind = WindErosion.windAt2Metres(table.value(row, Columns.wind), height: height)
            winds[own, default: []].append(wind)
        }
        factors = (1...12).map { month in
            let own = winds.filter { $0.key.month == month }
            let sum = own.sorted { ($0.key.station, $0.key.year) < ($1.key.station, $1.key.year) }
                .reduce(0) {
                    $0 + WindErosion.windFactor($1.value, days: $1.key.days, threshold: threshold)
                }
            return sum / Double(own.count)
        }
        diagnostics += Self.findings(table, winds)
    }

    private static func findings(_ table: Table, _ winds: [Series: [Double]]) -> [Diagnostic] {
        let place = SourceLocation(file: table.file, line: 1, column: 1)
        let absent = (1...12).filter { month in !winds.keys.contains { $0.month == month } }
        var findings: [Diagnostic] = []
        if !absent.isEmpty {
            findings.append(
                Diagnostic(
                    code: "missing_months", at: place, path: Columns.month.key,
                    "no wind was observed in month \(absent.map { String($0) }.joined(separator: ", "))",
                    hint: "the equation adds up 12 months: give observations of each"))
        }
        let thin = winds.filter { Double($0.value.count) < neededShare * $0.key.days }.map(\.key)
            .min { ($0.year, $0.month, $0.station) < ($1.year, $1.month, $1.station) }
        if let thin {
            let count = winds[thin]?.count ?? 0
            findings.append(
                Diagnostic(
                    code: "wind_means", at: place, path: Columns.wind.key,
                    "\(thin.year)-\(thin.month) has \(count) wind(s) for \(Int(thin.days)) days: "
                        + "means hide the gusts that carry the sand",
                    hint: "give at least one observation a day, better one every three hours"))
        }
        return findings
    }
}
