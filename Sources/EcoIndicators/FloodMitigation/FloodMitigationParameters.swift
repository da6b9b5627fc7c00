import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.flood_mitigation`.
public struct FloodMitigationParameters: ParameterGroup {
    static let garze = "Pema Dolkar et al. 2017, doi:10.5846/stxb201607011362"

    static let lakes = Parameter<Table>.table(
        "lakes", FloodTables.lakes, LocalizedText(en: "lakes by county", zh: "湖泊")
    ).optional
    static let reservoirs = Parameter<Table>.table(
        "reservoirs", FloodTables.reservoirs, LocalizedText(en: "reservoirs by county", zh: "水库")
    ).optional
    static let reservoirShare = Parameter<Double>.quantity(
        "reservoir_share", unit: .one, range: .fraction, default: "0.35",
        LocalizedText(en: "part of total capacity that takes floods", zh: "防洪库容占总库容比例"),
        source: garze, status: .published)
    static let marshSource = Parameter<MarshSource>.choice(
        "marshes", LocalizedText(en: "where the areas of marshes come from", zh: "沼泽面积来源"))
    static let marshTable = Parameter<Table>.table(
        "marsh_areas", FloodTables.marshes, LocalizedText(en: "marshes by county", zh: "各县沼泽面积")
    ).optional
    static let marshTypes = Parameter<[String]>.texts(
        "marsh_subtypes", .identifier,
        LocalizedText(en: "subtypes of the legend that are marshes; `marsh` where absent", zh: "属沼泽的图例子类型"))
    static let marshDepth = Parameter<Double>.quantity(
        "marsh_depth", unit: .named("m"), range: .nonNegative, default: "0.3 m",
        LocalizedText(en: "greatest depth of water on a marsh", zh: "沼泽地表最大蓄水深"), source: garze,
        status: .published)
    static let marshSoil = Parameter<MarshSoilBlock>.group(
        "marsh_soil", LocalizedText(en: "storage in the soil of marshes, where counted", zh: "沼泽土壤蓄水")
    ).optional
    static let vegetation = Parameter<StormVegetationBlock>.group(
        "vegetation", LocalizedText(en: "storm water that vegetation keeps, where counted", zh: "植被调蓄")
    ).optional
    static let reservoirCost = Price.parameter(
        "reservoir_cost", unit: .named("CNY/m3"),
        LocalizedText(en: "cost of one cubic metre of reservoir capacity", zh: "单位库容造价"),
        source: "published values: 0.67 to 10.24 CNY/m3")

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "flood_mitigation", title: LocalizedText(en: "flood mitigation", zh: "洪水调蓄"),
            meaning: LocalizedText(
                en: "Water that lakes, reservoirs, marshes and vegetation can hold back", zh: "湖泊、水库、沼泽与植被调蓄量"
            ),
            parameters: [
                lakes.declaration, reservoirs.declaration, reservoirShare.declaration,
                marshSource.declaration, marshTable.declaration, marshTypes.declaration,
                marshDepth.declaration, marshSoil.declaration, vegetation.declaration,
                reservoirCost.declaration,
            ],
            rules: [
                { bound, diagnostics in
                    guard (bound[marshSource] == .table) == (bound[marshTable] == nil) else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: bound[marshTable] == nil ? "missing_table" : "conflicting_values",
                            at: bound.location(of: marshSource), path: bound.path(of: marshTable),
                            bound[marshTable] == nil
                                ? "the areas of marshes are to come from a table"
                                : "the table of marshes is not used",
                            hint: "set `marshes: table` together with `marsh_areas`"))
                }
            ])
    }

    let lakes: Table?
    let reservoirs: Table?
    let reservoirShare: Double
    let marshSource: MarshSource
    let marshTable: Table?
    let marshTypes: [String]
    let marshDepth: Double
    let marshSoil: MarshSoil?
    let vegetation: StormVegetationBlock?
    let reservoirCost: Price
    let location: SourceLocation
    let path: String

    public init(_ bound: BoundGroup) {
        lakes = bound[Self.lakes]
        reservoirs = bound[Self.reservoirs]
        reservoirShare = bound[Self.reservoirShare]
        marshSource = bound[Self.marshSource]
        marshTable = bound[Self.marshTable]
        let types = bound[Self.marshTypes]
        marshTypes = types.isEmpty ? ["marsh"] : types
        marshDepth = bound[Self.marshDepth]
        marshSoil = bound[Self.marshSoil]?.soil
        vegetation = bound[Self.vegetation]
        reservoirCost = bound[Self.reservoirCost]
        location = bound.location
        path = bound.path
    }

    /// The lake regions of the table, with their coefficients.
    var register: [RegisterEntry] {
        guard let lakes else { return [] }
        let zones = Set(lakes.rows.map { lakes.value($0, FloodTables.Columns.zone) })
        return LakeZone.allCases.filter { zones.contains($0.rawValue) }.flatMap(\.register)
    }
}

/// Where the areas of marshes come from.
public enum MarshSource: String, ParameterChoice {
    case landCover = "land_cover"
    case table
    case none

    public var meaning: LocalizedText {
        switch self {
        case .landCover: LocalizedText(en: "marsh classes of the land cover", zh: "土地覆盖中的沼泽")
        case .table: LocalizedText(en: "the table `marsh_areas`", zh: "沼泽面积表")
        case .none: LocalizedText(en: "marshes are not counted", zh: "不计沼泽")
        }
    }
}

/// The block `marsh_soil`.
struct MarshSoilBlock: ParameterGroup {
    static let depth = Parameter<Double>.quantity(
        "depth", unit: .named("m"), range: .nonNegative,
        LocalizedText(en: "depth of the soil that stores water", zh: "蓄水土层厚度"))
    static let density = Parameter<Double>.quantity(
        "density", unit: .named("t/m3"), range: .positive,
        LocalizedText(en: "bulk density of the soil", zh: "土壤容重"))
    static let saturated = Parameter<Double>.quantity(
        "saturated_content", unit: .one, range: .nonNegative,
        LocalizedText(en: "water over dry soil, by mass, when saturated", zh: "饱和含水率"))
    static let natural = Parameter<Double>.quantity(
        "natural_content", unit: .one, range: .nonNegative,
        LocalizedText(en: "water over dry soil, by mass, before the flood", zh: "自然含水率"))

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "marsh_soil", title: LocalizedText(en: "soil of marshes", zh: "沼泽土壤"),
            meaning: LocalizedText(en: "What the soil of marshes can still take", zh: "沼泽土壤可蓄水量"),
            parameters: [
                depth.declaration, density.declaration, saturated.declaration, natural.declaration,
            ],
            rules: [
                { bound, diagnostics in
                    guard bound[saturated] < bound[natural] else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: "conflicting_values", at: bound.location(of: natural),
                            path: bound.path(of: natural),
                            "the soil holds more water than when it is saturated",
                            hint: "exchange the two contents, or correct them"))
                }
            ])
    }

    let soil: MarshSoil

    init(_ bound: BoundGroup) {
        soil = MarshSoil(
            depth: bound[Self.depth], density: bound[Self.density], saturated: bound[Self.saturated],
            natural: bound[Self.natural])
    }
}

/// The block `vegetation`.
struct StormVegetationBlock: ParameterGroup {
    enum Columns {
        static let ecosystem = RunoffCoefficients.Columns.ecosystem
        static let slope = Column<Double>.quantity(
            "slope", unit: .one, range: .nonNegative,
            LocalizedText(en: "a of Rf = a ln P - b, in mm", zh: "系数 a"))
        static let intercept = Column<Double>.quantity(
            "intercept", unit: .one, LocalizedText(en: "b of Rf = a ln P - b, in mm", zh: "系数 b"))
        static let status = FigureStatus.column
        static let source = RunoffCoefficients.Columns.source
    }

    static let pairTable = TableDeclaration(
        id: "storm_runoff",
        meaning: LocalizedText(en: "Runoff of storms on vegetation", zh: "植被暴雨径流系数"),
        columns: [
            Columns.ecosystem.declaration, Columns.slope.declaration, Columns.intercept.declaration,
            Columns.status.declaration, Columns.source.declaration,
        ], uniqueBy: ["ecosystem"])

    static let table = Parameter<StormRunoffTable>.choice(
        "storm_runoff_table", LocalizedText(en: "shipped pairs of storm runoff", zh: "暴雨径流系数表"))
    static let own = Parameter<Table>.table(
        "storm_runoff", pairTable,
        LocalizedText(en: "the scenario's own pairs, over the table", zh: "自带系数，优先")
    ).optional
    static let threshold = StormDayBlock.threshold

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "storm_vegetation", title: LocalizedText(en: "vegetation in storms", zh: "植被调蓄"),
            meaning: LocalizedText(
                en: "Storm rain less storm runoff, from daily rain", zh: "暴雨量减暴雨径流，取逐日降水"),
            parameters: [table.declaration, own.declaration, threshold.declaration])
    }

    let pairs: [String: StormRunoff]
    let threshold: Double
    let register: [RegisterEntry]

    init(_ bound: BoundGroup) {
        threshold = bound[Self.threshold]
        let (shipped, table) = (bound[Self.table], bound[Self.own])
        var pairs = shipped.pairs
        var status: [String: (FigureStatus, String)] = [:]
        for row in table?.rows ?? 0..<0 {
            guard let table else { continue }
            let key = table.value(row, Columns.ecosystem)
            pairs[key] = StormRunoff(
                slope: table.value(row, Columns.slope), intercept: table.value(row, Columns.intercept))
            status[key] = (
                FigureStatus(rawValue: table.value(row, Columns.status)) ?? .provisional,
                table.value(row, Columns.source)
            )
        }
        self.pairs = pairs
        register = pairs.sorted { $0.key < $1.key }.map { key, pair in
            let (own, source) = status[key] ?? (.provisional, StormRunoffTable.source)
            return RegisterEntry(
                path: "accounts.indicators.flood_mitigation.storm_runoff.\(key)",
                value: "\(NumberText.shortest(pair.slope)); \(NumberText.shortest(pair.intercept))",
                meaning: shipped.meaning, source: source, status: own.rawValue,
                isProvisional: own.isProvisional)
        }
    }

    func pair(_ land: LandCoverClass) -> StormRunoff? {
        land.subtype.flatMap { pairs[$0] } ?? pairs[land.ecosystem.rawValue]
    }
}
