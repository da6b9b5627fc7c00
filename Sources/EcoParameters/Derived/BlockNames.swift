import EcoUnits

/// A name of its own for every block of a tree of declarations.
///
/// A block is named by its id. Where blocks of one id differ (the same pollutant under two schemes, tiers in
/// two units), each is named after the block that holds it as well: `weighted_linear_pm25`.
public struct BlockNames: Sendable {
    private var names: [String: String] = [:]
    private var groups: [String: GroupDeclaration] = [:]

    public init(_ roots: [GroupDeclaration]) {
        var signatures: [String: Set<String>] = [:]
        for root in roots {
            root.visitBlocks { signatures[$0.id, default: []].insert($0.signature) }
        }
        for root in roots { assign(root, within: nil, signatures) }
    }

    /// The name of a block of the tree.
    public func name(of group: GroupDeclaration) -> String { names[group.signature] ?? group.id }

    /// The block of a name; `nil` where there is none.
    public func group(named name: String) -> GroupDeclaration? { groups[name] }

    private mutating func assign(
        _ group: GroupDeclaration, within parent: String?, _ signatures: [String: Set<String>]
    ) {
        let signature = group.signature
        guard names[signature] == nil else { return }
        let isAlone = (signatures[group.id]?.count ?? 0) <= 1
        var name = isAlone ? group.id : [parent, group.id].compactMap { $0 }.joined(separator: "_")
        while groups[name] != nil { name += "_" }
        names[signature] = name
        groups[name] = group
        for child in group.parameters.flatMap({ $0.shape.blocks }) { assign(child, within: name, signatures) }
    }
}

extension Shape {
    /// The blocks that a value holds directly.
    var blocks: [GroupDeclaration] {
        switch self {
        case .group(let group): [group]
        case .list(let element, _), .map(_, let element): element.blocks
        case .variant(_, let options): options.map(\.group)
        default: []
        }
    }
}

extension GroupDeclaration {
    /// Equal for blocks that look alike through and through.
    fileprivate var signature: String {
        let values = parameters.map { parameter in
            let facts = ShapeFacts(parameter.shape)
            let choices = facts.choices.map(\.id).joined(separator: ",")
            let blocks = facts.blocks.map(\.signature).joined(separator: ",")
            return [
                parameter.key, "\(parameter.presence)", facts.type.en, facts.unit, facts.range.en, choices,
                facts.table,
                parameter.meaning.en, parameter.source, blocks,
            ].joined(separator: "|")
        }
        return "\(id){\(values.joined(separator: ";"))}"
    }

    fileprivate func visitBlocks(_ body: (GroupDeclaration) -> Void) {
        body(self)
        for child in parameters.flatMap({ $0.shape.blocks }) { child.visitBlocks(body) }
    }
}
