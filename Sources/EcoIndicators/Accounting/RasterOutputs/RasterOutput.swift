import EcoGrids
import EcoParameters
import EcoUnits

/// A figure that is written cell by cell.
public struct RasterOutput: Hashable, Sendable {
    /// Where the figure comes from.
    enum Origin: Hashable, Sendable {
        /// By running number of the measure.
        case measure(Int)
        case terrain(String)
    }

    public let indicator: String
    /// Id of the measure, or of the terrain model's output.
    public let figure: String
    public let title: LocalizedText
    public let unit: Unit
    let origin: Origin

    /// `water_retention.precipitation_mm`.
    public var id: String { "\(indicator).\(figure)" }

    /// All figures of a measurement.
    static func all(_ indicator: String, _ measurement: Measurement) -> [RasterOutput] {
        measurement.byCell.measures.enumerated().map { index, measure in
            RasterOutput(
                indicator: indicator, figure: measure.id, title: measure.title, unit: measure.unit,
                origin: .measure(index))
        }
            + (measurement.terrain?.outputs ?? []).map { output in
                RasterOutput(
                    indicator: indicator, figure: output.id, title: output.title, unit: output.unit,
                    origin: .terrain(output.id))
            }
    }
}

extension RasterOutputParameters {
    /// The figures that are meant, each once, in the order of the account; names that mean none are found.
    func outputs(
        _ measurements: [(id: String, measurement: Measurement)], _ findings: inout [Diagnostic]
    ) -> [RasterOutput] {
        let known = measurements.flatMap { RasterOutput.all($0.id, $0.measurement) }
        let ids = measurements.map(\.id) + known.map(\.id)
        for name in names where !ids.contains(name.text) {
            let near = Suggestion.nearest(to: name.text, in: ids).map { "did you mean `\($0)`?" }
            findings.append(
                Diagnostic(
                    code: "unknown_raster", at: name.location, path: name.path,
                    "the account has no figure '\(name.text)' that is known cell by cell",
                    hint: near ?? "it has \(ids.isEmpty ? "none" : ids.joined(separator: ", "))"))
        }
        return known.filter { output in
            names.contains { $0.text == output.id || $0.text == output.indicator }
        }
    }
}
