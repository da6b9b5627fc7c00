import EcoAccounts
import EcoParameters
import EcoUnits

/// A class of a land-cover raster.
public struct LandCoverClass: Hashable, Sendable {
    /// What lies on the surface, where erosion and growth differ in kind.
    public enum Surface: String, CaseIterable, Sendable {
        case land
        case water
        case built
    }

    public let code: Int32
    public let ecosystem: EcosystemType
    /// Second-level type by which coefficient tables are read, such as `deciduous_broadleaf_forest`.
    public let subtype: String?
    public let surface: Surface
    public let name: LocalizedText

    public init(
        _ code: Int32, _ ecosystem: EcosystemType, _ subtype: String?, surface: Surface = .land,
        _ name: LocalizedText
    ) {
        self.code = code
        self.ecosystem = ecosystem
        self.subtype = subtype
        self.surface = surface
        self.name = name
    }
}

/// What the codes of a land-cover raster mean.
public struct LandCoverLegend: Sendable {
    public let id: String
    public let classes: [LandCoverClass]
    private let byCode: [Int32: LandCoverClass]

    public init(id: String, _ classes: [LandCoverClass]) {
        self.id = id
        self.classes = classes
        byCode = Dictionary(classes.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public subscript(code: Int32) -> LandCoverClass? { byCode[code] }

    public static let builtIn: [LandCoverLegend] = [.igbp]
    public static func named(_ id: String) -> LandCoverLegend? { builtIn.first { $0.id == id } }
    static let empty = LandCoverLegend(id: "none", [])
}

extension LandCoverLegend {
    static let classColumn = Column<Int>.integer(
        "class", range: -32_768...65_535, LocalizedText(en: "code in the raster", zh: "栅格编码"))
    static let ecosystemColumn = Column<String>.choice(
        "ecosystem", EcosystemType.allCases.map { ChoiceOption($0.rawValue, $0.name) },
        LocalizedText(en: "ecosystem type of the account", zh: "生态系统类型"))
    static let subtypeColumn = Column<String>.text(
        "subtype", kind: .identifier, presence: .optional,
        LocalizedText(en: "second-level type by which coefficients are read", zh: "二级类型，用于查系数"))
    static let surfaceColumn = Column<String>.choice(
        "surface",
        [
            ChoiceOption("land", LocalizedText(en: "land", zh: "陆地")),
            ChoiceOption("water", LocalizedText(en: "open water", zh: "水面")),
            ChoiceOption("built", LocalizedText(en: "built-up, sealed", zh: "建设用地")),
        ], presence: .optional,
        LocalizedText(en: "what lies on the surface; absent: urban is built, wetland is water", zh: "地表性质"))
    static let nameZhColumn = Column<String>.text("name_zh", LocalizedText(en: "Chinese name", zh: "中文名称"))
    static let nameEnColumn = Column<String>.text("name_en", LocalizedText(en: "English name", zh: "英文名称"))

    /// The table `land_cover_classes.csv`.
    public static let declaration = TableDeclaration(
        id: "land_cover_classes",
        meaning: LocalizedText(en: "What the codes of the land-cover raster mean", zh: "土地覆盖编码对照"),
        columns: [
            classColumn.declaration, ecosystemColumn.declaration, subtypeColumn.declaration,
            surfaceColumn.declaration, nameZhColumn.declaration, nameEnColumn.declaration,
        ],
        uniqueBy: ["class"])

    /// A legend read by ``declaration``.
    public init(_ table: Table) {
        self.init(
            id: table.file,
            table.rows.compactMap { row in
                guard let code = table.optional(row, Self.classColumn),
                    let ecosystem = EcosystemType(rawValue: table.value(row, Self.ecosystemColumn))
                else { return nil }
                let written = LandCoverClass.Surface(rawValue: table.value(row, Self.surfaceColumn))
                let usual: LandCoverClass.Surface =
                    ecosystem == .urban ? .built : ecosystem == .wetland ? .water : .land
                return LandCoverClass(
                    Int32(code), ecosystem, table.optional(row, Self.subtypeColumn),
                    surface: written ?? usual,
                    LocalizedText(
                        en: table.value(row, Self.nameEnColumn), zh: table.value(row, Self.nameZhColumn)))
            })
    }
}
