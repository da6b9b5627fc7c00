import Foundation
import Testing

/// Help, completion and findings as a reader asks for them.
@Suite struct HelpTests {
    @Test(arguments: [["--help"], ["run", "--help"], ["help", "check"]])
    func helpHasChineseHeadingsWhereAsked(_ arguments: [String]) throws {
        let english = try Command.run(arguments)
        let chinese = try Command.run(arguments + ["--lang", "zh"])
        #expect(english.code == 0 && english.output.contains("USAGE:"))
        #expect(chinese.code == 0 && chinese.output.contains("用法：") && !chinese.output.contains("USAGE:"))
    }

    @Test(arguments: [
        ("ECOCOMP_LANG=zh", "", true), ("ECOCOMP_LANG=zh", "--lang en", false),
        ("ECOCOMP_LANG=en LANG=zh_CN.UTF-8", "", false),
        ("ECOCOMP_LANG= LC_ALL= LC_MESSAGES= LANG=zh_CN.UTF-8", "", true),
        ("ECOCOMP_LANG= LC_ALL=C LANG=zh_CN.UTF-8", "", false), ("ECOCOMP_LANG= LC_ALL=C", "--lang=zh", true),
    ])
    func theEnvironmentChoosesTheLanguage(_ variables: String, _ options: String, _ isChinese: Bool) throws {
        let help = try Command.shell("\(variables) \"$0\" list --help \(options)")
        #expect(help.output.contains("用法：") == isChinese && help.output.contains("USAGE:") != isChinese)
        let list = try Command.shell("\(variables) \"$0\" list indicators \(options)")
        #expect(list.output.contains("水源涵养") == isChinese, "\(list.output)")
    }

    /// Whatever help says of a command or an argument, it says in both languages.
    @Test func everyTextOfHelpIsInBothLanguages() throws {
        let texts = try ["en", "zh"].map { language in
            let dump = try Command.shell("ECOCOMP_LANG=\(language) \"$0\" --experimental-dump-help")
            return Self.texts(try JSONSerialization.jsonObject(with: Data(dump.output.utf8)))
        }
        #expect(texts[0].count > 100 && texts[0].count == texts[1].count)
        let common: Set = [
            "Show the version.", "Show help information.", "Show subcommand help information.",
        ]
        for (english, chinese) in zip(texts[0], texts[1]) where !common.contains(english) {
            #expect(!english.contains(where: Self.isChinese), "\(english)")
            #expect(chinese.contains(where: Self.isChinese), "\(chinese)")
        }
    }

    private static func isChinese(_ character: Character) -> Bool {
        character.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    /// The abstracts and discussions of a dump, in its order.
    private static func texts(_ value: Any) -> [String] {
        if let list = value as? [Any] { return list.flatMap(texts) }
        guard let object = value as? [String: Any] else { return [] }
        return object.keys.sorted().flatMap { key -> [String] in
            if ["abstract", "discussion"].contains(key), let text = object[key] as? String { return [text] }
            return object[key].map(texts) ?? []
        }
    }

    @Test func theSummaryOfASweepIsChineseWhereAsked() throws {
        let copy = try ScenarioCopy()
        let sweep = try Command.run([
            "sweep", copy.path, "--vary",
            "accounts.indicators.carbon_fixation.carbon_price.amount=uniform(20, 80) CNY/t", "--sample",
            "random", "--n", "20",
            "--out", "\(copy.folder.path)/s", "--quiet", "--lang", "zh",
        ])
        #expect(sweep.code == 0 && sweep.output.contains("：共 20 次运行，失败 0 次\n"), "\(sweep.errors)")
        #expect(sweep.output.contains("均值") && !sweep.output.contains("mean"))
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

    @Test(arguments: [
        (["rnu", "x"], "没有命令“rnu”。是否指“run”？"), (["frobnicate"], "没有命令“frobnicate”；可用命令：new, "),
        (["run"], "缺少参数“<scenario>”"), (["run", "x", "--ony", "air"], "没有选项“--ony”。是否指“--only”？"),
        (["run", "x", "--only", "airr"], "没有模块“airr”。是否指“air”？"), (["run", "x", "--jobs", "0"], "不小于 1"),
        (["run", "x", "--format", "xml"], "取值“xml”不适用于“--format <format>”，可用 text、json。"),
        (["run", "x", "y"], "多余的参数“y”"), (["run", "x", "--out", ""], "--out 后须写文件夹名"),
        (["list", "indicator"], "没有类别“indicator”可列出。是否指“indicators”？"),
        (["describe", "carbonfixation"], "没有“carbonfixation”。是否指“carbon_fixation”？"),
        (["new", "x", "--template", "air"], "没有模板“air”；"),
    ])
    func aWrongCommandLineIsToldInChineseWhereAsked(_ arguments: [String], _ words: String) throws {
        let outcome = try Command.run(arguments + ["--lang", "zh"])
        #expect(outcome.code == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("错误：") && outcome.errors.contains(words), "\(outcome.errors)")
        for word in ["Error", "Usage", "Did you mean", "for more information"] {
            #expect(!outcome.errors.contains(word), "\(outcome.errors)")
        }
    }

    @Test func whatIsPrintedBesideAResultIsChineseWhereAsked() throws {
        let copy = try ScenarioCopy()
        let run = try copy.run("r1", "--lang", "zh")
        #expect(run.code == 0 && run.errors.contains("列于报告和 ") && !run.errors.contains("warnings"))
        let new = try Command.run(["new", "s", "--lang", "zh"], in: copy.folder.path)
        #expect(new.code == 0 && new.errors == "下一步：ecocomp check s；ecocomp run s\n")
    }

    @Test func findingsAreToldInChineseWhereAsked() throws {
        let folder = try TemporaryFolder()
        let outcome = try Command.run(["check", "nowhere", "--lang", "zh"], in: folder.path)
        #expect(outcome.code == 2)
        #expect(outcome.errors.hasPrefix("错误: "))
        #expect(outcome.errors.hasSuffix("共 1 处错误\n"))
    }
}
