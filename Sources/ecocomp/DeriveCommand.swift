import ArgumentParser
import EcoParameters
import EcoRuns
import EcoScenarios
import EcoUnits

/// For developers: writes what derives from the declarations, or checks that it is current.
struct DeriveCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "derive",
            abstract: Speech.said("Write the reference documents and the schema anew.", zh: "重新生成参考文档与模式。"),
            shouldDisplay: false)
    }

    @Flag(help: .said("Only compare; exit 1 where a file is stale.", zh: "只比较；有文件过时则以 1 退出。"))
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
        let manuals = try Language.allCases.flatMap { language in
            let manual = try CommandManual.program(language)
            let infix = language == .en ? "" : ".\(language.rawValue)"
            return [
                ("\(DerivedFiles.folder)/ecocomp\(infix).1", ManualPage(manual: manual).text),
                ("\(DerivedFiles.folder)/commands\(infix).md", CommandPage(manual: manual).text),
            ]
        }
        return DerivedFiles.all() + manuals
    }
}
