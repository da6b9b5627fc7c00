import EcoParameters
import EcoUnits
import Foundation
import FoundationXML
import Testing

@testable import EcoReports
@testable import EcoRuns

/// The page of a comparison: well-formed, in both languages, safe from names that carry markup.
@Suite("Page of a comparison")
struct ComparisonPageTests {
    /// The same made-up run twice, the later with one county's payments 1,000 yuan higher.
    private func comparison(names: [String]) throws -> (RunComparison, [SyntheticRun]) {
        let (one, other) = (try SyntheticRun(names: names), try SyntheticRun(names: names))
        let table = try #require(try other.stored().table("transfers.csv"))
        let first = try #require(Array(table.rows).first)
        let fen = try #require(first.integer("amount_fen"))
        let text = String(decoding: try #require(other.stored().bytes("transfers.csv")), as: UTF8.self)
        let line = try #require(text.split(separator: "\n").dropFirst().first).description
        try other.write(
            text.replacingOccurrences(
                of: line, with: line.replacingOccurrences(of: "\(fen)", with: "\(fen + 100_000)")),
            "transfers.csv")
        let runs = [
            try ComparedRun(one.stored(), name: "before"), try ComparedRun(other.stored(), name: "<after>"),
        ]
        return (try RunComparison(runs), [one, other])
    }

    @Test(arguments: [SyntheticRun.plainNames, SyntheticRun.nastyNames])
    func pagesAreWellFormedInBothLanguages(_ names: [String]) throws {
        let (comparison, runs) = try comparison(names: names)
        let pages = try ComparisonPages(languages: [.zh, .en]).pages(of: comparison)
        #expect(pages.map(\.name) == ["comparison.html", "comparison.en.html"])
        for page in pages {
            let parser = XMLParser(data: Data(page.text.replacing("<!DOCTYPE html>\n", with: "").utf8))
            #expect(parser.parse(), "\(page.name): \(String(describing: parser.parserError))")
            #expect(!page.text.contains("<b>") && page.text.contains("&lt;after&gt;"))
        }
        #expect(pages[0].text.contains("得益与受损") && pages[1].text.contains("Who wins and who loses"))
        withExtendedLifetime(runs) {}
    }

    /// A thousand yuan from one party to another: one loses what the other gains, and the rest stays.
    @Test func winnersAndLosersAreOnThePage() throws {
        let (comparison, runs) = try comparison(names: SyntheticRun.plainNames)
        let pair = try #require(comparison.pairs.first)
        #expect(pair.standings.filter { $0.side != .same }.allSatisfy { abs($0.total) == 1000 })
        let page = try ComparisonPages(languages: [.en]).pages(of: comparison)[0].text
        let gains = pair.standings.filter { $0.side == .gains }.count
        #expect(page.contains("\(gains) gain"))
        #expect(ComparisonSummary.text(of: comparison, language: .en).contains("before → <after>"))
        withExtendedLifetime(runs) {}
    }
}
