import EcoParameters

/// A way on which one region may sell to another directly, beside the pools.
public struct QuotaEdge: Sendable, Equatable {
    public var from: String
    public var to: String
    public var pollutant: String
    /// yuan for each tonne sent.
    public var cost: Double
    /// Tonnes that must be sent for each tonne that the buyer may emit, at least 1.
    public var ratio: Double
    /// Most that may be sent in a period, t; nil where only the seller's quota limits it.
    public var capacity: Double?
    public var location: SourceLocation?

    public init(
        from: String, to: String, pollutant: String, cost: Double = 0, ratio: Double = 1,
        capacity: Double? = nil, location: SourceLocation? = nil
    ) {
        self.from = from
        self.to = to
        self.pollutant = pollutant
        self.cost = cost
        self.ratio = ratio
        self.capacity = capacity
        self.location = location
    }
}

/// Quota of one class of sectors may serve another class.
public struct ClassLink: Sendable, Equatable {
    /// The only pollutant that it holds for; nil for all.
    public var pollutant: String?
    /// The class (`pool`) that sells.
    public var from: String
    /// The class that may use it, and must not pass it on.
    public var to: String
    public var location: SourceLocation?

    public init(pollutant: String? = nil, from: String, to: String, location: SourceLocation? = nil) {
        self.pollutant = pollutant
        self.from = from
        self.to = to
        self.location = location
    }
}
