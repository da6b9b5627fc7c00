import EcoParameters
import EcoScenarios
import EcoUnits

/// The tool as results name it.
public enum Tool {
    public static let name = "ecocomp"
    public static let version = "0.1.0"
    /// Version of the layout of a run folder.
    public static let runFormat = 1
    /// Version of the layout of the folder of a sweep.
    public static let sweepFormat = 1
}

/// `manifest.json`: what was run, from what, and what came out.
struct Manifest {
    let scenario: String
    let title: LocalizedText
    let year: Int
    let fingerprint: String
    let inputs: [InputRecord]
    let rulePacks: [String]
    /// How cells at borders count in accounts; nil without rasters.
    let zoneRule: String?
    let standards: [String]
    /// Who answers for the settlement; nil where nothing is settled or nobody has signed.
    let signedBy: String?
    let seconds: [(String, Double)]
    /// Files of the run, in the order of their names.
    var outputs: [(name: String, sha256: String)] = []

    var file: RunFile {
        let json = JSON.object([
            ("format", .integer(Tool.runFormat)),
            ("tool", .object([("name", .string(Tool.name)), ("version", .string(Tool.version))])),
            ("scenario", .string(scenario)),
            ("title", .object([("en", .string(title.en)), ("zh", .string(title.zh))])),
            ("year", .integer(year)),
            ("fingerprint", .string(fingerprint)),
            ("inputs", .array(inputs.map { Self.record($0.file, $0.sha256) })),
            ("rulePacks", .array(rulePacks.map { .string($0) })),
            ("zoneRule", zoneRule.map { .string($0) } ?? .null),
            ("standards", .array(standards.map { .string($0) })),
            ("signedBy", signedBy.map { .string($0) } ?? .null),
            // No module draws random numbers yet.
            ("seed", .null),
            ("outputs", .array(outputs.map { Self.record($0.name, $0.sha256) })),
            ("timing", .object(seconds.map { ("\($0.0)_seconds", .number($0.1)) })),
        ])
        return RunFile("manifest.json", json.text + "\n")
    }

    private static func record(_ file: String, _ sha256: String) -> JSON {
        .object([("file", .string(file)), ("sha256", .string(sha256))])
    }
}
