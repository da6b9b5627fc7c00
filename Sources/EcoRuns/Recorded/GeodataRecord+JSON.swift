import EcoGrids
import EcoParameters

/// The form of the file. Numbers are written so that they read back to the same bits.
extension GeodataRecord {
    private static let format = "ecocomp geodata 1"

    var json: JSON {
        .object([
            ("format", .string(Self.format)), ("engine", .string(engine)),
            ("digests", Self.object(digests) { .string($0) }),
            ("files", Self.object(files) { .array($0.map { .string($0) }) }),
            ("rasters", Self.object(rasters, Self.json)),
            ("outlines", Self.object(outlines) { .array($0.map(Self.json)) }),
            ("sums", Self.object(sums) { .string(Self.hexadecimal($0)) }),
        ])
    }

    init?(_ json: JSON) {
        guard json["format"]?.stringValue == Self.format, let engine = json["engine"]?.stringValue,
            let digests = Self.dictionary(json["digests"], \.stringValue),
            let files = Self.dictionary(json["files"], { Self.list($0, \.stringValue) }),
            let rasters = Self.dictionary(json["rasters"], Self.raster),
            let outlines = Self.dictionary(json["outlines"], { Self.list($0, Self.outline) }),
            let sums = Self.dictionary(json["sums"], { $0.stringValue.flatMap(Self.bytes) })
        else { return nil }
        self.init()
        self.engine = engine
        (self.digests, self.files, self.rasters) = (digests, files, rasters)
        (self.outlines, self.sums) = (outlines, sums)
    }

    // MARK: Lists

    private static func object<Value>(_ values: [String: Value], _ json: (Value) -> JSON) -> JSON {
        .object(values.sorted { $0.key < $1.key }.map { ($0.key, json($0.value)) })
    }

    private static func dictionary<Value>(_ json: JSON?, _ value: (JSON) -> Value?) -> [String: Value]? {
        guard case .object(let members) = json else { return nil }
        var result: [String: Value] = [:]
        for (key, member) in members {
            guard let value = value(member) else { return nil }
            result[key] = value
        }
        return result
    }

    private static func list<Value>(_ json: JSON?, _ value: (JSON) -> Value?) -> [Value]? {
        guard case .array(let elements) = json else { return nil }
        let values = elements.compactMap(value)
        return values.count == elements.count ? values : nil
    }

    private static func flag(_ json: JSON?) -> Bool? {
        if case .boolean(let value) = json { value } else { nil }
    }

    private static func integer(_ json: JSON?) -> Int? {
        if case .integer(let value) = json { value } else { nil }
    }

    // MARK: Rasters

    private static func json(_ raster: Result<Facts, GridError>) -> JSON {
        switch raster {
        case .success(let facts):
            .object([
                ("name", .string(facts.name)), ("grid", json(facts.grid)),
                ("bands", .array(facts.bands.map(json))),
                ("block", .array([.integer(facts.blockWidth), .integer(facts.blockHeight)])),
            ])
        case .failure(let error):
            .object([
                ("error", .string(error.code.rawValue)), ("file", .string(error.file)),
                ("message", .string(error.message)), ("hint", .string(error.hint)),
            ])
        }
    }

    private static func raster(_ json: JSON) -> Result<Facts, GridError>? {
        if let code = json["error"]?.stringValue.flatMap(GridError.Code.init(rawValue:)) {
            return .failure(
                GridError(
                    code, file: json["file"]?.stringValue ?? "", json["message"]?.stringValue ?? "",
                    hint: json["hint"]?.stringValue ?? ""))
        }
        guard let name = json["name"]?.stringValue, let grid = grid(json["grid"]),
            let bands = list(json["bands"], band), let block = list(json["block"], integer), block.count == 2
        else { return nil }
        return .success(
            Facts(name: name, grid: grid, bands: bands, blockWidth: block[0], blockHeight: block[1]))
    }

    private static func json(_ band: BandDescription) -> JSON {
        .object([
            ("unit", .string(band.unit)), ("storage", .string(band.storage)), ("name", .string(band.name)),
            // As text: a marker may be no number.
            ("nodata", band.nodata.map { .string("\($0)") } ?? .null),
        ])
    }

    private static func band(_ json: JSON) -> BandDescription? {
        guard let unit = json["unit"]?.stringValue, let storage = json["storage"]?.stringValue,
            let name = json["name"]?.stringValue
        else { return nil }
        let nodata = json["nodata"]?.stringValue.flatMap(Double.init)
        return BandDescription(unit: unit, nodata: nodata, storage: storage, name: name)
    }

    private static func json(_ grid: Grid) -> JSON {
        .object([
            ("x", .number(grid.originX)), ("y", .number(grid.originY)),
            ("cell", .array([.number(grid.cellWidth), .number(grid.cellHeight)])),
            ("size", .array([.integer(grid.width), .integer(grid.height)])),
            ("reference", json(grid.reference)),
        ])
    }

    private static func grid(_ json: JSON?) -> Grid? {
        guard let json, let x = json["x"]?.doubleValue, let y = json["y"]?.doubleValue,
            let cell = list(json["cell"], \.doubleValue), cell.count == 2,
            let size = list(json["size"], integer), size.count == 2,
            let reference = json["reference"].flatMap(reference)
        else { return nil }
        return try? Grid(
            originX: x, originY: y, cellWidth: cell[0], cellHeight: cell[1], width: size[0], height: size[1],
            reference: reference)
    }

    private static func json(_ reference: CoordinateReference) -> JSON {
        .object([
            ("authority", .string(reference.authority)), ("wkt", .string(reference.wkt)),
            ("geographic", .boolean(reference.isGeographic)),
            ("metres_per_unit", .number(reference.metresPerUnit)),
            ("projection", .string(reference.projection)),
            ("semi_major_axis", .number(reference.ellipsoid.semiMajorAxis)),
            ("flattening", .number(reference.ellipsoid.flattening)),
        ])
    }

    private static func reference(_ json: JSON) -> CoordinateReference? {
        guard let authority = json["authority"]?.stringValue, let wkt = json["wkt"]?.stringValue,
            let isGeographic = flag(json["geographic"]), let metres = json["metres_per_unit"]?.doubleValue,
            let projection = json["projection"]?.stringValue, let axis = json["semi_major_axis"]?.doubleValue,
            let flattening = json["flattening"]?.doubleValue
        else { return nil }
        var ellipsoid = Ellipsoid(semiMajorAxis: axis, inverseFlattening: 0)
        ellipsoid.flattening = flattening
        return CoordinateReference(
            authority: authority, wkt: wkt, isGeographic: isGeographic, metresPerUnit: metres,
            projection: projection, ellipsoid: ellipsoid)
    }

    // MARK: Outlines

    private static func json(_ outline: RegionOutline) -> JSON {
        .object([
            ("id", .string(outline.id)), ("name", .string(outline.name)),
            ("reference", json(outline.reference)),
            (
                "polygons",
                .array(outline.polygons.map { .array(([$0.outer] + $0.holes).map(ring)) })
            ),
        ])
    }

    /// x and y in turn.
    private static func ring(_ points: [Point]) -> JSON {
        .array(points.flatMap { [.number($0.x), .number($0.y)] })
    }

    private static func outline(_ json: JSON) -> RegionOutline? {
        guard let id = json["id"]?.stringValue, let name = json["name"]?.stringValue,
            let reference = json["reference"].flatMap(reference),
            let polygons = list(json["polygons"], { list($0, points).flatMap(polygon) })
        else { return nil }
        return RegionOutline(id: id, name: name, polygons: polygons, reference: reference)
    }

    private static func polygon(_ rings: [[Point]]) -> Polygon? {
        rings.first.map { Polygon($0, holes: Array(rings.dropFirst())) }
    }

    private static func points(_ json: JSON) -> [Point]? {
        guard let numbers = list(json, \.doubleValue), numbers.count % 2 == 0 else { return nil }
        return stride(from: 0, to: numbers.count, by: 2).map { Point(numbers[$0], numbers[$0 + 1]) }
    }

    // MARK: Sums

    private static let digits = Array("0123456789abcdef".utf8)

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * bytes.count)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        let values = text.utf8.map { digit -> UInt8? in
            switch digit {
            case 48...57: digit - 48
            case 97...102: digit - 87
            default: nil
            }
        }
        guard values.count % 2 == 0, !values.contains(nil) else { return nil }
        let nibbles = values.compactMap { $0 }
        return stride(from: 0, to: nibbles.count, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
    }
}
