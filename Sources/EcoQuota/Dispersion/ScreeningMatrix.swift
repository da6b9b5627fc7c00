import EcoAccounts
import EcoParameters
import EcoUnits

#if canImport(Glibc)
    import Glibc
#endif

/// Source-receptor coefficients of a screening estimate: every region at the points of a disc of its area round its
/// centroid, every receptor at its place, distances on the sphere.
struct ScreeningMatrix {
    let method: any DispersionMethod

    /// One coefficient for each receptor, region, pollutant and class of release of the sources; none where nothing is
    /// felt.
    /// - Throws: `DiagnosticFailure` for receptors and regions without a place and classes without a height.
    func coefficients(
        sources: [EmissionSource], receptors: [ReceptorPlace], regions: RegionTable
    ) throws(DiagnosticFailure) -> [SourceReceptorCoefficient] {
        var findings: [Diagnostic] = []
        for receptor in receptors where receptor.longitude == nil || receptor.latitude == nil {
            report("missing_value", "receptor \(receptor.id) has no longitude and latitude", nil, &findings)
        }
        let keys = Set(sources.map { Key($0) }).sorted()
        for code in Set(keys.map(\.region)).sorted() {
            guard let region = RegionCode(code).flatMap({ regions[$0] }) else { continue }
            guard region.longitude == nil || region.latitude == nil else { continue }
            report(
                "missing_value", "region \(code) has no longitude and latitude", region.location, &findings)
        }
        if let known = method.releases {
            for release in Set(keys.map(\.release)).subtracting(known).sorted() where !release.isEmpty {
                report("unknown_release", "the class of release '\(release)' has no height", nil, &findings)
            }
        }
        guard findings.isEmpty else { throw DiagnosticFailure(findings) }
        return rows(keys, receptors, regions)
    }

    private struct Key: Hashable, Comparable {
        let region, pollutant, release: String

        init(_ source: EmissionSource) {
            (region, pollutant, release) = (source.region, source.pollutant, source.release)
        }

        static func < (left: Key, right: Key) -> Bool {
            (left.region, left.pollutant, left.release) < (right.region, right.pollutant, right.release)
        }
    }

    private func rows(
        _ keys: [Key], _ receptors: [ReceptorPlace], _ regions: RegionTable
    ) -> [SourceReceptorCoefficient] {
        var points: [String: [GeographicPoint]] = [:]
        for region in regions.regions { points[region.code.description] = self.points(region) }
        return receptors.flatMap { receptor -> [SourceReceptorCoefficient] in
            let place = GeographicPoint(longitude: receptor.longitude ?? 0, latitude: receptor.latitude ?? 0)
            return keys.compactMap { key in
                guard let points = points[key.region] else { return nil }
                let sum = points.reduce(0) { $0 + coefficient(key, from: $1, to: place) }
                guard sum > 0 else { return nil }
                return SourceReceptorCoefficient(
                    receptor: receptor.id, region: key.region, pollutant: key.pollutant, release: key.release,
                    concentrationPerTonne: sum / Double(points.count))
            }
        }
    }

    private func coefficient(_ key: Key, from source: GeographicPoint, to receptor: GeographicPoint) -> Double
    {
        method.coefficient(
            pollutant: key.pollutant, release: key.release,
            distance: max(method.smallestDistance, source.distance(to: receptor)),
            bearing: source.bearing(to: receptor))
    }

    /// Points of a sunflower: the k-th of n at the root of (k + 1/2) / n of the radius, turned by the golden angle.
    private func points(_ region: Region) -> [GeographicPoint]? {
        guard let longitude = region.longitude, let latitude = region.latitude else { return nil }
        let centre = GeographicPoint(longitude: longitude, latitude: latitude)
        guard let area = region.areaSquareKilometres, method.pointsPerRegion > 1 else { return [centre] }
        let radius = 1000 * (area / Double.pi).squareRoot()
        return (0..<method.pointsPerRegion).map { index in
            let away = radius * ((Double(index) + 0.5) / Double(method.pointsPerRegion)).squareRoot()
            let turn = Double(index) * Double.pi * (3 - 5.0.squareRoot())
            return centre.moved(east: away * sin(turn), north: away * cos(turn))
        }
    }

    private func report(
        _ code: String, _ message: String, _ place: SourceLocation?, _ findings: inout [Diagnostic]
    ) {
        findings.append(
            Diagnostic(
                code: code, at: place, path: "quota.dispersion", message,
                hint: "add it, or give a source-receptor matrix instead"))
    }
}

/// A place on the sphere of mean radius 6371.0088 km (IUGG).
struct GeographicPoint {
    /// Degrees.
    let longitude: Double
    let latitude: Double

    private static let radius = 6_371_008.8
    private static let degree = Double.pi / 180

    /// Along the great circle, m (haversine).
    func distance(to other: GeographicPoint) -> Double {
        let a = sin((other.latitude - latitude) * Self.degree / 2)
        let b = sin((other.longitude - longitude) * Self.degree / 2)
        let h = a * a + cos(latitude * Self.degree) * cos(other.latitude * Self.degree) * b * b
        return 2 * Self.radius * asin(min(1, h.squareRoot()))
    }

    /// Degrees clockwise from north, 0 to 360.
    func bearing(to other: GeographicPoint) -> Double {
        let (a, b) = (latitude * Self.degree, other.latitude * Self.degree)
        let turn = (other.longitude - longitude) * Self.degree
        let angle = atan2(sin(turn) * cos(b), cos(a) * sin(b) - sin(a) * cos(b) * cos(turn)) / Self.degree
        return angle < 0 ? angle + 360 : angle
    }

    /// The place some metres away; good for the size of a county.
    func moved(east: Double, north: Double) -> GeographicPoint {
        GeographicPoint(
            longitude: longitude + east / (Self.radius * cos(latitude * Self.degree)) / Self.degree,
            latitude: latitude + north / Self.radius / Self.degree)
    }
}
