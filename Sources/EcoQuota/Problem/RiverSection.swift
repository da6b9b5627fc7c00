import EcoParameters

/// A section of a river for one pollutant: what arrives from above and is discharged there passes on.
public struct RiverSection: Sendable, Equatable {
    public var id: String
    public var pollutant: String
    /// The next section down the river; nil at the mouth.
    public var downstream: String?
    /// Part of the load that reaches the next section, 0 to 1.
    public var transfer: Double
    /// Most load in a period, t; nil where the section has no limit.
    public var limit: Double?
    /// Load that none of the sources causes, t.
    public var background: Double
    public var location: SourceLocation?

    public init(
        id: String, pollutant: String, downstream: String? = nil, transfer: Double = 1, limit: Double? = nil,
        background: Double = 0, location: SourceLocation? = nil
    ) {
        self.id = id
        self.pollutant = pollutant
        self.downstream = downstream
        self.transfer = transfer
        self.limit = limit
        self.background = background
        self.location = location
    }
}

/// Where the discharge of a region enters the river.
public struct RiverDischarge: Sendable, Equatable {
    public var region: String
    public var section: String
    /// The only pollutant that it holds for; nil for all.
    public var pollutant: String?
    /// Part of the emission that reaches the section, 0 to 1.
    public var delivered: Double
    public var location: SourceLocation?

    public init(
        region: String, section: String, pollutant: String? = nil, delivered: Double = 1,
        location: SourceLocation? = nil
    ) {
        self.region = region
        self.section = section
        self.pollutant = pollutant
        self.delivered = delivered
        self.location = location
    }
}
