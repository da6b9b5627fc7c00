import EcoParameters
import EcoUnits

/// A small block with one parameter of each kind.
struct PlantParameters: ParameterGroup {
    enum Method: String, ParameterChoice {
        case net
        case gross

        var meaning: LocalizedText { LocalizedText(en: "\(rawValue) output", zh: "产出 \(rawValue)") }
    }

    struct Cap: ParameterGroup {
        static let limit = Parameter<Double>.quantity(
            "limit", unit: .named("t"), range: .nonNegative, LocalizedText(en: "limit", zh: "上限"))
        static var declaration: GroupDeclaration {
            GroupDeclaration(
                id: "cap", title: LocalizedText(en: "Cap", zh: "总量"),
                meaning: LocalizedText(en: "A cap", zh: "总量控制"),
                parameters: [limit.declaration])
        }
        let limit: Double
        init(_ bound: BoundGroup) { limit = bound[Self.limit] }
    }

    static let price = Parameter<Double>.quantity(
        "price", unit: .named("CNY/t"), range: .positive, LocalizedText(en: "price of a tonne", zh: "每吨价格"),
        source: "Notice 1", status: .published)
    static let count = Parameter<Int>.integer(
        "count", range: 0...10, LocalizedText(en: "number of units", zh: "机组数"))
    static let share = Parameter<Double>.number(
        "share", range: .fraction, default: "80 %", LocalizedText(en: "share kept", zh: "留存比例"))
    static let active = Parameter<Bool>.boolean(
        "active", default: "true", LocalizedText(en: "whether it runs", zh: "是否运行"))
    static let label = Parameter<String>.text("label", LocalizedText(en: "label", zh: "标签")).optional
    static let county = Parameter<String>.text(
        "county", kind: .regionCode, LocalizedText(en: "county", zh: "县区")
    ).optional
    static let method = Parameter<Method>.choice(
        "method", default: .net, LocalizedText(en: "method", zh: "方法"))
    static let title = Parameter<LocalizedText>.localizedText(
        "title", LocalizedText(en: "title", zh: "标题")
    ).optional
    static let caps = Parameter<[Cap]>.groups("caps", LocalizedText(en: "caps", zh: "总量"))
    static let floor = Parameter<[String: Double]>.quantities(
        "floor", keys: .identifier, unit: .named("CNY/t"), range: .nonNegative,
        LocalizedText(en: "lowest price", zh: "底价"))
    static let sources = Parameter<Table>.table(
        "sources", SourceTable.declaration, LocalizedText(en: "sources", zh: "排放源")
    ).optional

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "plant", title: LocalizedText(en: "Plant", zh: "电厂"),
            meaning: LocalizedText(en: "A plant", zh: "一座电厂"),
            parameters: [
                price.declaration, count.declaration, share.declaration, active.declaration,
                label.declaration,
                county.declaration, method.declaration, title.declaration, caps.declaration,
                floor.declaration,
                sources.declaration,
            ],
            rules: [
                { bound, diagnostics in
                    guard bound[count] == 0, bound[active] else { return }
                    diagnostics.append(
                        Diagnostic(
                            .warning, code: "idle", at: bound.location(of: count),
                            path: bound.path(of: count),
                            "an active plant has no unit", hint: "set active: false"))
                }
            ])
    }

    let price: Double
    let count: Int
    let share: Double
    let active: Bool
    let label: String?
    let method: Method
    let title: LocalizedText?
    let caps: [Double]
    let floor: [String: Double]

    init(_ bound: BoundGroup) {
        price = bound[Self.price]
        count = bound[Self.count]
        share = bound[Self.share]
        active = bound[Self.active]
        label = bound[Self.label]
        method = bound[Self.method]
        title = bound[Self.title]
        caps = bound[Self.caps].map(\.limit)
        floor = bound[Self.floor]
    }
}

enum SourceTable {
    static let region = Column<String>.text(
        "region", kind: .regionCode, LocalizedText(en: "county", zh: "县区"))
    static let baseline = Column<Double>.quantity(
        "baseline_t", unit: .named("t"), range: .nonNegative,
        LocalizedText(en: "baseline emission", zh: "基准排放"))
    static let load = Column<FixedPoint>.fixedPoint(
        "load_t", fractionDigits: 3, unit: .named("t"), presence: .optional,
        LocalizedText(en: "load", zh: "负荷"))
    static let hours = Column<Int>.integer(
        "hours", range: 0...8784, presence: .nullable, LocalizedText(en: "hours of the year", zh: "年小时数"))
    static let buys = Column<Bool>.boolean(
        "may_buy", presence: .optional, LocalizedText(en: "may buy", zh: "可购买"))

    static let declaration = TableDeclaration(
        id: "plant_sources", meaning: LocalizedText(en: "Sources", zh: "排放源"),
        columns: [
            region.declaration, baseline.declaration, load.declaration, hours.declaration, buys.declaration,
        ],
        uniqueBy: ["region"])
}

/// Tables in memory, by name.
struct MemoryFiles: InputFiles {
    var texts: [String: String] = [:]

    func reference(
        _ name: String, at location: SourceLocation, path: String
    ) throws(DiagnosticFailure) -> FileReference {
        guard texts[name] != nil else {
            throw DiagnosticFailure([
                Diagnostic(code: "missing_file", at: location, path: path, "no file '\(name)'")
            ])
        }
        return FileReference(name: name, path: name, location: location)
    }

    func table(
        _ file: FileReference, as declaration: TableDeclaration
    ) throws(DiagnosticFailure) -> Table {
        try TableReader.read(Array((texts[file.path] ?? "").utf8), file: file.path, as: declaration)
    }
}

extension DocumentNode {
    static func value(_ text: String, quoted: Bool = false, line: Int = 1, column: Int = 1) -> DocumentNode {
        DocumentNode(
            .scalar(.init(text, isQuoted: quoted)),
            at: SourceLocation(file: "p.yaml", line: line, column: column))
    }

    /// A block as if each entry stood on a line of its own, the value two characters after its key.
    static func block(_ entries: KeyValuePairs<String, DocumentNode>) -> DocumentNode {
        let placed = entries.enumerated().map { index, entry in
            let line = index + 1
            let place = SourceLocation(file: "p.yaml", line: line, column: entry.key.count + 3)
            return Entry(
                key: entry.key, keyLocation: SourceLocation(file: "p.yaml", line: line, column: 1),
                value: DocumentNode(entry.value.content, at: place))
        }
        return DocumentNode(.mapping(placed), at: SourceLocation(file: "p.yaml", line: 1, column: 1))
    }
}

/// The printed findings of binding a plant.
func findings(_ node: DocumentNode, files: MemoryFiles = MemoryFiles()) -> [String] {
    Binder.findings(node, PlantParameters.declaration, files: files).diagnostics.map(\.description)
}

/// The printed findings of one entry beside the two required ones.
func findings(_ key: String, _ text: String, quoted: Bool = false) -> [String] {
    findings(.block(["price": .value("20 CNY/t"), "count": .value("1"), key: .value(text, quoted: quoted)]))
}
