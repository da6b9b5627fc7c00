import EcoUnits

/// What the table says of one region.
struct RegionVisits: Sendable {
    let visits: Double
    /// Yuan at the account's price level.
    let valuePerVisit: Double
    /// 0 to 1.
    let ecosystemShare: Double
    let status: FigureStatus
}

extension Tourism {
    /// Yuan per visit that ecosystems contribute.
    static func unitValue(_ valuePerVisit: Double, ecosystemShare: Double) -> Double {
        valuePerVisit * ecosystemShare
    }
}
