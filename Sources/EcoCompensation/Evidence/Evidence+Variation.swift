import EcoAccounts
import EcoUnits

extension Evidence {
    /// The evidence with one region's values of an indicator moved by `change` in the periods of a year,
    /// all standards alike. Values do not fall below 0; missing ones stay missing.
    func shifted(
        _ indicator: AssessedIndicator, of region: RegionCode, by change: Rational, inYear year: Int
    ) throws(ArithmeticOverflow) -> Evidence {
        var varied = self
        for (key, found) in observations
        where key.indicator == indicator && key.region == region && key.period.year == year {
            var moved: [Observation] = []
            for observation in found {
                moved.append(
                    observation.with(
                        try observation.value.map { value throws(ArithmeticOverflow) in
                            max(.zero, try value + change)
                        }))
            }
            varied.observations[key] = moved
        }
        return varied
    }

    /// For settlements that nobody explains.
    var withoutTrail: Evidence {
        var bare = self
        bare.keepsTrail = false
        return bare
    }

    /// The evidence with one value replaced wherever it was observed.
    func replacing(_ key: Key, with value: Rational) -> Evidence {
        var varied = self
        varied.replace(key, with: value)
        return varied
    }

    mutating func replace(_ key: Key, with value: Rational) {
        observations[key] = observations[key]?.map { $0.with(value) }
    }

    /// What was observed under the key, whatever the standard.
    func observedValue(_ key: Key) -> Rational? { observations[key]?.compactMap(\.value).first }

    /// Keys of all valid figures, in order.
    var observedKeys: [Key] {
        observations.filter { $0.value.contains { $0.value != nil } }.map(\.key).sorted {
            ($0.period, $0.region, $0.indicator.rawValue) < ($1.period, $1.region, $1.indicator.rawValue)
        }
    }
}

extension Evidence.Observation {
    fileprivate func with(_ value: Rational?) -> Evidence.Observation {
        Evidence.Observation(
            value: value, standard: standard, basis: basis, isAssumed: isAssumed, origin: origin, parts: parts
        )
    }
}
