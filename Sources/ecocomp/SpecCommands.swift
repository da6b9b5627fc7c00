import ArgumentParser
import EcoParameters
import EcoScenarios
import EcoUnits

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what can be named in a scenario.")

    @Argument(help: "One of \(Catalogue.kinds.joined(separator: ", ")).")
    var kind: String

    @Option(name: .customLong("lang"), help: "Language of the titles.")
    var language: Language = .en

    func run() throws {
        guard let entries = Catalogue.entries(ofKind: kind) else {
            let near =
                Suggestion.nearest(to: kind, in: Catalogue.kinds).map { ". Did you mean '\($0)'?" } ?? ""
            throw ValidationError("nothing is listed under '\(kind)'\(near)")
        }
        let width = entries.map(\.id.count).max() ?? 0
        for entry in entries {
            Console.output(
                entry.id + String(repeating: " ", count: width - entry.id.count + 2) + entry.title(language))
        }
    }
}

struct DescribeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Say what an indicator, scheme, standard, table or block takes and gives.")

    @Argument(help: "An id that `list` shows.")
    var id: String

    @Option(name: .customLong("lang"), help: "Language of the text.")
    var language: Language = .en

    func run() throws {
        guard let text = Catalogue.description(of: id, language: language) else {
            let near =
                Suggestion.nearest(to: id, in: Catalogue.allIds).map { ". Did you mean '\($0)'?" } ?? ""
            throw ValidationError("there is no '\(id)'\(near)")
        }
        Console.output(text)
    }
}

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of a scenario file, or of one block.")

    @Argument(help: "An id that `list blocks` shows; without it, the whole scenario.")
    var id: String?

    func run() throws {
        guard let text = Catalogue.schema(of: id) else {
            throw ValidationError("there is no block '\(id ?? "")'; see `ecocomp list blocks`")
        }
        Console.output(text)
    }
}
