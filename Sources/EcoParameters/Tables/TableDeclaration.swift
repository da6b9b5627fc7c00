import EcoUnits

/// The one declaration of an input table: its columns, and what makes a row unique.
public struct TableDeclaration: Sendable {
    /// Lower_snake; the name that `describe` and the reference documents use.
    public let id: String
    public let meaning: LocalizedText
    public let columns: [ColumnDeclaration]
    /// Keys of the columns that together may occur once; empty where rows may repeat.
    public let uniqueBy: [String]
    /// Its module reads it piece by piece, as a ``LongTable``.
    public let isLong: Bool

    public init(
        id: String, meaning: LocalizedText, columns: [ColumnDeclaration], uniqueBy: [String] = [],
        isLong: Bool = false
    ) {
        self.id = id
        self.meaning = meaning
        self.columns = columns
        self.uniqueBy = uniqueBy
        self.isLong = isLong
    }
}

/// A column of an input table.
public struct ColumnDeclaration: Sendable {
    /// The heading.
    public let key: String
    public let kind: ColumnKind
    public let presence: ColumnPresence
    public let meaning: LocalizedText

    public init(key: String, kind: ColumnKind, presence: ColumnPresence, meaning: LocalizedText) {
        self.key = key
        self.kind = kind
        self.presence = presence
        self.meaning = meaning
    }
}

public enum ColumnPresence: Sendable {
    /// The column stands in the file and every cell has a value.
    case required
    /// The column stands in the file; an empty cell means that the value is missing.
    case nullable
    /// The column may be left out; an empty cell means that the value is missing.
    case optional
}

public enum ColumnKind: Sendable {
    /// A number in the unit that the heading names.
    case quantity(unit: Unit, range: NumberRange)
    /// A number kept exactly as a count of `10^-fractionDigits`; more decimals are refused.
    case fixedPoint(fractionDigits: Int, unit: Unit, range: NumberRange)
    case integer(range: ClosedRange<Int>)
    /// `yes` or `no`.
    case boolean
    case text(TextKind)
    case choice([ChoiceOption])
}

/// A column with the Swift type of its cells.
public struct Column<Value: Sendable>: Sendable {
    public let declaration: ColumnDeclaration
    public var key: String { declaration.key }

    fileprivate init(
        _ key: String, _ kind: ColumnKind, _ presence: ColumnPresence, _ meaning: LocalizedText
    ) {
        declaration = ColumnDeclaration(key: key, kind: kind, presence: presence, meaning: meaning)
    }
}

extension Column where Value == Double {
    public static func quantity(
        _ key: String, unit: Unit, range: NumberRange = .any, presence: ColumnPresence = .required,
        _ meaning: LocalizedText
    ) -> Column {
        Column(key, .quantity(unit: unit, range: range), presence, meaning)
    }
}

/// A decimal as a count of small steps; see ``ColumnKind/fixedPoint(fractionDigits:unit:range:)``.
public struct FixedPoint: Hashable, Sendable {
    public let count: Int64

    public init(count: Int64) { self.count = count }
}

extension Column where Value == FixedPoint {
    public static func fixedPoint(
        _ key: String, fractionDigits: Int, unit: Unit, range: NumberRange = .any,
        presence: ColumnPresence = .required, _ meaning: LocalizedText
    ) -> Column {
        Column(key, .fixedPoint(fractionDigits: fractionDigits, unit: unit, range: range), presence, meaning)
    }
}

extension Column where Value == Int {
    public static func integer(
        _ key: String, range: ClosedRange<Int>, presence: ColumnPresence = .required,
        _ meaning: LocalizedText
    ) -> Column {
        Column(key, .integer(range: range), presence, meaning)
    }
}

extension Column where Value == Bool {
    public static func boolean(
        _ key: String, presence: ColumnPresence = .required, _ meaning: LocalizedText
    ) -> Column {
        Column(key, .boolean, presence, meaning)
    }
}

extension Column where Value == String {
    public static func text(
        _ key: String, kind: TextKind = .any, presence: ColumnPresence = .required,
        _ meaning: LocalizedText
    ) -> Column {
        Column(key, .text(kind), presence, meaning)
    }

    public static func choice(
        _ key: String, _ options: [ChoiceOption], presence: ColumnPresence = .required,
        _ meaning: LocalizedText
    ) -> Column {
        Column(key, .choice(options), presence, meaning)
    }
}
