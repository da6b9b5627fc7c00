extension NegativeAirIons {
    /// Ions that a hectare of forest gives in a year: `5.256e15 H (Q - 600) / L`.
    ///
    /// 525,600 minutes x 10^10 cm3 in a metre of height of a hectare; ions above 600 in a cm3 count, and a
    /// concentration below gives none. Life in minutes.
    static func ionsPerHectare(height: Double, concentration: Double, life: Double) -> Double {
        5.256e15 * height * max(0, concentration - 600) / life
    }
}
