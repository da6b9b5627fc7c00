import EcoAccounts
import EcoParameters
import EcoUnits

/// Reads a daily table into one block of regional days for each evaluated year.
struct DailyReader {
    private(set) var years: [RegionDays]
    /// The weakest basis among the rows of each region that has rows.
    private(set) var basis: [RegionCode: DataBasis] = [:]
    private let table: Table
    private let regions: RegionTable
    /// Of each region by its first row: one station's file may have another unit than the rest.
    private var suspicions: [RegionCode: (row: Int, values: UnitSuspicion)] = [:]
    /// Rows of the table, from 1, of each region and day; 0 is none.
    private var rows: [[Int32]]
    /// What codes and dates that stood there before mean.
    private var knownRegions: [String: RegionCode] = [:]
    private var knownDays: [String: (year: Int, day: Int)] = [:]

    init(_ table: Table, years: [Int], regions: RegionTable) {
        self.table = table
        self.regions = regions
        let blocks = years.map { RegionDays(year: $0, regions: regions.codes) }
        self.years = blocks
        rows = blocks.map { Array(repeating: 0, count: $0.dayCount * $0.regions.count) }
    }

    /// Where the days of each year stand.
    var origins: [DayOrigins] {
        zip(years, rows).map { DayOrigins(rows: $1, of: table, dayCount: $0.dayCount) }
    }

    mutating func read(into findings: inout FindingList) {
        if table.rowCount == 0 {
            findings.add(
                Diagnostic(
                    code: "empty_table", at: SourceLocation(file: table.file, line: 1, column: 1),
                    path: table.path(AirTables.Daily.region), "the table has no row",
                    hint: "write one row for each region and day"))
        }
        let items = DailyItem.allCases.filter { table.has(AirTables.Daily.items[$0.rawValue]) }
        for row in table.rows {
            guard let region = region(of: row, &findings), let (year, day) = day(of: row, &findings),
                let position = regions.index(of: region)
            else { continue }
            noteBasis(of: row, region)
            rows[year][position * years[year].dayCount + day] = Int32(truncatingIfNeeded: row + 1)
            for item in items {
                let column = AirTables.Daily.items[item.rawValue]
                guard let cell = table.optional(row, column) else { continue }
                let value = Concentration(millionths: cell.count)
                years[year][position, item, day] = value.rational
                guard item != .o3OneHour else { continue }
                if let finding = suspicions[region, default: (row, UnitSuspicion())].values.check(
                    value, item.pollutant, in: table, row: row, column: column)
                {
                    findings.add(finding)
                }
            }
        }
        for (region, suspicion) in suspicions.sorted(by: { $0.key < $1.key }) {
            suspicion.values.tinyColumns(in: table, firstRow: suspicion.row, of: "\(region)") { pollutant in
                AirTables.Daily.items[pollutant.rawValue]
            }.forEach { findings.add($0) }
        }
    }

    private mutating func region(of row: Int, _ findings: inout FindingList) -> RegionCode? {
        let text = table.value(row, AirTables.Daily.region)
        if let code = knownRegions[text] { return code }
        var found: [Diagnostic] = []
        let code = regions.code(
            text, at: table.location(row, AirTables.Daily.region),
            path: table.path(AirTables.Daily.region), &found)
        found.forEach { findings.add($0) }
        knownRegions[text] = code
        return code
    }

    private mutating func day(of row: Int, _ findings: inout FindingList) -> (year: Int, day: Int)? {
        let text = table.value(row, AirTables.Daily.date)
        if let day = knownDays[text] { return day }
        guard let date = CalendarDate(text) else { return nil }
        if let year = years.firstIndex(where: { $0.year == date.year }) {
            knownDays[text] = (year, date.dayOfYear)
            return (year, date.dayOfYear)
        }
        let evaluated = years.map { "\($0.year)" }.joined(separator: ", ")
        findings.add(
            Diagnostic(
                code: "outside_years", at: table.location(row, AirTables.Daily.date),
                path: table.path(AirTables.Daily.date),
                "the day \(text) lies outside the evaluated years \(evaluated)",
                hint: "name its year in `periods`, or take the row out"))
        return nil
    }

    private mutating func noteBasis(of row: Int, _ region: RegionCode) {
        let written = table.optional(row, AirTables.Daily.basis).flatMap(DataBasis.init(rawValue:))
        basis[region] = max(basis[region] ?? .measured, written ?? .measured)
    }
}
