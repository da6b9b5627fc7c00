import EcoUnits

/// Everything that declarations say, as plain data: the one source of `describe`, the schema's texts and the
/// reference documents.
public struct SpecDocument: Sendable {
    /// Raised when a reader of the JSON would have to change.
    public static let formatVersion = 1

    /// Blocks in the order in which they are met, each once.
    public private(set) var groups: [GroupSpec] = []
    public private(set) var tables: [TableSpec] = []
    private let names: BlockNames

    /// - Parameter roots: declarations; the blocks and tables inside them are found.
    public init(_ roots: [GroupDeclaration], tables: [TableDeclaration] = []) {
        names = BlockNames(roots)
        for root in roots { add(root) }
        for table in tables { add(table) }
    }

    private mutating func add(_ group: GroupDeclaration) {
        let name = names.name(of: group)
        guard !groups.contains(where: { $0.id == name }) else { return }
        groups.append(GroupSpec(group, names))
        for parameter in group.parameters { add(parameter.shape) }
    }

    private mutating func add(_ table: TableDeclaration) {
        guard !tables.contains(where: { $0.id == table.id }) else { return }
        tables.append(TableSpec(table))
    }

    private mutating func add(_ shape: Shape) {
        switch shape {
        case .group(let group): add(group)
        case .list(let element, _), .map(_, let element): add(element)
        case .variant(_, let options): for option in options { add(option.group) }
        case .table(let table): add(table)
        default: break
        }
    }
}

/// A block of parameters as plain data.
public struct GroupSpec: Sendable {
    /// Its name of ``BlockNames``.
    public let id: String
    public let title: LocalizedText
    public let meaning: LocalizedText
    public let parameters: [ValueSpec]

    init(_ group: GroupDeclaration, _ names: BlockNames) {
        id = names.name(of: group)
        title = group.title
        meaning = group.meaning
        parameters = group.parameters.map { ValueSpec($0, names) }
    }
}

/// An input table as plain data.
public struct TableSpec: Sendable {
    public let id: String
    public let meaning: LocalizedText
    public let uniqueBy: [String]
    /// Columns by whose cells a path of a scenario names a row; empty where values of the table are not set.
    public let rowNames: [String]
    public let columns: [ValueSpec]

    init(_ table: TableDeclaration) {
        id = table.id
        meaning = table.meaning
        uniqueBy = table.uniqueBy
        rowNames = table.isLong ? [] : table.rowNames
        columns = table.columns.map { ValueSpec($0) }
    }
}

/// A parameter or a column as plain data; a text that does not apply is empty.
public struct ValueSpec: Sendable {
    public let key: String
    /// Such as `quantity`, `list of block`.
    public let type: LocalizedText
    public let unit: String
    public let range: LocalizedText
    /// `required`, `optional`, `nullable` (the column is required, a cell may be empty) or `default`.
    public let presence: String
    public let defaultText: String
    public let choices: [ChoiceOption]
    /// Names of the blocks that a value of this key holds.
    public let blocks: [String]
    /// Id of the table that a value of this key names.
    public let table: String
    public let meaning: LocalizedText
    public let source: String
    /// Empty for columns.
    public let status: String
}

extension ValueSpec {
    init(_ parameter: ParameterDeclaration, _ names: BlockNames) {
        let presence: (String, String) =
            switch parameter.presence {
            case .required: ("required", "")
            case .optional: ("optional", "")
            case .defaulted(let text): ("default", text)
            }
        let facts = ShapeFacts(parameter.shape)
        self.init(
            key: parameter.key, type: facts.type, unit: facts.unit, range: facts.range, presence: presence.0,
            defaultText: presence.1, choices: facts.choices, blocks: facts.blocks.map { names.name(of: $0) },
            table: facts.table,
            meaning: parameter.meaning, source: parameter.source, status: parameter.status.rawValue)
    }

    init(_ column: ColumnDeclaration) {
        let presence =
            switch column.presence {
            case .required: "required"
            case .nullable: "nullable"
            case .optional: "optional"
            }
        let facts = ShapeFacts(column.kind)
        self.init(
            key: column.key, type: facts.type, unit: facts.unit, range: facts.range, presence: presence,
            defaultText: "", choices: facts.choices, blocks: [], table: "", meaning: column.meaning,
            source: "",
            status: "")
    }
}
