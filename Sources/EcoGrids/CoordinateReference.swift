/// The coordinate reference system of a grid or of outlines.
public struct CoordinateReference: Sendable {
    /// Authority and code, such as `EPSG:4490`; empty where the file names none.
    public var authority: String
    /// Well-known text, empty where unknown.
    public var wkt: String
    /// True where coordinates are longitude and latitude in degrees.
    public var isGeographic: Bool
    /// Metres in one unit of a projected coordinate; 1 for geographic systems.
    public var metresPerUnit: Double
    /// Name of the map projection as in the well-known text; empty for geographic systems.
    public var projection: String
    /// Ellipsoid on which areas of degree cells are taken.
    public var ellipsoid: Ellipsoid

    public init(
        authority: String, wkt: String = "", isGeographic: Bool, metresPerUnit: Double = 1,
        projection: String = "", ellipsoid: Ellipsoid = .wgs84
    ) {
        self.authority = authority
        self.wkt = wkt
        self.isGeographic = isGeographic
        self.metresPerUnit = metresPerUnit
        self.projection = projection
        self.ellipsoid = ellipsoid
    }

    /// WGS 84 in degrees.
    public static let wgs84 = CoordinateReference(authority: "EPSG:4326", isGeographic: true)
    /// CGCS2000 in degrees.
    public static let cgcs2000 = CoordinateReference(
        authority: "EPSG:4490", isGeographic: true, ellipsoid: .cgcs2000)
    /// A plane in metres without a place on Earth, for examples and tests.
    public static let localMetres = CoordinateReference(authority: "LOCAL:metre", isGeographic: false)

    /// Where this is a projection whose cells are far from their true area (Web Mercator, plate carrée).
    public var distortsArea: Bool {
        let name = projection.lowercased()
        if name.contains("transverse") || name.contains("oblique") { return false }
        return name.contains("mercator") || name.contains("equirectangular")
            || name.contains("equidistant_cylindrical") || name.contains("equidistant cylindrical")
    }

    /// Authority, or a short stand-in for messages.
    public var shortName: String {
        authority.isEmpty ? (wkt.isEmpty ? "no CRS" : "a CRS without authority code") : authority
    }
}

extension CoordinateReference: Hashable {
    /// The same system: equal authority codes where both have one, else equal well-known text.
    public static func == (a: Self, b: Self) -> Bool {
        if !a.authority.isEmpty && !b.authority.isEmpty { return a.authority == b.authority }
        return a.wkt == b.wkt && a.isGeographic == b.isGeographic
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(isGeographic)
    }
}
