import EcoParameters

/// Quota that a government sells: a tier of the reserve, an auction, or a backstop for local shortage.
public struct ReserveTier: Sendable, Equatable {
    /// Unique for its pollutant.
    public var name: String
    public var pollutant: String
    /// Quota for sale in each period, t.
    public var amount: Double
    /// Where the periods differ: the amount of each, by its position.
    public var amountByPeriod: [Int: Double] = [:]
    /// yuan/t.
    public var price: Double
    /// Who may buy; without regions, sectors and pools everybody, through the pool of the zone.
    public var buyers: Selection
    /// Periods after which what was drawn is given back by the same account or zone; nil where it is not.
    public var repaidAfter: Int?
    /// Quota given back for each tonne drawn.
    public var repaymentRatio: Double
    public var location: SourceLocation?

    public init(
        name: String, pollutant: String, amount: Double, price: Double, buyers: Selection = Selection(),
        repaidAfter: Int? = nil, repaymentRatio: Double = 1, location: SourceLocation? = nil
    ) {
        self.name = name
        self.pollutant = pollutant
        self.amount = amount
        self.price = price
        self.buyers = buyers
        self.repaidAfter = repaidAfter
        self.repaymentRatio = repaymentRatio
        self.location = location
    }
}

/// Whether a region meets an ambient standard.
public struct Attainment: Sendable, Equatable {
    public var region: String
    /// Indicator of the standard, such as `pm25` or `o3`.
    public var standard: String
    public var isMet: Bool
    public var location: SourceLocation?

    public init(region: String, standard: String, isMet: Bool, location: SourceLocation? = nil) {
        self.region = region
        self.standard = standard
        self.isMet = isMet
        self.location = location
    }
}
