/// Sums and numbers of the hours of one station and day, and which hours were read, in one cache line.
///
/// Lanes 0 to 5 hold the sums of the basic pollutants in millionths, lane 6 their numbers of hours in one
/// byte each, lane 7 one bit for each hour read. A row of an hourly table has the same shape, so that taking
/// it is one addition.
struct StationDay: Sendable {
    typealias Lanes = SIMD8<Int64>

    static let numbers = 6
    static let marks = 7

    private(set) var lanes = Lanes.zero

    /// Whether the hour at `position`, from 0, was read.
    func hasRead(_ position: Int) -> Bool { lanes[Self.marks] & (1 << Int64(position)) != 0 }

    mutating func markRead(_ position: Int) { lanes[Self.marks] |= 1 << Int64(position) }

    mutating func add(_ value: Concentration, _ pollutant: Pollutant) {
        lanes[pollutant.rawValue] += value.millionths
        lanes[Self.numbers] += 1 << Int64(8 * pollutant.rawValue)
    }

    mutating func remove(_ value: Concentration, _ pollutant: Pollutant) {
        guard !value.isMissing else { return }
        lanes[pollutant.rawValue] -= value.millionths
        lanes[Self.numbers] -= 1 << Int64(8 * pollutant.rawValue)
    }

    /// Sum and number of the hours of a pollutant.
    func sum(_ pollutant: Pollutant) -> HourSum {
        HourSum(sum: lanes[pollutant.rawValue], count: number(pollutant))
    }

    func number(_ pollutant: Pollutant) -> UInt8 {
        UInt8(truncatingIfNeeded: lanes[Self.numbers] >> Int64(8 * pollutant.rawValue))
    }

    // MARK: Rows

    /// Whether the hour of `row` was read before.
    @inline(__always)
    func holdsHour(of row: Lanes) -> Bool { lanes[Self.marks] & row[Self.marks] != 0 }

    /// Takes the values and the hour of a row; a day's sums stay far below 64 bits.
    @inline(__always)
    mutating func add(_ row: Lanes) { lanes &+= row }

    /// The value of a pollutant, by raw value, in a row.
    @inline(__always)
    static func value(_ pollutant: Int, in row: Lanes) -> Concentration {
        let isPresent = row[numbers] >> Int64(8 * pollutant) & 1 == 1
        return isPresent ? Concentration(millionths: row[pollutant]) : .missing
    }
}
