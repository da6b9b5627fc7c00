import Foundation
import Synchronization
import Testing

/// Every number in every table of the page has an address, put together from the table, its row and its column, and
/// `explain` answers it; no heading of the page or title of an explanation is an id.
@Suite(.serialized) struct AddressedPageTests {
    private static let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Scenarios").standardizedFileURL.path

    private static let quick = [
        "taixin": ["quota.analysis={price_ranges: none}", "quota.curves=[{aim: emission, steps: 2}]"],
        "taixin_response": ["simulation.last_year=2025"],
        "taixin_2035_standard": [
            "search.evaluations=4", "search.constraints=[{constraint: target, target: gep_2035}]",
        ],
    ]

    /// Each scenario is run once.
    private static let runs = Mutex<[String: TemporaryFolder]>([:])

    private static func folder(_ scenario: String) throws -> TemporaryFolder {
        try runs.withLock { runs in
            if let folder = runs[scenario] { return folder }
            let folder = try TemporaryFolder()
            let values = (quick[scenario] ?? []).flatMap { ["--set", $0] }
            let run = try Command.run(
                ["run", "\(scenarios)/\(scenario)", "--out", folder.path + "/run"] + values
                    + ["--set", "report.languages=[en, zh]"])
            #expect(run.code == 0, "\(run.errors)")
            runs[scenario] = folder
            return folder
        }
    }

    @Test(arguments: [
        "reference/two_counties", "reference/full_account", "taixin", "taixin_response",
        "taixin_2035_standard",
    ])
    func everyNumberOfEveryTableAnswers(_ scenario: String) throws {
        try Self.checkNumbers(of: "report.html", in: Self.folder(scenario))
    }

    /// The same of the page of a comparison, with causes and, of simulations, groups of inputs.
    @Test(arguments: ["reference/two_counties", "reference/counties_that_answer"])
    func everyNumberOfAComparisonAnswers(_ scenario: String) throws {
        let folder = try ExplainedFolderTests.compared(scenario)
        try Self.checkNumbers(of: "comparison.html", in: folder, tables: 3)
        for (page, isChinese) in [("comparison.html", false), ("comparison.zh.html", true)] {
            for table in Self.tables(try folder.text("run/" + page)) {
                for heading in table.headings where Self.isID(heading, isChinese) {
                    Issue.record("\(table.caption): \(heading)")
                }
            }
        }
    }

    private static func checkNumbers(
        of page: String, in folder: TemporaryFolder, tables least: Int = 6
    ) throws {
        var figures: Set<String> = []
        let tables = Self.tables(try folder.text("run/" + page))
        #expect(tables.count >= least)
        for table in tables {
            var own: Set<String> = []
            for cell in table.numbers {
                guard let address = cell.address else {
                    Issue.record("\(table.caption): \(cell.text) has no address")
                    break
                }
                own.insert(address)
            }
            // Of each table some, the last with the sums.
            let sorted = own.sorted()
            figures.formUnion(sorted.prefix(4) + sorted.suffix(2))
        }
        let explained = try Command.run(
            ["explain", folder.path + "/run"] + figures.sorted() + ["--format", "json"])
        #expect(explained.code == 0, "\(explained.errors)")
    }

    /// Words, not ids, in both languages: in the page, and in what is told of a row of every table.
    @Test(arguments: ["reference/full_account", "taixin_response", "taixin_2035_standard"])
    func noTitleIsAnID(_ scenario: String) throws {
        let folder = try Self.folder(scenario)
        for (page, isChinese) in [("report.html", false), ("report.zh.html", true)] {
            for table in Self.tables(try folder.text("run/" + page)) {
                for heading in table.headings where Self.isID(heading, isChinese) {
                    Issue.record("\(table.caption): \(heading)")
                }
            }
        }
        var figures: [String] = []
        var headings: Set<String> = []
        for file in try folder.names("run").filter({ $0.hasSuffix(".csv") }).sorted() {
            let (name, table) = (String(file.dropLast(4)), try CSVTable(folder.text("run/" + file)))
            guard let row = table.rows.first, let keys = ExplainedFigureTests.keys(name), name != "air" else {
                continue
            }
            let cells = Dictionary(zip(table.columns, row)) { first, _ in first }
            figures.append(([name] + keys.map { cells[$0] ?? "" }).joined(separator: ":"))
            headings.formUnion(table.columns)
        }
        for language in ["en", "zh"] {
            let told = try Command.run(["explain", folder.path + "/run"] + figures + ["--lang", language])
            #expect(told.code == 0, "\(told.errors)")
            for id in headings where id.contains("_") || language == "zh" {
                #expect(!told.output.contains("\n  \(id) = "), "\(language): \(id)")
            }
        }
    }

    /// Rows left open are added up: the emission of all counties.
    @Test func openPartsAreAddedUp() throws {
        let folder = try Self.folder("reference/two_counties")
        let table = try CSVTable(folder.text("run/quota.csv"))
        let rows = table.rows.map { Dictionary(zip(table.columns, $0)) { first, _ in first } }
        let pollutant = try #require(rows.first?["pollutant"])
        let emitted = rows.filter { $0["pollutant"] == pollutant }.compactMap {
            Double($0["emitted_t"] ?? "")
        }
        let output = try Command.run(["explain", folder.path + "/run", "quota:+:\(pollutant)"]).output
        let line = try #require(output.firstMatch(of: #/Emitted \(t\) = ([0-9.e+-]+)/#), "\(output)")
        let told = try #require(Double(line.1))
        #expect(abs(told - emitted.reduce(0, +)) <= 1e-9 * max(1, told))
    }

    private static func isID(_ heading: String, _ isChinese: Bool) -> Bool {
        heading.wholeMatch(of: #/[a-z0-9]+(_[a-z0-9]+)+/#) != nil
            || isChinese && heading.wholeMatch(of: #/[a-z][a-z_]{2,}/#) != nil
    }

    // MARK: Page

    private struct Cell {
        let text: String
        let address: String?
    }

    private struct Table {
        var caption = ""
        var headings: [String] = []
        var numbers: [Cell] = []
    }

    private static func tables(_ page: String) -> [Table] {
        page.matches(of: #/(?s)<table([^>]*)>(.*?)<\/table>/#).map { match in
            table(attributes: String(match.1), String(match.2))
        }
    }

    private static func table(attributes: String, _ text: String) -> Table {
        var table = Table()
        table.caption = text.firstMatch(of: #/<caption>(.*?)<\/caption>/#).map { plain($0.1) } ?? ""
        let whole = value("data-figure", attributes)
        let parts = text.components(separatedBy: "<tbody>")
        guard parts.count == 2 else { return table }
        let heads = parts[0].components(separatedBy: "<tr").last.map { cells($0) } ?? []
        table.headings = heads.map { plain($0.text.prefix { $0 != "<" }) }
        for row in parts[1].components(separatedBy: "<tr").dropFirst() {
            let part = value("data-row", String(row.prefix { $0 != ">" }))
            for (index, cell) in cells(row).enumerated() {
                guard cell.name == "td", !cell.attributes.contains("class="),
                    cell.text.contains(where: \.isNumber)
                else { continue }
                let head = index < heads.count ? heads[index].attributes : ""
                let pattern = value("data-figure", head) ?? whole
                let column = value("data-column", head) ?? "@"
                let address = pattern.flatMap { pattern in
                    part.map { pattern.replacing("*", with: $0).replacing("@", with: column) }
                }
                table.numbers.append(Cell(text: plain(cell.text[...]), address: address))
            }
        }
        return table
    }

    private static func cells(_ row: String) -> [(name: String, attributes: String, text: String)] {
        row.matches(of: #/(?s)<(t[hd])([^>]*)>(.*?)<\/t[hd]>/#).map {
            (String($0.1), String($0.2), String($0.3))
        }
    }

    private static func value(_ name: String, _ attributes: String) -> String? {
        guard let start = attributes.range(of: name + "=\"") else { return nil }
        return plain(attributes[start.upperBound...].prefix { $0 != "\"" })
    }

    private static func plain(_ text: Substring) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(String(text))
        {
            $0.replacingOccurrences(of: $1.0, with: $1.1)
        }
    }
}
