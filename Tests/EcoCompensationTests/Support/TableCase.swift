import EcoAccounts
@testable import EcoCompensation
import EcoTestSupport
import Testing

/// One scheme over its own tables, with money written as multiples of `M` so that laws can scale it.
struct TableCase: Sendable {
    let family: String
    /// Lines of the block; `M(300)` is 300 yuan at scale 1.
    let block: String
    /// Heading and rows by file.
    var tables: [String: (heading: String, rows: [String])]
    let regions: [Int]

    func yaml(money scale: Int = 1) -> String {
        var text = "schemes:\n  - scheme: \(family)\n    id: case"
        for line in block.split(separator: "\n") { text += "\n    \(line)" }
        while let start = text.firstRange(of: "M("), let end = text[start.upperBound...].firstIndex(of: ")") {
            let amount = (Int(text[start.upperBound..<end]) ?? 0) * scale
            text.replaceSubrange(start.lowerBound...end, with: "\(amount)")
        }
        return text
    }

    var files: [String: String] {
        tables.mapValues { ([$0.heading] + $0.rows).joined(separator: "\n") }
    }

    func settle(money scale: Int = 1) throws -> SettlementResult {
        try CompensationEvaluation.settle(
            parameters: parameters(yaml(money: scale), files: files), indicators: [],
            regions: regionTable(regions.map { try code($0) }))
    }

    func shuffled(_ random: inout SeededGenerator) -> TableCase {
        var copy = self
        for file in tables.keys.sorted() { copy.tables[file]?.rows.shuffle(using: &random) }
        return copy
    }
}

extension String {
    /// `replaceSubrange` for a closed range that ends at an index.
    fileprivate mutating func replaceSubrange(_ range: ClosedRange<String.Index>, with text: String) {
        replaceSubrange(range.lowerBound..<index(after: range.upperBound), with: text)
    }
}
