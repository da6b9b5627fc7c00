extension LandscapePremium {
    /// What of a revenue is premium.
    static func premium(revenue: Double, share: Double) -> Double { revenue * share }
}
