import EcoParameters

/// A growth project of one source: value added for each tonne that it may emit more.
public struct GrowthProject: Sendable, Equatable {
    /// The region that hosts it and whose quota it needs.
    public var region: String
    public var pollutant: String
    public var sector: String
    /// Name of the project, unique within its source.
    public var name: String
    /// Value added, yuan/t.
    public var value: Double
    /// Emission at full size, t/y.
    public var maximum: Double
    /// True where it is built whole or not at all.
    public var isWhole: Bool
    /// The period in which production begins; it goes on to the last one.
    public var period: Int
    /// The period from which quota must be held, at most `period`; nil where that is when production begins.
    public var commitmentPeriod: Int?
    /// Quota that must be held for each tonne emitted: at least 1 (replacement of what is new), or 0 where the
    /// project is exempt.
    public var replacementRatio: Double
    /// Quota that the project brings for each tonne emitted, such as benchmark times output.
    public var quotaBrought: Double
    /// Rank among projects, 1 first; nil comes last.
    public var priority: Int?
    /// Factor on the value in the objective; what is reported is the value itself.
    public var weight: Double
    /// Output at full size, for quota by an intensity benchmark; nil where none is stated.
    public var output: Double?
    /// Unit of the zoning plan in which it stands; empty where not stated.
    public var unit: String
    /// Tax, yuan/t.
    public var tax: Double
    /// The region that sends the project to its host; nil where it stays at home.
    public var origin: String?
    /// Part of the value added that the origin keeps, 0 to 1.
    public var originValueShare: Double
    /// Part of the tax that the origin keeps, 0 to 1.
    public var originTaxShare: Double
    public var location: SourceLocation?

    public init(
        region: String, pollutant: String, sector: String = "all", name: String, value: Double,
        maximum: Double, isWhole: Bool = false, period: Int = 0, commitmentPeriod: Int? = nil,
        replacementRatio: Double = 1, quotaBrought: Double = 0, priority: Int? = nil, weight: Double = 1,
        output: Double? = nil, unit: String = "",
        tax: Double = 0, origin: String? = nil, originValueShare: Double = 0, originTaxShare: Double = 0,
        location: SourceLocation? = nil
    ) {
        self.region = region
        self.pollutant = pollutant
        self.sector = sector
        self.name = name
        self.value = value
        self.maximum = maximum
        self.isWhole = isWhole
        self.period = period
        self.commitmentPeriod = commitmentPeriod
        self.replacementRatio = replacementRatio
        self.quotaBrought = quotaBrought
        self.priority = priority
        self.weight = weight
        self.output = output
        self.unit = unit
        self.tax = tax
        self.origin = origin
        self.originValueShare = originValueShare
        self.originTaxShare = originTaxShare
        self.location = location
    }
}
