import EcoGrids
import EcoUnits

/// LS from the land above each cell: filled ground, directions of flow, cells above.
struct UpslopeTerrain: TerrainModel {
    let flow: FlowDirections
    let form: UpslopeForm
    /// L is at most this.
    let longest: Double

    static let output = "length_slope"

    var layers: [LayerRole] { [.elevation] }
    var surveyedLayers: [LayerRole] { [.elevation] }

    var outputs: [TerrainOutput] {
        [
            TerrainOutput(
                Self.output, LocalizedText(en: "slope length and steepness factor LS", zh: "坡长坡度因子 LS"),
                unit: .one)
        ]
    }

    func derive(_ site: TerrainSite) throws(GridError) -> TerrainProducts {
        try site.grid.requireSquareCells(for: "slope length from the land above")
        var context = RoutingContext(
            grid: site.grid, store: TileStore(memoryLimit: site.memoryLimit, scratch: site.scratch),
            workers: site.jobs, progress: site.progress)
        let kept = site.keptLayers(context)
        context.kept = kept
        let layer = try lengthSlope(site, context, kept)
        return TerrainProducts { (output) throws(GridError) in layer.source(name: output) }
    }

    // MARK: Steps: each takes what an earlier run kept of it, or is made from the step before

    private func lengthSlope(
        _ site: TerrainSite, _ context: RoutingContext, _ kept: KeptLayers
    ) throws(GridError) -> TileLayer<Double> {
        if let layer: TileLayer<Double> = try kept.layer(Self.output) { return layer }
        let filled = try filled(site, context)
        let network = try FlowNetwork(filled, method: flow.method, context: context)
        let above = try network.accumulate(.uniform(1), as: ["cells_above"])[0]
        let layer = try context.layers(
            lengthSlope(filled, network, above), stage: .accumulation, as: [Self.output])[0]
        kept.keep([KeptLayers.Entry(Self.output, layer)])
        return layer
    }

    private func filled(_ site: TerrainSite, _ context: RoutingContext) throws(GridError) -> FilledElevation {
        let elevation = RoutingInput { () throws(GridError) in
            let source = try site.openFirst(.elevation)
            return { (window) throws(GridError) in [try source.read(window, as: Double.self)] }
        }
        let filled = try FilledElevation(elevation, context: context)
        try site.endSurvey()
        return filled
    }

    private func lengthSlope(
        _ filled: FilledElevation, _ network: FlowNetwork, _ above: TileLayer<Double>
    ) -> RoutingInput {
        let side = above.grid.cellSizeInMetres(row: 0).width
        let length = UpslopeLength(form: form, cellSide: side, longest: longest)
        return RoutingInput {
            { (window) throws(GridError) in
                let tangent = FilledSlope.tangent(
                    try filled.layer.readWithRim(window), window, cellSide: side)
                let slope = length.lengthSlope(
                    tangent: tangent, cells: try above.read(window).cells,
                    aspect: length.form == .invest38 ? try network.aspect(window) : [])
                return [Raster(window, slope)]
            }
        }
    }
}
