import EcoParameters

/// One of the periods of a market, in order.
public struct MarketPeriod: Sendable, Equatable {
    /// Such as `2026`.
    public var name: String
    /// What one yuan of this period is worth today, above 0 and at most 1 in the usual case.
    public var discount: Double

    public init(name: String, discount: Double = 1) {
        self.name = name
        self.discount = discount
    }
}

/// How quota of one commodity passes from period to period.
public struct BankingTerms: Sendable, Equatable {
    public var pollutant: String
    /// Part of what is carried over that is lost in each period, 0 to below 1.
    public var decay: Double
    /// Most that an account may carry over, as a part of its quota of the period; nil for no limit.
    public var carryLimit: Double?
    /// Most that an account may carry over for each tonne of net sales in the period, besides `carryLimit`; nil
    /// where the two are not tied.
    public var netSalesFactor: Double?
    /// Most that an account may borrow from the next period, as a part of that period's quota; 0 for none.
    public var borrowLimit: Double
    /// Quota to give back for each tonne borrowed, at least 1.
    public var borrowRatio: Double
    public var location: SourceLocation?

    public init(
        pollutant: String, decay: Double = 0, carryLimit: Double? = nil, netSalesFactor: Double? = nil,
        borrowLimit: Double = 0, borrowRatio: Double = 1, location: SourceLocation? = nil
    ) {
        self.pollutant = pollutant
        self.decay = decay
        self.carryLimit = carryLimit
        self.netSalesFactor = netSalesFactor
        self.borrowLimit = borrowLimit
        self.borrowRatio = borrowRatio
        self.location = location
    }
}
