import CGDAL
import EcoGrids
import Synchronization

extension CoordinateReference {
    /// The system of a GDAL handle, or nil where it is neither geographic in degrees nor projected.
    init?(handle: OGRSpatialReferenceH?) {
        guard let handle, let own = OSRClone(handle) else { return nil }
        defer { OSRRelease(own) }
        OSRStripVertical(own)
        let geographic = OSRIsGeographic(own) != 0
        guard geographic || OSRIsProjected(own) != 0 else { return nil }
        if geographic, abs(OSRGetAngularUnits(own, nil) - .pi / 180) > 1e-12 { return nil }
        self.init(
            authority: Self.authority(own), wkt: Self.wkt(own), isGeographic: geographic,
            metresPerUnit: geographic ? 1 : OSRGetLinearUnits(own, nil),
            projection: geographic ? "" : EcoGDAL.text(OSRGetAttrValue(own, "PROJECTION", 0)),
            ellipsoid: Ellipsoid(
                semiMajorAxis: OSRGetSemiMajor(own, nil), inverseFlattening: OSRGetInvFlattening(own, nil)))
    }

    /// Authority and code of the whole system; looked up in PROJ's database where the file names none.
    private static func authority(_ handle: OGRSpatialReferenceH) -> String {
        if let named = namedAuthority(handle) { return named }
        let text = wkt(handle)
        if let known = lookedUp.withLock({ $0[text] }) { return known }
        let found = lookUp(handle)
        lookedUp.withLock { $0[text] = found }
        return found
    }

    /// Authority codes by well-known text: one look-up takes a good part of a second.
    private static let lookedUp = Mutex<[String: String]>([:])

    private static func lookUp(_ handle: OGRSpatialReferenceH) -> String {
        var count: Int32 = 0
        var confidences: UnsafeMutablePointer<Int32>?
        let matches = OSRFindMatches(handle, nil, &count, &confidences)
        defer {
            OSRFreeSRSArray(matches)
            VSIFree(confidences)
        }
        guard count > 0, let matches, let confidences, confidences[0] >= 90, let best = matches[0] else {
            return ""
        }
        return namedAuthority(best) ?? ""
    }

    private static func namedAuthority(_ handle: OGRSpatialReferenceH) -> String? {
        guard let name = OSRGetAuthorityName(handle, nil), let code = OSRGetAuthorityCode(handle, nil) else {
            return nil
        }
        let authority = "\(String(cString: name)):\(String(cString: code))"
        return authority == "OGC:CRS84" ? "EPSG:4326" : authority
    }

    private static func wkt(_ handle: OGRSpatialReferenceH) -> String {
        var pointer: UnsafeMutablePointer<CChar>?
        OSRExportToWkt(handle, &pointer)
        defer { VSIFree(pointer) }
        return EcoGDAL.text(pointer)
    }

    /// Calls `body` with a handle of this system whose axes are longitude, latitude; nil where it is unknown.
    func withHandle<R>(_ body: (OGRSpatialReferenceH?) -> R) -> R {
        guard let handle = OSRNewSpatialReference(nil) else { return body(nil) }
        defer { OSRRelease(handle) }
        OSRSetAxisMappingStrategy(handle, OAMS_TRADITIONAL_GIS_ORDER)
        let known = OSRSetFromUserInput(handle, wkt.isEmpty ? authority : wkt) == OGRERR_NONE
        return body(known ? handle : nil)
    }

    /// Well-known text, made from the authority code where this value carries none; nil where it is unknown.
    var completeWkt: String? {
        if !wkt.isEmpty { return wkt }
        return withHandle { handle in handle.map { Self.wkt($0) } }
    }

    /// The system that a code or text such as `EPSG:4490` names; nil where GDAL does not know it.
    public init?(named name: String) {
        let found = GDALRuntime.capturing {
            CoordinateReference(authority: name, isGeographic: false).withHandle { handle in
                CoordinateReference(handle: handle)
            }
        }
        guard let reference = found.result else { return nil }
        self = reference
    }
}
