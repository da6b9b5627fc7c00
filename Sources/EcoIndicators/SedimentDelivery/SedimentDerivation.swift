import EcoGrids

/// The way from elevation to deposition on one grid: filling, directions and four sweeps.
///
/// What several steps read is made once and kept in the working store, and given back when the last step that
/// reads it is done. Slope, erosion and ratio are kept in single precision, as the program keeps them; what sums
/// are built upon is not.
struct SedimentDerivation {
    let model: SedimentTerrain
    let site: TerrainSite
    let context: RoutingContext

    init(_ model: SedimentTerrain, _ site: TerrainSite, tileSide: Int = 256) {
        self.model = model
        self.site = site
        let store = TileStore(memoryLimit: site.memoryLimit, scratch: site.scratch, tileSide: tileSide)
        context = RoutingContext(
            grid: site.grid, store: store, workers: site.jobs, progress: site.progress)
    }

    func products() throws(GridError) -> TerrainProducts {
        let (slope, network) = try drainage()
        let (bareErosion, ratio) = try hillslope(network, slope)
        let deposition = try network.sedimentFlux(
            carried(bareErosion, ratio), singlePrecision: model.variant == .invest320
        ).deposition
        return TerrainProducts { (output) throws(GridError) in
            switch SedimentTerrain.Output(rawValue: output) {
            case .bareErosion: bareErosion.source(name: output)
            case .ratio: ratio.source(name: output)
            case .deposition: deposition.source(name: output)
            case nil:
                throw GridError(
                    .rasterBandMissing, "sediment delivery makes no layer '\(output)'",
                    hint: "ask for one of its outputs")
            }
        }
    }

    // MARK: Steps

    /// Steepness of the filled ground, percent, and where flow goes.
    func drainage() throws(GridError) -> (slope: TileLayer<Float>, network: FlowNetwork) {
        let filled = try FilledElevation(elevation, context: context)
        let network = try FlowNetwork(filled, method: model.flow.method, context: context)
        return (try context.singleLayers(steepness(filled), stage: .directions)[0], network)
    }

    /// Erosion of bare ground and delivery ratio.
    func hillslope(
        _ network: FlowNetwork, _ slope: TileLayer<Float>
    ) throws(GridError) -> (bareErosion: TileLayer<Float>, ratio: TileLayer<Float>) {
        let (bareErosion, upslope, streams) = try fromAbove(network, slope)
        let cost = resistance(slope)
        let path = try network.costToStream(
            streams, model.variant == .invest320 ? .perCell(cost) : .perMetre(cost))
        let delivery = model.delivery(site.grid)
        let isSingle = model.variant == .invest320
        let ratio = RoutingInput {
            { (window) throws(GridError) in
                let (above, below) = (try upslope.read(window).cells, try path.read(window).cells)
                let ratio =
                    isSingle
                    ? above.mapLanes(with: below) { delivery.singleRatio(upslope: $0, path: $1) }
                    : above.mapLanes(with: below) { delivery.ratio(upslope: $0, path: $1) }
                return [Raster(window, ratio)]
            }
        }
        return (bareErosion, try context.singleLayers(ratio, stage: .sediment)[0])
    }

    /// What depends on the land above: erosion of bare ground, d_up, streams.
    private func fromAbove(
        _ network: FlowNetwork, _ slope: TileLayer<Float>
    ) throws(GridError) -> (TileLayer<Float>, TileLayer<Double>, TileLayer<UInt8>) {
        var sums = try accumulated(network, slope)
        try context.replace(sums[1], by: upslope(sums), stage: .accumulation)
        sums.removeLast()
        let bare = try context.singleLayers(bareErosion(network, slope, sums[0]), stage: .accumulation)[0]
        return (bare, sums[1], try network.streams(accumulation: sums[0], threshold: model.threshold))
    }

    /// Cells, W and s summed from above.
    private func accumulated(
        _ network: FlowNetwork, _ slope: TileLayer<Float>
    ) throws(GridError) -> [TileLayer<Double>] {
        let (site, classes) = (site, model.classes)
        return try network.accumulate(
            RoutingInput(layers: 3) { () throws(GridError) in
                let cover = try site.open(.landCover)
                return { (window) throws(GridError) in
                    let steep = try slope.read(window).cells.mapLanes { DeliveryRatio.steepness(percent: $0) }
                    let codes = try cover.read(window, as: Int32.self).cells
                    return [
                        Raster(window, filledWith: 1), Raster(window, classes.weights(codes)),
                        Raster(window, steep),
                    ]
                }
            })
    }

    private func upslope(_ sums: [TileLayer<Double>]) -> RoutingInput {
        let delivery = model.delivery(site.grid)
        return RoutingInput {
            { (window) throws(GridError) in
                let above = delivery.upslope(
                    cells: try sums[0].read(window).cells, weights: try sums[1].read(window).cells,
                    slopes: try sums[2].read(window).cells)
                return [Raster(window, above)]
            }
        }
    }

    private func bareErosion(
        _ network: FlowNetwork, _ slope: TileLayer<Float>, _ above: TileLayer<Double>
    ) -> RoutingInput {
        let (site, lengths) = (site, model.lengths(site.grid))
        return RoutingInput { () throws(GridError) in
            let sources = try ErosionSources(site)
            return { (window) throws(GridError) in
                let factor = lengths.lengthSlope(
                    tangent: try slope.read(window).cells.mapLanes { $0 / 100 },
                    cells: try above.read(window).cells,
                    aspect: lengths.form == .invest38 ? try network.aspect(window) : [])
                return [Raster(window, try sources.bareErosion(window, factor))]
            }
        }
    }

    // MARK: What the steps read

    /// Heights where every layer is valid: elsewhere water leaves the map.
    private var elevation: RoutingInput {
        let (site, classes) = (site, model.classes)
        return RoutingInput { () throws(GridError) in
            let (heights, sources) = (try site.open(.elevation), try ErosionSources(site))
            return { (window) throws(GridError) in
                let own = try heights.read(window, as: Double.self).cells
                let valid = try sources.bareErosion(window, classes.kept(try sources.codes(window)))
                return [Raster(window, own.mapLanes(with: valid) { $0 + $1 * 0 })]
            }
        }
    }

    /// Steepness of the filled ground, percent.
    private func steepness(_ filled: FilledElevation) -> RoutingInput {
        let side = site.grid.cellSizeInMetres(row: 0).width
        return RoutingInput {
            { (window) throws(GridError) in
                let tangent = FilledSlope.tangent(
                    try filled.layer.readWithRim(window), window, cellSide: side)
                return [Raster(window, tangent.mapLanes { $0 * 100 })]
            }
        }
    }

    /// 1 / (W s) of each cell.
    private func resistance(_ slope: TileLayer<Float>) -> RoutingInput {
        let (site, classes) = (site, model.classes)
        return RoutingInput { () throws(GridError) in
            let cover = try site.open(.landCover)
            return { (window) throws(GridError) in
                let weights = classes.weights(try cover.read(window, as: Int32.self).cells)
                let cost = try slope.read(window).cells.mapLanes(with: weights) { percent, weight in
                    DeliveryRatio.resistance(weight: weight, percent: percent)
                }
                return [Raster(window, cost)]
            }
        }
    }

    /// Erosion that does not reach the stream, and the delivery ratio.
    private func carried(_ bareErosion: TileLayer<Float>, _ ratio: TileLayer<Float>) -> RoutingInput {
        let (site, classes) = (site, model.classes)
        return RoutingInput(layers: 2) { () throws(GridError) in
            let cover = try site.open(.landCover)
            return { (window) throws(GridError) in
                let kept = classes.kept(try cover.read(window, as: Int32.self).cells)
                let ratio = try ratio.read(window)
                let start = [Double](lanes: try bareErosion.read(window).cells, kept, ratio.cells) {
                    // Nothing starts on a stream, where the ratio is 1.
                    $0 * $1 * (1 - $2)
                }
                return [Raster(window, start), ratio]
            }
        }
    }
}

/// Land cover, R and K of a worker.
private struct ErosionSources {
    let cover: any RasterSource
    let erosivity: any RasterSource
    let erodibility: any RasterSource

    init(_ site: TerrainSite) throws(GridError) {
        cover = try site.open(.landCover)
        erosivity = try site.open(.rainfallErosivity)
        erodibility = try site.open(.soilErodibility)
    }

    func codes(_ window: Window) throws(GridError) -> [Int32] {
        try cover.read(window, as: Int32.self).cells
    }

    /// R K and another factor of cells.
    func bareErosion(_ window: Window, _ factor: [Double]) throws(GridError) -> [Double] {
        [Double](
            lanes: try erosivity.read(window, as: Double.self).cells,
            try erodibility.read(window, as: Double.self).cells, factor
        ) { $0 * $1 * $2 }
    }
}
