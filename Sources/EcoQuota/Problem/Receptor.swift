import EcoParameters

/// A monitoring station or section with an ambient limit.
public struct Receptor: Sendable, Equatable {
    public var id: String
    /// Limit of the concentration, ug/m3.
    public var limit: Double
    /// Concentration that none of the sources causes, ug/m3.
    public var background: Double
    /// People who breathe it, for the exposure; any weight does.
    public var population: Double
    /// What one ug/m3 costs, yuan a year; counts where the objective weighs damage.
    public var damagePrice: Double
    public var location: SourceLocation?

    public init(
        id: String, limit: Double, background: Double = 0, population: Double = 0, damagePrice: Double = 0,
        location: SourceLocation? = nil
    ) {
        self.id = id
        self.limit = limit
        self.background = background
        self.population = population
        self.damagePrice = damagePrice
        self.location = location
    }
}

/// An entry of the source-receptor matrix: what one tonne of a pollutant from a region adds at a receptor.
public struct SourceReceptorCoefficient: Sendable, Equatable {
    public var receptor: String
    public var region: String
    public var pollutant: String
    /// The only class of release that it holds for; empty for all without an entry of their own.
    public var release: String
    /// ug/m3 for each t/y, at least 0.
    public var concentrationPerTonne: Double
    /// The year of weather that it holds for; empty for each.
    public var weather: String
    /// By how much it may differ from what is written, ug/m3 for each t/y.
    public var deviation: Double
    public var location: SourceLocation?

    public init(
        receptor: String, region: String, pollutant: String, release: String = "",
        concentrationPerTonne: Double, weather: String = "", deviation: Double = 0,
        location: SourceLocation? = nil
    ) {
        self.receptor = receptor
        self.region = region
        self.pollutant = pollutant
        self.release = release
        self.concentrationPerTonne = concentrationPerTonne
        self.weather = weather
        self.deviation = deviation
        self.location = location
    }
}
