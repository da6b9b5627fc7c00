import EcoParameters
import EcoRuns
import EcoUnits

/// The first figures of a stored run, for a terminal or a script: the report's first page has them with what they are compared with.
public enum RunSummary {
    /// One line a figure, then where the run lies.
    public static func text(of run: StoredRun, language: Language) throws(DiagnosticFailure) -> String {
        let context = ReportContext(try RunContents(run, withOutlines: false), language)
        let cards = try Headlines(context).cards
        let labels = cards.map { context($0.label) }
        let width = labels.map(columns).max() ?? 0
        let lines = zip(labels, cards).map { label, card in
            let padding = String(repeating: " ", count: width - columns(label) + 2)
            return label + padding + card.value + (card.note.isEmpty ? "" : "  (\(card.note))")
        }
        return (lines + ["", "\(run.folder)/report.html"]).joined(separator: "\n")
    }

    /// The run's folder, manifest and warnings, and the first figures.
    public static func json(of run: StoredRun) throws(DiagnosticFailure) -> JSON {
        let context = ReportContext(try RunContents(run, withOutlines: false), .en)
        let cards = try Headlines(context).cards
        let figures = cards.map { card in
            JSON.object([
                ("label", .string(context(card.label))), ("value", .string(card.value)),
                ("note", .string(card.note)),
            ])
        }
        let diagnostics = try run.document("diagnostics.json")?["diagnostics"] ?? .array([])
        return .object([
            ("run", .string(run.folder)), ("manifest", run.manifest), ("headlines", .array(figures)),
            ("diagnostics", diagnostics),
        ])
    }

    /// Columns of a terminal: East Asian wide characters take two.
    private static func columns(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            sum + (wide.contains { $0.contains(scalar.value) } ? 2 : 1)
        }
    }

    /// East Asian Width W and F of Unicode.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x20000...0x3FFFD,
    ]
}
