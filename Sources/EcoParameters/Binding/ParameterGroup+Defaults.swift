extension ParameterGroup {
    /// The block as it counts where the file leaves it out: every value at its declared default.
    ///
    /// For declarations without a required value.
    public static func ofDefaults() -> Self {
        let empty = DocumentNode(
            .mapping([]), at: SourceLocation(file: declaration.id, line: 1, column: 1), origin: .defaultValue)
        guard let bound = Binder.findings(empty, declaration, files: PresetFiles()).group else {
            preconditionFailure("\(declaration.id) requires a value")
        }
        return Self(bound)
    }
}
