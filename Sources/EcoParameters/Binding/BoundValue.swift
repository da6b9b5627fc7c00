import EcoUnits

/// A value that satisfies its declaration, in the declaration's unit.
public indirect enum BoundValue: Sendable {
    /// Exact as written and converted; `double` is the nearest double.
    case number(exact: Rational, double: Double)
    case integer(Int)
    case boolean(Bool)
    case text(String)
    case localizedText(LocalizedText)
    case table(Table)
    case longTable(LongTable)
    case file(FileReference)
    case list([BoundField])
    case group(BoundGroup)
    case variant(String, BoundGroup)
    case map([String: BoundField])
}

/// A file that exists, named in a scenario.
public struct FileReference: Hashable, Sendable {
    /// As written in the scenario.
    public let name: String
    /// Where the file is, from the working directory or absolute.
    public let path: String
    /// The sheet, where the name ends with `#sheet`.
    public let sheet: String?
    public let location: SourceLocation

    public init(name: String, path: String, sheet: String? = nil, location: SourceLocation) {
        self.name = name
        self.path = path
        self.sheet = sheet
        self.location = location
    }
}

/// A bound value with its place and origin.
public struct BoundField: Sendable {
    public let value: BoundValue
    public let origin: Origin
    /// Where the value stands; for a default, where its block begins.
    public let location: SourceLocation
    /// The value as the user wrote it; for a block, empty.
    public let text: String

    public init(_ value: BoundValue, origin: Origin, location: SourceLocation, text: String = "") {
        self.value = value
        self.origin = origin
        self.location = location
        self.text = text
    }
}

/// A bound block.
public struct BoundGroup: Sendable {
    public let declaration: GroupDeclaration
    /// The dotted path of the block in the scenario; empty at the top.
    public let path: String
    public let location: SourceLocation
    /// In the declaration's order; absent optional parameters have no entry.
    public let fields: [String: BoundField]

    public init(
        declaration: GroupDeclaration, path: String, location: SourceLocation, fields: [String: BoundField]
    ) {
        self.declaration = declaration
        self.path = path
        self.location = location
        self.fields = fields
    }

    public subscript<Value>(parameter: Parameter<Value>) -> Value {
        parameter.decode(fields[parameter.key]?.value)
    }

    /// Where a parameter's value stands, for messages; its block's place where it is absent.
    public func location<Value>(of parameter: Parameter<Value>) -> SourceLocation {
        fields[parameter.key]?.location ?? location
    }

    public func path<Value>(of parameter: Parameter<Value>) -> String {
        path.isEmpty ? parameter.key : "\(path).\(parameter.key)"
    }
}

extension BoundValue {
    public var number: Double? {
        if case .number(_, let value) = self { return value }
        return nil
    }

    public var exactNumber: Rational? {
        if case .number(let exact, _) = self { return exact }
        return nil
    }

    public var integer: Int? {
        if case .integer(let value) = self { return value }
        return nil
    }

    public var boolean: Bool? {
        if case .boolean(let value) = self { return value }
        return nil
    }

    public var text: String? {
        if case .text(let value) = self { return value }
        return nil
    }

    public var localizedText: LocalizedText? {
        if case .localizedText(let value) = self { return value }
        return nil
    }

    public var table: Table? {
        if case .table(let value) = self { return value }
        return nil
    }

    public var longTable: LongTable? {
        if case .longTable(let value) = self { return value }
        return nil
    }

    public var file: FileReference? {
        if case .file(let value) = self { return value }
        return nil
    }

    public var group: BoundGroup? {
        switch self {
        case .group(let group), .variant(_, let group): group
        default: nil
        }
    }
}
