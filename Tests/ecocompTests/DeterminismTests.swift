import Foundation
import Testing

/// The same input gives the same bytes, however it is run and however its rows stand.
@Suite struct DeterminismTests {
    private func contents(_ copy: ScenarioCopy, _ run: String) throws -> [String: Data] {
        var files = try copy.folder.contents(run)
        let manifest = try #require(files["manifest.json"])
        var object = try #require(try JSONSerialization.jsonObject(with: manifest) as? [String: Any])
        #expect(object.removeValue(forKey: "timing") != nil)
        files["manifest.json"] = try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
        return files
    }

    private func expectSame(_ first: [String: Data], _ second: [String: Data]) {
        #expect(first.keys.sorted() == second.keys.sorted())
        for (file, bytes) in first { #expect(bytes == second[file], "\(file)") }
    }

    @Test func twoRunsAndAnyNumberOfJobsGiveTheSameBytes() throws {
        let copy = try ScenarioCopy()
        for (run, jobs) in [("r1", "1"), ("r2", "2"), ("r3", "2")] {
            #expect(try copy.run(run, "--jobs", jobs).code == 0)
        }
        let first = try contents(copy, "r1")
        expectSame(first, try contents(copy, "r2"))
        expectSame(first, try contents(copy, "r3"))
    }

    @Test func thePlaceOfTheScenarioDoesNotMatter() throws {
        let copy = try ScenarioCopy()
        #expect(try copy.run("r1").code == 0)
        #expect(try Command.run(["run", ".", "--out", "../r2"], in: copy.path).code == 0)
        #expect(try Command.run(["run", "scenario.yaml", "--out", "../r3"], in: copy.path).code == 0)
        let first = try contents(copy, "r1")
        expectSame(first, try contents(copy, "r2"))
        expectSame(first, try contents(copy, "r3"))
    }

    /// Rows in reverse order give the same rows; counties stand in the order of the table of regions.
    @Test func theOrderOfRowsDoesNotMatter() throws {
        let copy = try ScenarioCopy()
        #expect(try copy.run("r1").code == 0)
        for file in try copy.folder.names("two_counties") where file.hasSuffix(".csv") {
            let lines = try copy.text(file).split(separator: "\n").map(String.init)
            let turned = [lines[0]] + lines.dropFirst().reversed()
            try copy.write(file, Array((turned.joined(separator: "\n") + "\n").utf8))
        }
        #expect(try copy.run("r2").code == 0)
        for file in ["accounts.csv", "air.csv"] {
            func lines(_ run: String) throws -> [Substring] {
                try copy.folder.text("\(run)/\(file)").split(separator: "\n").sorted()
            }
            #expect(try lines("r1") == lines("r2"), "\(file)")
        }
        let tables = [
            "transfers.csv", "statement.csv", "balances.csv", "quota.csv",
            "quota_flows.csv", "prices.csv", "receptors.csv", "certificate.json",
        ]
        for file in tables {
            #expect(try copy.folder.data("r1/\(file)") == copy.folder.data("r2/\(file)"), "\(file)")
        }
    }

    /// The same tables in GB18030, and with a byte-order mark and the line ends of Windows.
    @Test func encodingsGiveTheSameResults() throws {
        let copy = try ScenarioCopy()
        #expect(try copy.run("r1").code == 0)
        for file in ["regions.csv", "labels.csv", "assumptions.csv", "scenario.yaml"] {
            let converted = try Command.shell(
                "iconv -f UTF-8 -t GB18030 \(file) > t && mv t \(file)", in: copy.path)
            #expect(converted.code == 0)
            #expect(String(validating: try copy.folder.data("two_counties/\(file)"), as: UTF8.self) == nil)
        }
        for file in ["quota_sources.csv", "air_daily.csv", "quota_receptors.csv"] {
            let text = try copy.text(file).replacingOccurrences(of: "\n", with: "\r\n")
            try copy.write(file, [0xEF, 0xBB, 0xBF] + Array(text.utf8))
        }
        let outcome = try copy.run("r2")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let (first, second) = (try contents(copy, "r1"), try contents(copy, "r2"))
        for (file, bytes) in first
        where !["manifest.json", "workbook.xlsx"].contains(file) && !file.hasSuffix("html") {
            #expect(bytes == second[file], "\(file)")
        }
    }
}
