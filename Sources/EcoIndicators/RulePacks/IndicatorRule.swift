import EcoParameters
import EcoUnits

/// A service in a rule pack.
public struct IndicatorRule: Hashable, Sendable {
    public enum Standing: String, CaseIterable, Sendable {
        /// Without it there is no total.
        case required
        /// Counted where the scenario has it; the total says which are left out.
        case included
        /// Off unless the scenario asks for it.
        case optional
        /// Nobody could say whether the document counts it: the scenario decides, and the account says so.
        case unknown
        /// Accounted beside the total, never in it: a stock, or the same service measured in another way.
        case memorandum
        /// Refused.
        case excluded
    }

    public let id: String
    public let standing: Standing
    /// How it is priced, or why it is out.
    public let reason: LocalizedText
    /// What the document admits of the choices in the indicator's block; what is not listed the scenario chooses.
    public let admitted: [AdmittedChoice]
    /// Where the rule was read; empty where only at second hand.
    public let source: String

    public init(
        _ id: String, _ standing: Standing, _ reason: LocalizedText, admits admitted: [AdmittedChoice] = [],
        source: String = ""
    ) {
        self.id = id
        self.standing = standing
        self.reason = reason
        self.admitted = admitted
        self.source = source
    }

    public var title: LocalizedText { ServiceName.of(id) }

    /// Published where a public source says so, else provisional.
    public var status: ParameterStatus { source.isEmpty ? .provisional : .published }
}

/// What a document admits of one choice: `method` of carbon fixation may be `nep` or `rate`.
public struct AdmittedChoice: Hashable, Sendable {
    /// Key in the indicator's block.
    public let key: String
    public let values: [String]

    public init(_ key: String, _ values: String...) {
        self.key = key
        self.values = values
    }
}

/// Two services that count the same thing.
public struct Overlap: Hashable, Sendable {
    public let first: String
    public let second: String
    public let reason: LocalizedText
    /// True where an account with both is refused; otherwise it says so.
    public let isForbidden: Bool
    /// The overlap is there only where all of these choices are made.
    public let conditions: [ChoiceCondition]

    public init(
        _ first: String, _ second: String, _ reason: LocalizedText, isForbidden: Bool = false,
        when conditions: [ChoiceCondition] = []
    ) {
        self.first = first
        self.second = second
        self.reason = reason
        self.isForbidden = isForbidden
        self.conditions = conditions
    }

    /// The same overlap where the document counts a thing once only.
    var forbidden: Overlap { Overlap(first, second, reason, isForbidden: true, when: conditions) }
}

/// A choice in the block of an indicator.
public struct ChoiceCondition: Hashable, Sendable {
    public let indicator: String
    public let key: String
    /// nil where it is enough that the key is there.
    public let value: String?
    /// True where the key must not be there.
    public let isAbsence: Bool

    /// The key is left out.
    static func without(_ indicator: String, _ key: String) -> ChoiceCondition {
        ChoiceCondition(indicator, key, isAbsence: true)
    }

    public init(_ indicator: String, _ key: String, _ value: String? = nil, isAbsence: Bool = false) {
        self.isAbsence = isAbsence
        self.indicator = indicator
        self.key = key
        self.value = value
    }
}
