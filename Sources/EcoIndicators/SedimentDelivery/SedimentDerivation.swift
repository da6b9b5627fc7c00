import EcoGrids

/// The way from elevation to deposition on one grid: filling, directions and four sweeps.
struct SedimentDerivation {
    private let model: SedimentTerrain
    private let site: TerrainSite
    let context: RoutingContext

    init(_ model: SedimentTerrain, _ site: TerrainSite, tileSide: Int = 256) {
        self.model = model
        self.site = site
        let store = TileStore(memoryLimit: site.memoryLimit, tileSide: tileSide)
        context = RoutingContext(grid: site.grid, store: store, workers: site.jobs) {
            (_, _, _) throws(GridError) in
            if site.mustStop {
                throw GridError(.rasterUnreadable, "the run was stopped", hint: "run again to resume")
            }
        }
    }

    func products() throws(GridError) -> TerrainProducts {
        let filled = try FilledElevation(elevation, context: context)
        let network = try FlowNetwork(filled, method: model.flow.method, context: context)
        let sums = try network.accumulate(ownValues(filled))
        let streams = try network.streams(accumulation: sums[0], threshold: model.threshold)
        let path = try network.costToStream(streams, pathCost(filled))
        let ground = SedimentGround(
            filled: filled, network: model.length.form == .invest38 ? network : nil, sums: sums, path: path,
            lengths: model.lengths(site.grid), delivery: model.delivery(site.grid))
        let deposition = try network.sedimentFlux(erosion(ground)).deposition
        return TerrainProducts { (output) throws(GridError) in
            guard let output = SedimentTerrain.Output(rawValue: output) else {
                throw GridError(
                    .rasterBandMissing, "sediment delivery makes no layer '\(output)'",
                    hint: "ask for one of its outputs")
            }
            return GroundSource(name: output.rawValue, ground: ground, deposition: deposition, output: output)
        }
    }

    // MARK: What the sweeps read

    /// Heights where every layer is valid: elsewhere water leaves the map.
    var elevation: RoutingInput {
        let (site, owned) = (site, model.classes)
        return RoutingInput { () throws(GridError) in
            let (heights, layers) = (try site.open(.elevation), try ErosionSources(site))
            return { (window) throws(GridError) in
                var raster = try heights.read(window, as: Double.self)
                let valid = try layers.validity(window, owned)
                raster.withMutableCells { cells in
                    for index in cells.indices { cells[index] += valid[index] }
                }
                return [raster]
            }
        }
    }

    /// One, W and s of each cell.
    func ownValues(_ filled: FilledElevation) -> RoutingInput {
        let (site, owned) = (site, model.classes)
        return RoutingInput(layers: 3) { () throws(GridError) in
            let classes = try site.open(.landCover)
            return { (window) throws(GridError) in
                let codes = try classes.read(window, as: Int32.self).cells
                let slope = try filled.steepness(window)
                return [
                    Raster(window, filledWith: 1), Raster(window, owned.weights(codes)),
                    Raster(window, slope),
                ]
            }
        }
    }

    /// 1/(W s) of each cell.
    func pathCost(_ filled: FilledElevation) -> StreamPathCost {
        let (site, owned) = (site, model.classes)
        let cost = RoutingInput { () throws(GridError) in
            let classes = try site.open(.landCover)
            return { (window) throws(GridError) in
                let codes = try classes.read(window, as: Int32.self).cells
                let slope = try filled.steepness(window)
                return [Raster(window, owned.weights(codes).mapLanes(with: slope) { 1 / ($0 * $1) })]
            }
        }
        return model.variant == .invest320 ? .perCell(cost) : .perMetre(cost)
    }

    /// Erosion that does not reach the stream, and the delivery ratio.
    func erosion(_ ground: SedimentGround) -> RoutingInput {
        let (site, owned) = (site, model.classes)
        return RoutingInput(layers: 2) { () throws(GridError) in
            let layers = try ErosionSources(site)
            return { (window) throws(GridError) in
                let ratio = try ground.ratio(window)
                let slope = try ground.lengthSlope(window)
                let erosion = try layers.erosion(window, owned).mapLanes(with: slope) { $0 * $1 }
                let start = erosion.mapLanes(with: ratio) { erosion, ratio in
                    // Nothing starts on a stream.
                    (erosion * (1 - ratio)).replacing(with: 0, where: ratio .== 1)
                }
                return [Raster(window, start), Raster(window, ratio)]
            }
        }
    }
}

/// Land cover, R and K of a worker.
private struct ErosionSources {
    let classes: any RasterSource
    let erosivity: any RasterSource
    let erodibility: any RasterSource

    init(_ site: TerrainSite) throws(GridError) {
        classes = try site.open(.landCover)
        erosivity = try site.open(.rainfallErosivity)
        erodibility = try site.open(.soilErodibility)
    }

    /// 0 where all are valid and the class has its factors, NaN elsewhere.
    func validity(_ window: Window, _ factors: SedimentClasses) throws(GridError) -> [Double] {
        try erosion(window, factors).mapLanes { $0 * 0 }
    }

    /// R K C P of cells.
    func erosion(_ window: Window, _ factors: SedimentClasses) throws(GridError) -> [Double] {
        let kept = factors.kept(try classes.read(window, as: Int32.self).cells)
        return [Double](
            lanes: try erosivity.read(window, as: Double.self).cells,
            try erodibility.read(window, as: Double.self).cells, kept
        ) { $0 * $1 * $2 }
    }
}

extension FilledElevation {
    /// Rise over run.
    func tangent(_ window: Window) throws(GridError) -> [Double] {
        let side = layer.grid.cellSizeInMetres(row: 0).width
        return FilledSlope.tangent(try layer.readWithRim(window), window, cellSide: side)
    }

    /// The rise over run that connectivity knows.
    fileprivate func steepness(_ window: Window) throws(GridError) -> [Double] {
        try tangent(window).mapLanes { DeliveryRatio.steepness(tangent: $0) }
    }
}
