import EcoParameters
import EcoUnits

/// The block `simulation.trends`. Method: docs/methods/simulation.md, 3.12.
public struct TrendsParameters: ParameterGroup {
    enum Paths {
        static let figure = Column<String>.text(
            "figure", kind: .identifier, LocalizedText(en: "id of the figure", zh: "指标代号"))
        static let nameEn = Column<String>.text(
            "name_en", presence: .optional, LocalizedText(en: "English name", zh: "英文名称"))
        static let nameZh = Column<String>.text(
            "name_zh", presence: .optional, LocalizedText(en: "Chinese name", zh: "中文名称"))
        static let unit = Column<String>.text(
            "unit", LocalizedText(en: "unit, as everywhere in a scenario", zh: "单位"))
        static let region = SimulationColumn.anyRegion
        static let year = SimulationColumn.year
        static let value = Column<Double>.quantity(
            "value", unit: .one, LocalizedText(en: "value; years between are interpolated", zh: "数值，其间年份线性内插")
        )
        static let deviation = Column<Double>.quantity(
            "standard_deviation", unit: .one, range: .nonNegative, presence: .optional,
            LocalizedText(en: "spread of the year's value between draws; empty means 0", zh: "年值标准差，空为 0"))
        static let declaration = TableDeclaration(
            id: "simulation_paths",
            meaning: LocalizedText(
                en: "figures that the simulation does not model: dustfall, reclaimed water, new energy, CO2",
                zh: "外生指标：降尘、再生水、新能源、二氧化碳等"),
            columns: [
                figure.declaration, nameEn.declaration, nameZh.declaration, unit.declaration,
                region.declaration, year.declaration, value.declaration, deviation.declaration,
                SimulationColumn.status.declaration, SimulationColumn.note.declaration,
            ], uniqueBy: ["figure", "region", "year"])
    }

    private static let pathsParameter = Parameter<Table>.table(
        "paths", Paths.declaration, LocalizedText(en: "paths", zh: "路径表"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation_trends", title: LocalizedText(en: "Other figures", zh: "外生指标"),
            meaning: LocalizedText(
                en: "figures with paths of their own, for targets", zh: "按自身路径变化的指标，用于目标跟踪"),
            parameters: [pathsParameter.declaration])
    }

    let paths: Table

    public init(_ bound: BoundGroup) { paths = bound[Self.pathsParameter] }
}

/// Figures that follow their own path. Method: docs/methods/simulation.md, 3.12.
struct Trends: SimulationProcess {
    static let declaration = ProcessDeclaration(
        id: "trends", title: LocalizedText(en: "Other figures", zh: "外生指标"),
        meaning: LocalizedText(en: "figures that are not modelled", zh: "未建模的指标"), inputs: [],
        outputs: [.trends], isDrawn: true)

    private struct Path: Sendable {
        let id: String
        let title: LocalizedText
        let unit: Unit
        /// By region, one more for all together: points in order of years; empty where there are none.
        var points: [[(year: Int, value: Double, deviation: Double)]]
    }

    private let paths: [Path]
    private let regionCount: Int

    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        guard let table = world.parameters.trends?.paths else { return nil }
        typealias Columns = TrendsParameters.Paths
        regionCount = world.regionCount
        var paths: [Path] = []
        for row in table.rows {
            let id = table.value(row, Columns.figure)
            let place: Int
            if table.optional(row, Columns.region) == nil {
                place = world.regionCount
            } else {
                guard let region = world.region(table, row, Columns.region, &findings) else { continue }
                place = region
            }
            var index = paths.firstIndex { $0.id == id }
            if index == nil {
                index = paths.count
                paths.append(
                    Path(
                        id: id,
                        title: LocalizedText(
                            en: table.optional(row, Columns.nameEn) ?? id,
                            zh: table.optional(row, Columns.nameZh) ?? id),
                        unit: (try? Unit(table.value(row, Columns.unit))) ?? .one,
                        points: Array(repeating: [], count: world.regionCount + 1)))
            }
            guard let index, let year = table.optional(row, Columns.year) else { continue }
            paths[index].points[place].append(
                (year, table.value(row, Columns.value), table.optional(row, Columns.deviation) ?? 0))
        }
        for index in paths.indices {
            for place in paths[index].points.indices { paths[index].points[place].sort { $0.year < $1.year } }
        }
        self.paths = paths
    }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        var generator = draw.generator(.parameters)
        var values: [Double] = []
        values.reserveCapacity(paths.count * (regionCount + 1))
        for path in paths {
            for points in path.points {
                let share = generator.uniform() + 0x1p-54
                values.append(Self.value(points, state.year, share))
            }
        }
        state.trends = values
    }

    private static func value(
        _ points: [(year: Int, value: Double, deviation: Double)], _ year: Int, _ share: Double
    ) -> Double {
        guard let first = points.first, let last = points.last else { return .nan }
        var (value, deviation) =
            year < first.year ? (first.value, first.deviation) : (last.value, last.deviation)
        for (low, high) in zip(points, points.dropFirst()) where (low.year...high.year).contains(year) {
            let part = Double(year - low.year) / Double(high.year - low.year)
            value = low.value + (high.value - low.value) * part
            deviation = low.deviation + (high.deviation - low.deviation) * part
        }
        return deviation > 0 ? value + deviation * StandardNormal.quantile(share) : value
    }

    var figures: [SimulationFigure] {
        paths.map { SimulationFigure("trend.\($0.id)", $0.title, unit: $0.unit) }
    }

    func record(_ state: YearState, into values: inout [Double]) { values += state.trends }
}
