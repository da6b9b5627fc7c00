import EcoParameters
import EcoUnits
import Glibc

/// Results go to stdout, everything else to stderr.
enum Console {
    static func output(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

    /// A line in the language of the program, or in that of the result it stands beside.
    static func error(_ text: String, in language: Language = Speech.language) {
        write(CommandWords.text(text, language) + "\n", to: STDERR_FILENO)
    }

    private static var language: Language { Speech.language }

    /// A part of a line.
    static func errorPart(_ text: String) { write(CommandWords.text(text, language), to: STDERR_FILENO) }

    private static func write(_ text: String, to descriptor: CInt) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Findings as text on stderr, or as one JSON document on stdout.
    static func report(_ diagnostics: [Diagnostic], as format: OutputFormat) {
        switch format {
        case .text:
            let language = language
            for diagnostic in diagnostics { error(diagnostic.text(language)) }
            let errors = diagnostics.filter(\.isError).count
            guard errors > 0 else { return }
            error(language == .zh ? "共 \(errors) 处错误" : errors == 1 ? "1 error" : "\(errors) errors")
        case .json: output(JSON.object([("diagnostics", .array(diagnostics.map(\.json)))]).text)
        }
    }
}
