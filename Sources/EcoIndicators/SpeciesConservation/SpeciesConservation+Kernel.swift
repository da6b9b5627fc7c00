extension SpeciesConservation {
    /// `1 + 0.1 endangered + 0.1 endemic + 0.1 old trees`, each the sum of its indices (GB/T 38582-2020, at second
    /// hand).
    static func rarityFactor(endangered: Double, endemic: Double, oldTrees: Double) -> Double {
        1 + 0.1 * endangered + 0.1 * endemic + 0.1 * oldTrees
    }
}
