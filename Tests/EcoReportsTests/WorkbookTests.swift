import EcoParameters
import EcoUnits
import Foundation
import FoundationXML
import Testing

@testable import EcoReports

@Suite struct WorkbookTests {
    private func part(_ name: String, of book: String) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let script =
            "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))"
        process.arguments = ["python3", "-c", script, book, name]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data
    }

    private func text(_ name: String, of book: String) throws -> String {
        let data = try part(name, of: book)
        #expect(XMLParser(data: data).parse())
        return String(decoding: data, as: UTF8.self)
    }

    @Test func equalRunsGiveEqualBytes() throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        let paths = ["one", "two"].map { "\(run.folder)/\($0).xlsx" }
        for path in paths { try WorkbookWriter.write(run.stored(), to: path, language: .zh) }
        let books = try paths.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
        #expect(books[0].count > 10_000)
        #expect(books[0] == books[1])
    }

    @Test func sheetsAreNamedFrozenAndFiltered() throws {
        let run = try SyntheticRun(names: SyntheticRun.nastyNames)
        let path = run.folder + "/book.xlsx"
        try WorkbookWriter.write(run.stored(), to: path, language: .en)
        let book = try text("xl/workbook.xml", of: path)
        for name in ["Contents", "Regions", "Ecosystem accounts", "Statement", "Parameters"] {
            #expect(book.contains("name=\"\(name)\""))
        }
        let regions = try text("xl/worksheets/sheet2.xml", of: path)
        #expect(regions.contains("state=\"frozen\""))
        #expect(regions.contains("<autoFilter ref=\"A1:J4\"/>"))
        // Area of the first county, as a number.
        #expect(regions.contains("<v>500</v>"))
    }

    @Test func formulaLikeNamesStayText() throws {
        let run = try SyntheticRun(names: SyntheticRun.nastyNames)
        let path = run.folder + "/book.xlsx"
        try WorkbookWriter.write(run.stored(), to: path, language: .zh)
        let strings = try text("xl/sharedStrings.xml", of: path)
        #expect(strings.contains("<t>=cmd|' /C calc'!A0</t>"))
        #expect(strings.contains("\u{202E}"))
        // Formulas are ours alone: sums, differences and the check of the balances.
        for sheet in try sheets(of: path) {
            for formula in sheet.formulas.values {
                #expect(["SUBTOTAL(9,", "ROUND(", "F", "E"].contains { formula.hasPrefix($0) }, "\(formula)")
                #expect(!formula.contains("!") && !formula.contains("cmd"))
            }
        }
    }

    private struct CellSheet {
        var values: [String: Double] = [:]
        var formulas: [String: String] = [:]
    }

    /// Numbers and formulas of every sheet, read from the file.
    private func sheets(of path: String) throws -> [CellSheet] {
        let book = try text("xl/workbook.xml", of: path)
        return try (1...book.ranges(of: "<sheet ").count).map { number in
            let xml = try text("xl/worksheets/sheet\(number).xml", of: path)
            var sheet = CellSheet()
            let pattern = /<c r="([A-Z]+[0-9]+)"[^>]*?(?:\/>|>(?:<f>([^<]*)<\/f>)?<v>([^<]*)<\/v><\/c>)/
            for match in xml.matches(of: pattern) {
                let cell = String(match.1)
                if let formula = match.2 { sheet.formulas[cell] = String(formula) }
                if !match.0.contains("t=\"s\""), let value = match.3.flatMap({ Double($0) }) {
                    sheet.values[cell] = value
                }
            }
            return sheet
        }
    }

    /// What a spreadsheet program would compute for the formulas that we write.
    private func computed(_ formula: String, _ sheet: CellSheet) -> Double? {
        if let range = formula.wholeMatch(of: /SUBTOTAL\(9,([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)\)/) {
            guard range.1 == range.3, let first = Int(range.2), let last = Int(range.4) else { return nil }
            return (first...last).reduce(0) { $0 + (sheet.values["\(range.1)\($1)"] ?? 0) }
        }
        let terms = formula.replacing("ROUND(", with: "").replacing(",2)", with: "")
        let parts = terms.matches(of: /([+-]?)([A-Z]+[0-9]+)/)
        let sum = parts.reduce(0.0) { $0 + ($1.1 == "-" ? -1 : 1) * (sheet.values[String($1.2)] ?? 0) }
        return (sum * 100).rounded() / 100
    }

    @Test func formulasAndTheirValuesAgree() throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        let path = run.folder + "/book.xlsx"
        try WorkbookWriter.write(run.stored(), to: path, language: .zh)
        var kinds: Set<String> = []
        for sheet in try sheets(of: path) {
            for (cell, formula) in sheet.formulas {
                let value = try #require(computed(formula, sheet), "\(formula)")
                let stored = try #require(sheet.values[cell])
                #expect(abs(value - stored) <= 1e-9 * max(1, abs(stored)), "\(cell): \(formula)")
                kinds.insert(String(formula.prefix(5)))
            }
        }
        #expect(kinds.contains("SUBTO") && kinds.contains("ROUND"))
        // Two totals added here apart: what counties paid, and what they spent on quota in the market's ledger.
        let paid = run.names.indices.reduce(0) { $0 + run.paid($1) }
        let all = try sheets(of: path).flatMap { sheet in
            sheet.formulas.filter { $0.value.hasPrefix("SUBTOTAL") }.compactMap { sheet.values[$0.key] }
        }
        #expect(all.contains { abs($0 - Double(paid) / 100) < 0.005 })
        #expect(all.contains(1_000_000 * Double(run.names.count)))
    }

    @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")])
    func columnsHaveTheirLetters(_ column: Int, _ letters: String) {
        #expect(SheetFormulas.letters(column) == letters)
    }

    @Test func everySheetNameFitsAndIsUnique() {
        for language in Language.allCases {
            let names = SheetPlan.all.map { $0.title(language) } + [SheetPlan.contents(language)]
            #expect(Set(names).count == names.count)
            #expect(names.allSatisfy { $0.count <= 31 && !$0.contains { "[]:*?/\\".contains($0) } })
        }
    }

    @Test func aPlaceThatCannotBeWrittenIsAFinding() throws {
        let run = try SyntheticRun(names: ["A"])
        let failure = #expect(throws: DiagnosticFailure.self) {
            try WorkbookWriter.write(run.stored(), to: "/nonexistent/book.xlsx", language: .en)
        }
        #expect(failure?.diagnostics.first?.code == "workbook_not_written")
    }
}
