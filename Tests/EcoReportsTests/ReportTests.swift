import EcoParameters
import EcoUnits
import Foundation
import FoundationXML
import Testing

@testable import EcoReports
@testable import EcoRuns

/// Collects what an XML parser sees in a report.
final class PageReader: NSObject, XMLParserDelegate {
    var sections: [String] = []
    var elements: [String: Int] = [:]
    var pictures: [String] = []
    var headings: [Int] = []
    var text = ""
    var error: Error?
    var cells: [[String]] = []
    private var cell: String?

    init(_ page: String) {
        super.init()
        let parser = XMLParser(data: Data(page.utf8))
        parser.delegate = self
        _ = parser.parse()
        if error == nil { error = parser.parserError }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements[name, default: 0] += 1
        if name == "section", attributes["class"]?.hasPrefix("county") != true {
            sections.append(attributes["id"] ?? "")
        }
        if name == "svg" { pictures.append(attributes["aria-label"] ?? "") }
        if name.count == 2, name.first == "h", let level = Int(name.dropFirst()) { headings.append(level) }
        if name == "tr" { cells.append([]) }
        if name == "td" || name == "th" { cell = "" }
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        guard name == "td" || name == "th", let cell, !cells.isEmpty else { return }
        cells[cells.count - 1].append(cell)
        self.cell = nil
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        text += string
        cell? += string
    }

    func parser(_ parser: XMLParser, parseErrorOccurred parseError: Error) { error = parseError }
}

@Suite struct ReportTests {
    static let allSections = [
        "verdict", "accounts", "air", "payments", "fairness", "quota", "market-pictures", "quota_study",
        "counties", "warnings", "method", "provenance",
    ]

    @Test(arguments: Language.allCases)
    func pageIsWellFormedAndWholeWithNastyNames(_ language: Language) throws {
        let run = try SyntheticRun(names: SyntheticRun.nastyNames)
        let page = PageReader(try ReportWriter.html(of: run.stored(), language: language))
        #expect(page.error == nil)
        #expect(page.sections == Self.allSections)
        #expect(page.pictures.count >= 10)
        #expect(page.pictures.allSatisfy { $0.count > 10 })
        for forbidden in ["b", "i", "iframe", "link", "img"] { #expect(page.elements[forbidden] == nil) }
        #expect(page.elements["script"] == 1)
        #expect(page.text.contains("<script>alert(1)</script>"))
        #expect(page.text.contains("<b>&\"'"))
        // Headings never skip a level downwards.
        #expect(page.headings.first == 1)
        #expect(zip(page.headings, page.headings.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    }

    @Test func bothLanguagesHaveTheSameShape() throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        let pages = try Language.allCases.map {
            PageReader(try ReportWriter.html(of: run.stored(), language: $0))
        }
        #expect(pages[0].sections == pages[1].sections)
        #expect(pages[0].pictures.count == pages[1].pictures.count)
        #expect(pages[0].elements["table"] == pages[1].elements["table"])
        #expect(pages[0].elements["td"] == pages[1].elements["td"])
    }

    @Test func everySentenceStandsInBothLanguages() throws {
        let run = try SyntheticRun(names: ["A", "B", "C"])
        let english = PageReader(try ReportWriter.html(of: run.stored(), language: .en)).text
        // What stays Chinese in the English page is data: none of the catalogue.
        for chinese in ["合计", "综合指数", "缴纳", "净额", "价值"] { #expect(!english.contains(chinese)) }
        #expect(!english.contains("…"))
    }

    @Test func totalsAreTheSumsOfTheTable() throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        let page = PageReader(try ReportWriter.html(of: run.stored(), language: .zh))
        // GEP: whole yuan, added here apart; 亿元 with three decimals.
        let total = run.names.indices.reduce(0) { $0 + run.total($1) }
        let exact = try #require(Rational(Int128(total), over: 100_000_000))
        #expect(page.cells.contains { $0.first == "合计" && $0.contains(exact.text(digits: 3)) })
        // Payments: fen, 万元 with two decimals.
        let paid = run.names.indices.reduce(0) { $0 + run.paid($1) }
        let yuan = try #require(Rational(Int128(paid), over: 100 * 10_000))
        let text = NumberStyle(language: .zh).number(yuan, digits: 2)
        #expect(page.cells.contains { $0.first == "各县合计" && $0.contains(text) })
        // Each county's own GEP stands in its row.
        for (county, name) in run.names.enumerated() {
            let figure = try #require(Rational(Int128(run.total(county)), over: 100_000_000)).text(digits: 3)
            #expect(page.cells.contains { $0.first == name && $0.contains(figure) })
        }
    }

    @Test func onlyServicesCountAsServices() throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        let context = try ReportContext(RunContents(run.stored(), withOutlines: true), .en)
        let table = try #require(try run.stored().table("accounts.csv"))
        let figures = AccountFigures(table, context)
        #expect(Set(figures.indicators) == Set(SyntheticRun.services))
        #expect(figures.parts.keys.sorted() == ["carbon_fixation.carbon"])
        let sums = figures.indicators.compactMap { figures.sum(of: $0) }.reduce(0, +)
        #expect(sums == figures.total)
    }

    @Test func absentFilesLeaveTheirSectionOut() throws {
        let run = try SyntheticRun(
            names: ["A", "B"], outlines: false,
            leavingOut: [
                "quota.csv", "quota_flows.csv", "prices.csv", "receptors.csv", "certificate.json", "air.csv",
                "quota_steps.csv", "quota_ledger.csv", "quota_payments.csv", "air_changes.csv",
            ])
        let page = PageReader(try ReportWriter.html(of: run.stored(), language: .en))
        #expect(page.error == nil)
        #expect(
            page.sections == [
                "verdict", "accounts", "payments", "fairness", "counties", "warnings", "method", "provenance",
            ])
        #expect(page.text.contains(ReportText.centroidMap.en))
    }

    @Test func onlyAManifestStillGivesAPage() throws {
        let run = try SyntheticRun(names: ["A"])
        for name in try FileManager.default.contentsOfDirectory(atPath: run.folder)
        where name != "manifest.json" {
            try FileManager.default.removeItem(atPath: run.folder + "/" + name)
        }
        let page = PageReader(try ReportWriter.html(of: run.stored(), language: .zh))
        #expect(page.sections == ["verdict", "warnings", "method", "provenance"])
    }

    @Test func missingColumnsAreNamed() throws {
        let run = try SyntheticRun(names: ["A", "B"])
        try run.write("region,indicator\n141000,gep\n", "accounts.csv")
        try run.write("pollutant,from\nnox,141000\n", "quota_flows.csv")
        let page = PageReader(try ReportWriter.html(of: run.stored(), language: .en))
        #expect(page.error == nil)
        #expect(page.text.contains(ReportText.missingColumns.en + "account, value_yuan"))
        #expect(page.text.contains(ReportText.missingColumns.en + "to, sent_t"))
    }

    @Test func aCountyWithoutATotalLeavesTheSumOpen() throws {
        let run = try SyntheticRun(names: ["A", "B"])
        try run.write(
            """
            region,year,account,indicator,ecosystem,quantity,unit,value_yuan,price_year,status,rule_pack,note
            141000,2019,total,gep,,,,5000000,2019,ok,p,
            141001,2019,total,gep,,,,,2019,incomplete,p,rain is missing

            """, "accounts.csv")
        let page = PageReader(try ReportWriter.html(of: run.stored(), language: .en))
        #expect(page.text.contains(ReportText.incompleteTotal.en))
    }

    @Test func equalRunsGiveEqualPages() throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        let pages = try (0..<2).map { _ in try ReportWriter.html(of: run.stored(), language: .zh) }
        #expect(pages[0] == pages[1])
    }

    @Test func limitsAreNamedInWords() throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        let page = PageReader(try ReportWriter.html(of: run.stored(), language: .zh))
        #expect(page.cells.contains { $0.first == "受体点 尖草坪" && $0.contains("1,234,568") })
        #expect(page.cells.contains { $0.first == "排放上限 迎泽区 industry" })
    }

    @Test func headlinesTakeTheBalances() throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        let balances = try #require(try run.stored().table("balances.csv"))
        let amounts = BalanceFigures(balances).amounts(["monthly_pool"])
        // Paid + topped up = received + retained + carried.
        #expect(amounts[0] + amounts[1] == amounts[2] + amounts[3] + amounts[4])
        #expect(amounts[0] == Int64(run.names.indices.reduce(0) { $0 + run.paid($1) }))
        let page = PageReader(try ReportWriter.html(of: run.stored(), language: .zh))
        #expect(page.text.contains(NumberStyle(language: .zh).amount(fen: amounts[3])))
    }

    /// Writes both pages where a person wants to look at them.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["ECOCOMP_LOOK"] != nil))
    func pagesToLookAt() throws {
        let place = try #require(ProcessInfo.processInfo.environment["ECOCOMP_LOOK"])
        for (kind, names) in [
            ("plain", SyntheticRun.plainNames), ("nasty", SyntheticRun.nastyNames),
            ("large", (1...117).map { "第\($0)县" }),
        ] {
            let run = try SyntheticRun(names: names, outlines: kind != "nasty")
            for language in Language.allCases {
                let page = try ReportWriter.html(of: run.stored(), language: language)
                let file = "\(place)/\(kind)-\(language.rawValue).html"
                try Data(page.utf8).write(to: URL(fileURLWithPath: file))
                #expect(FileManager.default.fileExists(atPath: file))
            }
            try WorkbookWriter.write(run.stored(), to: "\(place)/\(kind).xlsx", language: .zh)
        }
    }
}
