import EcoParameters

/// Finds columns that hold another unit than their heading names.
struct UnitSuspicion {
    /// Above this no ambient air has been observed, in the pollutant's unit.
    static func implausible(_ pollutant: Pollutant) -> Concentration { pollutant == .co ? 200 : 20_000 }

    /// As many values, none above 1 ug/m3, mean a column in mg/m3.
    static let enoughValues = 24

    private var largest: [Int64] = Array(repeating: 0, count: Pollutant.basic.count)
    private var counts: [Int] = Array(repeating: 0, count: Pollutant.basic.count)

    /// Takes note of a value; a finding where it is beyond ambient air.
    mutating func check(
        _ value: Concentration, _ pollutant: Pollutant, in table: Table, row: Int, column: Column<FixedPoint>
    ) -> Diagnostic? {
        counts[pollutant.rawValue] += 1
        largest[pollutant.rawValue] = max(largest[pollutant.rawValue], value.millionths)
        guard value.millionths > Self.implausible(pollutant).millionths else { return nil }
        let shown = value.rational.text(digits: 1)
        return Diagnostic(
            code: "suspect_unit", at: table.location(row, column), path: table.path(column),
            "\(shown) \(pollutant.unit.symbol) of \(pollutant.id) is beyond ambient air",
            hint: pollutant == .co
                ? "the column takes mg/m3; divide values in ug/m3 by 1000, or leave a faulty value empty"
                : "leave a faulty value empty")
    }

    /// Columns whose values are all tiny; SO2 is left out, clean air may hold hardly any.
    func tinyColumns(in table: Table, column: (Pollutant) -> Column<FixedPoint>) -> [Diagnostic] {
        let watched: [Pollutant] = [.no2, .o3, .pm10, .pm25]
        return watched.compactMap { pollutant in
            let index = pollutant.rawValue
            guard counts[index] >= Self.enoughValues, largest[index] > 0, largest[index] <= 1_000_000 else {
                return nil
            }
            return Diagnostic(
                code: "suspect_unit", at: table.location(0, column(pollutant)),
                path: table.path(column(pollutant)),
                "no value of \(pollutant.id) in \(counts[index]) is above 1 ug/m3",
                hint: "the column takes ug/m3; multiply values in mg/m3 by 1000")
        }
    }
}
