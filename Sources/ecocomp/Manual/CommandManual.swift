import ArgumentParser
import EcoParameters
import EcoRuns
import EcoUnits

/// A command as its own help declares it, for the manual page and the reference.
struct CommandManual {
    struct Argument {
        /// As it is written: `<scenario>`, `--set <path=value>`, `--quiet`.
        let usage: String
        /// What it does, with values to choose from and default.
        let meaning: String
        let isRequired: Bool
    }

    let language: Language
    let name: String
    let abstract: String
    let discussion: String
    let arguments: [Argument]
    let commands: [CommandManual]

    /// The whole program.
    static func program(_ language: Language) throws -> CommandManual {
        try Speech.$ofManual.withValue(language) {
            let help = try JSONReader.read(Array(EcoComp._dumpHelp().utf8), file: "--experimental-dump-help")
            return CommandManual(help["command"] ?? .null)
        }
    }

    private init(_ command: JSON) {
        language = Speech.language
        name = command["commandName"]?.stringValue ?? ""
        abstract = command["abstract"]?.stringValue ?? ""
        discussion = command["discussion"]?.stringValue ?? ""
        arguments = (command["arguments"]?.elements ?? []).filter(Self.isShown).map { Argument($0) }
        commands = (command["subcommands"]?.elements ?? []).filter(Self.isShown).map { CommandManual($0) }
            .filter { $0.name != "help" }
    }

    /// Hidden ones, and what every command has.
    private static func isShown(_ item: JSON) -> Bool {
        let everywhere = ["version", "help"]
        return item["shouldDisplay"]?.scalarText != "false"
            && !everywhere.contains(item["preferredName"]?["name"]?.stringValue ?? "")
    }

    /// `ecocomp run <scenario> [options]`.
    var usage: String {
        let required = arguments.filter(\.isRequired).map(\.usage)
        let isWhole = required.count == arguments.count
        return (["ecocomp", name] + required + (isWhole ? [] : [language == .zh ? "[选项]" : "[options]"]))
            .joined(separator: " ")
    }
}

extension CommandManual.Argument {
    fileprivate init(_ argument: JSON) {
        let value = "<\(argument["valueName"]?.stringValue ?? "")>"
        let long = argument["preferredName"]?["name"]?.stringValue ?? ""
        switch argument["kind"]?.stringValue {
        case "positional": usage = value
        case "flag": usage = "--\(long)"
        default: usage = "--\(long) \(value)"
        }
        var facts = [argument["abstract"]?.stringValue ?? ""]
        let choices = (argument["allValues"]?.elements ?? []).compactMap(\.stringValue)
        if !choices.isEmpty {
            facts.append(
                Speech.said(
                    "One of \(choices.joined(separator: ", ")).", zh: "可取 \(choices.joined(separator: "、"))。")
            )
        }
        // Processors and language differ between machines.
        if let standard = argument["defaultValue"]?.stringValue, !["jobs", "lang"].contains(long) {
            facts.append(Speech.said("Default: \(standard).", zh: "默认 \(standard)。"))
        }
        if argument["isRepeating"]?.scalarText == "true" {
            facts.append(Speech.said("May be repeated.", zh: "可重复使用。"))
        }
        meaning = facts.joined(separator: Speech.said(" ", zh: ""))
        isRequired = argument["isOptional"]?.scalarText != "true"
    }
}
