import ArgumentParser
import EcoUnits
import Glibc

/// The language in which the program speaks: of itself, and where nothing else is asked for, of a run.
///
/// `--lang` decides, wherever it stands; else the variable `ECOCOMP_LANG`; else the language of the system, which is
/// the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set.
enum Speech {
    /// Of one that is set while the manual is written.
    @TaskLocal static var ofManual: Language?

    static var language: Language { ofManual ?? ofProcess }

    private static let ofProcess = language(CommandLine.arguments) { name in
        getenv(name).map { String(cString: $0) }
    }

    /// - Parameter variable: the value of a variable of the environment; `nil` where it is not set.
    static func language(_ arguments: [String], variable: (String) -> String?) -> Language {
        let following = zip(arguments, arguments.dropFirst()).first { $0.0 == "--lang" }?.1
        let joined = arguments.first { $0.hasPrefix("--lang=") }?.dropFirst("--lang=".count)
        if let asked = following ?? joined.map(String.init) { return Language(rawValue: asked) ?? .en }
        let variables = ["ECOCOMP_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        let set = variables.lazy.compactMap(variable).first { !$0.isEmpty } ?? ""
        return Language.allCases.first { set.hasPrefix($0.rawValue) } ?? .en
    }

    static func said(_ english: String, zh chinese: String) -> String {
        LocalizedText(en: english, zh: chinese)(language)
    }
}

extension ArgumentHelp {
    /// What an argument is for, in both languages.
    static func said(
        _ english: String, zh chinese: String, valueName: String? = nil,
        visibility: ArgumentVisibility = .default
    ) -> ArgumentHelp {
        ArgumentHelp(Speech.said(english, zh: chinese), valueName: valueName, visibility: visibility)
    }
}
