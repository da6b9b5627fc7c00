import ArgumentParser
import EcoParameters
import EcoRuns

/// A command as its own help declares it, for the manual page and the reference.
struct CommandManual {
    struct Argument {
        /// As it is written: `<scenario>`, `--set <path=value>`, `--quiet`.
        let usage: String
        /// What it does, with values to choose from and default.
        let meaning: String
        let isRequired: Bool
    }

    let name: String
    let abstract: String
    let discussion: String
    let arguments: [Argument]
    let commands: [CommandManual]

    /// The whole program.
    static func program() throws(DiagnosticFailure) -> CommandManual {
        let help = try JSONReader.read(Array(EcoComp._dumpHelp().utf8), file: "--experimental-dump-help")
        return CommandManual(help["command"] ?? .null)
    }

    private init(_ command: JSON) {
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
        return (["ecocomp", name] + required + (isWhole ? [] : ["[options]"])).joined(separator: " ")
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
        if !choices.isEmpty { facts.append("One of \(choices.joined(separator: ", ")).") }
        // How many processors there are differs between machines.
        if let standard = argument["defaultValue"]?.stringValue, long != "jobs" {
            facts.append("Default: \(standard).")
        }
        if argument["isRepeating"]?.scalarText == "true" { facts.append("May be repeated.") }
        meaning = facts.joined(separator: " ")
        isRequired = argument["isOptional"]?.scalarText != "true"
    }
}
