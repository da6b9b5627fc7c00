import EcoParameters
import EcoScenarios
import Foundation
import Testing

@Suite struct ChangedInputTests {
    /// Rewritten or gone since its digest was taken: told with the place that names the file.
    @Test func filesThatChangeDuringARunAreTold() throws {
        let folder = try TestFolder(["rain.txt": "1 2 3", "soil.txt": "4 5 6"])
        let files = ScenarioFiles(folder: folder.path)
        for (line, name) in ["rain.txt", "soil.txt"].enumerated() {
            let place = SourceLocation(file: "\(folder.path)/scenario.yaml", line: line + 3, column: 9)
            _ = try files.reference(name, at: place, path: "accounts.layers")
        }
        #expect(files.changes.isEmpty)
        try folder.write("rain.txt", Array("1 2 4".utf8))
        #expect(files.changes.map(\.code) == ["input_changed"])
        #expect(files.changes.first?.location?.line == 3)
        try FileManager.default.removeItem(atPath: "\(folder.path)/soil.txt")
        #expect(
            files.changes.map(\.message) == [
                "'rain.txt' was written during the run", "'soil.txt' went away during the run",
            ])
    }
}
