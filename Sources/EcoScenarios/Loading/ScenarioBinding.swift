import EcoParameters

/// A scenario that is bound, and bound again where values change: what they do not touch is kept.
public struct ScenarioBinding: Sendable {
    let source: ScenarioSource
    /// `PATH=VALUE` that every run has.
    let overrides: [String]
    let root: DocumentNode?
    /// Without any further value.
    public let loaded: LoadedScenario

    /// The scenario with further values: the same as if it were read with all of them.
    ///
    /// Its warnings are those of the scenario as bound, and of the blocks that are touched.
    /// - Throws: every finding in the text, the overrides and the tables at once, in reading order.
    public func load(_ overrides: [String]) throws(DiagnosticFailure) -> LoadedScenario {
        if let changed = changed(overrides) { return changed }
        return try source.load(overrides: self.overrides + overrides)
    }

    /// nil where anything is wrong.
    private func changed(_ overrides: [String]) -> LoadedScenario? {
        guard var root else { return nil }
        let declaration = Scenario.declaration
        var paths: [DocumentPath] = []
        for (index, text) in overrides.enumerated() {
            guard let override = try? Override(text, number: self.overrides.count + index + 1),
                let changed = try? override.applied(to: root, declaration)
            else { return nil }
            paths.append(root.resolved(override.steps.map(\.segment)))
            root = changed
        }
        let bound = Binder.bind(
            root, declaration, keeping: loaded.bound, besides: paths, files: loaded.files)
        return bound.map { bound in
            LoadedScenario(
                root: Scenario(bound, keeping: loaded.root, besides: Set(paths.compactMap(\.first))),
                bound: bound, files: loaded.files, warnings: loaded.warnings,
                documentFiles: loaded.documentFiles)
        }
    }
}
