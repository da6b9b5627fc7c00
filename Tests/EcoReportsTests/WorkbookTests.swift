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
        for sheet in 1...14 {
            #expect(!(try text("xl/worksheets/sheet\(sheet).xml", of: path).contains("<f>")))
        }
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
