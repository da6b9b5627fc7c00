import Foundation
import Testing

@testable import EcoRuns

@Suite struct DrawFileTests {
    private func path() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("draws-\(UUID())").path
    }

    @Test func finishedDrawsComeBackAndTornOnesAreCutOff() throws {
        let path = path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let draws: [Int: [Double]] = [3: [1.5, -0.0, 1e300], 0: [.infinity, 2, 3]]
        do {
            let file = DrawFile(path, key: "a", values: 3)
            #expect(file.finished(10).isEmpty)
            for (number, values) in draws.sorted(by: { $0.key > $1.key }) { file.append(number, values) }
        }
        // What a kill leaves behind the last whole draw.
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        try (whole + Data([1, 2, 3, 4, 5])).write(to: URL(fileURLWithPath: path))
        let again = DrawFile(path, key: "a", values: 3)
        #expect(again.finished(10) == draws)
        again.append(7, [7, 8, 9])
        #expect(DrawFile(path, key: "a", values: 3).finished(10).keys.sorted() == [0, 3, 7])
        // Draws beyond the number asked for stay away.
        #expect(DrawFile(path, key: "a", values: 3).finished(5).keys.sorted() == [0, 3])
    }

    @Test func aChangedByteOrAnotherKeyLosesWhatFollows() throws {
        let path = path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            let file = DrawFile(path, key: "a", values: 2)
            _ = file.finished(4)
            for number in 0..<3 { file.append(number, [Double(number), 1]) }
        }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        // A draw takes 8 x (2 + 2) = 32 bytes: 40 from the end lies in the second of three.
        bytes[bytes.count - 40] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(DrawFile(path, key: "a", values: 2).finished(4).keys.sorted() == [0])
        #expect(DrawFile(path, key: "b", values: 2).finished(4).isEmpty)
    }
}
