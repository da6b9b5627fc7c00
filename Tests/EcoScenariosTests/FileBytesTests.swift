import EcoParameters
import EcoScenarios
import Testing

/// Content of files that modules read piece by piece.
@Suite struct FileBytesTests {
    private func bytes(_ content: [UInt8]) throws -> (folder: TestFolder, bytes: any InputBytes) {
        let folder = try TestFolder()
        try folder.write("hours.csv", content)
        let place = EcoParameters.SourceLocation(file: "\(folder.path)/scenario.yaml", line: 1, column: 1)
        let files = ScenarioFiles(folder: folder.path)
        let file = try files.reference("hours.csv", at: place, path: "air.hourly")
        return (folder, try files.bytes(of: file))
    }

    @Test func readsFromAnyPlace() throws {
        let (folder, bytes) = try bytes(Array("0123456789".utf8))
        var buffer = [UInt8](repeating: 0, count: 4)
        for (offset, expected) in [(0, "0123"), (5, "5678"), (8, "89"), (10, ""), (99, "")] {
            let count = try buffer.withUnsafeMutableBytes { try bytes.read(at: offset, into: $0) }
            #expect(String(decoding: buffer[..<count], as: UTF8.self) == expected)
        }
        withExtendedLifetime(folder) {}
    }

    @Test func textIsDecoded() throws {
        let heading = Array("time,station\n1,".utf8)
        let (folder, chinese) = try bytes(heading + SourceTextTests.taiyuan)
        #expect(try chinese.text() == heading + Array("太原".utf8))
        let (other, broken) = try bytes(heading + [0xFF, 0x41])
        let error = #expect(throws: DiagnosticFailure.self) { try broken.text() }
        #expect(try #require(error).diagnostics.map(\.code) == ["encoding"])
        withExtendedLifetime((folder, other)) {}
    }
}
