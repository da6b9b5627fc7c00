import ArgumentParser
import EcoParameters
import EcoRuns
import EcoScenarios

/// For developers: writes what derives from the declarations, or checks that it is current.
struct DeriveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "derive", abstract: "Write the reference documents and the schema anew.",
        shouldDisplay: false)

    @Flag(help: "Only compare; exit 1 where a file is stale.")
    var check = false

    func run() throws {
        let files = try Self.files()
        let stale = files.filter { WholeFile.text($0.path) != $0.text }
        let known = Set(files.map(\.path))
        let left = WholeFile.names(below: DerivedFiles.folder).filter { !known.contains($0) }
        for path in stale.map(\.path) + left { Console.error("\(check ? "stale" : "renewed"): \(path)") }
        if check {
            guard stale.isEmpty, left.isEmpty else {
                Console.error("run ./ecocomp derive and commit the result")
                throw ExitCode(1)
            }
            return
        }
        for file in stale { try WholeFile.write(file.text, to: file.path) }
        for path in left { WholeFile.remove(path) }
    }
    private static func files() throws -> [(path: String, text: String)] {
        let manual = try CommandManual.program()
        return DerivedFiles.all() + [
            ("\(DerivedFiles.folder)/ecocomp.1", ManualPage(manual: manual).text),
            ("\(DerivedFiles.folder)/commands.md", CommandPage(manual: manual).text),
        ]
    }
}
