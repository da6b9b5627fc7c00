import EcoGrids
import EcoParameters
import EcoUnits

/// One raster layer of a scenario.
public struct LayerParameters: Sendable {
    static let file = Parameter<FileReference>.file(
        "file", .raster, LocalizedText(en: "the raster file", zh: "栅格文件"))
    /// Mandatory but for layers whose numbers have no unit.
    static func unit(_ role: LayerRole) -> Parameter<String> {
        .text(
            "unit", kind: role == .slope ? .oneOf(SlopeUnit.allCases.map(\.rawValue)) : .any,
            default: role.unit == .one && role != .slope ? "1" : nil,
            LocalizedText(
                en: "unit of the stored numbers; a file that names another is refused", zh: "像元值的单位"))
    }
    static let resampling = Parameter<String>.text(
        "resampling", kind: .oneOf(ResamplingMethod.allCases.map(\.rawValue)),
        LocalizedText(
            en: "how cells are made where the grid differs; absent: it must not differ", zh: "重采样方法；缺省要求网格一致")
    ).optional
    static let nodata = Parameter<Double>.number(
        "nodata",
        LocalizedText(en: "stored number that marks missing cells, besides the file's own", zh: "无数据值")
    ).optional
    static let year = Parameter<String>.text(
        "year", kind: .any, LocalizedText(en: "year or period of the data", zh: "数据年份或时段")
    ).optional
    static let source = Parameter<String>.text(
        "source", LocalizedText(en: "where the data come from", zh: "数据来源")
    ).optional
    static let status = Parameter<FigureStatus>.choice(
        "status", default: .measured, LocalizedText(en: "how the layer came about", zh: "数据性质"))
    static let legend = Parameter<String>.text(
        "legend", kind: .oneOf(LandCoverLegend.builtIn.map(\.id)),
        LocalizedText(en: "a built-in legend of the classes", zh: "内置分类图例")
    ).optional
    static let classes = Parameter<Table>.table(
        "classes", LandCoverLegend.declaration,
        LocalizedText(en: "the scenario's own legend", zh: "自定义分类对照表")
    ).optional

    public let role: LayerRole
    public let file: FileReference
    public let unit: Unit
    /// Only of slopes, which no factor converts.
    let slopeUnit: SlopeUnit?
    public let resampling: ResamplingMethod?
    public let nodata: Double?
    public let year: String?
    public let source: String?
    public let status: FigureStatus
    /// The path of the block, such as `accounts.layers.elevation`.
    public let path: String
    public let location: SourceLocation
    /// Only of land cover.
    public let legend: LandCoverLegend?

    init(_ role: LayerRole, _ bound: BoundGroup) {
        self.role = role
        file = bound[Self.file]
        slopeUnit = role == .slope ? SlopeUnit(rawValue: bound[Self.unit(role)]) : nil
        unit = role.isClasses || role == .slope ? .one : (try? Unit(bound[Self.unit(role)])) ?? role.unit
        resampling = bound[Self.resampling].flatMap(ResamplingMethod.init)
        nodata = bound[Self.nodata]
        year = bound[Self.year]
        source = bound[Self.source]
        status = bound[Self.status]
        path = bound.path
        location = bound.location(of: Self.file)
        legend = role == .landCover ? Self.legend(bound) : nil
    }

    /// Numbers outside are no data of this kind, in the unit that kernels take; of slopes in the file's.
    var plausibleRange: ClosedRange<Double> { slopeUnit?.plausibleRange ?? role.plausibleRange }
    /// The unit of `plausibleRange`.
    var countedUnit: String { slopeUnit?.rawValue ?? role.unit.symbol }
    /// The unit of the file.
    var statedUnit: String { slopeUnit?.rawValue ?? unit.symbol }

    private static func legend(_ bound: BoundGroup) -> LandCoverLegend? {
        if let table = bound[classes] { return LandCoverLegend(table) }
        return bound[legend].flatMap(LandCoverLegend.named)
    }

    static func declaration(_ role: LayerRole) -> GroupDeclaration {
        let common = [
            resampling.declaration, nodata.declaration, year.declaration, source.declaration,
            status.declaration,
        ]
        let own =
            role == .landCover
            ? [file.declaration, legend.declaration, classes.declaration]
            : role.isClasses ? [file.declaration] : [file.declaration, unit(role).declaration]
        return GroupDeclaration(
            id: "layer_\(role.rawValue)", title: role.meaning,
            meaning: role.isClasses
                ? role.meaning
                : LocalizedText(
                    en: "\(role.meaning.en); converted to \(role == .slope ? "degree" : role.unit.symbol)",
                    zh: "\(role.meaning.zh)，换算为 \(role == .slope ? "度" : role.unit.symbol)"),
            parameters: own + common, rules: [{ check(role, $0, &$1) }])
    }

    private static func check(_ role: LayerRole, _ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        if role.isClasses {
            let method = bound[resampling].flatMap(ResamplingMethod.init)
            if let method, !method.keepsClasses {
                diagnostics.append(
                    Diagnostic(
                        code: "resampling_mixes_classes", at: bound.location(of: resampling),
                        path: bound.path(of: resampling),
                        "\(method.rawValue) makes classes that do not exist",
                        hint: "use nearest or mode for land cover"))
            }
            if role == .landCover, (bound[legend] == nil) == (bound[classes] == nil) {
                diagnostics.append(
                    Diagnostic(
                        code: "missing_value", at: bound.location, path: bound.path(of: legend),
                        "land cover needs one legend: `legend` or `classes`",
                        hint:
                            "legend: \(LandCoverLegend.builtIn.map(\.id).joined(separator: ", ")), or a table"
                    ))
            }
            return
        }
        if role == .slope { return }
        let written = bound[unit(role)]
        guard let unit = try? Unit(written), unit.isConvertible(to: role.unit) else {
            let parameter = Self.unit(role)
            diagnostics.append(
                Diagnostic(
                    code: "wrong_unit", at: bound.location(of: parameter), path: bound.path(of: parameter),
                    "'\(written)' is no unit of \(role.meaning.en)",
                    hint: "expected \(role.unit) or a unit that converts to it"))
            return
        }
    }
}

/// The block `accounts.layers`.
public struct LayersParameters: ParameterGroup {
    static func parameter(_ role: LayerRole) -> Parameter<LayerParameters?> {
        Parameter(
            ParameterDeclaration(
                key: role.rawValue, shape: .group(LayerParameters.declaration(role)), presence: .optional,
                meaning: role.meaning)
        ) { bound in bound?.group.map { LayerParameters(role, $0) } }
    }

    static let grid = Parameter<String>.text(
        "grid", kind: .oneOf(LayerRole.allCases.map(\.rawValue)), default: LayerRole.landCover.rawValue,
        LocalizedText(en: "the layer whose cells are the analysis grid", zh: "以该图层的网格为分析网格"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "layers", title: LocalizedText(en: "raster layers", zh: "栅格图层"),
            meaning: LocalizedText(
                en: "The rasters of an account; only those that its indicators need", zh: "核算所用栅格，仅列所需"),
            parameters: [grid.declaration] + LayerRole.allCases.map { parameter($0).declaration },
            rules: [
                { bound, diagnostics in
                    guard let role = LayerRole(rawValue: bound[grid]), bound[parameter(role)] == nil,
                        bound.fields.values.contains(where: { $0.value.group != nil })
                    else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: "missing_layer", at: bound.location(of: grid), path: bound.path(of: grid),
                            "the analysis grid is that of '\(role.rawValue)', which is not among the layers",
                            hint: "add the layer, or name another under `grid`"))
                }
            ])
    }

    public let layers: [LayerRole: LayerParameters]
    public let grid: LayerRole
    public let location: SourceLocation?
    public let path: String

    public init(_ bound: BoundGroup) {
        let pairs = LayerRole.allCases.compactMap { role in
            bound.fields[role.rawValue]?.value.group.map { (role, LayerParameters(role, $0)) }
        }
        layers = Dictionary(uniqueKeysWithValues: pairs)
        grid = LayerRole(rawValue: bound[Self.grid]) ?? .landCover
        location = bound.location
        path = bound.path
    }

    /// No layers at all: an account from tables.
    init() {
        layers = [:]
        grid = .landCover
        location = nil
        path = "accounts.layers"
    }

    public subscript(role: LayerRole) -> LayerParameters? { layers[role] }
}
