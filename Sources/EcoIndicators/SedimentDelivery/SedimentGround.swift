import EcoGrids

/// The layers that routing made, from which windows are read.
struct SedimentGround: Sendable {
    let filled: FilledElevation
    /// Only where slope length reads the directions of flow.
    let network: FlowNetwork?
    /// Cells, W and s summed from above.
    let sums: [TileLayer<Double>]
    let path: TileLayer<Double>
    let lengths: UpslopeLength
    let delivery: DeliveryRatio

    func lengthSlope(_ window: Window) throws(GridError) -> [Double] {
        lengths.lengthSlope(
            tangent: try filled.tangent(window), cells: try sums[0].read(window).cells,
            aspect: try aspect(window))
    }

    func ratio(_ window: Window) throws(GridError) -> [Double] {
        delivery.ratio(
            cells: try sums[0].read(window).cells, weights: try sums[1].read(window).cells,
            slopes: try sums[2].read(window).cells, path: try path.read(window).cells)
    }

    /// 1 on streams, 0 elsewhere, NaN where none is reached.
    func stream(_ window: Window) throws(GridError) -> [Double] {
        try path.read(window).cells.mapLanes { path in
            (path * 0).replacing(with: 1, where: path .<= 0)
        }
    }

    /// Mean |sin| + |cos| of the directions of flow by share; empty where nothing reads it.
    private func aspect(_ window: Window) throws(GridError) -> [Double] {
        guard let network else { return [] }
        let directions = try network.directions(window)
        return directions.cells.map { FlowAspect.mean($0, network.method) }
    }
}

/// |sin| + |cos| of directions of flow: 1 along rows and columns, the square root of 2 on diagonals.
enum FlowAspect {
    static func mean(_ direction: Double, _ method: FlowMethod) -> Double {
        guard !direction.isNaN else { return .nan }
        guard method == .multiple else { return Int(direction) & 1 == 0 ? 1 : 2.0.squareRoot() }
        let packed = UInt32(direction)
        var (straight, diagonal) = (0.0, 0.0)
        for neighbour in 0..<8 {
            let weight = Double(packed >> (4 * UInt32(neighbour)) & 15)
            if neighbour & 1 == 0 { straight += weight } else { diagonal += weight }
        }
        return (straight + diagonal * 2.0.squareRoot()) / (straight + diagonal)
    }
}

/// One output of sediment delivery as a layer of the cell pass.
struct GroundSource: RasterSource {
    let name: String
    let ground: SedimentGround
    let deposition: TileLayer<Double>
    let output: SedimentTerrain.Output

    var grid: Grid { deposition.grid }
    var bands: [BandDescription] { [BandDescription(nodata: .nan)] }
    var blockSize: (width: Int, height: Int) { (256, 256) }

    func read<Cell: RasterCell>(
        _ window: Window, band: Int, into raster: inout Raster<Cell>
    ) throws(GridError) {
        try checkRead(window, band: band)
        let cells = try cells(window)
        raster.reshape(to: window)
        raster.withMutableCells { target in
            for index in target.indices { target[index] = Cell(cell: cells[index]) }
        }
    }

    private func cells(_ window: Window) throws(GridError) -> [Double] {
        switch output {
        case .lengthSlope: try ground.lengthSlope(window)
        case .ratio: try ground.ratio(window)
        case .stream: try ground.stream(window)
        case .deposition: try deposition.read(window).cells
        }
    }
}

extension Raster<Double> {
    /// A window of cells made elsewhere, row by row.
    init(_ window: Window, _ cells: [Double]) {
        self.init(window, filledWith: 0)
        withMutableCells { target in _ = target.update(fromContentsOf: cells) }
    }
}
