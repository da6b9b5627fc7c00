import EcoParameters
import EcoUnits
import Foundation
import Testing

@testable import EcoReports
@testable import EcoRuns

/// What programs of others say of the page, where the machine has them.
@Suite struct ForeignToolTests {
    private static let tidy = "/usr/bin/tidy"
    private static let browser = "/usr/bin/chromium"
    /// A browser takes its seconds: asked for by name.
    private static let hasBrowser =
        ProcessInfo.processInfo.environment["ECOCOMP_BROWSER"] != nil
        && FileManager.default.isExecutableFile(atPath: browser)

    private func output(_ program: String, _ arguments: [String], errors: Bool = false) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = errors ? FileHandle.nullDevice : pipe
        process.standardError = errors ? pipe : FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    private func written(_ run: SyntheticRun, _ language: Language) throws -> String {
        let path = "\(run.folder)/report.html"
        let page = try ReportWriter.html(of: run.stored(), language: language)
        try Data(page.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: tidy)), arguments: Language.allCases)
    func tidyFindsNothing(_ language: Language) throws {
        for names in [SyntheticRun.plainNames, SyntheticRun.nastyNames] {
            let run = try SyntheticRun(names: names)
            let arguments = ["-q", "-e", "-utf8", "--drop-empty-elements", "no", try written(run, language)]
            let found = try output(Self.tidy, arguments, errors: true).split(separator: "\n")
            #expect(found == [])
        }
    }

    /// On a phone of 390 pixels nothing but boxes of their own scrolls sideways.
    @Test(.enabled(if: hasBrowser), arguments: Language.allCases)
    func thePageFitsAPhone(_ language: Language) throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames + SyntheticRun.nastyNames)
        _ = try written(run, language)
        let frame = """
            <html><body><iframe src="report.html" width="390" height="800" onload="document.title =
            this.contentDocument.documentElement.scrollWidth"></iframe></body></html>
            """
        try Data(frame.utf8).write(to: URL(fileURLWithPath: run.folder + "/phone.html"))
        let page = try output(
            Self.browser,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--dump-dom",
                "file://\(run.folder)/phone.html",
            ])
        let width = try #require(page.firstMatch(of: /<title>([0-9]+)<\/title>/)).1
        #expect(try #require(Int(width)) <= 390)
    }

    /// The verdict is the first printed page, whole and alone.
    @Test(
        .enabled(if: hasBrowser && FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext")),
        arguments: Language.allCases)
    func theVerdictIsOnePrintedPage(_ language: Language) throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        let path = try written(run, language)
        let pdf = run.folder + "/report.pdf"
        _ = try output(
            Self.browser,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                "--print-to-pdf=\(pdf)",
                "file://\(path)",
            ])
        func text(_ number: Int) throws -> String {
            try output("/usr/bin/pdftotext", ["-f", "\(number)", "-l", "\(number)", pdf, "-"])
        }
        let (first, second) = (try text(1), try text(2))
        #expect(first.contains(ReportText.verdictTitle(language)))
        #expect(first.contains(ReportText.whatIsProvisional(language)))
        #expect(!first.contains(ReportText.valueTable(language)))
        #expect(second.hasPrefix(ReportText.accounts(language)))
    }

    /// The page asks for Chinese fonts by names that fontconfig knows, where the fonts are.
    @Test(
        .enabled(
            if: FileManager.default.fileExists(
                atPath: "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
                && FileManager.default.isExecutableFile(atPath: "/usr/bin/fc-match")))
    func theChineseFontIsFound() throws {
        let family = "Noto Sans CJK SC"
        #expect("\(StyleSheet.text)".ranges(of: "\"\(family)\"").count == 2)
        #expect(try output("/usr/bin/fc-match", ["-f", "%{family}", family]).contains(family))
    }
}
