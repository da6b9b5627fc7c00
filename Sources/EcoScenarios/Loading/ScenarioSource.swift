import EcoParameters

/// A scenario's text, read once and bound as often as its values change; tables too are read once.
public struct ScenarioSource: Sendable {
    private let document: ScenarioDocument
    private let files: ScenarioFiles
    private let documentFiles: [String]

    /// - Parameters:
    ///   - path: a folder with `scenario.yaml`, or a file of this form.
    ///   - spreadsheets: nil where tables are CSV files alone.
    public init(path: String, spreadsheets: (any SpreadsheetReader)? = nil) {
        let file = ScenarioDocument.file(path)
        files = ScenarioFiles(folder: FilePath.folder(of: file), spreadsheets: spreadsheets)
        document = ScenarioDocument(file: file, files: files)
        documentFiles = files.inputs.map(\.file)
    }

    /// Binds it once, so that values over `overrides` cost what they touch.
    public func binding(_ overrides: [String]) throws(DiagnosticFailure) -> ScenarioBinding {
        let loaded = try load(overrides: overrides)
        var document = document
        document.apply(overrides, to: Scenario.declaration)
        return ScenarioBinding(source: self, overrides: overrides, root: document.root, loaded: loaded)
    }

    /// The scenario's folder, from the working directory or absolute.
    public var folder: String { files.folder }

    /// - Parameter overrides: the `PATH=VALUE` of each `--set`, in order; a later one wins.
    /// - Throws: every finding in the text, the overrides and the tables at once, in reading order.
    public func load<Root: ParameterGroup>(
        _ root: Root.Type = Scenario.self, overrides: [String] = []
    ) throws(DiagnosticFailure) -> LoadedDocument<Root> {
        var document = document
        document.apply(overrides, to: Root.declaration)
        guard let node = document.root else { throw DiagnosticFailure(document.diagnostics) }
        let result = Binder.findings(node, Root.declaration, files: files)
        let diagnostics = (document.diagnostics + result.diagnostics).sortedByLocation()
        guard let bound = result.group, !diagnostics.hasErrors else { throw DiagnosticFailure(diagnostics) }
        return LoadedDocument(
            root: Root(bound), bound: bound, files: files, warnings: diagnostics,
            documentFiles: documentFiles,
            source: self, overrides: overrides)
    }
}
