import CGDAL
import EcoGrids

/// One pass over a vector layer.
struct OutlineReading {
    private let layer: OGRLayerH
    private let request: OutlineRequest
    private let fields: [String]
    private let idField: Int
    private let nameField: Int?
    private let reference: CoordinateReference

    init(_ layer: OGRLayerH, _ request: OutlineRequest) throws(GridError) {
        self.layer = layer
        self.request = request
        let definition = OGR_L_GetLayerDefn(layer)
        let fields = (0..<OGR_FD_GetFieldCount(definition)).map {
            text(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, $0)))
        }
        self.fields = fields
        idField = try Self.field(request.idAttribute, fields, request.path)
        nameField = try request.nameAttribute.map { (name) throws(GridError) in
            try Self.field(name, fields, request.path)
        }
        let own = GDALRuntime.capturing { CoordinateReference(handle: OGR_L_GetSpatialRef(layer)) }.result
        guard let own else {
            throw GridError(
                .outlineReference, file: request.path,
                "the boundary file names no CRS in degrees or in a projection's unit",
                hint: "add it, for instance a .prj file beside the shapefile")
        }
        reference = own
    }

    private static func field(_ name: String, _ fields: [String], _ path: String) throws(GridError) -> Int {
        if let index = fields.firstIndex(of: name) { return index }
        throw GridError(
            .outlineUnreadable, file: path, "there is no attribute \(name)",
            hint: "the attributes are \(fields.joined(separator: ", "))")
    }

    func collection() throws(GridError) -> OutlineCollection {
        var collection = OutlineCollection(outlines: [], attributes: [])
        var indexOfID: [String: Int] = [:]
        let transformation = try Transformation(from: reference, to: request.reference, request.path)
        OGR_L_ResetReading(layer)
        var number = 0
        while true {
            let next = GDALRuntime.capturing { OGR_L_GetNextFeature(layer) }
            guard let feature = next.result else {
                if next.messages.isEmpty { break }
                throw damaged("the boundary file ends early" + GDALRuntime.quoted(next.messages))
            }
            defer { OGR_F_Destroy(feature) }
            number += 1
            try add(feature, number, transformation, &collection, &indexOfID)
        }
        guard !collection.outlines.isEmpty else { throw damaged("the boundary file holds no region") }
        return collection
    }

    private func damaged(_ message: String) -> GridError {
        GridError(
            .outlineUnreadable, file: request.path, message,
            hint: "check with ogrinfo that the file is whole and holds polygons")
    }

    /// Adds the polygons of a feature to the region of its id.
    private func add(
        _ feature: OGRFeatureH, _ number: Int, _ transformation: Transformation,
        _ collection: inout OutlineCollection, _ indexOfID: inout [String: Int]
    ) throws(GridError) {
        let id = value(feature, idField) ?? ""
        guard !id.isEmpty else {
            throw damaged("feature \(number) has no value of \(request.idAttribute)")
        }
        let polygons = try polygons(feature, id, transformation, &collection.warnings)
        if let index = indexOfID[id] {
            collection.outlines[index].polygons += polygons
            return
        }
        indexOfID[id] = collection.outlines.count
        collection.outlines.append(
            RegionOutline(
                id: id, name: nameField.flatMap { value(feature, $0) } ?? "", polygons: polygons,
                reference: transformation.target))
        var attributes: [String: String] = [:]
        for (index, field) in fields.enumerated() { attributes[field] = value(feature, index) }
        collection.attributes.append(attributes)
    }

    private func value(_ feature: OGRFeatureH, _ field: Int) -> String? {
        guard OGR_F_IsFieldSetAndNotNull(feature, Int32(field)) != 0 else { return nil }
        return text(OGR_F_GetFieldAsString(feature, Int32(field)))
    }

    private func polygons(
        _ feature: OGRFeatureH, _ id: String, _ transformation: Transformation,
        _ warnings: inout [GridError]
    ) throws(GridError) -> [Polygon] {
        guard let stored = OGR_F_GetGeometryRef(feature), OGR_G_IsEmpty(stored) == 0 else {
            throw damaged("the region \(id) has no outline")
        }
        let made = GDALRuntime.capturing { () -> (OGRGeometryH?, Bool) in
            guard let copy = OGR_G_GetLinearGeometry(stored, 0, nil) else { return (nil, false) }
            guard OGR_G_IsValid(copy) == 0, let repaired = OGR_G_MakeValid(copy) else { return (copy, false) }
            OGR_G_DestroyGeometry(copy)
            return (repaired, true)
        }
        guard let geometry = made.result.0 else {
            throw damaged("the outline of \(id) cannot be read" + GDALRuntime.quoted(made.messages))
        }
        defer { OGR_G_DestroyGeometry(geometry) }
        if made.result.1 {
            warnings.append(
                GridError(
                    .outlineInvalid, file: request.path,
                    "the outline of \(id) was not valid and has been repaired"
                        + GDALRuntime.quoted(made.messages),
                    hint: "check the region's area, or repair the file with ogr2ogr -makevalid"))
        }
        try transformation.apply(to: geometry, id, request.path)
        let polygons = collectPolygons(geometry)
        guard !polygons.isEmpty else { throw damaged("the outline of \(id) is not a polygon") }
        return polygons
    }

    /// The polygons of a geometry and of its parts; points and lines left by a repair are dropped.
    private func collectPolygons(_ geometry: OGRGeometryH) -> [Polygon] {
        let parts = (0..<OGR_G_GetGeometryCount(geometry)).compactMap { OGR_G_GetGeometryRef(geometry, $0) }
        if OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) == wkbPolygon {
            let rings = parts.map(points)
            guard let outer = rings.first else { return [] }
            return [Polygon(outer, holes: Array(rings.dropFirst()))]
        }
        return parts.flatMap(collectPolygons)
    }

    private func points(_ ring: OGRGeometryH) -> [Point] {
        let count = Int(OGR_G_GetPointCount(ring))
        var (x, y) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
        let stride = Int32(MemoryLayout<Double>.stride)
        OGR_G_GetPoints(ring, &x, stride, &y, stride, nil, 0)
        let points = zip(x, y).map { Point($0, $1) }
        return points.first == points.last ? Array(points.dropLast()) : points
    }
}

/// From the CRS of a file to the one wanted; nothing where they are the same.
final class Transformation {
    let target: CoordinateReference
    private let handle: OGRCoordinateTransformationH?

    init(from source: CoordinateReference, to target: CoordinateReference?, _ path: String) throws(GridError)
    {
        self.target = target ?? source
        guard let target, target != source else {
            handle = nil
            return
        }
        let made = GDALRuntime.capturing {
            source.withHandle { from in target.withHandle { to in OCTNewCoordinateTransformation(from, to) } }
        }
        handle = made.result
        guard handle != nil else {
            throw GridError(
                .outlineReference, file: path,
                "no transformation from \(source.shortName) to \(target.shortName)"
                    + GDALRuntime.quoted(made.messages),
                hint: "transform the outlines with ogr2ogr -t_srs")
        }
    }

    deinit {
        if let handle { OCTDestroyCoordinateTransformation(handle) }
    }

    func apply(to geometry: OGRGeometryH, _ id: String, _ path: String) throws(GridError) {
        guard let handle else { return }
        let outcome = GDALRuntime.capturing { OGR_G_Transform(geometry, handle) }
        guard outcome.result == OGRERR_NONE else {
            throw GridError(
                .outlineReference, file: path,
                "the outline of \(id) cannot be transformed to \(target.shortName)"
                    + GDALRuntime.quoted(outcome.messages),
                hint: "check the CRS of the boundary file")
        }
    }
}
