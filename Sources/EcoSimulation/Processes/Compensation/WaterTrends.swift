import EcoCompensation
import EcoUnits

/// How the simulated concentration of sections moves what the schemes' tables say of them.
struct WaterTrends: Sendable {
    private let sections: [WaterSectionTrend]

    init(_ world: SimulationWorld) { sections = Water.trends(world) }

    /// Factors against the base year, of this year and of the year before; empty where no water was simulated.
    func changes(_ state: YearState) -> [WaterChange] {
        guard state.sections.count == sections.count else { return [] }
        return sections.enumerated().compactMap { place, section in
            guard let item = section.item, section.base > 0,
                let factor = YearFigures.rational(state.sections[place] / section.base)
            else { return nil }
            let before = state.earlierSections.isEmpty ? section.base : state.earlierSections[place]
            return WaterChange(
                section: section.name, item: item, factor: factor,
                previousFactor: YearFigures.rational(before / section.base) ?? .one)
        }
    }
}

/// A section of the block `simulation.water` as schemes know it.
struct WaterSectionTrend: Sendable {
    let name: String
    /// nil for a pollutant of the market that schemes do not assess.
    let item: WaterItem?
    /// mg/L in the base year.
    let base: Double
}

extension WaterItem {
    /// The item that a pollutant of the market is measured by.
    init?(pollutant: String) {
        switch pollutant {
        case "nh3_n", "ammonia_n": self = .ammoniaNitrogen
        case "tp": self = .totalPhosphorus
        case "tn": self = .totalNitrogen
        default: self.init(rawValue: pollutant)
        }
    }
}
