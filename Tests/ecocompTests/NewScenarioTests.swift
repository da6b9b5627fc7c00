import Foundation
import Testing

/// A new scenario runs as it is, in both forms of its tables, with the same figures; wrong cells are told by name.
@Suite struct NewScenarioTests {
    private static let templates = ["air_settlement", "gep_account", "quota_market", "combined_study"]

    @Test(arguments: templates) func aNewScenarioRunsFromWorkbooksAsFromTables(_ template: String) throws {
        let folder = try TemporaryFolder()
        for (form, language) in [("workbook", "zh"), ("csv", "en")] {
            let made = try Command.run(
                ["new", form, "--template", template, "--tables", form, "--lang", language], in: folder.path)
            #expect(made.code == 0, "\(made.errors)")
            #expect(made.output == "\(form)/scenario.yaml\n")
            let check = try Command.run(["check", form], in: folder.path)
            #expect(check.code == 0, "\(check.errors)")
            let run = try Command.run(["run", form, "--out", "\(form)_run"], in: folder.path)
            #expect(run.code == 0, "\(run.errors)")
        }
        for table in try folder.names("csv_run")
        where table.hasSuffix(".csv") && !table.contains("calculations") {
            let same = try folder.text("csv_run/\(table)") == folder.text("workbook_run/\(table)")
            // Places and digests of inputs differ with the files; figures do not.
            if !["account_rasters.csv", "account_parameters.csv", "parameters.csv", "input_rows.csv"]
                .contains(table)
            {
                #expect(same, "\(table)")
            }
        }
    }

    private func write(_ yaml: String, _ folder: TemporaryFolder) throws {
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/s/scenario.yaml"))
    }

    @Test func aWrongCellIsToldBySheetAndCell() throws {
        let folder = try TemporaryFolder()
        #expect(try Command.run(["new", "s", "--template", "quota_market"], in: folder.path).code == 0)
        let yaml = try folder.text("s/scenario.yaml")
        try write(
            yaml.replacingOccurrences(of: "ecology.xlsx#quota_measures", with: "ecology.xlsx#quota_sources"),
            folder)
        let outcome = try Command.run(["check", "s"], in: folder.path)
        #expect(outcome.code == 2)
        // Both tables begin with region, pollutant, sector; the fourth column is the first that measures lack.
        #expect(
            outcome.errors.contains("s/ecology.xlsx:quota_sources!D1: error: unknown column"))
        let missing = yaml.replacingOccurrences(
            of: "ecology.xlsx#quota_measures", with: "ecology.xlsx#quota_measure")
        try write(missing, folder)
        let named = try Command.run(["check", "s"], in: folder.path)
        #expect(named.code == 2)
        #expect(named.errors.contains("has no sheet 'quota_measure'"))
        #expect(named.errors.contains("did you mean `quota_measures`?"))
    }

    @Test func nothingIsOverwritten() throws {
        let folder = try TemporaryFolder()
        #expect(try Command.run(["new", "s", "--template", "quota_market"], in: folder.path).code == 0)
        let before = try folder.contents("s")
        let again = try Command.run(["new", "s"], in: folder.path)
        #expect(again.code == 2)
        #expect(again.errors.contains("the folder exists and is not empty"))
        #expect(try folder.contents("s") == before)
        let unknown = try Command.run(["new", "t", "--template", "quota_markt"], in: folder.path)
        #expect(unknown.code == 64)
        #expect(unknown.errors.contains("did you mean 'quota_market'?"))
        #expect(try folder.names("") == ["s"])
    }
}
