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

    var outputs: [TerrainOutput] {
        [
            TerrainOutput(
                Self.output, LocalizedText(en: "slope length and steepness factor LS", zh: "坡长坡度因子 LS"),
                unit: .one)
        ]
    }

    func derive(_ site: TerrainSite) throws(GridError) -> TerrainProducts {
        try site.grid.requireSquareCells(for: "slope length from the land above")
        let context = RoutingContext(
            grid: site.grid, store: TileStore(memoryLimit: site.memoryLimit, scratch: site.scratch),
            workers: site.jobs, progress: site.progress)
        let elevation = RoutingInput { () throws(GridError) in
            let source = try site.open(.elevation)
            return { (window) throws(GridError) in [try source.read(window, as: Double.self)] }
        }
        let filled = try FilledElevation(elevation, context: context)
        let network = try FlowNetwork(filled, method: flow.method, context: context)
        let above = try network.accumulate(.uniform(1))[0]
        let layers = try context.layers(lengthSlope(filled, network, above), stage: .accumulation)
        return TerrainProducts { (output) throws(GridError) in layers[0].source(name: output) }
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
