import EcoParameters
import EcoUnits

/// The rules of a province: brought in by `preset`, replaced rule by rule by the scenario's own.
public struct QuotaPreset: Sendable {
    public struct Entry: Sendable {
        /// A rule as a scenario would write it, without its key `rule`.
        public let rule: String
        public let values: [(key: String, value: DocumentNode.Content)]
        public let source: String
        public let status: ParameterStatus
    }

    public let id: String
    public let title: LocalizedText
    public let entries: [Entry]

    public static let all = [shanxi, zhejiang]

    private var place: SourceLocation { SourceLocation(file: "preset \(id)", line: 1, column: 1) }

    private func node(_ content: DocumentNode.Content) -> DocumentNode {
        DocumentNode(content, at: place, origin: .preset(id))
    }

    /// The rule as it would stand in a scenario.
    fileprivate func element(_ entry: Entry) -> DocumentNode {
        let named = [("rule", DocumentNode.Content.scalar(.init(entry.rule)))] + entry.values
        return node(.mapping(named.map { .init(key: $0.0, keyLocation: place, value: node($0.1)) }))
    }

    /// The list `rules` as it would stand in a scenario, bound.
    func bound(to declaration: GroupDeclaration) -> BoundField? {
        let list = DocumentNode.Entry(
            key: QuotaModelParameters.rulesParameter.key, keyLocation: place,
            value: node(.sequence(entries.map(element))))
        let open = GroupDeclaration(
            id: declaration.id, title: declaration.title, meaning: declaration.meaning,
            parameters: [QuotaModelParameters.rulesParameter.declaration])
        let group = try? Binder.bind(node(.mapping([list])), to: open, files: PresetFiles())
        return group?.fields[list.key]
    }
}

extension GroupDeclaration.Completion {
    /// Rules of the preset that the block names; one that it brings stands in for itself once a value of it is set.
    static var quotaPreset: Self {
        Self({ $0.completedByPreset() }) { block, wanted in
            guard wanted.list == QuotaModelParameters.rulesParameter.key,
                let id = block.entry(QuotaModelParameters.presetParameter.key)?.scalarText,
                let preset = QuotaPreset.all.first(where: { $0.id == id })
            else { return nil }
            return preset.entries.first { $0.rule == wanted.name }.map(preset.element)
        }
    }
}

extension BoundGroup {
    /// The block with the rules of its preset before its own; those of a kind that the block has itself fall away, and
    /// keys of the block stand in the rules of the preset that say the same.
    func completedByPreset() -> BoundGroup {
        let key = QuotaModelParameters.rulesParameter.key
        guard let id = self[QuotaModelParameters.presetParameter],
            let preset = QuotaPreset.all.first(where: { $0.id == id }),
            let brought = preset.bound(to: declaration), case .list(let rules) = brought.value
        else { return self }
        var own: [BoundField] = []
        if case .list(let given)? = fields[key]?.value { own = given }
        let kinds = Set(own.compactMap(\.variant))
        var completed = fields
        let kept = rules.filter { !kinds.contains($0.variant ?? "") }.map { $0.taking(keysFrom: &completed) }
        let all = kept + own
        let field = fields[key] ?? brought
        completed[key] = BoundField(.list(all), origin: field.origin, location: field.location)
        return BoundGroup(declaration: declaration, path: path, location: location, fields: completed)
    }
}

extension BoundField {
    fileprivate var variant: String? {
        if case .variant(let id, _) = value { return id }
        return nil
    }

    /// The rule with what a key of the block says in its place; that key is then used up.
    fileprivate func taking(keysFrom fields: inout [String: BoundField]) -> BoundField {
        guard case .variant(let id, let rule) = value,
            let key = QuotaParameters.keysOfRules.first(where: { $0.rule == id }),
            let given = fields.removeValue(forKey: key.block), let brought = rule.fields[key.own]
        else { return self }
        var own = rule.fields
        own[key.own] = brought.overlaid(by: given)
        let group = BoundGroup(
            declaration: rule.declaration, path: rule.path, location: rule.location, fields: own)
        return BoundField(.variant(id, group), origin: origin, location: given.location)
    }

    /// A map entry by entry, another value as a whole.
    private func overlaid(by other: BoundField) -> BoundField {
        guard case .map(let own) = value, case .map(let more) = other.value else { return other }
        return BoundField(
            .map(own.merging(more) { $1 }), origin: other.origin, location: other.location)
    }
}

extension QuotaParameters {
    /// Keys of the block that say what a rule says too: the rule, its own key, the key of the block.
    static let keysOfRules: [(rule: String, own: String, block: String)] = [
        (Fee.declaration.id, Fee.rateParameter.key, feeRate.key),
        (FloorPrice.declaration.id, FloorPrice.pricesParameter.key, floorPrice.key),
    ]

    /// What a rule of the scenario says, no key of the block says too.
    static let keysAndRulesAreApart: GroupDeclaration.Rule = { bound, diagnostics in
        let kinds = bound.kindsOfRules
        for key in keysOfRules where kinds.contains(key.rule) {
            guard let field = bound.fields[key.block], field.origin != .defaultValue else { continue }
            diagnostics.append(
                Diagnostic(
                    code: "conflicting_values", at: field.location,
                    path: bound.path(key.block),
                    LocalizedText(
                        en: "`\(key.block)` is given, and a rule `\(key.rule)` as well",
                        zh: "既给出了 `\(key.block)`，又给出了规则 `\(key.rule)`"),
                    hint: LocalizedText(en: "leave out one of them", zh: "请去掉其中之一")))
        }
    }

    /// A fee as a part of no floor price would be no fee.
    static let feesHaveAFloor: GroupDeclaration.Rule = { bound, diagnostics in
        guard bound[feeRate] ?? 0 > 0, bound[floorPrice].isEmpty,
            !bound.kindsOfRules.contains(FloorPrice.declaration.id)
        else { return }
        diagnostics.append(
            Diagnostic(
                code: "missing_value", at: bound.fields[feeRate.key]?.location,
                path: bound.path(floorPrice.key),
                LocalizedText(
                    en: "the fee is a part of the floor price, and there is none", zh: "手续费以基准价计，而未给出基准价"),
                hint: LocalizedText(en: "add floor_price", zh: "请补充 floor_price")))
    }
}

extension BoundGroup {
    /// The rules in force, by their ids.
    fileprivate var kindsOfRules: Set<String> {
        guard case .list(let rules)? = fields[QuotaModelParameters.rulesParameter.key]?.value else {
            return []
        }
        return Set(rules.compactMap(\.variant))
    }
}
