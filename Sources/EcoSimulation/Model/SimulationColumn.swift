import EcoAccounts
import EcoParameters
import EcoUnits

/// Columns that several tables of the block `simulation` share.
enum SimulationColumn {
    static let anyRegion = Column<String>.text(
        "region", kind: .regionCode, presence: .optional,
        LocalizedText(en: "county; empty means all", zh: "县代码，空为全部"))
    static let anyPollutant = Column<String>.text(
        "pollutant", kind: .identifier, presence: .optional,
        LocalizedText(en: "pollutant; empty means all", zh: "污染物，空为全部"))
    static let anySector = Column<String>.text(
        "sector", kind: .identifier, presence: .optional,
        LocalizedText(en: "sector; empty means all", zh: "行业，空为全部"))
    static let pollutant = Column<String>.text(
        "pollutant", kind: .identifier, LocalizedText(en: "pollutant of the market, such as so2", zh: "污染物"))
    static let sector = Column<String>.text(
        "sector", kind: .identifier, LocalizedText(en: "sector, such as power", zh: "行业"))
    static let year = Column<Int>.integer("year", range: 1990...2100, LocalizedText(en: "year", zh: "年份"))
    static let status = Column<String>.choice(
        "status",
        [
            ChoiceOption("measured", LocalizedText(en: "measured or reported", zh: "监测或统计")),
            ChoiceOption("published", LocalizedText(en: "read in a publication", zh: "公开文献")),
            ChoiceOption("derived", LocalizedText(en: "worked out from such figures", zh: "推算")),
            ChoiceOption("assumed", LocalizedText(en: "assumed; the report says so", zh: "假定，报告中列明")),
        ], LocalizedText(en: "how well the row is founded", zh: "数据来源性质"))
    static let note = RegionTable.Columns.note
}

extension Table {
    /// A finding at a cell.
    func finding<Value>(
        _ row: Int, _ column: Column<Value>, _ code: String, _ message: String, hint: String
    ) -> Diagnostic {
        Diagnostic(code: code, at: location(row, column), path: path(column), message, hint: hint)
    }
}

extension SimulationWorld {
    /// Position of the region of a cell; a finding where the scenario does not have it.
    func region(_ table: Table, _ row: Int, _ column: Column<String>, _ findings: inout [Diagnostic]) -> Int?
    {
        regions.code(
            table.value(row, column), at: table.location(row, column), path: table.path(column), &findings
        ).flatMap { regions.index(of: $0) }
    }

    /// The sources that a row of optional region, pollutant and sector means.
    func sources(_ table: Table, _ row: Int) -> [Int] {
        typealias Columns = SimulationColumn
        let wanted = (
            table.optional(row, Columns.anyRegion), table.optional(row, Columns.anyPollutant),
            table.optional(row, Columns.anySector)
        )
        let sources = records?.sources ?? []
        return sources.indices.filter { index in
            let source = sources[index]
            return (wanted.0 ?? source.region) == source.region
                && (wanted.1 ?? source.pollutant) == source.pollutant
                && (wanted.2 ?? source.sector) == source.sector
        }
    }
}
