import EcoParameters
import EcoUnits

/// The block `accounts.rules`: what the scenario chooses where its rule pack is silent.
public struct RulesParameters: ParameterGroup {
    static let negativeBalance = Parameter<NegativeBalanceRule>.choice(
        "negative_balance",
        LocalizedText(en: "water balances below zero", zh: "水量平衡为负时的处理")
    ).optional
    static let purification = Parameter<PurificationRule>.choice(
        "purification",
        LocalizedText(
            en: "how much of a pollutant is removed", zh: "净化量取法")
    ).optional
    static let netImports = Parameter<NetImportsRule>.choice(
        "net_imports",
        LocalizedText(en: "products from outside", zh: "区外流入产品的处理")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "rules", title: LocalizedText(en: "rules that the pack leaves open", zh: "规则包未规定事项"),
            meaning: LocalizedText(
                en: "A silent pack is no default: the scenario chooses, and every report says so",
                zh: "规则包未规定者由情景选择，并在报告中说明"),
            parameters: [negativeBalance.declaration, purification.declaration, netImports.declaration])
    }

    public let negativeBalance: NegativeBalanceRule?
    public let purification: PurificationRule?
    public let netImports: NetImportsRule?
    let location: SourceLocation?
    let path: String

    public init(_ bound: BoundGroup) {
        negativeBalance = bound[Self.negativeBalance]
        purification = bound[Self.purification]
        netImports = bound[Self.netImports]
        location = bound.location
        path = bound.path
    }

    /// Nothing is chosen.
    public init() {
        negativeBalance = nil
        purification = nil
        netImports = nil
        location = nil
        path = "accounts.rules"
    }
}

/// A rule pack as one account applies it: the document, and what the scenario chose where it is silent.
public struct AppliedPack: Sendable {
    public let document: RulePack
    public let negativeBalance: NegativeBalanceRule
    public let purification: PurificationRule
    public let netImports: NetImportsRule
    /// What the account counts twice.
    public let overlaps: [Overlap]
    /// Rules on which the document is silent and that took part.
    public let chosen: [ChosenRule]

    public var id: String { document.id }
    public var label: String { document.label }

    /// Adds a finding for every rule that the account needs and nobody gives, and for every choice against the
    /// document. After a finding the account stops, so that what stands here instead is never used.
    init(
        _ document: RulePack, _ choices: RulesParameters, blocks: [(id: String, bound: BoundGroup)],
        hasNetImports: Bool, _ diagnostics: inout [Diagnostic]
    ) {
        let indicators = blocks.map(\.id)
        overlaps = document.overlaps(among: blocks)
        var chosen: [ChosenRule] = []
        func rule<Rule: ParameterChoice>(
            _ parameter: Parameter<Rule?>, _ fixed: Rule?, _ choice: Rule?, isNeeded: Bool
        ) -> Rule? {
            let path = "\(choices.path).\(parameter.key)"
            if let fixed, let choice, fixed != choice {
                diagnostics.append(
                    Diagnostic(
                        code: "rule_fixed_by_pack", at: choices.location, path: path,
                        "rule pack \(document.id) asks for '\(fixed.rawValue)'",
                        hint: "leave the rule out, or choose another rule pack"))
            } else if fixed == nil, choice == nil, isNeeded {
                let options = Rule.allCases.map(\.rawValue)
                diagnostics.append(
                    Diagnostic(
                        code: "pack_is_silent", at: choices.location, path: path,
                        "rule pack \(document.id) does not say it: \(parameter.declaration.meaning.en)",
                        hint: "choose \(options.joined(separator: " or "))"))
            } else if fixed == nil, let choice, isNeeded {
                chosen.append(
                    ChosenRule(
                        id: parameter.key, title: parameter.declaration.meaning, choice: choice.meaning))
            }
            return fixed ?? choice
        }
        self.document = document
        negativeBalance =
            rule(
                RulesParameters.negativeBalance, document.negativeBalance, choices.negativeBalance,
                isNeeded: indicators.contains("water_retention")) ?? .signed
        purification =
            rule(
                RulesParameters.purification, document.purification, choices.purification,
                isNeeded: indicators.contains("air_purification") || indicators.contains("water_purification")
            ) ?? .minimum
        netImports =
            rule(
                RulesParameters.netImports, document.netImports, choices.netImports, isNeeded: hasNetImports)
            ?? .subtracted
        self.chosen = chosen
    }
}

/// A rule that the scenario chose because its pack is silent.
public struct ChosenRule: Hashable, Sendable {
    /// Key in `accounts.rules`.
    public let id: String
    public let title: LocalizedText
    public let choice: LocalizedText
}
