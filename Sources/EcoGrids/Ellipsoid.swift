#if canImport(Glibc)
    import Glibc
#endif

/// An ellipsoid of revolution, for lengths and areas on a degree grid.
public struct Ellipsoid: Sendable, Hashable {
    /// Equatorial radius, m.
    public var semiMajorAxis: Double
    /// (a - b) / a; 0 for a sphere.
    public var flattening: Double

    public init(semiMajorAxis: Double, inverseFlattening: Double) {
        self.semiMajorAxis = semiMajorAxis
        flattening = inverseFlattening == 0 ? 0 : 1 / inverseFlattening
    }

    /// WGS 84 (NIMA TR8350.2, table 3.1).
    public static let wgs84 = Ellipsoid(semiMajorAxis: 6_378_137, inverseFlattening: 298.257_223_563)
    /// China Geodetic Coordinate System 2000 (GB/T 28584-2012).
    public static let cgcs2000 = Ellipsoid(semiMajorAxis: 6_378_137, inverseFlattening: 298.257_222_101)

    /// Polar radius, m.
    public var semiMinorAxis: Double { semiMajorAxis * (1 - flattening) }
    /// Square of the first eccentricity.
    public var eccentricitySquared: Double { flattening * (2 - flattening) }

    /// Area between two parallels over a span of longitude, m2. Exact on the ellipsoid.
    ///
    /// `b^2 dL / 2 [ s / (1 - e^2 s^2) + atanh(e s) / e ]` from south to north, `s = sin(latitude)`
    /// (Snyder 1987, USGS Professional Paper 1395, eq. 3-12), written with differences that do not cancel
    /// for narrow zones. Latitudes and span in degrees.
    public func zoneArea(south: Double, north: Double, longitudeSpan: Double) -> Double {
        let radian = Double.pi / 180
        let s1 = sin(south * radian)
        let s2 = sin(north * radian)
        let ds = 2 * cos((south + north) * radian / 2) * sin((north - south) * radian / 2)
        let e2 = eccentricitySquared
        let e = e2.squareRoot()
        let rational = ds * (1 + e2 * s1 * s2) / ((1 - e2 * s1 * s1) * (1 - e2 * s2 * s2))
        let logarithmic = e == 0 ? ds : atanh(e * ds / (1 - e2 * s1 * s2)) / e
        return semiMinorAxis * semiMinorAxis * longitudeSpan * radian / 2 * (rational + logarithmic)
    }

    /// Metres per degree of longitude and of latitude at a latitude in degrees.
    ///
    /// Radii of curvature of the prime vertical and the meridian (Snyder 1987, eqs. 4-18 to 4-20).
    public func metresPerDegree(latitude: Double) -> (longitude: Double, latitude: Double) {
        let radian = Double.pi / 180
        let s = sin(latitude * radian)
        let w2 = 1 - eccentricitySquared * s * s
        let primeVertical = semiMajorAxis / w2.squareRoot()
        let meridian = primeVertical * (1 - eccentricitySquared) / w2
        return (primeVertical * cos(latitude * radian) * radian, meridian * radian)
    }
}
