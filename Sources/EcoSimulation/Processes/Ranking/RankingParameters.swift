import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `simulation.ranking`. Method: docs/methods/simulation.md, 3.13.
public struct RankingParameters: ParameterGroup {
    enum Cities {
        static let city = Column<String>.text(
            "city", LocalizedText(en: "name of the city", zh: "城市名称"))
        static let region = Column<String>.text(
            "region", kind: .regionCode, presence: .optional,
            LocalizedText(
                en: "code of a city whose counties are simulated: it ranks with their figures",
                zh: "县区参与模拟的城市代码，按模拟值参与排名"))
        static let year = SimulationColumn.year
        static let index = Column<Double>.quantity(
            "composite_index", unit: .one, range: .closed(0, 100),
            LocalizedText(
                en: "composite index of the year; years between are interpolated", zh: "当年综合指数，其间年份线性内插"))
        static let declaration = TableDeclaration(
            id: "simulation_ranked_cities",
            meaning: LocalizedText(
                en: "composite indices of the cities that are ranked together, such as the 168 key cities",
                zh: "同组排名城市（如168个重点城市）的综合指数"),
            columns: [
                city.declaration, region.declaration, year.declaration, index.declaration,
                SimulationColumn.status.declaration, SimulationColumn.note.declaration,
            ], uniqueBy: ["city", "year"])
    }

    private static let citiesParameter = Parameter<Table>.table(
        "cities", Cities.declaration, LocalizedText(en: "cities ranked together", zh: "同组排名城市"))
    private static let changeParameter = Parameter<Double>.number(
        "annual_change", range: .closed(-0.5, 0.5), default: "0",
        LocalizedText(
            en: "yearly change of the other cities' indices beyond the years of the table, as a fraction",
            zh: "其他城市综合指数在表列年份之后的年变化率（小数）"),
        source: "the user's assumption", status: .provisional)
    private static let lastParameter = Parameter<Int>.integer(
        "last", range: 1...1000, default: "10",
        LocalizedText(en: "how many places count as the last ones", zh: "末位名次个数"),
        source: "monthly list of the 168 key cities", status: .published)

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation_ranking", title: LocalizedText(en: "Rank among cities", zh: "城市排名"),
            meaning: LocalizedText(
                en: "where the simulated cities stand by composite index", zh: "按综合指数计算的城市名次"),
            parameters: [citiesParameter.declaration, changeParameter.declaration, lastParameter.declaration])
    }

    let cities: Table
    /// As a fraction.
    let annualChange: Double
    let last: Int
    let location: SourceLocation

    public init(_ bound: BoundGroup) {
        cities = bound[Self.citiesParameter]
        annualChange = bound[Self.changeParameter]
        last = bound[Self.lastParameter]
        location = bound.location
    }
}
