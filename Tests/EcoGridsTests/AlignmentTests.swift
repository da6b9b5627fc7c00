import EcoGrids
import EcoParameters
import Testing

@Suite struct AlignmentTests {
    private func grid(
        _ x: Double, _ y: Double, _ cell: Double, _ width: Int, _ height: Int,
        _ reference: CoordinateReference = .localMetres
    ) throws -> Grid {
        try Grid(
            originX: x, originY: y, cellWidth: cell, cellHeight: cell, width: width, height: height,
            reference: reference)
    }

    @Test func wholeCellsApart() throws {
        let base = try grid(0, 300, 30, 10, 10)
        #expect(base.alignment(of: try grid(60, 270, 30, 4, 4)) == .aligned(columnOffset: 2, rowOffset: 1))
        #expect(base.alignment(of: try grid(-30, 330, 30, 4, 4)) == .aligned(columnOffset: -1, rowOffset: -1))
        // 0.02 m of 30 m is within a thousandth of a cell
        #expect(base.alignment(of: try grid(60.02, 270, 30, 4, 4)) == .aligned(columnOffset: 2, rowOffset: 1))
    }

    @Test func reasonsAreNamed() throws {
        let base = try grid(0, 300, 30, 10, 10)
        func reasons(_ other: Grid) -> [String] {
            if case .misaligned(let reasons) = base.alignment(of: other) { return reasons }
            return []
        }
        #expect(
            reasons(try grid(15, 300, 30, 4, 4))
                == ["cells shifted in x: origin 0 against 15, cell size 30"])
        #expect(reasons(try grid(0, 300, 90, 4, 4)).count == 2)
        #expect(reasons(try grid(0, 30, 30, 1, 1, .wgs84)) == ["CRS: LOCAL:metre against EPSG:4326"])
        // 30.01 m cells drift by a third of a cell over 1000 columns, by a 3000th over one row
        #expect(reasons(try grid(0, 300, 30.01, 1000, 1)) == ["cell size 30 against 30.01 in x"])
    }

    /// The source covers columns 1 and 2 of the target's row; the rest is missing.
    @Test func cutAndPadded() throws {
        let source = try MemoryRaster(
            name: "layer", grid: grid(10, 10, 10, 2, 1), values: [[5, 6]])
        let opener = MemoryRasterOpener([source])
        let target = try grid(0, 20, 10, 4, 2)
        let aligned = try opener.open(RasterRequest("layer", onto: target))
        let cells: Raster<Double> = try aligned.read(target.extent)
        #expect(cells.window == target.extent)
        #expect(cells.validCount == 2)
        #expect(cells[1, 1] == 5 && cells[2, 1] == 6)
        let right: Raster<Double> = try aligned.read(Window(column: 2, row: 1, width: 1, height: 1))
        #expect(right.cells == [6])
    }

    @Test func misalignedWithoutMethodIsLocated() throws {
        let source = try MemoryRaster(name: "shifted.tif", grid: grid(5, 10, 10, 2, 1), values: [[5, 6]])
        let opener = MemoryRasterOpener([source])
        let fault = #expect(throws: GridError.self) {
            try opener.open(RasterRequest("shifted.tif", onto: try grid(0, 20, 10, 4, 2)))
        }
        #expect(fault?.code == .rasterMisaligned)
        let finding = fault?.diagnostic(
            at: SourceLocation(file: "scenario.yaml", line: 7, column: 3), path: "layers.dem")
        #expect(
            finding?.description == """
                scenario.yaml:7:3: error: layers.dem: shifted.tif: the cells do not coincide with those of the \
                analysis grid (layer against grid): cells shifted in x: origin 5 against 0, cell size 10
                  hint: state a resampling method for this layer (nearest, mode, bilinear, cubic, average, sum), or \
                prepare it on the grid
                """)
        #expect(
            faultCode { _ = try opener.open(RasterRequest("shifted.tif", onto: try grid(505, 20, 10, 4, 2))) }
                == .rasterDisjoint)
        #expect(faultCode { _ = try opener.open(RasterRequest("absent.tif")) } == .rasterMissing)
    }

    @Test func readingOutsideIsRefused() throws {
        let source = try MemoryRaster(name: "m", grid: unitGrid(3, 2), values: [[1, 2, 3, 4, 5, .nan]])
        #expect(
            faultCode {
                _ = try source.read(Window(column: 2, row: 0, width: 2, height: 1)) as Raster<Double>
            }
                == .windowOutside)
        #expect(
            faultCode { _ = try source.read(source.grid.extent, band: 2) as Raster<Double> }
                == .rasterBandMissing)
        let halo = try source.read(Window(column: 2, row: 1, width: 1, height: 1), margin: 1, as: Double.self)
        #expect(halo.window == Window(column: 1, row: 0, width: 3, height: 3))
        #expect(halo.validCount == 3)
        let classes = try source.read(source.grid.extent, as: Int32.self)
        #expect(classes[2, 1].isMissing && classes[1, 1] == 5)
        let fractions = try MemoryRaster(name: "f", grid: unitGrid(1, 1), values: [[2.5]])
        #expect(
            faultCode { _ = try fractions.read(fractions.grid.extent, as: Int32.self) } == .rasterValueInvalid
        )
    }
}
