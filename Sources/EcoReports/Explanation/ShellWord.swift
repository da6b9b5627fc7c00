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

    /// The command that runs a scenario with these `--set PATH=VALUE`.
    static func run(_ scenario: String, _ settings: [String]) -> String {
        (["ecocomp run \(quoted(scenario)) --out FOLDER"] + settings).joined(separator: " ")
    }
}
