import EcoParameters

/// A document that satisfies its declaration, with everything needed to tell where it came from.
public struct LoadedDocument<Root: ParameterGroup>: Sendable {
    public let root: Root
    public let bound: BoundGroup
    public let files: ScenarioFiles
    public let warnings: [Diagnostic]

    /// Every file read so far with its SHA-256; files that modules look up later (layers named in a table)
    /// appear once they have asked ``files`` for them.
    public var inputs: [InputRecord] { files.inputs }

    /// The text of `scenario.resolved.yaml`.
    public func resolvedText() -> String {
        ResolvedWriter(bound, files: files).text(withOrigins: true)
    }

    /// 64 hexadecimal digits over every resolved value, every input's digest and the version of the tool; the
    /// same for the same meaning, wherever the scenario lies and however it was put together.
    public func fingerprint(toolVersion: String) -> String {
        let values = ResolvedWriter(bound, files: files).text(withOrigins: false)
        let scenarioFiles = Set(documentFiles)
        let data = inputs.filter { !scenarioFiles.contains($0.file) }.map { "\($0.sha256)  \($0.file)\n" }
        return SHA256.hex(Array(("ecocomp \(toolVersion)\n" + values + data.joined()).utf8))
    }

    /// The scenario files themselves: their values count, not their comments or how they extend each other.
    let documentFiles: [String]

    /// What it was read from, and the values set over it; `nil` where it was put together from options.
    public var source: ScenarioSource?
    public var overrides: [String] = []
}

/// A scenario, ready to run.
public typealias LoadedScenario = LoadedDocument<Scenario>

extension LoadedDocument where Root == Scenario {
    public var scenario: Scenario { root }
}

/// Reads a scenario: its file, what it extends, the overrides; then binds it to its declaration.
public enum ScenarioLoader {
    /// - Parameters:
    ///   - path: a folder with `scenario.yaml`, or such a file.
    ///   - overrides: the `PATH=VALUE` of each `--set`, in order; a later one wins.
    /// - Throws: every finding in the text, the overrides and the tables at once, in reading order.
    public static func load<Root: ParameterGroup>(
        _ root: Root.Type = Scenario.self, path: String, overrides: [String] = [],
        spreadsheets: (any SpreadsheetReader)? = nil
    ) throws(DiagnosticFailure) -> LoadedDocument<Root> {
        try ScenarioSource(path: path, spreadsheets: spreadsheets).load(root, overrides: overrides)
    }
}

extension ScenarioDocument {
    /// Sets each override in turn; findings are kept with the document's.
    mutating func apply(_ overrides: [String], to declaration: GroupDeclaration) {
        for (index, text) in overrides.enumerated() {
            do throws(DiagnosticFailure) {
                let override = try Override(text, number: index + 1)
                if let root { self.root = try override.applied(to: root, declaration) }
            } catch {
                diagnostics += error.diagnostics
            }
        }
    }
}
