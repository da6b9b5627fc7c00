import EcoGrids
import EcoParameters

/// Reads what terrain models made, window by window, for one thread.
struct TerrainReader {
    private let sources: [[(output: String, source: any RasterSource)]]
    private var rasters: [[String: Raster<Double>]]

    init(_ terrain: [PassPlan.Terrain]) throws(DiagnosticFailure) {
        var sources: [[(output: String, source: any RasterSource)]] = []
        do throws(GridError) {
            for model in terrain {
                var opened: [(output: String, source: any RasterSource)] = []
                for output in model.outputs {
                    opened.append((output.id, try model.products.open(output.id)))
                }
                sources.append(opened)
            }
        } catch {
            throw DiagnosticFailure([error.diagnostic(path: "accounts.layers")])
        }
        self.sources = sources
        rasters = sources.map { _ in [:] }
    }

    mutating func read(_ window: Window) throws(DiagnosticFailure) {
        do throws(GridError) {
            for model in sources.indices {
                for (output, source) in sources[model] {
                    try source.read(
                        window, band: 1, into: &rasters[model][output, default: Raster(.empty)])
                }
            }
        } catch {
            throw DiagnosticFailure([error.diagnostic(path: "accounts.layers")])
        }
    }

    subscript(model: Int?) -> [String: Raster<Double>] { model.map { rasters[$0] } ?? [:] }
}
