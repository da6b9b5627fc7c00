import EcoParameters
import EcoScenarios

/// Makes pages of a comparison.
public protocol ComparisonProducer: Sendable {
    /// Names and texts of the pages.
    func pages(of comparison: RunComparison) throws(DiagnosticFailure) -> [RunFile]
}

/// Writes comparisons as folders.
public enum ComparisonStore {
    /// The folder that a comparison goes to where none is named: the same for the same runs in the same order.
    public static func defaultFolder(_ comparison: RunComparison) -> String {
        let runs = [comparison.first] + comparison.pairs.map(\.later)
        let text = runs.map { "\($0.name) \($0.fingerprint)\n" }.joined()
        return "comparisons/\(comparison.first.name)-\(SHA256.hex(Array(text.utf8)).prefix(12))"
    }

    /// Writes a comparison whole, or not at all.
    /// - Returns: the names of the files.
    public static func write(
        _ comparison: RunComparison, to folder: String, producers: [any ComparisonProducer]
    ) throws(RunFailure) -> [String] {
        do throws(Diagnostic) {
            var files = comparison.files
            for producer in producers { files += try pages(producer, comparison, folder) }
            let destination = try RunFolder(destination: folder)
            for file in files { try destination.write(file.text, to: file.name) }
            let manifest = manifest(comparison, files)
            try destination.write(manifest.text, to: manifest.name)
            try destination.commit()
            return files.map(\.name)
        } catch {
            throw .computation([error])
        }
    }

    private static func pages(
        _ producer: any ComparisonProducer, _ comparison: RunComparison, _ folder: String
    ) throws(Diagnostic) -> [RunFile] {
        do throws(DiagnosticFailure) { return try producer.pages(of: comparison) } catch {
            throw error.diagnostics.first
                ?? Diagnostic(
                    code: "cannot_write", path: folder, "a page of the comparison could not be made")
        }
    }

    private static func manifest(_ comparison: RunComparison, _ files: [RunFile]) -> RunFile {
        let json = JSON.object([
            ("format", .integer(Tool.runFormat)),
            ("tool", .object([("name", .string(Tool.name)), ("version", .string(Tool.version))])),
            (
                "comparison",
                .array(
                    ([comparison.first] + comparison.pairs.map(\.later)).map {
                        .object([("run", .string($0.name)), ("fingerprint", .string($0.fingerprint))])
                    })
            ),
            ("compared", .array(comparison.named.map { .string($0) })),
            ("scenarioOfCauses", .string(comparison.scenario)),
            (
                "outputs",
                .array(
                    files.map {
                        .object([
                            ("file", .string($0.name)), ("sha256", .string(SHA256.hex(Array($0.text.utf8)))),
                        ])
                    })
            ),
        ])
        return RunFile("manifest.json", json.text + "\n")
    }
}
