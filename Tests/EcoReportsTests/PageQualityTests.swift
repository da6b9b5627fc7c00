import EcoParameters
import EcoUnits
import Foundation
import Testing

@testable import EcoReports
@testable import EcoRuns

/// The page as a validator, a screen reader and a meeting find it.
@Suite struct PageQualityTests {
    private func page(_ names: [String], _ language: Language) throws -> String {
        let run = try SyntheticRun(names: names)
        return try ReportWriter.html(of: run.stored(), language: language)
    }

    @Test(arguments: Language.allCases)
    func theCheckerFindsNothing(_ language: Language) throws {
        for names in [SyntheticRun.plainNames, SyntheticRun.nastyNames] {
            #expect(PageChecker(try page(names, language)).findings == [])
        }
    }

    /// The checker is worth nothing if it finds nothing anywhere.
    @Test(arguments: [
        ("<h1>a</h1><h3>b</h3>", "h3 after h1"),
        ("<p id=\"x\">a</p><p id=\"x\">b</p>", "two elements called x"),
        ("<a href=\"#y\">a</a>", "a link leads to no #y"),
        ("<a href=\"http://a.b\">a</a>", "a link to http://a.b"),
        ("<table><tbody><tr><th>a</th></tr></tbody></table>", "a heading of a table without scope"),
        ("<svg role=\"img\" aria-label=\"long enough a text\"></svg>", "a picture without a title"),
        ("<svg><title>a</title></svg>", "a picture without a text alternative"),
        ("<p>a<div>b</div></p>", "div within p"), ("<ul><p>a</p></ul>", "p within ul"),
        ("<input/>", "a field without a label"), ("<p onclick=\"x\">a</p>", "the attribute onclick"),
        ("<h1></h1>", "an empty h1"), ("<p>a", "not well-formed"), ("<img src=\"a\"/>", "a img"),
        ("<section aria-labelledby=\"z\">a</section>", "no element is called z"),
    ])
    func theCheckerFindsWhatIsWrong(_ body: String, _ finding: String) {
        let page = "<!DOCTYPE html>\n<html lang=\"en\"><body>\(body)</body></html>"
        #expect(PageChecker(page).findings.contains { $0.hasPrefix(finding) })
    }

    /// Every address that the page names is one that `explain` knows.
    @Test func everyAddressOfThePageIsExplained() throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        let figures = PageChecker(try ReportWriter.html(of: run.stored(), language: .en)).figures
        #expect(figures.count > 100)
        #expect(Set(figures.map { $0.prefix { $0 != ":" } }).count >= 6)
        let context = try ReportContext(RunContents(run.stored(), withOutlines: false), .en)
        for figure in figures {
            let explanation = try? Explanation(of: figure, context)
            #expect(explanation?.lines.isEmpty == false, "\(figure)")
        }
    }

    /// A stored figure is explained by its row, to the last digit.
    @Test func aStoredFigureIsItsRow() throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        let text = try Explanation(of: "quota:141001:nox", in: run.stored(), language: .en).text
        // 808 t of which three quarters are of industry.
        #expect(text.contains("Baseline (t) = 606.0") && text.contains("Baseline (t) = 202.0"))
        let failure = #expect(throws: DiagnosticFailure.self) {
            try Explanation(of: "quota:141001:xyz", in: run.stored(), language: .en)
        }
        #expect(failure?.diagnostics.first?.code == "unknown_figure")
        #expect(failure?.diagnostics.first?.hint.hasPrefix("such as quota:") == true)
    }

    /// Every table that `explain` knows is called something, in both languages.
    @Test func everyTableHasATitle() {
        for origin in TableOrigin.all {
            let sheet = SheetPlan.all.first { $0.file == origin.table + ".csv" }
            let title = sheet?.title ?? origin.title
            #expect(!title.en.isEmpty && !title.zh.isEmpty, "\(origin.table)")
        }
    }

    /// A statement is the sum of the transfers that its explanation lists.
    @Test func aStatementIsTheSumOfItsTransfers() throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        let explanation = try Explanation(
            of: "statement:141002:2019:monthly_pool", in: run.stored(), language: .en)
        let listed = explanation.lines.filter { $0.remarks.contains { $0.hasPrefix("explain transfers:") } }
        let fen = listed.compactMap { line -> Int? in
            Double(line.value.filter { $0 != "," }).map { Int(($0 * 100).rounded()) }
        }
        #expect(listed.count == (1...12).filter { run.fen(2, month: $0) != 0 }.count)
        #expect(fen.reduce(0, +) == run.received(2) - run.paid(2))
    }

    // MARK: Verdict

    @Test(arguments: Language.allCases)
    func theVerdictNamesWhoPaysAndReceivesMost(_ language: Language) throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        let page = try ReportWriter.html(of: run.stored(), language: language)
        let nets = run.names.indices.map { (county: $0, net: run.received($0) - run.paid($0)) }
        let most = try #require(nets.min { $0.net < $1.net })
        let start = try #require(page.range(of: "id=\"verdict\""))
        let end = try #require(page.range(of: "id=\"accounts\""))
        let verdict = page[start.upperBound..<end.lowerBound]
        let payer = "href=\"#county-\(run.codes[most.county])\""
        #expect(verdict.contains(payer))
        let amount = NumberStyle(language: language).amount(fen: Int64(-most.net))
        #expect(verdict.contains(amount))
        // Three to six figures, proof and provisional facts.
        let cards = verdict.ranges(of: "class=\"card\"").count
        #expect((3...6).contains(cards))
        for heading in [ReportText.whetherProven, ReportText.whatIsProvisional, ReportText.whatBinds] {
            #expect(verdict.contains(heading(language)))
        }
    }

    /// County 12 pays most for quota; without a ledger the deals say the same.
    @Test(arguments: [[], ["quota_ledger.csv"]])
    func theVerdictNamesWhoSpendsMostOnQuota(_ absent: Set<String>) throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames, leavingOut: absent)
        let page = try ReportWriter.html(of: run.stored(), language: .zh)
        let heading = try #require(page.range(of: ReportText.whoBuysMost.zh))
        let list = page[heading.upperBound...].prefix { $0 != "元" }
        #expect(list.contains("#county-141011") && list.contains("原平市"))
        #expect(page.contains(ReportText.whoSellsMost.zh))
    }

    @Test func anOpenBalanceIsSaid() throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        try run.write(
            """
            scheme,period,paid_in_fen,paid_out_fen,retained_fen,carried_fen,topped_up_fen
            monthly_pool,2019-01,100,90,9,0,0
            monthly_pool,2019-02,100,90,10,0,0

            """, "balances.csv")
        let page = try ReportWriter.html(of: run.stored(), language: .en)
        #expect(page.contains(ReportText.unbalanced(1).en) && !page.contains(ReportText.balanced.en))
    }

    // MARK: County pages

    @Test func everyCountyHasAPageThatItsLinkReaches() throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        let page = try ReportWriter.html(of: run.stored(), language: .zh)
        for code in run.codes {
            #expect(page.contains("<a href=\"#county-\(code)\">"))
            #expect(page.contains("<section id=\"county-\(code)\""))
        }
        #expect(page.contains("class=\"filter\""))
    }

    /// 117 counties with accounts, air, payments, what one step brings, and a market of five pollutants: the size that a
    /// province mails. The real one, without accounts and air, is told in the guide of the report.
    @Test(arguments: Language.allCases) func theWholeProvinceIsUnder2Megabytes(_ language: Language) throws {
        let run = try SyntheticRun(names: (1...117).map { "第\($0)县" }, isProvince: true)
        let page = try ReportWriter.html(of: run.stored(), language: language)
        #expect(page.utf8.count < 2_000_000)
        #expect(page.ranges(of: "class=\"county").count == 117)
        #expect(PageChecker(page).findings == [])
    }

    @Test(arguments: [
        ("140106", "140106"), ("a b", "a_32b"), ("太原", "_22826_21407"), ("a\"><b", "a_34_62_60b"),
    ])
    func anchorsAreIdentifiers(_ region: String, _ anchor: String) {
        #expect(CountySection.anchor(region) == "county-" + anchor)
    }
}
