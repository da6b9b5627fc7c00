import EcoUnits

/// A declared parameter with the Swift type of its value: what a ``ParameterGroup`` reads itself from.
public struct Parameter<Value: Sendable>: Sendable {
    public let declaration: ParameterDeclaration
    let decode: @Sendable (BoundValue?) -> Value

    public var key: String { declaration.key }

    /// For shapes that the factories below do not cover.
    public init(_ declaration: ParameterDeclaration, decode: @escaping @Sendable (BoundValue?) -> Value) {
        self.declaration = declaration
        self.decode = decode
    }

    /// The same parameter where absence is a value of its own.
    public var optional: Parameter<Value?> {
        let old = declaration
        let declaration = ParameterDeclaration(
            key: old.key, shape: old.shape, presence: .optional, meaning: old.meaning, source: old.source,
            status: old.status)
        return Parameter<Value?>(declaration) { [decode] bound in bound.map { decode($0) } }
    }

    fileprivate init(
        _ key: String, _ shape: Shape, default text: String?, _ meaning: LocalizedText, source: String,
        status: ParameterStatus, decode: @escaping @Sendable (BoundValue) -> Value?
    ) {
        self.init(
            ParameterDeclaration(
                key: key, shape: shape, presence: text.map(Presence.defaulted) ?? .required, meaning: meaning,
                source: source, status: status)
        ) { bound in
            guard let value = bound.flatMap(decode) else {
                preconditionFailure("parameter \(key) was read before it was bound")
            }
            return value
        }
    }
}

extension Parameter where Value == Double {
    /// A number with unit, handed over in `unit`.
    public static func quantity(
        _ key: String, unit: Unit, range: NumberRange = .any, default text: String? = nil,
        _ meaning: LocalizedText, source: String = "", status: ParameterStatus = .choice
    ) -> Parameter {
        Parameter(
            key, .quantity(unit: unit, range: range), default: text, meaning, source: source, status: status
        ) { $0.number }
    }

    /// A bare number.
    public static func number(
        _ key: String, range: NumberRange = .any, default text: String? = nil, _ meaning: LocalizedText,
        source: String = "", status: ParameterStatus = .choice
    ) -> Parameter {
        Parameter(key, .number(range: range), default: text, meaning, source: source, status: status) {
            $0.number
        }
    }
}

extension Parameter where Value == Rational {
    /// A number with unit, exact as written, handed over in `unit`: for settlement and standards.
    public static func exactQuantity(
        _ key: String, unit: Unit, range: NumberRange = .any, default text: String? = nil,
        _ meaning: LocalizedText, source: String = "", status: ParameterStatus = .choice
    ) -> Parameter {
        Parameter(
            key, .quantity(unit: unit, range: range), default: text, meaning, source: source, status: status
        ) { $0.exactNumber }
    }

    /// A bare number, exact as written.
    public static func exactNumber(
        _ key: String, range: NumberRange = .any, default text: String? = nil, _ meaning: LocalizedText,
        source: String = "", status: ParameterStatus = .choice
    ) -> Parameter {
        Parameter(key, .number(range: range), default: text, meaning, source: source, status: status) {
            $0.exactNumber
        }
    }
}

extension Parameter where Value == Int {
    public static func integer(
        _ key: String, range: ClosedRange<Int>, default text: String? = nil, _ meaning: LocalizedText,
        source: String = "", status: ParameterStatus = .choice
    ) -> Parameter {
        Parameter(key, .integer(range: range), default: text, meaning, source: source, status: status) {
            $0.integer
        }
    }
}

extension Parameter where Value == Bool {
    public static func boolean(
        _ key: String, default text: String? = nil, _ meaning: LocalizedText, source: String = "",
        status: ParameterStatus = .choice
    ) -> Parameter {
        Parameter(key, .boolean, default: text, meaning, source: source, status: status) { $0.boolean }
    }
}

extension Parameter where Value == String {
    public static func text(
        _ key: String, kind: TextKind = .any, default text: String? = nil, _ meaning: LocalizedText,
        source: String = "", status: ParameterStatus = .choice
    ) -> Parameter {
        Parameter(key, .text(kind), default: text, meaning, source: source, status: status) { $0.text }
    }
}

extension Parameter where Value == LocalizedText {
    public static func localizedText(
        _ key: String, default text: String? = nil, _ meaning: LocalizedText
    ) -> Parameter {
        Parameter(key, .localizedText, default: text, meaning, source: "", status: .choice) {
            $0.localizedText
        }
    }
}

extension Parameter where Value == Table {
    public static func table(
        _ key: String, _ table: TableDeclaration, _ meaning: LocalizedText, source: String = ""
    ) -> Parameter {
        Parameter(key, .table(table), default: nil, meaning, source: source, status: .choice) { $0.table }
    }
}

extension Parameter where Value == LongTable {
    /// A table that the module reads itself, piece by piece; its declaration says that it is long.
    public static func longTable(
        _ key: String, _ table: TableDeclaration, _ meaning: LocalizedText, source: String = ""
    ) -> Parameter {
        Parameter(key, .table(table), default: nil, meaning, source: source, status: .choice) { $0.longTable }
    }
}

extension Parameter where Value == FileReference {
    public static func file(
        _ key: String, _ kind: FileKind, _ meaning: LocalizedText, source: String = ""
    ) -> Parameter {
        Parameter(key, .file(kind), default: nil, meaning, source: source, status: .choice) { $0.file }
    }
}

extension Parameter where Value: ParameterGroup {
    /// A block.
    public static func group(_ key: String, _ meaning: LocalizedText) -> Parameter {
        Parameter(key, .group(Value.declaration), default: nil, meaning, source: "", status: .choice) {
            $0.group.map(Value.init)
        }
    }
}

/// A value that is one of a closed set of named choices.
public protocol ParameterChoice: Sendable, CaseIterable, RawRepresentable where RawValue == String {
    var meaning: LocalizedText { get }
}

extension ParameterChoice {
    static var options: [ChoiceOption] { allCases.map { ChoiceOption($0.rawValue, $0.meaning) } }
}

extension Parameter where Value: ParameterChoice {
    public static func choice(
        _ key: String, default value: Value? = nil, _ meaning: LocalizedText, source: String = "",
        status: ParameterStatus = .choice
    ) -> Parameter {
        Parameter(
            key, .choice(Value.options), default: value?.rawValue, meaning, source: source, status: status
        ) { bound in bound.text.flatMap { Value(rawValue: $0) } }
    }
}
