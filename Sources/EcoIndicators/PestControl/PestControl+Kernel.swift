extension PestControl {
    /// Hectares of an area in m2.
    static func hectares(_ area: Double) -> Double { area / 10_000 }
}
