import EcoGDAL
import EcoGrids
import Testing

@Suite struct OutlineTests {
    private let reader = GDALOutlineReader()

    private func feature(_ id: String?, _ coordinates: String, type: String = "Polygon") -> String {
        let value = id.map { "\"\($0)\"" } ?? "null"
        return """
            {"type":"Feature","properties":{"code":\(value),"name":"县","area":2.5},
            "geometry":{"type":"\(type)","coordinates":\(coordinates)}}
            """
    }

    private func write(_ folder: TestFolder, _ features: [String]) throws -> String {
        try folder.write(
            "regions.geojson",
            "{\"type\":\"FeatureCollection\",\"features\":[" + features.joined(separator: ",") + "]}")
    }

    private let square =
        "[[[110,36],[112,36],[112,38],[110,38],[110,36]],[[111,37],[111,37.5],[111.5,37],[111,37]]]"

    @Test func polygonsHolesAndParts() throws {
        let folder = try TestFolder()
        let path = try write(
            folder,
            [
                feature("140101", square),
                feature(
                    "140102", "[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]",
                    type: "MultiPolygon"),
                feature("140101", "[[[120,36],[121,36],[121,37],[120,36]]]"),
            ])
        let read = try reader.outlines(OutlineRequest(path, idAttribute: "code", nameAttribute: "name"))
        #expect(read.outlines.map(\.id) == ["140101", "140102"])
        #expect(read.outlines[0].name == "县")
        #expect(read.outlines[0].reference.authority == "EPSG:4326")
        // 2 * 2 - 0.5 * 0.5 / 2 and, as a second part, 1 / 2; two halves
        #expect(read.outlines[0].planarArea == 4 - 0.125 + 0.5)
        #expect(read.outlines[1].planarArea == 1)
        #expect(read.attributes[1] == ["code": "140102", "name": "县", "area": "2.5"])
        #expect(read.warnings.isEmpty)
    }

    /// On the ellipsoid's equal-area projection, the outline has the area of its degree cells.
    @Test func transformedToTheGrid() throws {
        let folder = try TestFolder()
        let edge = (0...200).map { "[\(112 + Double($0) / 100),36]" } + ["[114,38]"]
        let back = (1...200).map { "[\(114 - Double($0) / 100),38]" } + ["[112,36]"]
        let path = try write(folder, [feature("1", "[[" + (edge + back).joined(separator: ",") + "]]")])
        let albers = try GDALRasterOpener().open(
            RasterRequest(writeASCIIGrid(folder, "plane", width: 1, rows: [["1"]]))
        ).grid.reference
        let read = try reader.outlines(OutlineRequest(path, idAttribute: "code", into: albers))
        #expect(read.outlines[0].reference == albers)
        let zone = Ellipsoid.wgs84.zoneArea(south: 36, north: 38, longitudeSpan: 2)
        #expect(abs(read.outlines[0].planarArea / zone - 1) < 1e-6)
    }

    @Test func invalidOutlineIsRepairedAndReported() throws {
        let folder = try TestFolder()
        let path = try write(folder, [feature("bow", "[[[0,0],[2,2],[2,0],[0,2],[0,0]]]")])
        let read = try reader.outlines(OutlineRequest(path, idAttribute: "code"))
        // two triangles of base 2 and height 1
        #expect(abs(read.outlines[0].planarArea - 2) < 1e-12)
        #expect(read.warnings.map(\.code) == [.outlineInvalid])
        #expect(read.warnings[0].message.contains("bow"))
    }

    @Test func referenceSystemsByName() throws {
        let geodetic = try #require(CoordinateReference(named: "EPSG:4490"))
        #expect(geodetic == .cgcs2000 && geodetic.isGeographic && geodetic.ellipsoid == .cgcs2000)
        // CGCS2000 / 3-degree Gauss-Krueger zone 37, about 111 degrees east
        let zone = try #require(CoordinateReference(named: "EPSG:4525"))
        #expect(!zone.isGeographic && !zone.distortsArea && zone.metresPerUnit == 1)
        #expect(try #require(CoordinateReference(named: "EPSG:3857")).distortsArea)
        #expect(CoordinateReference(named: "EPSG:999999") == nil)
    }

    @Test func faultsAreLocated() throws {
        let folder = try TestFolder()
        func found(_ path: String, id: String = "code", layer: String? = nil) -> GridError? {
            fault { _ = try reader.outlines(OutlineRequest(path, layer: layer, idAttribute: id)) }
        }
        #expect(found(folder.path("absent.geojson"))?.code == .outlineMissing)
        #expect(found(try folder.write("broken.geojson", "{\"type\":\"Feature"))?.code == .outlineUnreadable)
        let path = try write(folder, [feature("1", square), feature(nil, square)])
        #expect(found(path)?.message == "feature 2 has no value of code")
        #expect(found(path, id: "adcode")?.hint == "the attributes are code, name, area")
        #expect(found(path, layer: "counties")?.hint == "state one of the layers: regions")
        let point = try write(folder, [feature("1", "[112,37]", type: "Point")])
        #expect(found(point)?.message == "the outline of 1 is not a polygon")
    }
}
