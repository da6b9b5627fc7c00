import EcoGrids

/// The way from elevation to deposition on one grid: filling, directions and four sweeps.
///
/// What several steps read is made once and kept in the working store, and given back when the last step that
/// reads it is done.
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
        let (surface, network) = try drainage()
        let sums = try accumulated(surface, network)
        let path = try pathToStream(surface, network, above: sums[0])
        let hillslope = try hillslope(surface, network, sums, path)
        let deposition = try network.sedimentFlux(
            carried(hillslope), singlePrecision: model.variant == .invest320
        ).deposition
        return TerrainProducts { (output) throws(GridError) in
            switch SedimentTerrain.Output(rawValue: output) {
            case .bareErosion: hillslope[0].source(name: output)
            case .ratio: hillslope[1].source(name: output)
            case .deposition: deposition.source(name: output)
            case nil:
                throw GridError(
                    .rasterBandMissing, "sediment delivery makes no layer '\(output)'",
                    hint: "ask for one of its outputs")
            }
        }
    }

    // MARK: Steps

    /// Rise over run and W of each cell, and where its flow goes.
    func drainage() throws(GridError) -> (surface: [TileLayer<Double>], network: FlowNetwork) {
        let filled = try FilledElevation(elevation, context: context)
        let network = try FlowNetwork(filled, method: model.flow.method, context: context)
        return (try context.layers(surface(filled), stage: .directions), network)
    }

    /// Cells, W and s summed from above.
    func accumulated(
        _ surface: [TileLayer<Double>], _ network: FlowNetwork
    ) throws(GridError) -> [TileLayer<Double>] {
        try network.accumulate(
            RoutingInput(layers: 3) {
                { (window) throws(GridError) in
                    let steep = try surface[0].read(window).cells.mapLanes {
                        DeliveryRatio.steepness(tangent: $0)
                    }
                    return [
                        Raster(window, filledWith: 1), try surface[1].read(window), Raster(window, steep),
                    ]
                }
            })
    }

    func pathToStream(
        _ surface: [TileLayer<Double>], _ network: FlowNetwork, above: TileLayer<Double>
    ) throws(GridError) -> TileLayer<Double> {
        let streams = try network.streams(accumulation: above, threshold: model.threshold)
        let cost = RoutingInput {
            { (window) throws(GridError) in
                let slope = try surface[0].read(window).cells
                let cost = slope.mapLanes(with: try surface[1].read(window).cells) { slope, weight in
                    1 / (weight * DeliveryRatio.steepness(tangent: slope))
                }
                return [Raster(window, cost)]
            }
        }
        return try network.costToStream(
            streams, model.variant == .invest320 ? .perCell(cost) : .perMetre(cost))
    }

    /// Erosion of bare ground and delivery ratio.
    func hillslope(
        _ surface: [TileLayer<Double>], _ network: FlowNetwork, _ sums: [TileLayer<Double>],
        _ path: TileLayer<Double>
    ) throws(GridError) -> [TileLayer<Double>] {
        let (site, lengths, delivery) = (site, model.lengths(site.grid), model.delivery(site.grid))
        let input = RoutingInput(layers: 2) { () throws(GridError) in
            let sources = try ErosionSources(site)
            return { (window) throws(GridError) in
                let above = try sums[0].read(window).cells
                let aspect = lengths.form == .invest38 ? try network.aspect(window) : []
                let slope = lengths.lengthSlope(
                    tangent: try surface[0].read(window).cells, cells: above, aspect: aspect)
                let ratio = delivery.ratio(
                    cells: above, weights: try sums[1].read(window).cells,
                    slopes: try sums[2].read(window).cells, path: try path.read(window).cells)
                return [Raster(window, try sources.bareErosion(window, slope)), Raster(window, ratio)]
            }
        }
        return try context.layers(input, stage: .sediment)
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

    /// Rise over run of the filled ground, and W.
    private func surface(_ filled: FilledElevation) -> RoutingInput {
        let (site, classes) = (site, model.classes)
        let side = site.grid.cellSizeInMetres(row: 0).width
        return RoutingInput(layers: 2) { () throws(GridError) in
            let cover = try site.open(.landCover)
            return { (window) throws(GridError) in
                let slope = FilledSlope.tangent(
                    try filled.layer.readWithRim(window), window, cellSide: side)
                let codes = try cover.read(window, as: Int32.self).cells
                return [Raster(window, slope), Raster(window, classes.weights(codes))]
            }
        }
    }

    /// Erosion that does not reach the stream, and the delivery ratio.
    func carried(_ hillslope: [TileLayer<Double>]) -> RoutingInput {
        let (site, classes) = (site, model.classes)
        return RoutingInput(layers: 2) { () throws(GridError) in
            let cover = try site.open(.landCover)
            return { (window) throws(GridError) in
                let kept = classes.kept(try cover.read(window, as: Int32.self).cells)
                let ratio = try hillslope[1].read(window)
                let start = [Double](lanes: try hillslope[0].read(window).cells, kept, ratio.cells) {
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
