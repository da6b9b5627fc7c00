import EcoParameters
import EcoUnits

/// A clause of a policy, written as a change of the market's records.
public protocol QuotaRule: Sendable {
    /// Id (lower_snake, equal to the folder), texts and parameters.
    static var declaration: GroupDeclaration { get }

    init(_ bound: BoundGroup)

    /// Changes the records, and tells in `effect` what was touched and what is wrong.
    func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect)
}

extension QuotaRule {
    public static var id: String { declaration.id }
    public var id: String { Self.id }
}

/// What a rule did to the records.
public struct RuleEffect: Sendable {
    /// An emission that a rule frees from the market; the sum leaks out of the total.
    public struct Exemption: Sendable, Equatable {
        public let region: String
        public let pollutant: String
        public let project: String
        /// At full size.
        public let tonnes: Double
    }

    public let rule: String
    /// Records that were changed or added.
    public var touched = 0
    public var exemptions: [Exemption] = []
    public var findings: [Diagnostic] = []

    public init(rule: String) { self.rule = rule }

    mutating func report(_ code: String, _ place: RulePlace, _ key: String, _ message: String, _ hint: String)
    {
        findings.append(
            Diagnostic(code: code, at: place.location, path: place.path(key), message, hint: hint))
    }
}

/// Where a rule stands in its scenario.
struct RulePlace: Sendable {
    let path: String
    let location: SourceLocation

    init(_ bound: BoundGroup) {
        path = bound.path
        location = bound.location
    }

    func path(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}

extension GroupDeclaration {
    static func rule(
        _ id: String, _ title: LocalizedText, _ meaning: LocalizedText, _ parameters: [ParameterDeclaration]
    ) -> GroupDeclaration {
        GroupDeclaration(id: id, title: title, meaning: meaning, parameters: parameters)
    }
}

extension QuotaRecords {
    /// The records after all rules, in the order given, and what each rule did.
    public func applying(_ rules: [any QuotaRule]) -> (records: QuotaRecords, effects: [RuleEffect]) {
        var records = self
        let effects = rules.map { rule in
            var effect = RuleEffect(rule: rule.id)
            rule.apply(to: &records, &effect)
            return effect
        }
        return (records, effects)
    }
}
