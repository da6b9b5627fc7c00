@testable import EcoSimulation

/// Numbers by their bits, not-a-number alike.
func bits(_ values: [Double]) -> [UInt64] { values.map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern } }

/// To the last bit; what is not there is alike.
func isSame(_ one: AirYear, _ other: AirYear) -> Bool {
    bits(one.assessed) == bits(other.assessed) && bits(one.index) == bits(other.index)
        && bits(one.percentiles) == bits(other.percentiles)
        && one.good == other.good && one.heavy == other.heavy && one.valid == other.valid
}
