extension Recreation {
    /// Yuan of a visit to free green space: what a substitute costs, as far as ecosystems draw the visit.
    static func substituteValue(_ cost: Double, ecosystemShare: Double) -> Double { cost * ecosystemShare }
}
