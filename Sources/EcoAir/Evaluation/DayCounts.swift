import EcoUnits

/// Days with AQI at most 100 among the days with an AQI.
public struct GoodDays: Sendable, Equatable {
    public let good: Int
    public let valid: Int
    public let isComplete: Bool

    /// Percent, exact; nil without a valid day.
    public var ratio: Rational? { Rational(Int128(good) * 100, over: Int128(valid)) }
}

/// Days by AQI level, excellent to severely polluted.
public struct LevelDays: Sendable, Equatable {
    /// Six counts, in the order of `AirLevel`.
    public let counts: [Int]

    init(_ indices: some Sequence<Int?>) {
        var counts = Array(repeating: 0, count: AirLevel.allCases.count)
        for case let index? in indices { counts[AirLevel(index: index).rawValue - 1] += 1 }
        self.counts = counts
    }

    public subscript(level: AirLevel) -> Int { counts[level.rawValue - 1] }

    /// Days heavily or severely polluted.
    public var heavy: Int { self[.heavilyPolluted] + self[.severelyPolluted] }
}
