import EcoGDAL
import EcoGrids
import Foundation
import Testing

@Suite struct ReadingTests {
    private let opener = GDALRasterOpener()

    private func values(_ path: String, _ nodata: NodataStatement = .declared) throws -> [Double] {
        let source = try opener.open(RasterRequest(path, nodata: nodata))
        return try source.read(source.grid.extent, as: Double.self).cells
    }

    @Test func versionIsKnown() {
        #expect(GDALRuntime.version.split(separator: ".").count >= 3)
    }

    @Test func declaredNodataBecomesMissing() throws {
        let folder = try TestFolder()
        let path = try writeASCIIGrid(
            folder, "a", width: 3, rows: [["1.5", "-9999", "3"], ["4", "5", "-9999"]], nodata: "-9999")
        let source = try opener.open(RasterRequest(path))
        #expect(source.bands[0].nodata == -9999)
        #expect(source.grid.width == 3 && source.grid.height == 2 && source.grid.originY == 2)
        #expect(source.grid.reference.isGeographic == false)
        let cells = try source.read(source.grid.extent, as: Double.self)
        #expect(cells[0, 0] == 1.5 && cells[1, 0].isNaN && cells[2, 1].isNaN && cells[1, 1] == 5)
        let single = try source.read(source.grid.extent, as: Float.self)
        #expect(single[0, 0] == 1.5 && single.validCount == 4)
        #expect(
            fault { _ = try source.read(source.grid.extent, as: Int32.self) }?.code == .rasterValueInvalid)
    }

    @Test func undeclaredConstantIsRefused() throws {
        let folder = try TestFolder()
        let path = try writeASCIIGrid(
            folder, "a", width: 3, rows: [["1.5", "2", "3"], ["4", "-9999", "-9999"]])
        let found = fault { _ = try values(path) }
        #expect(found?.code == .rasterNodataUndeclared)
        #expect(found?.file == path)
        #expect(
            found?.message
                == "band 1 declares no nodata, but 2 cells hold -9999 (first at column 1, row 1)")
        #expect(
            found?.hint
                == "state `nodata: -9999` for this layer where that marks missing cells, or as `nodata` a number "
                + "that it does not hold, where it is a value")
        #expect(try values(path, .value(-9999)).filter(\.isNaN).count == 2)
        #expect(try values(path, .none)[4] == -9999)
    }

    @Test func oneMissingCell() throws {
        let folder = try TestFolder()
        let path = try writeASCIIGrid(folder, "a", width: 1, rows: [["-1"]], nodata: "-1")
        let source = try opener.open(RasterRequest(path))
        #expect(source.windows.map { $0 } == [Window(column: 0, row: 0, width: 1, height: 1)])
        #expect(try source.read(source.grid.extent, as: Double.self).validCount == 0)
        #expect(try source.read(source.grid.extent, as: Int32.self).validCount == 0)
    }

    /// Scale 0.1 and offset 5 apply to values, not to the marker: 20 -> 7.
    @Test func scaleOffsetUnit() throws {
        let folder = try TestFolder()
        _ = try writeASCIIGrid(folder, "raw", width: 2, rows: [["20", "-1"]], nodata: "-1")
        let wkt = try String(contentsOfFile: folder.path("raw.prj"), encoding: .utf8)
        let path = try folder.write(
            "scaled.vrt",
            """
            <VRTDataset rasterXSize="2" rasterYSize="1"><SRS>\(wkt)</SRS>
            <GeoTransform>0, 1, 0, 1, 0, -1</GeoTransform>
            <VRTRasterBand dataType="Int32" band="1"><NoDataValue>-1</NoDataValue><UnitType>mm</UnitType>
            <Offset>5</Offset><Scale>0.1</Scale>
            <SimpleSource><SourceFilename relativeToVRT="1">raw.asc</SourceFilename></SimpleSource>
            </VRTRasterBand></VRTDataset>
            """)
        let source = try opener.open(RasterRequest(path))
        #expect(source.bands[0].unit == "mm")
        let cells = try source.read(source.grid.extent, as: Double.self).cells
        #expect(cells[0] == 7 && cells[1].isNaN)
    }

    @Test func infiniteIsRefused() throws {
        let folder = try TestFolder()
        let path = try writeRaw(folder, "a", type: 4, width: 2, height: 1, [1.5, .infinity] as [Float])
        #expect(fault { _ = try values(path) }?.code == .rasterValueInvalid)
        #expect(try values(path, .value(.infinity))[1].isNaN)
    }

    /// Numbers that the file does not hold are not zeros.
    @Test func shortRawFileIsRefused() throws {
        let folder = try TestFolder()
        let path = try writeRaw(
            folder, "a", type: 4, width: 4, height: 8, [Float](repeating: 3, count: 17))
        let found = fault { _ = try values(path) }
        #expect(found?.code == .rasterUnreadable)
        #expect(found?.file == path)
    }

    @Test func missingAndUnreadableFiles() throws {
        let folder = try TestFolder()
        let absent = fault { _ = try values(folder.path("absent.tif")) }
        #expect(absent?.code == .rasterMissing)
        #expect(absent?.file == folder.path("absent.tif"))
        let text = try folder.write("text.tif", "this is not a raster\n")
        #expect(fault { _ = try values(text) }?.code == .rasterUnreadable)
        let empty = try folder.write("empty.tif", "")
        #expect(fault { _ = try values(empty) }?.code == .rasterUnreadable)
    }

    @Test func rastersWithoutPlace() throws {
        let folder = try TestFolder()
        _ = try writeASCIIGrid(folder, "a", width: 2, rows: [["1", "2"], ["3", "4"]])
        func vrt(_ name: String, _ head: String) throws -> String {
            try folder.write(
                name,
                """
                <VRTDataset rasterXSize="2" rasterYSize="2">\(head)<VRTRasterBand dataType="Float32" band="1">
                <SimpleSource><SourceFilename relativeToVRT="1">a.asc</SourceFilename></SimpleSource>
                </VRTRasterBand></VRTDataset>
                """)
        }
        let noCRS = try vrt("a.vrt", "<GeoTransform>0, 1, 0, 2, 0, -1</GeoTransform>")
        let noPlace = try vrt("b.vrt", "<SRS>EPSG:4490</SRS>")
        let southUp = try vrt("c.vrt", "<SRS>EPSG:4490</SRS><GeoTransform>0, 1, 0, 0, 0, 1</GeoTransform>")
        for path in [noCRS, noPlace, southUp] {
            #expect(fault { _ = try values(path) }?.code == .rasterNotPlaced)
        }
    }

    @Test func vanishedPartOfAMosaic() throws {
        let folder = try TestFolder()
        let path = try folder.write(
            "mosaic.vrt",
            """
            <VRTDataset rasterXSize="2" rasterYSize="2"><SRS>EPSG:4490</SRS>
            <GeoTransform>110, 1, 0, 40, 0, -1</GeoTransform><VRTRasterBand dataType="Float32" band="1">
            <SimpleSource><SourceFilename relativeToVRT="1">gone.tif</SourceFilename></SimpleSource>
            </VRTRasterBand></VRTDataset>
            """)
        let found = fault { _ = try values(path) }
        #expect(found?.code == .rasterUnreadable)
        #expect(found?.message.contains("gone.tif") == true)
    }
}
