import EcoParameters
import EcoUnits

/// A county of the scenario.
public struct Region: Hashable, Sendable {
    public let code: RegionCode
    public let name: LocalizedText
    /// Prefecture-level city, for grouping.
    public let city: LocalizedText
    /// Official area in km2, where known.
    public let areaSquareKilometres: Double?
    /// Resident population (常住人口), where known.
    public let population: Double?
    /// Centroid in degrees, for pictures; where known.
    public let longitude: Double?
    public let latitude: Double?
    /// General public budget revenue of a year in 万元, where known.
    public let revenueWanYuan: Double?
    /// Where its row stands in the scenario's table.
    public let location: SourceLocation?

    public init(
        code: RegionCode, name: LocalizedText, city: LocalizedText, areaSquareKilometres: Double? = nil,
        population: Double? = nil, longitude: Double? = nil, latitude: Double? = nil,
        revenueWanYuan: Double? = nil, location: SourceLocation? = nil
    ) {
        self.location = location
        self.code = code
        self.name = name
        self.city = city
        self.areaSquareKilometres = areaSquareKilometres
        self.population = population
        self.longitude = longitude
        self.latitude = latitude
        self.revenueWanYuan = revenueWanYuan
    }
}
