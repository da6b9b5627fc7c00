import EcoUnits

/// Something that a scenario can name.
public struct CatalogueEntry: Sendable {
    public let id: String
    public let title: LocalizedText
    /// What `describe` prints.
    public let text: @Sendable (Language) -> String
}
