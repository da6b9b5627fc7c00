import ArgumentParser
import EcoParameters
import EcoScenarios
import EcoUnits

struct ListCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: Speech.said("List what can be named in a scenario.", zh: "列出情景中可用的名称。"))
    }

    @Argument(
        help: .said(
            "One of \(Catalogue.kinds.joined(separator: ", ")).",
            zh: "可取 \(Catalogue.kinds.joined(separator: "、"))。"))
    var kind: String

    @OptionGroup var speech: LanguageOptions

    func run() throws {
        guard let entries = Catalogue.entries(ofKind: kind) else {
            let near =
                Suggestion.nearest(to: kind, in: Catalogue.kinds).map { ". Did you mean '\($0)'?" } ?? ""
            throw ValidationError("nothing is listed under '\(kind)'\(near)")
        }
        let width = entries.map(\.id.count).max() ?? 0
        for entry in entries {
            Console.output(
                entry.id + String(repeating: " ", count: width - entry.id.count + 2)
                    + entry.title(speech.language))
        }
    }
}

struct DescribeCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "describe",
            abstract: Speech.said(
                "Say what an indicator, scheme, standard, table or block takes and gives.",
                zh: "说明指标、方案、标准、表或区块的输入与输出。"))
    }

    @Argument(help: .said("An id that `list` shows.", zh: "list 列出的名称。"))
    var id: String

    @OptionGroup var speech: LanguageOptions

    /// The innermost block of a dotted path such as `quota.fee_rate`.
    private var block: String? {
        let ids = Set(Catalogue.allIds)
        return id.split(separator: ".").dropLast().last { ids.contains(String($0)) }.map(String.init)
    }

    func run() throws {
        guard let text = Catalogue.description(of: id, language: speech.language) else {
            let near =
                (Suggestion.nearest(to: id, in: Catalogue.allIds) ?? block).map { ". Did you mean '\($0)'?" }
                ?? ""
            throw ValidationError("there is no '\(id)'\(near)")
        }
        Console.output(text)
    }
}

struct SchemaCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "schema",
            abstract: Speech.said(
                "Print the JSON Schema of a scenario file, or of one block.", zh: "打印情景文件或某一区块的 JSON 模式。"))
    }

    @Argument(
        help: .said(
            "An id that `list blocks` shows; without it, the whole scenario.",
            zh: "list blocks 列出的名称；缺省为整个情景。"))
    var id: String?

    @OptionGroup var speech: LanguageOptions

    func run() throws {
        guard let text = Catalogue.schema(of: id) else {
            throw ValidationError("there is no block '\(id ?? "")'; see `ecocomp list blocks`")
        }
        Console.output(text)
    }
}
