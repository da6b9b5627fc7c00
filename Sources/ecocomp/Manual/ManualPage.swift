import EcoUnits

/// The manual page, in the macros of man(7).
struct ManualPage {
    let manual: CommandManual

    var text: String {
        """
        .TH ECOCOMP 1 "" "EcoComp" "User commands"
        .SH \(word("NAME", "名称"))
        ecocomp \\- \(Self.escaped(manual.abstract))
        .SH \(word("SYNOPSIS", "概要"))
        .B ecocomp
        .I \(word("command", "命令"))
        .RI [ \(word("options", "选项")) ]
        .SH \(word("DESCRIPTION", "描述"))
        \(Self.escaped(manual.discussion))
        .SH \(word("COMMANDS", "命令"))
        \(manual.commands.map(section).joined(separator: "\n"))
        .SH \(word("SEE ALSO", "另见"))
        \(word("Reference, guides and methods stand in the folder docs of the project.", "参考、指南与方法见项目的 docs 文件夹。"))

        """
    }

    private func word(_ english: String, _ chinese: String) -> String {
        LocalizedText(en: english, zh: chinese)(manual.language)
    }

    private func section(_ command: CommandManual) -> String {
        var lines = [".SS \(Self.escaped(command.usage))", Self.escaped(command.abstract)]
        if !command.discussion.isEmpty { lines += [".PP", Self.escaped(command.discussion)] }
        for argument in command.arguments {
            lines += [".TP", ".B \(Self.escaped(argument.usage))", Self.escaped(argument.meaning)]
        }
        return lines.joined(separator: "\n")
    }

    /// Text in which no character begins a macro or an escape.
    private static func escaped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let safe = line.replacing("\\", with: "\\e").replacing("-", with: "\\-")
            return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&\(safe)" : String(safe)
        }.joined(separator: "\n")
    }
}

/// The commands as a page of the reference.
struct CommandPage {
    let manual: CommandManual

    var text: String {
        "# \(word("Commands", "命令"))\n\n\(manual.abstract)\n\n\(manual.discussion)\n\n"
            + manual.commands.map(section).joined(separator: "\n")
    }

    private func section(_ command: CommandManual) -> String {
        var text = "## `\(command.usage)`\n\n\(command.abstract)\n"
        if !command.discussion.isEmpty { text += "\n\(command.discussion)\n" }
        guard !command.arguments.isEmpty else { return text }
        text += "\n| \(word("argument", "参数")) | \(word("meaning", "含义")) |\n|---|---|\n"
        return text
            + command.arguments.map { "| `\(Self.cell($0.usage))` | \(Self.cell($0.meaning)) |\n" }.joined()
    }

    private func word(_ english: String, _ chinese: String) -> String {
        LocalizedText(en: english, zh: chinese)(manual.language)
    }

    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
