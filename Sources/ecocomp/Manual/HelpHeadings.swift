/// The headings in Chinese that the parser of arguments gives to help.
enum HelpHeadings {
    private static let words = [
        ("OVERVIEW:", "概述："), ("USAGE:", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
        ("SUBCOMMANDS:", "子命令："), ("(default:", "(默认:"), ("; default:", "; 默认:"), ("(values:", "(可选:"),
        ("<options>", "<选项>"),
        ("Show the version.", "显示版本。"), ("Show help information.", "显示帮助。"),
        ("See 'ecocomp help <subcommand>' for detailed help.", "详见 ecocomp help <子命令>。"),
        ("<subcommand>", "<子命令>"),
    ]

    static func chinese(_ text: String) -> String {
        words.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
