/// A footnote with its numbers taken out, so that notes which differ in them alone share a line.
struct NotePattern: Hashable, Sendable {
    /// The words between blanks; `nil` stands for a number.
    private let words: [String?]

    init(_ note: String) { words = Self.words(note).map { Double($0) == nil ? $0 : nil } }

    /// One sentence for notes of this pattern, with the smallest and largest number of each place.
    func gathered(_ notes: [String]) -> String {
        let columns = notes.map(Self.words)
        return words.indices.map { index -> String in
            if let word = words[index] { return word }
            let numbers = columns.compactMap { index < $0.count ? $0[index] : nil }
            return Self.span(numbers)
        }.joined(separator: " ")
    }

    private static func words(_ note: String) -> [String] {
        note.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    }

    private static func span(_ numbers: [String]) -> String {
        let sorted = numbers.sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
        guard let least = sorted.first, let most = sorted.last else { return "" }
        return least == most ? least : "\(least)–\(most)"
    }
}
