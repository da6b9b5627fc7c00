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

    /// The list `rules` as it would stand in a scenario, bound.
    func bound(to declaration: GroupDeclaration) -> BoundField? {
        let place = SourceLocation(file: "preset \(id)", line: 1, column: 1)
        let origin = Origin.preset(id)
        let node = { (content: DocumentNode.Content) in DocumentNode(content, at: place, origin: origin) }
        let elements = entries.map { entry in
            let named = [("rule", DocumentNode.Content.scalar(.init(entry.rule)))] + entry.values
            return node(.mapping(named.map { .init(key: $0.0, keyLocation: place, value: node($0.1)) }))
        }
        let list = DocumentNode.Entry(
            key: QuotaModelParameters.rulesParameter.key, keyLocation: place, value: node(.sequence(elements))
        )
        let open = GroupDeclaration(
            id: declaration.id, title: declaration.title, meaning: declaration.meaning,
            parameters: [QuotaModelParameters.rulesParameter.declaration])
        let group = try? Binder.bind(node(.mapping([list])), to: open, files: PresetFiles())
        return group?.fields[list.key]
    }
}

extension BoundGroup {
    /// The block with the rules of its preset before its own; those of a kind that the block has itself fall away.
    func completedByPreset() -> BoundGroup {
        let key = QuotaModelParameters.rulesParameter.key
        guard let id = self[QuotaModelParameters.presetParameter],
            let preset = QuotaPreset.all.first(where: { $0.id == id }),
            let brought = preset.bound(to: declaration), case .list(let rules) = brought.value
        else { return self }
        var own: [BoundField] = []
        if case .list(let given)? = fields[key]?.value { own = given }
        let kinds = Set(own.compactMap(\.variant))
        let all = rules.filter { !kinds.contains($0.variant ?? "") } + own
        var completed = fields
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
}
