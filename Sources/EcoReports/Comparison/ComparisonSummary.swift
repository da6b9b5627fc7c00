import EcoRuns
import EcoUnits

/// The first lines of a comparison, for a terminal.
public enum ComparisonSummary {
    private static let maximumLines = 12

    public static func text(of comparison: RunComparison, language: Language) -> String {
        comparison.pairs.flatMap { lines($0, comparison.first.name, language) }.joined(separator: "\n")
    }

    private static func lines(_ pair: RunComparison.Pair, _ first: String, _ language: Language) -> [String] {
        var lines = ["\(first) → \(pair.later.name)"]
        guard !pair.differences.isEmpty else {
            return lines + ["  " + ComparisonText.nothingChanged(language)]
        }
        lines += pair.inputs.prefix(maximumLines).map { "  \($0.path): \($0.before) → \($0.after)" }
        lines += pair.differences.filter(\.isTotal).prefix(maximumLines).map {
            line($0, NumberStyle(language: language))
        }
        if !pair.standings.isEmpty { lines.append("  " + standings(pair, language)) }
        return lines
    }

    private static func line(_ row: RunComparison.Difference, _ style: NumberStyle) -> String {
        let change = row.change.map { ($0 > 0 ? "+" : "") + style.figure($0) } ?? NumberStyle.absent
        return "  \(row.figure.id)  \(style.figure(row.before)) → \(style.figure(row.after))  \(change)"
    }

    /// How many gain, lose and stay.
    static func standings(_ pair: RunComparison.Pair, _ language: Language) -> String {
        let sides: [(RunComparison.Standing.Side, LocalizedText)] = [
            (.gains, ComparisonText.winners), (.loses, ComparisonText.losers), (.same, ComparisonText.same),
        ]
        let parts = sides.map { side, word in
            "\(pair.standings.filter { $0.side == side }.count) \(word(language))"
        }
        return parts.joined(separator: language == .zh ? "，" : ", ")
    }
}
