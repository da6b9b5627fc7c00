import EcoAccounts

#if canImport(Glibc)
    import Glibc
#endif

/// Which stations each region takes its means from.
///
/// A region's own stations are those whose code lies in it: a county's, or those of all counties of a city. The
/// mean of a city is taken over its stations, not over its counties (HJ 663-2013, provisional). Background
/// stations stay out.
public struct RegionStations: Sendable {
    public let regions: [RegionCode]
    /// Positions of the stations of each region, in the order of `regions`.
    public let members: [[Int]]
    /// How regions that have no own station came to values.
    public let basis: [RegionCode: DataBasis]

    public init(
        _ stations: [MonitoringStation], of regions: RegionTable, stationless: StationlessPolicy = .missing
    ) {
        self.init(stations, regions.regions, stationless)
    }

    /// Own stations alone.
    init(_ stations: [MonitoringStation], codes: [RegionCode]) {
        regions = codes
        members = codes.map { Self.own(stations, of: $0) }
        basis = [:]
    }

    private init(_ stations: [MonitoringStation], _ regions: [Region], _ stationless: StationlessPolicy) {
        self.regions = regions.map(\.code)
        var members: [[Int]] = []
        var basis: [RegionCode: DataBasis] = [:]
        for region in regions {
            let own = Self.own(stations, of: region.code)
            if own.isEmpty, let proxy = Self.proxy(stations, for: region, stationless) {
                basis[region.code] = proxy.basis
                members.append(proxy.stations)
            } else {
                members.append(own)
            }
        }
        self.members = members
        self.basis = basis
    }

    private static func own(_ stations: [MonitoringStation], of region: RegionCode) -> [Int] {
        stations.indices.filter { !stations[$0].isBackground && stations[$0].stands(for: region) }
    }

    private static func proxy(
        _ stations: [MonitoringStation], for region: Region, _ policy: StationlessPolicy
    ) -> (stations: [Int], basis: DataBasis)? {
        switch policy {
        case .missing: return nil
        case .cityMean:
            let city = own(stations, of: region.code.prefecture)
            return city.isEmpty ? nil : (city, .cityMean)
        case .nearestStation:
            guard let longitude = region.longitude, let latitude = region.latitude else { return nil }
            let distances = stations.indices.compactMap { position in
                stations[position].distance(longitude: longitude, latitude: latitude).map { ($0, position) }
            }
            return distances.min(by: <).map { ([$0.1], .nearestStation) }
        }
    }
}

extension MonitoringStation {
    /// True where the station lies in `region`: the same code, or the code of its city or province.
    func stands(for region: RegionCode) -> Bool {
        self.region == region || self.region.prefecture == region || self.region.province == region
    }

    /// Angle to a place on the sphere, for choosing the nearest; nil for a background station or no coordinates.
    fileprivate func distance(longitude: Double, latitude: Double) -> Double? {
        guard !isBackground, let own = place else { return nil }
        let radians = Double.pi / 180
        let (rise, turn) = (
            (own.latitude - latitude) * radians / 2, (own.longitude - longitude) * radians / 2
        )
        let (a, b) = (sin(rise), sin(turn))
        return asin(sqrt(a * a + cos(latitude * radians) * cos(own.latitude * radians) * b * b))
    }
}
