/// A word of a command line as a shell takes it.
enum ShellWord {
    private static let plain = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+=./:,%@")

    /// In single quotes where it holds anything that a shell reads itself.
    static func quoted(_ text: String) -> String {
        guard text.isEmpty || text.contains(where: { !plain.contains($0) }) else { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
            + "'"
    }

    /// `--set PATH=VALUE`.
    static func set(_ setting: String) -> String { "--set " + quoted(setting) }

    /// The command that compares runs, or a scenario with its variants.
    ///
    /// - Parameter scenario: whose values the causes are worked out with; empty where none is named.
    static func compare(_ runs: [String], scenario: String) -> String {
        let named = scenario.isEmpty ? "" : " --scenario \(quoted(scenario))"
        return "ecocomp compare \(runs.map(quoted).joined(separator: " "))\(named) --out FOLDER"
    }

    /// The command that sweeps a scenario by the plan of another sweep's folder.
    static func sweep(_ scenario: String, _ settings: [String]) -> String {
        (["ecocomp sweep \(quoted(scenario)) sweep.resolved.yaml --out FOLDER"] + settings.map(set))
            .joined(separator: " ")
    }

    /// The command that runs a scenario with these `--set PATH=VALUE`.
    static func run(_ scenario: String, _ settings: [String]) -> String {
        (["ecocomp run \(quoted(scenario)) --out FOLDER"] + settings).joined(separator: " ")
    }
}
