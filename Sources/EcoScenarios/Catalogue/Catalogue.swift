import EcoParameters
import EcoUnits

/// All that `list`, `describe` and `schema` know, collected from the modules' own catalogues.
public enum Catalogue {
    private static let sections: [(kind: String, entries: [CatalogueEntry])] = [
        ("indicators", indicators), ("schemes", schemes), ("presets", presets), ("adjusters", adjusters),
        ("appraisals", appraisals), ("allocations", allocations), ("standards", standards),
        ("rule_packs", rulePacks), ("quota_rules", quotaRules), ("solvers", solvers),
        ("templates", templates), ("blocks", blocks), ("tables", tables),
    ]

    /// What `list KIND` takes.
    public static let kinds: [String] = sections.map(\.kind)

    /// `nil` where there is no such kind.
    public static func entries(ofKind kind: String) -> [CatalogueEntry]? {
        sections.first { $0.kind == kind }?.entries
    }

    /// Every id of every kind, each once, in the order of ``kinds``.
    public static let allIds: [String] = {
        var seen: Set<String> = []
        return sections.flatMap(\.entries).map(\.id).filter { seen.insert($0).inserted }
    }()

    /// The files that people write.
    private static let roots = [Scenario.declaration, SweepParameters.declaration]

    /// Every declaration of a scenario and of a sweep as plain data.
    public static let specification = SpecDocument(roots)

    /// What `describe ID` prints: everything of that id, under the names of its kinds.
    public static func description(of id: String, language: Language) -> String? {
        var found = sections.flatMap { section in
            section.entries.filter { $0.id == id }.map { (kind: section.kind, entry: $0) }
        }
        // What has a block of its own shows it itself.
        let withBlock = [
            "indicators", "schemes", "adjusters", "appraisals", "allocations", "quota_rules",
        ]
        if found.contains(where: { withBlock.contains($0.kind) }) {
            found.removeAll { $0.kind == "blocks" }
        }
        guard !found.isEmpty else { return nil }
        return found.map { "[\($0.kind)] \($0.entry.text(language))" }.joined(separator: "\n")
    }

    /// The JSON Schema of a whole scenario file, or of one block.
    public static func schema(of id: String?) -> String? {
        guard let id else { return SchemaWriter.schema(of: Scenario.declaration).text + "\n" }
        return BlockNames(roots).group(named: id).map {
            SchemaWriter.schema(of: $0).text + "\n"
        }
    }
}
