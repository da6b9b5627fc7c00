import EcoParameters

/// The documents that derive from the declarations; kept in the repository and compared by CI.
public enum DerivedFiles {
    /// Paths from the root of the repository, with their texts.
    public static func all() -> [(path: String, text: String)] {
        let pages = ReferencePages(Catalogue.specification).all().map {
            (path: "docs/reference/\($0.path)", text: $0.text)
        }
        let schema = SchemaWriter.schema(of: Scenario.declaration).text + "\n"
        return pages + [(path: "docs/reference/scenario.schema.json", text: schema)]
    }
}
