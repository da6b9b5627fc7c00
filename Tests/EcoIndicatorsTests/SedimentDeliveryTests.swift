import EcoGrids
import Foundation
import Testing

@testable import EcoIndicators

/// A site of a terrain model over layers in memory.
struct SedimentSite {
    let columns: Int
    let rows: Int
    let cell: Double
    var elevation: [Double]
    var codes: [Double]
    var erosivity: [Double]
    var erodibility: [Double]
    let classes: SedimentClasses

    func model(
        _ flow: FlowDirections, threshold: Double, variant: SedimentVariant = .invest320,
        form: UpslopeForm = .invest314
    ) -> SedimentTerrain {
        SedimentTerrain(
            variant: variant, flow: flow, threshold: threshold,
            length: .init(form: form, longest: 122), greatest: 0.8, midpoint: 0.5, spread: 2, classes: classes
        )
    }

    func grid() throws(GridError) -> Grid {
        try Grid(
            originX: 0, originY: Double(rows) * cell, cellWidth: cell, cellHeight: cell, width: columns,
            height: rows, reference: .localMetres)
    }

    func site(jobs: Int = 1, memoryLimit: Int = 1 << 30) throws -> TerrainSite {
        let grid = try grid()
        let values: [LayerRole: [Double]] = [
            .elevation: elevation, .landCover: codes, .rainfallErosivity: erosivity,
            .soilErodibility: erodibility,
        ]
        return TerrainSite(grid: grid, jobs: jobs, memoryLimit: memoryLimit, scratch: MemoryScratch()) {
            (role) throws(GridError) in
            try MemoryRaster(name: role.rawValue, grid: grid, values: [values[role] ?? []])
        }
    }

    /// All figures of the kernel, and the model's own outputs, over the whole grid.
    func figures(
        _ model: SedimentTerrain, jobs: Int = 1, tileSide: Int = 256, memoryLimit: Int = 1 << 30
    ) throws -> [SedimentDeliveryKernel.Figure: [Double]] {
        let site = try site(jobs: jobs, memoryLimit: memoryLimit)
        let products = try SedimentDerivation(model, site, tileSide: tileSide).products()
        let extent = try grid().extent
        var terrain: [String: Raster<Double>] = [:]
        for output in model.outputs {
            terrain[output.id] = try products.open(output.id).read(extent, as: Double.self)
        }
        let cells = LayerWindow(
            window: extent,
            classes: try site.open(.landCover).read(extent, as: Int32.self),
            bands: [
                .rainfallErosivity: [Raster(extent, erosivity)],
                .soilErodibility: [Raster(extent, erodibility)],
            ], terrain: terrain)
        var densities = DensityWindow(extent, measureCount: SedimentDeliveryKernel.Figure.allCases.count)
        SedimentDeliveryKernel(classes: classes).densities(cells, into: &densities)
        return Dictionary(
            uniqueKeysWithValues: SedimentDeliveryKernel.Figure.allCases.map { figure in
                (figure, Array(densities[figure.rawValue]))
            })
    }

    func output(_ model: SedimentTerrain, _ output: SedimentTerrain.Output) throws -> [Double] {
        let products = try model.derive(site())
        return try products.open(output.rawValue).read(grid().extent, as: Double.self).cells
    }

    /// The oracle on the heights and directions of routing.
    func oracle(_ model: SedimentTerrain) throws -> SedimentOracle {
        let context = RoutingContext(grid: try grid(), store: TileStore())
        let elevation = elevation
        let width = columns
        let filled = try FilledElevation(
            RoutingInput {
                { (window) throws(GridError) in
                    [Raster(window) { column, row in elevation[row * width + column] }]
                }
            }, context: context)
        let network = try FlowNetwork(filled, method: model.flow.method, context: context)
        let directions = try network.directions(grid().extent).cells
        return SedimentOracle(
            columns: columns, rows: rows, cell: cell, filled: try filled.layer.read(grid().extent).cells,
            weights: directions.map { SedimentOracle.weights($0, isSingle: model.flow == .d8) },
            isSingle: model.flow == .d8, threshold: model.threshold, isGuide: model.variant == .guide)
    }

    func rasters(_ model: SedimentTerrain) throws -> SedimentRasters {
        SedimentRasters(
            try oracle(model), classes: classes, codes: codes, erosivity: erosivity, erodibility: erodibility)
    }
}

/// Sediment delivery against an independent computation on whole arrays, and against InVEST 3.20.2.
struct SedimentDeliveryTests {
    private static let pairs: [(SedimentDeliveryKernel.Figure, String)] = [
        (.bareErosion, "rkls"), (.erosion, "usle"), (.avoidedErosion, "avoided_erosion"),
        (.export, "sed_export"), (.deposition, "sed_deposition"), (.avoidedExport, "avoided_export"),
    ]

    /// Rough ground that falls to the south-east, with hollows, flats, holes and four classes.
    static func rough(columns: Int = 41, rows: Int = 37, seed: UInt64 = 7) -> SedimentSite {
        var state = seed
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 40) / Double(1 << 24)
        }
        var site = SedimentSite(
            columns: columns, rows: rows, cell: 30, elevation: [], codes: [], erosivity: [], erodibility: [],
            classes: SedimentClasses(
                cover: [1: 0.2, 2: 0.005, 3: 0, 4: 1], practice: [1: 0.5, 2: 1, 3: 1, 4: 1]))
        for index in 0..<columns * rows {
            let (x, y) = (Double(index % columns), Double(index / columns))
            let relief = 12 * sin(x / 3.1) * cos(y / 4.3) - 1.7 * x - 0.9 * y + 2 * next()
            let isFlat = x > 20 && x < 27 && y > 8 && y < 14
            let isHole = (x - 8) * (x - 8) + (y - 25) * (y - 25) < 5 || index == 0
            site.elevation.append(isHole ? .nan : isFlat ? 20 : 100 + relief)
            site.codes.append(index % 97 == 3 ? .nan : Double(1 + Int(next() * 3.99)))
            site.erosivity.append(1500 + 1000 * next())
            site.erodibility.append(index % 113 == 5 ? .nan : 0.01 + 0.05 * next())
        }
        return site
    }

    /// The same ground with every gap of any layer in the elevation, as the model sees it.
    private static func masked(_ site: SedimentSite) -> SedimentSite {
        var site = site
        for index in site.elevation.indices where site.codes[index].isNaN || site.erodibility[index].isNaN {
            site.elevation[index] = .nan
        }
        return site
    }

    @Test(arguments: FlowDirections.allCases, SedimentVariant.allCases)
    func equalsAnIndependentComputation(flow: FlowDirections, variant: SedimentVariant) throws {
        let site = Self.rough()
        let model = site.model(flow, threshold: 30, variant: variant)
        let figures = try site.figures(model)
        let oracle = try Self.masked(site).rasters(model)
        let inflow = zip(oracle["f"], oracle["sed_deposition"]).map { $0 + $1 }
        for (figure, name) in Self.pairs {
            let own = try #require(figures[figure])
            let expected = oracle[name].enumerated().map { index, value in
                // Undefined on valid ground counts 0.
                value.isNaN && !own[index].isNaN ? 0 : value
            }
            let isSum = figure == .deposition || figure == .avoidedExport
            // The program's exponential in single precision is good to 2.5 units of the last place; what settles is
            // a difference of ratios.
            let tolerance =
                variant == .guide || [.bareErosion, .erosion, .avoidedErosion].contains(figure)
                ? 1e-11 : isSum ? 3e-6 : 3e-7
            let worst = SedimentRasters(rasters: [name: own]).worst(
                name, expected, floor: isSum ? inflow : nil)
            #expect(worst.gaps == 0, "\(name)")
            #expect(worst.share < tolerance, "\(name): \(worst.share)")
        }
        let streams = try #require(figures[.stream])
        #expect(SedimentRasters(rasters: ["stream": streams]).worst("stream", oracle["stream"]).share == 0)
        #expect(streams.contains(1))
        let undrained = try #require(figures[.undrained])
        #expect(zip(undrained, oracle["sdr_factor"]).allSatisfy { $0.isNaN || ($0 == 1) == $1.isNaN })
    }

    @Test func theVariantsDiffer() throws {
        let site = Self.rough()
        let own = try site.output(site.model(.d8, threshold: 30), .ratio)
        let guide = try site.output(site.model(.d8, threshold: 30, variant: .guide), .ratio)
        // Both count the cell that is left: steps of 30 m or more make sediment travel worse than paths without length.
        let pairs = zip(own, guide).filter { !$0.0.isNaN && $0.0 < 1 }
        #expect(!pairs.isEmpty)
        #expect(pairs.allSatisfy { $0.1 < $0.0 })
    }

    @Test(arguments: FlowDirections.allCases)
    func tilesAndWorkersChangeNoBit(flow: FlowDirections) throws {
        let site = Self.rough()
        let model = site.model(flow, threshold: 30)
        let one = try site.figures(model)
        // The last keeps four tiles of 16 x 16 numbers in memory, the rest in scratch.
        for (jobs, side, limit) in [(2, 256, 1 << 30), (1, 8, 1 << 30), (2, 16, 1 << 30), (1, 16, 1 << 13)] {
            let other = try site.figures(model, jobs: jobs, tileSide: side, memoryLimit: limit)
            for figure in SedimentDeliveryKernel.Figure.allCases {
                let (a, b) = (try #require(one[figure]), try #require(other[figure]))
                #expect(
                    zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern }, "\(figure) at \(side), \(limit)")
            }
        }
    }

    // MARK: Laws

    @Test func massIsKept() throws {
        // What erodes and does not reach a stream settles, or flows on; nothing comes from nowhere.
        let figures = try Self.rough().figures(Self.rough().model(.mfd, threshold: 30))
        func total(_ figure: SedimentDeliveryKernel.Figure) -> Double {
            (figures[figure] ?? []).reduce(0) { $1.isNaN ? $0 : $0 + $1 }
        }
        #expect(total(.export) > 0 && total(.deposition) > 0)
        #expect(total(.export) + total(.deposition) <= total(.erosion) * (1 + 1e-12))
        #expect(isClose(total(.avoidedErosion) + total(.erosion), total(.bareErosion)))
    }

    @Test func erosionIsProportionalToRain() throws {
        let site = Self.rough()
        var double = site
        double.erosivity = site.erosivity.map { $0 * 2 }
        let (a, b) = (
            try site.figures(site.model(.d8, threshold: 30)),
            try double.figures(site.model(.d8, threshold: 30))
        )
        for figure in [SedimentDeliveryKernel.Figure.bareErosion, .export, .deposition, .avoidedExport] {
            let (one, two) = (try #require(a[figure]), try #require(b[figure]))
            #expect(zip(one, two).allSatisfy { $0.isNaN ? $1.isNaN : $1 == 2 * $0 }, "\(figure)")
        }
    }

    @Test func cellsInDegreesAreRefused() throws {
        let grid = try Grid(
            originX: 110, originY: 40, cellWidth: 0.01, cellHeight: 0.01, width: 2, height: 2,
            reference: .wgs84)
        let site = TerrainSite(grid: grid) { (_) throws(GridError) in
            try MemoryRaster(name: "x", grid: grid, values: [[1, 2, 3, 4]])
        }
        #expect(throws: GridError.self) { try Self.rough().model(.d8, threshold: 1).derive(site) }
    }

    // MARK: Published figures

    @Test(arguments: [
        // slope in percent, cells above, LS of InVEST's own test: 30 m cells, L at most 25
        (1.5, 100.0, 0.253996), (4, 100, 0.657229), (8, 100, 1.345856), (10, 100, 1.776729),
        (15, 10_000_000, 49.802994),
    ])
    func lengthSlopeOfTheProgramsTest(percent: Double, cells: Double, expected: Double) {
        let length = UpslopeLength(form: .invest314, cellSide: 30, longest: 25)
        let ls = length.lengthSlope(tangent: [percent / 100], cells: [cells], aspect: [])[0]
        #expect(abs(ls / expected - 1) <= 1e-6)
    }

    /// Slopes of exactly a class's end belong to it: maps with heights of whole centimetres have such cells.
    @Test(arguments: [(1.0, 0.2), (3.5, 0.3), (5, 0.4), (9, 0.5)])
    func endsOfClassesBelongToThem(percent: Double, exponent: Double) {
        let slope = SlopeLanes(tangent: SIMD8(repeating: percent / 100))
        #expect(ErosionFactors.slopeLengthExponent(slope, .invest)[0] == exponent)
        let above = SlopeLanes(tangent: SIMD8(repeating: percent * 1.000_001 / 100))
        #expect(ErosionFactors.slopeLengthExponent(above, .invest)[0] > exponent)
    }

    @Test func theOlderSlopeLengthReadsDirections() {
        // Desmet and Govers 1996 by hand: a slope of 5 %, 3 cells above of 10 m, flow straight and diagonal.
        let length = UpslopeLength(form: .invest38, cellSide: 10, longest: 1000)
        let sine = 0.05 / (1 + 0.05 * 0.05).squareRoot()
        for aspect in [1, 2.0.squareRoot()] {
            let own = length.lengthSlope(tangent: [0.05], cells: [4], aspect: [aspect])[0]
            let m = 0.4
            let l = (pow(400, m + 1) - pow(300, m + 1)) / (pow(10, m + 2) * pow(aspect, m) * pow(22.13, m))
            #expect(abs(own / (l * (10.8 * sine + 0.03)) - 1) < 1e-12)
        }
    }

    /// Bits of an argument and of its exponential by numpy 1.26.4 in single precision: where that is up to two units
    /// of the last place off the rounded one, and 0, 1, -20.5, 80.25, 0.5.
    @Test func theExponentialIsNumpys() {
        let pairs: [(UInt32, UInt32)] = [
            (0xc0bb_cc88, 0x3b39_3cbe), (0xc0c0_0000, 0x3b22_728f), (0xc0bf_e146, 0x3b23_0ed6),
            (0xc0bf_8517, 0x3b24_e738), (0xc09c_3b27, 0x3bf8_6303), (0, 1_065_353_216),
            (1_065_353_216, 1_076_754_517), (3_248_750_592, 816_566_744), (1_117_814_784, 2_036_021_742),
            (1_056_964_608, 1_070_795_084),
        ]
        for (argument, answer) in pairs {
            let own = SinglePrecision.exp(SIMD8(repeating: Float(bitPattern: argument)))
            #expect(own[0].bitPattern == answer, "\(Float(bitPattern: argument))")
        }
        #expect(SinglePrecision.exp(SIMD8(repeating: .nan))[7].isNaN)
    }

    @Test func directionsOfFlowHaveAnAspect() {
        #expect(FlowAspect.mean(0, .steepest) == 1)
        #expect(FlowAspect.mean(3, .steepest) == 2.0.squareRoot())
        // Weights 5 east and 10 north-east.
        let mixed = FlowAspect.mean(Double(5 + 10 << 4), .multiple)
        #expect(abs(mixed - (5 + 10 * 2.0.squareRoot()) / 15) < 1e-15)
        #expect(FlowAspect.mean(.nan, .multiple).isNaN)
    }

    // MARK: InVEST's answers

    static let models: [(String, FlowDirections)] = [("sdr", .mfd), ("sdr_d8", .d8)]

    @Test(.enabled(if: SedimentGolden.file != nil, .init(rawValue: SedimentGolden.skip)), arguments: models)
    func theIndependentComputationAnswersAsThePeer(model: String, flow: FlowDirections) throws {
        let golden = try SedimentGolden(#require(SedimentGolden.file))
        let oracle = SedimentOracle(
            columns: 32, rows: 32, cell: 30, filled: golden.filled(model), weights: golden.weights(model),
            isSingle: flow == .d8, threshold: 25)
        let rasters = SedimentRasters(
            oracle, classes: golden.classes, codes: golden.input("lulc"),
            erosivity: golden.input("erosivity"), erodibility: golden.input("erodibility"))
        let inflow = zip(rasters["f"], rasters["sed_deposition"]).map { $0 + $1 }
        for name in rasters.rasters.keys.sorted() {
            let isSum = name == "sed_deposition"
            let worst = rasters.worst(
                name, golden.output(model, name), floor: isSum ? inflow.map { $0 * 1e-2 } : nil)
            #expect(worst.gaps == 0, "\(name)")
            #expect(worst.share < 1e-4, "\(name): \(worst.share)")
        }
    }

    @Test(.enabled(if: SedimentGolden.file != nil, .init(rawValue: SedimentGolden.skip)), arguments: models)
    func answersAsThePeer(model: String, flow: FlowDirections) throws {
        let golden = try SedimentGolden(#require(SedimentGolden.file))
        let site = SedimentSite(
            columns: 32, rows: 32, cell: 30, elevation: golden.input("dem"), codes: golden.input("lulc"),
            erosivity: golden.input("erosivity"), erodibility: golden.input("erodibility"),
            classes: golden.classes)
        let terrain = site.model(flow, threshold: 25)
        let figures = try site.figures(terrain)
        for (figure, name) in Self.pairs {
            let own = try #require(figures[figure])
            let answer = golden.output(model, name).enumerated().map { index, value in
                value.isNaN && !own[index].isNaN ? 0 : value
            }
            let worst = SedimentRasters(rasters: [name: own]).worst(name, answer)
            #expect(worst.gaps == 0 && worst.share < 1e-4, "\(name): \(worst)")
        }
        let ratio = SedimentRasters(rasters: ["sdr": try site.output(terrain, .ratio)])
        let worst = ratio.worst("sdr", golden.output(model, "sdr_factor"))
        #expect(worst.gaps == 0 && worst.share < 1e-4)
        try checkZones(golden, model, figures)
    }

    private func checkZones(
        _ golden: SedimentGolden, _ model: String, _ figures: [SedimentDeliveryKernel.Figure: [Double]]
    ) throws {
        let columns: [(SedimentDeliveryKernel.Figure, String)] = [
            (.erosion, "usle_tot"), (.export, "sed_export"), (.deposition, "sed_dep"),
            (.avoidedExport, "avoid_exp"), (.avoidedErosion, "avoid_eros"),
        ]
        for (figure, name) in columns {
            let sums = golden.zoneSums(try #require(figures[figure]))
            #expect(sums.count == 2)
            for (own, row) in zip(sums, golden.table(model)) {
                let answer = try #require(row[name])
                #expect(abs(own / answer - 1) < 1e-6, "\(name): \(own), \(answer)")
            }
        }
    }
}

extension SedimentRasters {
    init(rasters: [String: [Double]]) { self.rasters = rasters }
}
