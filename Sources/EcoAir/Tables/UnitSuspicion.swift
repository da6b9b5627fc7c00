import EcoParameters

/// Finds columns that hold another unit than their heading names.
struct UnitSuspicion {
    /// Above this no ambient air has been observed, in the pollutant's unit.
    static func implausible(_ pollutant: Pollutant) -> Concentration { pollutant == .co ? 200 : 20_000 }

    /// As many values, none above 1 ug/m3, mean a column in mg/m3.
    static let enoughValues = 24

    /// Of whose values a column is judged. One station's analyser may stand still for some days: its hours must
    /// make a week.
    enum Scope: Sendable {
        case table
        case station

        var enoughValues: Int { self == .table ? UnitSuspicion.enoughValues : 7 * 24 }
    }

    private var largest: [Int64] = Array(repeating: 0, count: Pollutant.basic.count)
    private var counts: [Int] = Array(repeating: 0, count: Pollutant.basic.count)

    init() {}

    /// What was noted elsewhere: numbers of values and the largest of each basic pollutant in millionths.
    init(counts: [Int], largest: [Int64]) {
        self.counts = counts
        self.largest = largest
    }

    /// What several have noted together.
    init(_ parts: [UnitSuspicion]) {
        for part in parts {
            for index in counts.indices {
                counts[index] += part.counts[index]
                largest[index] = max(largest[index], part.largest[index])
            }
        }
    }

    /// Takes note of a value; a finding where it is beyond ambient air.
    mutating func check(
        _ value: Concentration, _ pollutant: Pollutant, in table: Table, row: Int, column: Column<FixedPoint>
    ) -> Diagnostic? {
        counts[pollutant.rawValue] += 1
        largest[pollutant.rawValue] = max(largest[pollutant.rawValue], value.millionths)
        return Self.finding(value, pollutant, in: table, row: row, column: column)
    }

    /// A finding where a value is beyond ambient air.
    static func finding(
        _ value: Concentration, _ pollutant: Pollutant, in table: Table, row: Int, column: Column<FixedPoint>
    ) -> Diagnostic? {
        guard value.millionths > implausible(pollutant).millionths else { return nil }
        let shown = value.rational.text(digits: 1)
        return Diagnostic(
            code: "suspect_unit", at: table.location(row, column), path: table.path(column),
            "\(shown) \(pollutant.unit.symbol) of \(pollutant.id) is beyond ambient air",
            hint: pollutant == .co
                ? "the column takes mg/m3; divide values in ug/m3 by 1000, or leave a faulty value empty"
                : "leave a faulty value empty")
    }

    /// SO2 and CO are left out: clean air may hold hardly any.
    private static let watched: [Pollutant] = [.no2, .o3, .pm10, .pm25]

    private func isTiny(_ pollutant: Pollutant, _ scope: Scope) -> Bool {
        let index = pollutant.rawValue
        return counts[index] >= scope.enoughValues && largest[index] > 0 && largest[index] <= 1_000_000
    }

    func hasTinyColumns(of scope: Scope) -> Bool { Self.watched.contains { isTiny($0, scope) } }

    /// Columns whose values are all tiny, with the place of the first row's cell.
    ///
    /// - Parameters:
    ///   - name: whose values they are; empty for all rows of the table.
    ///   - whole: columns that are told of the whole table already.
    func tinyColumns(
        _ scope: Scope = .table, in table: Table, firstRow: Int = 0, of name: String = "",
        but whole: UnitSuspicion? = nil, column: (Pollutant) -> Column<FixedPoint>
    ) -> [Diagnostic] {
        Self.watched.filter { isTiny($0, scope) && !(whole?.isTiny($0, .table) ?? false) }.map { pollutant in
            Diagnostic(
                code: "suspect_unit", at: table.location(firstRow, column(pollutant)),
                path: table.path(column(pollutant)),
                "no value of \(pollutant.id) in \(counts[pollutant.rawValue])"
                    + (name.isEmpty ? "" : " of \(name)") + " is above 1 ug/m3",
                hint: "the column takes ug/m3; multiply values in mg/m3 by 1000")
        }
    }
}
