import EcoParameters

/// Reads what a sweep is to do: a file, or options of the command line.
public enum SweepLoader {
    /// - Parameters:
    ///   - file: `sweep.yaml`, under whatever name.
    ///   - further: values of keys that take the place of those in the file.
    /// - Throws: every finding in it at once.
    public static func load(
        file: String, _ further: [(key: String, values: [String])] = []
    ) throws(DiagnosticFailure) -> LoadedDocument<SweepParameters> {
        let overrides = further.filter { !$0.values.isEmpty }.map { key, values in
            let texts = SweepOption.listKeys.contains(key) ? values.map { JSON.string($0).text } : values
            let list = texts.joined(separator: ", ")
            return SweepOption.listKeys.contains(key) ? "\(key)=[\(list)]" : "\(key)=\(list)"
        }
        return try ScenarioLoader.load(SweepParameters.self, path: file, overrides: overrides)
    }

    /// - Parameters:
    ///   - options: of `--vary`, each `PATH=LIST`.
    ///   - further: values of other keys, such as `sample`.
    /// - Throws: every finding in them at once.
    public static func load(
        vary options: [String], _ further: [(key: String, values: [String])]
    ) throws(DiagnosticFailure) -> LoadedDocument<SweepParameters> {
        let node = try SweepOption.document(vary: options, further)
        let files = ScenarioFiles(folder: ".")
        let result = Binder.findings(node, SweepParameters.declaration, files: files)
        guard let bound = result.group else { throw DiagnosticFailure(result.diagnostics) }
        return LoadedDocument(
            root: SweepParameters(bound), bound: bound, files: files, warnings: result.diagnostics,
            documentFiles: [])
    }
}
