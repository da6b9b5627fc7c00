import EcoParameters

/// The documents that derive from the declarations; kept in the repository and compared by CI.
public enum DerivedFiles {
    /// Holds derived files alone: what is not among them does not belong here.
    public static let folder = "docs/reference"

    /// Paths from the root of the repository, with their texts.
    public static func all() -> [(path: String, text: String)] {
        let pages = ReferencePages(Catalogue.specification).all().map {
            (path: "\(folder)/\($0.path)", text: $0.text)
        }
        let schema = SchemaWriter.schema(of: Scenario.declaration).text + "\n"
        return pages + [(path: "\(folder)/scenario.schema.json", text: schema)]
    }
}
