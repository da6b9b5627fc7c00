import EcoUnits

/// Conversion of concentrations between states: the same mass in the volume that the gas law gives.
public enum StateConversion {
    /// 0 °C in kelvin.
    static let zeroCelsius = Rational(27_315, over: 100) ?? .zero
    /// Kelvin of the reference state.
    static let referenceTemperature = Rational(29_815, over: 100) ?? .zero
    /// Pressure of both states, hPa.
    static let standardPressure = Rational(101_325, over: 100) ?? .one
    /// Decimals that a converted particulate keeps: those of the input tables.
    static let particulateDigits = 6

    /// A concentration of a gas, exact: C(reference) = C(standard) * 273.15 / 298.15.
    public static func gas(
        _ value: Rational, from: GasState, to target: GasState
    ) throws(ArithmeticOverflow) -> Rational {
        switch (from, target) {
        case (.standard, .reference): try value * (zeroCelsius / referenceTemperature)
        case (.reference, .standard): try value * (referenceTemperature / zeroCelsius)
        default: value
        }
    }

    /// A concentration of a particulate: C(actual) = C(standard) * 273.15 / T * p / 1013.25.
    ///
    /// Rounded once to millionths, since each day has its own T and p and the exact sum over a year would leave
    /// 128 bits.
    /// - Parameters:
    ///   - celsius: temperature at monitoring.
    ///   - hectopascals: pressure at monitoring.
    public static func particulate(
        _ value: Rational, from: ParticulateState, to target: ParticulateState, celsius: Rational,
        hectopascals: Rational
    ) throws(ArithmeticOverflow) -> Rational {
        guard from != target else { return value }
        let kelvin = try zeroCelsius + celsius
        let factor = try zeroCelsius / kelvin * (hectopascals / standardPressure)
        let converted = from == .standard ? try value * factor : try value / factor
        return try converted.rounded(toDigits: particulateDigits)
    }
}
