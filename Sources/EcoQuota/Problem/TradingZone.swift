import EcoParameters

/// The trading zone of a region.
public struct ZoneMembership: Sendable, Equatable {
    public var region: String
    public var zone: String
    /// The only pollutant that the zone is for; nil where it is for all that have no zone of their own.
    public var pollutant: String?
    public var location: SourceLocation?

    public init(region: String, zone: String, pollutant: String? = nil, location: SourceLocation? = nil) {
        self.region = region
        self.zone = zone
        self.pollutant = pollutant
        self.location = location
    }
}

/// A direction in which quota may flow between zones; a zone without an arc into it admits no inflow.
public struct ZoneArc: Sendable, Equatable {
    public var from: String
    public var to: String
    /// Fee for each tonne that flows, yuan/t.
    public var fee: Double
    /// The only pollutant that may flow; nil for all.
    public var pollutant: String?
    public var location: SourceLocation?

    public init(
        from: String, to: String, fee: Double = 0, pollutant: String? = nil, location: SourceLocation? = nil
    ) {
        self.from = from
        self.to = to
        self.fee = fee
        self.pollutant = pollutant
        self.location = location
    }
}

/// What the market of one pollutant charges, holds in reserve and guarantees.
public struct PollutantRule: Sendable, Equatable {
    public var pollutant: String
    /// Fee on each tonne bought, yuan/t.
    public var buyFee: Double
    /// Fee on each tonne sold, yuan/t.
    public var sellFee: Double
    /// Lowest price at which a deal may be settled, yuan/t; 0 for none.
    public var floorPrice: Double
    /// Quota that the government takes off the market at the floor price at most, t/y.
    public var buyBack: Double
    /// Quota that the province holds in reserve, t/y.
    public var reserve: Double
    /// Price of the reserve, yuan/t; the floor price where none is stated.
    public var reservePrice: Double {
        get { statedReservePrice ?? floorPrice }
        set { statedReservePrice = newValue }
    }
    private var statedReservePrice: Double?
    /// Part of the price of a deal that each side pays, where the fee follows the deal and not the floor price;
    /// `DealPriceFee` then sets the fees.
    public var dealPriceFeeRate = 0.0
    public var location: SourceLocation?

    public init(
        pollutant: String, buyFee: Double = 0, sellFee: Double = 0, floorPrice: Double = 0,
        buyBack: Double = 0, reserve: Double = 0, reservePrice: Double? = nil, location: SourceLocation? = nil
    ) {
        self.pollutant = pollutant
        self.buyFee = buyFee
        self.sellFee = sellFee
        self.floorPrice = floorPrice
        self.buyBack = buyBack
        self.reserve = reserve
        statedReservePrice = reservePrice
        self.location = location
    }
}
