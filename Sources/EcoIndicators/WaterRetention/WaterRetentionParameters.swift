import EcoParameters
import EcoUnits

/// The block `accounts.indicators.water_retention`.
public struct WaterRetentionParameters: ParameterGroup {
    static let table = Parameter<RunoffTable>.choice(
        "runoff_table",
        LocalizedText(
            en: "published table of surface-runoff coefficients; they differ by a factor of two",
            zh: "地表径流系数表"))
    static let stands = Parameter<[String: String]>(
        ParameterDeclaration(
            key: "runoff_classes",
            shape: .map(key: .identifier, value: .text(.oneOf(RunoffTable.rowIds))), presence: .optional,
            meaning: LocalizedText(
                en: "rows of the table that stand for subtypes of the legend that it does not name",
                zh: "图例子类型对应的系数行"))
    ) { bound in
        guard case .map(let entries) = bound else { return [:] }
        return entries.compactMapValues { $0.value.text }
    }
    static let reservoirCost = Price.parameter(
        "reservoir_cost", unit: .named("CNY/m3"),
        LocalizedText(en: "cost of one cubic metre of reservoir capacity", zh: "单位库容造价"),
        source: "published values: 0.67 to 10.24 CNY/m3")

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "water_retention", title: LocalizedText(en: "water retention", zh: "水源涵养"),
            meaning: LocalizedText(en: "Water balance by ecosystem type", zh: "水量平衡法"),
            parameters: [table.declaration, stands.declaration, reservoirCost.declaration])
    }

    public let table: RunoffTable
    /// Row of the table by subtype.
    public let stands: [String: String]
    public let reservoirCost: Price
    private let standsLocation: SourceLocation
    private let standsPath: String

    public init(_ bound: BoundGroup) {
        standsLocation = bound.location(of: Self.stands)
        standsPath = bound.path(of: Self.stands)
        table = bound[Self.table]
        stands = bound[Self.stands]
        reservoirCost = bound[Self.reservoirCost]
    }

    /// The runoff coefficient of a class, a fraction; nil where the table has no row for it.
    func coefficient(of land: LandCoverClass) -> Double? {
        guard let row = row(of: land) else { return nil }
        return table.percent(row).map { $0 / 100 }
    }

    /// Rows that stand for nothing: a misspelt subtype would else go unnoticed.
    func findings(_ legend: LandCoverLegend) -> [Diagnostic] {
        let subtypes = Set(legend.classes.compactMap(\.subtype)).sorted()
        guard !legend.classes.isEmpty else { return [] }
        return stands.keys.sorted().filter { !subtypes.contains($0) }.map { key in
            let near = Suggestion.nearest(to: key, in: subtypes).map { "did you mean `\($0)`?" }
            return Diagnostic(
                code: "unknown_subtype", at: standsLocation, path: "\(standsPath).\(key)",
                "the legend has no subtype '\(key)'",
                hint: near ?? "its subtypes are \(subtypes.joined(separator: ", "))")
        }
    }

    private func row(of land: LandCoverClass) -> String? {
        land.subtype.map { stands[$0] ?? $0 }
    }

    func register(_ legend: LandCoverLegend) -> [RegisterEntry] {
        let rows = Set(legend.classes.compactMap(row(of:))).sorted()
        return rows.compactMap { row in
            table.percent(row).map { percent in
                RegisterEntry(
                    "accounts.indicators.water_retention.runoff_table.\(row)",
                    "\(NumberText.shortest(percent)) %", table.meaning, source: table.source,
                    status: table.status)
            }
        }
    }
}
