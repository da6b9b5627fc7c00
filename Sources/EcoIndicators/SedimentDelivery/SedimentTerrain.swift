import EcoGrids
import EcoUnits

/// What sediment delivery needs of the whole grid: slope, land above, path to the stream, deposition.
struct SedimentTerrain: TerrainModel {
    let variant: SedimentVariant
    let flow: FlowDirections
    /// Cells above that make a stream.
    let threshold: Double
    let length: SedimentLength
    let greatest: Double
    let midpoint: Double
    let spread: Double
    let classes: SedimentClasses

    /// The parameters of slope length that do not depend on the grid.
    struct SedimentLength: Hashable, Sendable {
        let form: UpslopeForm
        let longest: Double
    }

    var layers: [LayerRole] { [.landCover, .elevation, .rainfallErosivity, .soilErodibility] }

    var surveyedLayers: [LayerRole] { [.elevation, .rainfallErosivity, .soilErodibility] }

    enum Output: String, CaseIterable {
        case bareErosion = "bare_erosion"
        /// 1 on streams and only there.
        case ratio
        case deposition
    }

    var outputs: [TerrainOutput] {
        Output.allCases.map { output in
            TerrainOutput(output.rawValue, Self.title(output), unit: Self.unit(output))
        }
    }

    static func unit(_ output: Output) -> Unit { output == .ratio ? .one : .named("t/ha") }

    static func title(_ output: Output) -> LocalizedText {
        switch output {
        case .bareErosion: LocalizedText(en: "erosion of bare slopes", zh: "裸土坡面侵蚀模数")
        case .ratio: LocalizedText(en: "sediment delivery ratio, 1 on streams", zh: "泥沙输移比（河网为 1）")
        case .deposition: LocalizedText(en: "sediment deposited", zh: "泥沙沉积模数")
        }
    }

    func lengths(_ grid: Grid) -> UpslopeLength {
        UpslopeLength(
            form: length.form, cellSide: grid.cellSizeInMetres(row: 0).width, longest: length.longest)
    }

    func delivery(_ grid: Grid) -> DeliveryRatio {
        DeliveryRatio(
            cellSide: grid.cellSizeInMetres(row: 0).width, greatest: greatest, midpoint: midpoint,
            spread: spread)
    }

    func derive(_ site: TerrainSite) throws(GridError) -> TerrainProducts {
        try site.grid.requireSquareCells(for: "sediment delivery")
        return try SedimentDerivation(self, site).products()
    }
}

extension Grid {
    /// Throws unless cells are squares in metres.
    func requireSquareCells(for purpose: String) throws(GridError) {
        let size = cellSizeInMetres(row: 0)
        guard !reference.isGeographic, abs(size.width - size.height) <= 1e-6 * size.width else {
            throw GridError(
                .gridInvalid, "\(purpose) needs square cells in metres, not \(reference.shortName)",
                hint: "warp the layers to a projected grid with square cells")
        }
    }
}
