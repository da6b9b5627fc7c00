import EcoGrids
import EcoParameters
import EcoUnits

/// A rule of the pack as this account applied it.
public struct RuleRow: Hashable, Sendable {
    public enum Kind: String, Sendable {
        case indicator
        case rule
        case overlap
        case note
    }

    public let kind: Kind
    /// The service, or the rule's key.
    public let id: String
    public let title: LocalizedText
    /// `required`, `included`, ... for services; `fixed`, `chosen` or `silent` for rules; `forbidden` or `named`
    /// for overlaps.
    public let standing: String
    /// Whether the account has the service; nil for rules.
    public let isAccounted: Bool?
    public let text: LocalizedText
    public let source: String
    /// `published` where a public source says so, else `provisional`.
    public let status: String
}

extension AppliedPack {
    /// The whole pack, for people to read beside the account.
    ///
    /// - Parameter zoneRule: how cells at borders count; nil where the account reads no raster.
    func rows(accounted: Set<String>, zoneRule: ZoneRule?) -> [RuleRow] {
        indicatorRows(accounted) + ruleRows + (zoneRule.map { [zoneRow($0)] } ?? []) + overlapRows + noteRows
    }

    /// No document says it: the scenario chooses.
    private func zoneRow(_ rule: ZoneRule) -> RuleRow {
        RuleRow(
            kind: .rule, id: "zone_rule", title: LocalizedText(en: "cells at borders", zh: "边界像元"),
            standing: "chosen", isAccounted: nil, text: rule.meaning, source: "",
            status: ParameterStatus.choice.rawValue)
    }

    private func indicatorRows(_ accounted: Set<String>) -> [RuleRow] {
        document.indicators.map { rule in
            return RuleRow(
                kind: .indicator, id: rule.id, title: rule.title, standing: rule.standing.rawValue,
                isAccounted: accounted.contains(rule.id),
                text: ([rule.reason] + rule.admittedTexts).clauses(), source: rule.source,
                status: rule.status.rawValue)
        }
    }

    private var ruleRows: [RuleRow] {
        func row(
            _ id: String, _ title: LocalizedText, _ fixed: LocalizedText?, _ applied: LocalizedText
        ) -> RuleRow {
            let isChosen = chosen.contains { $0.id == id }
            return RuleRow(
                kind: .rule, id: id, title: title,
                standing: fixed != nil ? "fixed" : isChosen ? "chosen" : "silent", isAccounted: nil,
                text: fixed ?? (isChosen ? applied : LocalizedText(en: "not needed here", zh: "本次未用到")),
                source: "", status: document.status.rawValue)
        }
        return [
            row(
                "negative_balance", LocalizedText(en: "water balances below zero", zh: "负水量平衡"),
                document.negativeBalance?.meaning, negativeBalance.meaning),
            row(
                "purification", LocalizedText(en: "purification", zh: "净化量"),
                document.purification?.meaning, purification.meaning),
            row(
                "net_imports", LocalizedText(en: "products from outside", zh: "区外流入产品"),
                document.netImports?.meaning, netImports.meaning),
            row(
                "reference_state", LocalizedText(en: "reference state", zh: "参照状态"),
                document.referenceState, document.referenceState),
            row("total", LocalizedText(en: "total", zh: "总值"), document.total.title, document.total.title),
        ]
    }

    private var overlapRows: [RuleRow] {
        overlaps.map {
            RuleRow(
                kind: .overlap, id: "\($0.first)+\($0.second)",
                title: [ServiceName.of($0.first), ServiceName.of($0.second)].joined(
                    LocalizedText(en: " and ", zh: "与")),
                standing: $0.isForbidden ? "forbidden" : "named", isAccounted: nil, text: $0.reason,
                source: "",
                status: document.status.rawValue)
        }
    }

    private var noteRows: [RuleRow] {
        document.notes.enumerated().map { number, note in
            RuleRow(
                kind: .note, id: "note_\(number + 1)", title: document.title, standing: "",
                isAccounted: nil, text: note, source: document.sources.joined(separator: "; "),
                status: document.status.rawValue)
        }
    }
}

extension IndicatorRule {
    /// What the document admits, in the words of the indicator's own choices.
    var admittedTexts: [LocalizedText] {
        let parameters = IndicatorCatalogue.entry(id)?.declaration.parameters.parameters ?? []
        return admitted.map { choice in
            let options: [ChoiceOption] =
                if case .choice(let own)? = parameters.first(where: { $0.key == choice.key })?.shape {
                    own
                } else { [] }
            let names = choice.values.map { value in
                options.first { $0.id == value }?.meaning ?? LocalizedText(value)
            }
            let list = names.joined(LocalizedText(en: " or ", zh: "、"))
            return LocalizedText(en: "admits \(list.en)", zh: "允许：\(list.zh)")
        }
    }
}
