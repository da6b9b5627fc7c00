import Foundation
import Testing

/// Help, completion and findings as a reader asks for them.
@Suite struct HelpTests {
    @Test(arguments: [["--help"], ["run", "--help"], ["help", "check"]])
    func helpHasChineseHeadingsWhereAsked(_ arguments: [String]) throws {
        let english = try Command.run(arguments)
        let chinese = try Command.run(arguments + ["--lang", "zh"])
        #expect(english.code == 0 && english.output.contains("USAGE:"))
        guard arguments.first != "help" else { return }
        #expect(chinese.code == 0 && chinese.output.contains("用法：") && !chinese.output.contains("USAGE:"))
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func shellsCompleteEveryCommand(_ shell: String) throws {
        let script = try Command.run(["--generate-completion-script", shell])
        #expect(script.code == 0)
        for command in [
            "new", "check", "run", "sweep", "report", "compare", "explain", "list", "describe", "schema",
        ] {
            #expect(script.output.contains(command), "\(command)")
        }
    }

    @Test func findingsAreToldInChineseWhereAsked() throws {
        let folder = try TemporaryFolder()
        let outcome = try Command.run(["check", "nowhere", "--lang", "zh"], in: folder.path)
        #expect(outcome.code == 2)
        #expect(outcome.errors.hasPrefix("错误: "))
        #expect(outcome.errors.hasSuffix("共 1 处错误\n"))
    }
}
