import EcoAccounts

/// Distances between the centroids of regions, for choosing who deals with whom.
public struct RegionDistances: Sendable {
    private let places: [String: GeographicPoint]

    public init(_ regions: RegionTable) {
        places = Dictionary(
            regions.regions.compactMap { region in
                guard let longitude = region.longitude, let latitude = region.latitude else { return nil }
                return (region.code.description, GeographicPoint(longitude: longitude, latitude: latitude))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Between two region codes along the great circle, km; nil where a place is not known.
    public func callAsFunction(_ one: String, _ other: String) -> Double? {
        guard let one = places[one], let other = places[other] else { return nil }
        return one.distance(to: other) / 1000
    }
}
