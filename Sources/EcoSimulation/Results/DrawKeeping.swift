import EcoParameters
import EcoUnits

/// Which values of single draws a run writes to `simulation_draws.csv`.
public enum DrawKeeping: String, ParameterChoice {
    case automatic, whole, targets, all, none

    public var meaning: LocalizedText {
        switch self {
        case .automatic:
            LocalizedText(
                en: "as `whole` up to \(Self.largestAutomatic) values, else as `targets`",
                zh: "不超过 \(Self.largestAutomatic) 个值时同 `whole`，否则同 `targets`")
        case .whole:
            LocalizedText(
                en: "figures of all counties together that differ between draws, and figures of targets",
                zh: "随抽样变化的全域指标，以及目标所用指标")
        case .targets:
            LocalizedText(en: "figures of targets in their year alone", zh: "仅目标所用指标（目标年）")
        case .all:
            LocalizedText(en: "every figure of every county that differs between draws", zh: "各县全部随抽样变化的指标")
        case .none: LocalizedText(en: "none", zh: "不保存")
        }
    }

    /// Values, about 50 bytes each: what `automatic` keeps stays below 30 MB.
    static let largestAutomatic = 500_000
}

extension SimulationResult {
    /// A figure of a place over the years whose draws are kept.
    public struct KeptPath: Sendable, Equatable {
        /// Position in `Simulation.figures`.
        public let figure: Int
        /// Position of the region; the number of regions for all together.
        public let place: Int
        /// Positions of the years.
        public let years: [Int]
    }

    /// What is kept of single draws, by figure and place; none of a single draw.
    public var keptPaths: [KeptPath] {
        guard draws > 1 else { return [] }
        let all = simulation.world.regionCount
        switch simulation.world.parameters.keptDraws {
        case .none: return []
        case .targets: return paths { _ in false }
        case .whole: return paths { $0 == all }
        case .all: return paths { _ in true }
        case .automatic:
            let whole = paths { $0 == all }
            let values = whole.reduce(0) { $0 + $1.years.count } * draws
            return values <= DrawKeeping.largestAutomatic ? whole : paths { _ in false }
        }
    }

    /// - Parameter isKept: whether figures of the place are kept beside those of targets.
    private func paths(_ isKept: (Int) -> Bool) -> [KeptPath] {
        let asked = yearsOfTargets
        let (years, places) = (simulation.world.years.indices, 0...simulation.world.regionCount)
        return simulation.figures.indices.flatMap { figure in
            places.compactMap { place in
                let own = years.filter { year in
                    asked[[figure, place]]?.contains(year) == true
                        || isKept(place) && differs(year: year, figure: figure, place: place)
                }
                return own.isEmpty ? nil : KeptPath(figure: figure, place: place, years: own)
            }
        }
    }

    /// The years that targets look at, by figure and place: of a peak all.
    private var yearsOfTargets: [[Int]: Set<Int>] {
        let years = simulation.world.years
        return targets.reduce(into: [:]) { asked, outcome in
            let target = outcome.target
            let own = years.indices.filter { target.kind == .peakBy || years[$0] == target.year }
            asked[[target.figure, target.place], default: []].formUnion(own)
        }
    }

    /// Whether draws have different values.
    private func differs(year: Int, figure: Int, place: Int) -> Bool {
        guard let band = band(year: year, figure: figure, place: place) else { return false }
        return band.isVaried
    }

    /// Of consecutive places of a figure in a year the values of all draws, place by place.
    public func values(figure: Int, places: Range<Int>, year: Int) -> [Double] {
        let first =
            year * simulation.valuesPerYear + figure * (simulation.world.regionCount + 1) + places.lowerBound
        return values.columns(first..<first + places.count)
    }
}
