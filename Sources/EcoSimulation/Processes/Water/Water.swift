import EcoAccounts
import EcoCompensation
import EcoParameters
import EcoUnits

/// The block `simulation.water`.
public struct WaterParameters: ParameterGroup {
    enum Sections {
        static let section = Column<String>.text(
            "section", kind: .identifier, LocalizedText(en: "id of the section", zh: "断面代号"))
        static let region = RegionTable.Columns.region
        static let pollutant = SimulationColumn.pollutant
        static let concentration = Column<Double>.quantity(
            "concentration_mg_l", unit: .named("mg/L"), range: .nonNegative,
            LocalizedText(en: "mean of the base year", zh: "基准年均值"))
        static let background = Column<Double>.quantity(
            "background_mg_l", unit: .named("mg/L"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "what no emission of the regions causes; empty means 0", zh: "背景浓度，空为 0"))
        static let limit = Column<Double>.quantity(
            "limit_mg_l", unit: .named("mg/L"), range: .positive,
            LocalizedText(en: "target of the section", zh: "断面目标浓度"))
        static let declaration = TableDeclaration(
            id: "simulation_sections",
            meaning: LocalizedText(
                en: "sections of rivers, a row for each pollutant; the county is the one assessed",
                zh: "水质断面，每种污染物一行；所列县为责任县"),
            columns: [
                section.declaration, region.declaration, pollutant.declaration, concentration.declaration,
                background.declaration, limit.declaration, SimulationColumn.status.declaration,
                SimulationColumn.note.declaration,
            ], uniqueBy: ["section", "pollutant"])
    }

    enum Catchments {
        static let section = Sections.section
        static let region = RegionTable.Columns.region
        static let part = Column<Double>.quantity(
            "delivered_share", unit: .one, range: .fraction,
            LocalizedText(en: "part of the county's emission that reaches the section", zh: "入断面系数"))
        static let declaration = TableDeclaration(
            id: "simulation_catchments",
            meaning: LocalizedText(en: "whose emission reaches a section", zh: "断面汇入县及入河系数"),
            columns: [
                section.declaration, region.declaration, part.declaration,
                SimulationColumn.status.declaration, SimulationColumn.note.declaration,
            ], uniqueBy: ["section", "region"])
    }

    private static let sectionsParameter = Parameter<Table>.table(
        "sections", Sections.declaration, LocalizedText(en: "sections", zh: "断面表"))
    private static let catchmentsParameter = Parameter<Table>.table(
        "catchments", Catchments.declaration,
        LocalizedText(en: "catchments; absent: the assessed county alone", zh: "汇水关系，缺省为责任县自身")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation_water", title: LocalizedText(en: "Water", zh: "水环境"),
            meaning: LocalizedText(
                en: "sections whose concentration follows emission and runoff", zh: "断面浓度随排放与径流变化"),
            parameters: [sectionsParameter.declaration, catchmentsParameter.declaration])
    }

    let sections: Table
    let catchments: Table?

    public init(_ bound: BoundGroup) {
        sections = bound[Self.sectionsParameter]
        catchments = bound[Self.catchmentsParameter]
    }
}

/// Concentrations at sections. Method: docs/methods/simulation.md, 3.7.
struct Water: SimulationProcess {
    static let declaration = ProcessDeclaration(
        id: "water", title: LocalizedText(en: "Water", zh: "水环境"),
        meaning: LocalizedText(
            en: "sections by the emission above them and the runoff of the year", zh: "断面浓度随上游排放与当年径流变化"),
        inputs: [.market, .weather], outputs: [.water])

    private struct Section: Sendable {
        let region: Int
        let pollutant: Int
        let base: Double
        let background: Double
        let limit: Double
        /// Regions above it with their delivered shares.
        let above: [(region: Int, share: Double)]
        let baseLoad: Double
    }

    private let sections: [Section]
    private let items: [Int]
    private let world: SimulationWorld

    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        guard let parameters = world.parameters.water, world.records != nil else { return nil }
        self.world = world
        let emission = world.byRegion(world.base.emission)
        let table = parameters.sections
        var above: [String: [(region: Int, share: Double)]] = [:]
        if let table = parameters.catchments {
            typealias Columns = WaterParameters.Catchments
            for row in table.rows {
                guard let region = world.region(table, row, Columns.region, &findings) else { continue }
                above[table.value(row, Columns.section), default: []].append(
                    (region, table.value(row, Columns.part)))
            }
        }
        typealias Columns = WaterParameters.Sections
        var sections: [Section] = []
        for row in table.rows {
            let id = table.value(row, Columns.pollutant)
            guard let pollutant = world.pollutants.firstIndex(of: id) else {
                findings.append(
                    table.finding(
                        row, Columns.pollutant, "unknown_pollutant", "the market has no pollutant '\(id)'",
                        hint: "known are: \(world.pollutants.joined(separator: ", "))"))
                continue
            }
            guard let region = world.region(table, row, Columns.region, &findings) else { continue }
            let own = above[table.value(row, Columns.section)] ?? [(region, 1)]
            sections.append(
                Section(
                    region: region, pollutant: pollutant, base: table.value(row, Columns.concentration),
                    background: table.optional(row, Columns.background) ?? 0,
                    limit: table.value(row, Columns.limit), above: own,
                    baseLoad: own.reduce(0) {
                        $0 + $1.share * emission[$1.region * world.pollutants.count + pollutant]
                    }))
        }
        self.sections = sections
        items = Set(sections.map(\.pollutant)).sorted()
    }

    /// Sections in the order of `YearState.sections`; empty where the process has nothing to do.
    static func trends(_ world: SimulationWorld) -> [WaterSectionTrend] {
        guard let table = world.parameters.water?.sections,
            !world.parameters.switchedOff.contains(id)
        else { return [] }
        typealias Columns = WaterParameters.Sections
        return table.rows.map { row in
            WaterSectionTrend(
                name: table.value(row, Columns.section),
                item: WaterItem(pollutant: table.value(row, Columns.pollutant)),
                base: table.value(row, Columns.concentration))
        }
    }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        let emission = world.byRegion(state.emission)
        state.earlierSections = state.sections
        state.sections = sections.map { section in
            let load = section.above.reduce(0) {
                $0 + $1.share * emission[$1.region * world.pollutants.count + section.pollutant]
            }
            let ratio = section.baseLoad > 0 ? load / section.baseLoad : 1
            let caused = max(0, section.base - section.background)
            return section.background + caused * ratio / state.runoff
        }
    }

    var figures: [SimulationFigure] {
        items.map { item in
            let id = world.pollutants[item]
            let name = PollutantName.name(id) ?? LocalizedText(id)
            return SimulationFigure(
                "water.\(id).mg_l",
                LocalizedText(en: "\(name.en) at sections, mean", zh: "断面\(name.zh)均值"),
                unit: .named("mg/L"), lessIsBetter: true, isMean: true)
        } + [
            SimulationFigure(
                "water.compliant_share",
                LocalizedText(en: "Sections within their targets", zh: "断面达标比例"), unit: .one,
                lessIsBetter: false, isMean: true)
        ]
    }

    func record(_ state: YearState, into values: inout [Double]) {
        func put(_ value: (Section, Double) -> Double, _ admits: (Section) -> Bool) {
            var (sums, counts) = (
                [Double](repeating: 0, count: world.regionCount),
                [Double](repeating: 0, count: world.regionCount)
            )
            for (section, concentration) in zip(sections, state.sections) where admits(section) {
                sums[section.region] += value(section, concentration)
                counts[section.region] += 1
            }
            let all = counts.reduce(0, +)
            values += zip(sums, counts).map { $1 > 0 ? $0 / $1 : .nan }
            values.append(all > 0 ? sums.reduce(0, +) / all : .nan)
        }
        for item in items { put({ $1 }, { $0.pollutant == item }) }
        put({ $1 <= $0.limit ? 1 : 0 }, { _ in true })
    }
}
