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
    private let kept: KeptLayers

    init(_ model: SedimentTerrain, _ site: TerrainSite, tileSide: Int = 256) {
        self.model = model
        self.site = site
        let store = TileStore(memoryLimit: site.memoryLimit, scratch: site.scratch, tileSide: tileSide)
        var context = RoutingContext(
            grid: site.grid, store: store, workers: site.jobs, progress: site.progress)
        kept = site.keptLayers(context)
        context.kept = kept
        self.context = context
    }

    func products() throws(GridError) -> TerrainProducts {
        let result = try settled()
        return TerrainProducts { (output) throws(GridError) in
            switch SedimentTerrain.Output(rawValue: output) {
            case .bareErosion: result.bareErosion.source(name: output)
            case .ratio: result.ratio.source(name: output)
            case .deposition: result.deposition.source(name: output)
            case nil:
                throw GridError(
                    .rasterBandMissing, "sediment delivery makes no layer '\(output)'",
                    hint: "ask for one of its outputs")
            }
        }
    }

    // MARK: Steps: each takes what an earlier run kept of it, or is made from the step before

    private typealias Settled = (
        bareErosion: TileLayer<Float>, ratio: TileLayer<Float>, deposition: TileLayer<Double>
    )
    private typealias Delivered = (
        network: FlowNetwork, bareErosion: TileLayer<Float>, ratio: TileLayer<Float>
    )
    /// Erosion of bare ground, d_up, streams, beside the drainage that they come from.
    private typealias Gathered = (
        drained: Drained, bareErosion: TileLayer<Float>, upslope: TileLayer<Double>, streams: TileLayer<UInt8>
    )
    /// Steepness of the filled ground, percent, and where flow goes.
    private typealias Drained = (slope: TileLayer<Float>, network: FlowNetwork)

    private func settled() throws(GridError) -> Settled {
        if let bareErosion: TileLayer<Float> = try kept.layer("bare_erosion"),
            let ratio: TileLayer<Float> = try kept.layer("ratio"),
            let deposition: TileLayer<Double> = try kept.layer("deposition")
        {
            return (bareErosion, ratio, deposition)
        }
        let (network, bareErosion, ratio) = try delivered()
        let deposition = try network.sedimentFlux(
            carried(bareErosion, ratio), singlePrecision: model.variant == .invest320,
            as: ["flux", "deposition"]
        ).deposition
        kept.keep([
            KeptLayers.Entry("bare_erosion", bareErosion), KeptLayers.Entry("ratio", ratio),
            KeptLayers.Entry("deposition", deposition),
        ])
        return (bareErosion, ratio, deposition)
    }

    private func delivered() throws(GridError) -> Delivered {
        if let bareErosion: TileLayer<Float> = try kept.layer("bare_erosion"),
            let ratio: TileLayer<Float> = try kept.layer("ratio"), let network = try keptNetwork()
        {
            return (network, bareErosion, ratio)
        }
        let (drained, bareErosion, upslope, streams) = try gathered()
        let ratio = try ratio(drained, upslope, streams)
        kept.keep(
            drained.network.entries
                + [KeptLayers.Entry("bare_erosion", bareErosion), KeptLayers.Entry("ratio", ratio)])
        return (drained.network, bareErosion, ratio)
    }

    private func gathered() throws(GridError) -> Gathered {
        if let bareErosion: TileLayer<Float> = try kept.layer("bare_erosion"),
            let upslope: TileLayer<Double> = try kept.layer("upslope"),
            let streams: TileLayer<UInt8> = try kept.layer("streams"), let drained = try keptDrained()
        {
            return (drained, bareErosion, upslope, streams)
        }
        let drained = try drained()
        let (cells, upslope) = try above(drained)
        let bareErosion = try context.singleLayers(
            bareErosion(drained.network, drained.slope, cells), stage: .accumulation, as: ["bare_erosion"])[0]
        let streams = try drained.network.streams(accumulation: cells, threshold: model.threshold)
        kept.keep(
            drained.network.entries + [
                KeptLayers.Entry("slope", drained.slope), KeptLayers.Entry("bare_erosion", bareErosion),
                KeptLayers.Entry("upslope", upslope), KeptLayers.Entry("streams", streams),
            ])
        return (drained, bareErosion, upslope, streams)
    }

    private func drained() throws(GridError) -> Drained {
        if let drained = try keptDrained() { return drained }
        let filled = try filled()
        let network = try FlowNetwork(filled, method: model.flow.method, context: context)
        let slope = try context.singleLayers(steepness(filled), stage: .directions, as: ["slope"])[0]
        kept.keep(network.entries + [KeptLayers.Entry("slope", slope)])
        return (slope, network)
    }

    private func filled() throws(GridError) -> FilledElevation {
        let filled = try FilledElevation(elevation, context: context)
        try site.endSurvey()
        return filled
    }

    private func keptNetwork() throws(GridError) -> FlowNetwork? {
        try FlowNetwork(kept: model.flow.method, context: context)
    }

    private func keptDrained() throws(GridError) -> Drained? {
        guard let slope: TileLayer<Float> = try kept.layer("slope"), let network = try keptNetwork() else {
            return nil
        }
        return (slope, network)
    }

    // MARK: What the steps make

    /// The delivery ratio from the path down to the stream.
    private func ratio(
        _ drained: Drained, _ upslope: TileLayer<Double>, _ streams: TileLayer<UInt8>
    ) throws(GridError) -> TileLayer<Float> {
        let cost = resistance(drained.slope)
        let path = try drained.network.costToStream(
            streams, model.variant == .invest320 ? .perCell(cost) : .perMetre(cost), as: "stream_path")
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
        return try context.singleLayers(ratio, stage: .sediment, as: ["ratio"])[0]
    }

    /// Cells above each cell, and d_up.
    private func above(
        _ drained: Drained
    ) throws(GridError) -> (cells: TileLayer<Double>, upslope: TileLayer<Double>) {
        if let cells: TileLayer<Double> = try kept.layer("cells_above"),
            let upslope: TileLayer<Double> = try kept.layer("upslope")
        {
            return (cells, upslope)
        }
        let (slope, network) = drained
        let sums = try accumulated(network, slope)
        try context.replace(sums[1], by: upslope(sums), stage: .accumulation, as: "upslope")
        kept.keep(
            network.entries + [
                KeptLayers.Entry("slope", slope), KeptLayers.Entry("cells_above", sums[0]),
                KeptLayers.Entry("upslope", sums[1]),
            ])
        return (sums[0], sums[1])
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
            }, as: ["cells_above", "weights_above", "slopes_above"])
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
            let (heights, sources) = (try site.openFirst(.elevation), try ErosionSources(site, isFirst: true))
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

    init(_ site: TerrainSite, isFirst: Bool = false) throws(GridError) {
        cover = try site.open(.landCover)
        erosivity = try isFirst ? site.openFirst(.rainfallErosivity) : site.open(.rainfallErosivity)
        erodibility = try isFirst ? site.openFirst(.soilErodibility) : site.open(.soilErodibility)
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
