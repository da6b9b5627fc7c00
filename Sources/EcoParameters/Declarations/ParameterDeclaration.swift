import EcoUnits

/// The one declaration of a parameter. Validation, `describe`, the JSON Schema, the reference documents and
/// the run manifest derive from it.
public struct ParameterDeclaration: Sendable {
    /// The key in its block, lower_snake.
    public let key: String
    public let shape: Shape
    public let presence: Presence
    /// What it is, in one sentence of each language.
    public let meaning: LocalizedText
    /// Standard and clause, DOI or document; empty for a plain choice of the user.
    public let source: String
    public let status: ParameterStatus

    public init(
        key: String, shape: Shape, presence: Presence, meaning: LocalizedText, source: String = "",
        status: ParameterStatus = .choice
    ) {
        self.key = key
        self.shape = shape
        self.presence = presence
        self.meaning = meaning
        self.source = source
        self.status = status
    }
}

/// How well a number or rule is founded.
public enum ParameterStatus: String, CaseIterable, Sendable {
    /// Read in the standard or decision itself.
    case official
    /// Read in a publication.
    case published
    /// Known second-hand or from memory; nobody has checked it in print. Every report says so.
    case provisional
    /// A choice of the user, without a source to cite.
    case choice
}

public enum Presence: Sendable {
    case required
    /// May be absent, and is then absent: no value is made up.
    case optional
    /// Absent means this text, read exactly as if it stood in the file.
    case defaulted(String)

    public var isRequired: Bool {
        if case .required = self { return true }
        return false
    }
}

/// What a value looks like.
public indirect enum Shape: Sendable {
    /// A number with its unit, such as `20 CNY/t`; stored in `unit`.
    case quantity(unit: Unit, range: NumberRange)
    /// A bare number without unit.
    case number(range: NumberRange)
    case integer(range: ClosedRange<Int>)
    case boolean
    case text(TextKind)
    case choice([ChoiceOption])
    /// `{en: ..., zh: ...}`, or one text for both.
    case localizedText
    /// The path of a CSV table, relative to the file that names it.
    case table(TableDeclaration)
    /// The path of any other file, relative to the file that names it.
    case file(FileKind)
    case list(of: Shape, minimumCount: Int)
    case group(GroupDeclaration)
    /// A block whose `discriminator` key chooses among groups.
    case variant(discriminator: String, options: [VariantOption])
    /// A block of free keys, each with the same shape: `{so2: 18000 CNY/t, nox: 19000 CNY/t}`.
    case map(key: TextKind, value: Shape)
}

public struct ChoiceOption: Hashable, Sendable {
    public let id: String
    public let meaning: LocalizedText

    public init(_ id: String, _ meaning: LocalizedText) {
        self.id = id
        self.meaning = meaning
    }
}

public struct VariantOption: Sendable {
    public let id: String
    public let group: GroupDeclaration

    public init(id: String, group: GroupDeclaration) {
        self.id = id
        self.group = group
    }
}

public enum FileKind: String, Sendable {
    case raster
    case vector
    case any
}

/// The texts that a key or value may hold.
public enum TextKind: Hashable, Sendable {
    case any
    /// Lower-case letters, digits and `_`, beginning with a letter.
    case identifier
    /// Six digits, GB/T 2260.
    case regionCode
    /// `2019`, `2019-04`, `2019-Q2`, `2019-H1`, `2019-04-08`.
    case period
    /// `2019-04-08`.
    case date
    /// One of the named texts.
    case oneOf([String])
    /// A single value of any kind as it stands, numbers and dates too: what `--set` would take.
    case value
}

/// Bounds of a number; an open end excludes its value.
public struct NumberRange: Hashable, Sendable {
    public let minimum: Double?
    public let maximum: Double?
    public let excludesMinimum: Bool
    public let excludesMaximum: Bool

    public init(
        minimum: Double? = nil, maximum: Double? = nil, excludesMinimum: Bool = false,
        excludesMaximum: Bool = false
    ) {
        self.minimum = minimum
        self.maximum = maximum
        self.excludesMinimum = excludesMinimum
        self.excludesMaximum = excludesMaximum
    }

    public static let any = NumberRange()
    public static let nonNegative = NumberRange(minimum: 0)
    public static let positive = NumberRange(minimum: 0, excludesMinimum: true)
    public static let fraction = NumberRange(minimum: 0, maximum: 1)

    public static func closed(_ minimum: Double, _ maximum: Double) -> NumberRange {
        NumberRange(minimum: minimum, maximum: maximum)
    }

    public func contains(_ value: Double) -> Bool {
        guard !value.isNaN else { return false }
        if let minimum, excludesMinimum ? value <= minimum : value < minimum { return false }
        if let maximum, excludesMaximum ? value >= maximum : value > maximum { return false }
        return true
    }
}

extension NumberRange: CustomStringConvertible {
    /// `at least 0`, `above 0`, `0 to 1`.
    public var description: String {
        let low = minimum.map(NumberText.shortest)
        let high = maximum.map(NumberText.shortest)
        switch (low, high) {
        case (nil, nil): return "any number"
        case (let low?, nil): return excludesMinimum ? "above \(low)" : "at least \(low)"
        case (nil, let high?): return excludesMaximum ? "below \(high)" : "at most \(high)"
        case (let low?, let high?):
            let open = [
                excludesMinimum ? "\(low) excluded" : nil, excludesMaximum ? "\(high) excluded" : nil,
            ]
            let note = open.compactMap { $0 }.joined(separator: ", ")
            return "\(low) to \(high)" + (note.isEmpty ? "" : " (\(note))")
        }
    }
}
