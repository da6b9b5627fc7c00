/// What soil kept in place (t) keeps away from waters.
enum SoilParts {
    /// Silt in m3: the share that settles in waters over the bulk density (t/m3).
    static func silt(soil: Double, share: Double, density: Double) -> Double { soil * share / density }

    /// Nutrient in t at its content, a fraction.
    static func nutrient(soil: Double, content: Double) -> Double { soil * content }
}
