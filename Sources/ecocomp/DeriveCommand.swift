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
        var stale: [String] = []
        for (path, text) in DerivedFiles.all() where WholeFile.text(path) != text {
            stale.append(path)
            if !check { try WholeFile.write(text, to: path) }
        }
        for path in stale { Console.error(check ? "stale: \(path)" : "written: \(path)") }
        if check && !stale.isEmpty {
            Console.error("run ./ecocomp derive and commit the result")
            throw ExitCode(1)
        }
    }
}
