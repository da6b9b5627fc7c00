extension NutrientAccumulation {
    /// A nutrient bound in a year, t/ha: productivity in t/ha times its content as a fraction.
    static func bound(productivity: Double, content: Double) -> Double { productivity * content }
}
