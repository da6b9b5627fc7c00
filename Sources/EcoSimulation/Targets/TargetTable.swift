import EcoParameters
import EcoUnits

/// A dated target of a figure of the simulation.
public struct SimulationTarget: Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        /// The figure is at most, or at least, the aim.
        case atMost = "at_most"
        case atLeast = "at_least"
        /// The figure has its highest value no later than the year; the aim is left empty.
        case peakBy = "peak_by"

        public var meaning: LocalizedText {
            switch self {
            case .atMost: LocalizedText(en: "at most the aim", zh: "不高于目标值")
            case .atLeast: LocalizedText(en: "at least the aim", zh: "不低于目标值")
            case .peakBy: LocalizedText(en: "peaks no later than the year", zh: "不晚于该年达峰")
            }
        }
    }

    public let id: String
    public let title: LocalizedText
    /// Position in `Simulation.figures`.
    public let figure: Int
    /// Position of the region; the number of regions for all together.
    public let place: Int
    public let kind: Kind
    public let year: Int
    /// Not-a-number where the kind has none.
    public let aim: Double
    /// Targets of one name count as reached in the year in which all of them are.
    public let joint: String?
    public let location: SourceLocation
}

enum TargetTable {
    static let target = Column<String>.text(
        "target", kind: .identifier, LocalizedText(en: "id of the target", zh: "目标代号"))
    static let nameEn = Column<String>.text(
        "name_en", presence: .optional, LocalizedText(en: "English name", zh: "英文名称"))
    static let nameZh = Column<String>.text(
        "name_zh", presence: .optional, LocalizedText(en: "Chinese name", zh: "中文名称"))
    static let figure = Column<String>.text(
        "figure", LocalizedText(en: "figure of the simulation, such as air.pm25.annual_mean", zh: "模拟指标"))
    static let region = SimulationColumn.anyRegion
    static let kind = Column<String>.choice(
        "kind", SimulationTarget.Kind.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
        LocalizedText(en: "what is asked of it", zh: "目标类型"))
    static let year = Column<Int>.integer(
        "by_year", range: 1990...2100, LocalizedText(en: "year of the target", zh: "目标年"))
    static let aim = Column<Double>.quantity(
        "aim", unit: .one, presence: .optional,
        LocalizedText(en: "aim in the unit of the figure; empty for peak_by", zh: "目标值（单位同指标），达峰目标留空"))
    static let joint = Column<String>.text(
        "joint", kind: .identifier, presence: .optional,
        LocalizedText(en: "name of targets that are to be met together", zh: "协同目标组"))

    static let declaration = TableDeclaration(
        id: "simulation_targets",
        meaning: LocalizedText(en: "dated targets of any figure of the simulation", zh: "任意模拟指标的分年目标"),
        columns: [
            target.declaration, nameEn.declaration, nameZh.declaration, figure.declaration,
            region.declaration, kind.declaration, year.declaration, aim.declaration, joint.declaration,
            SimulationColumn.status.declaration, SimulationColumn.note.declaration,
        ], uniqueBy: ["target"])

    static func targets(
        _ table: Table, figures: [SimulationFigure], _ world: SimulationWorld,
        _ findings: inout [Diagnostic]
    ) -> [SimulationTarget] {
        table.rows.compactMap { row in
            let id = table.value(row, target)
            let name = table.value(row, figure)
            guard let position = figures.firstIndex(where: { $0.id == name }) else {
                let near = Suggestion.nearest(to: name, in: figures.map(\.id))
                findings.append(
                    table.finding(
                        row, figure, "unknown_figure", "the simulation has no figure '\(name)'",
                        hint: near.map { "did you mean `\($0)`?" }
                            ?? "it has \(figures.map(\.id).joined(separator: ", "))"))
                return nil
            }
            var place = world.regionCount
            if table.optional(row, region) != nil {
                guard let own = world.region(table, row, region, &findings) else { return nil }
                place = own
            }
            let kind = SimulationTarget.Kind(rawValue: table.value(row, kind)) ?? .atMost
            let aim = table.optional(row, aim)
            if (aim == nil) != (kind == .peakBy) {
                findings.append(
                    table.finding(
                        row, self.aim, aim == nil ? "missing_value" : "contradiction",
                        aim == nil ? "the target has no aim" : "a peak has no aim",
                        hint: "give `aim` for at_most and at_least alone"))
            }
            let year = table.optional(row, year) ?? 0
            if !world.years.contains(year) {
                findings.append(
                    table.finding(
                        row, self.year, "out_of_range", "\(year) is not simulated",
                        hint: "choose \(world.years[0]) to \(world.years[world.years.count - 1])"))
            }
            return SimulationTarget(
                id: id,
                title: LocalizedText(
                    en: table.optional(row, nameEn) ?? id, zh: table.optional(row, nameZh) ?? id),
                figure: position, place: place, kind: kind, year: year, aim: aim ?? .nan,
                joint: table.optional(row, joint), location: table.location(row))
        }
    }
}

extension Simulation {
    /// The dated targets of the block, in the order of its table.
    public var targets: [SimulationTarget] {
        var reported: [Diagnostic] = []
        return world.parameters.targets.map {
            TargetTable.targets($0, figures: figures, world, &reported)
        } ?? []
    }
}
