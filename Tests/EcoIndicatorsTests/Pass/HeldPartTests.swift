import EcoGrids
import EcoUnits
import Synchronization
import Testing

@testable import EcoIndicators

/// Cells of a raster that stay in memory and go to the disk with a checkpoint.
struct HeldPartTests {
    /// Room on a disk that notes what is written to it.
    private final class Disk: RasterPart {
        struct Content {
            var bytes: [UInt8]
            var writes: [Range<Int>] = []
            var synchronised = 0
        }

        let content: Mutex<Content>

        init(_ bytes: [UInt8]) { content = Mutex(Content(bytes: bytes)) }

        func write(_ new: UnsafeRawBufferPointer, at offset: Int) {
            content.withLock {
                $0.writes.append(offset..<offset + new.count)
                for (index, byte) in new.enumerated() { $0.bytes[offset + index] = byte }
            }
        }

        func read(into target: UnsafeMutableRawBufferPointer, at offset: Int) {
            content.withLock { content in
                for index in target.indices { target[index] = content.bytes[offset + index] }
            }
        }

        func synchronise() { content.withLock { $0.synchronised += 1 } }

        var writes: [Range<Int>] { content.withLock { $0.writes } }
        var bytes: [UInt8] { content.withLock { $0.bytes } }
    }

    private func write(_ part: HeldPart, _ bytes: [UInt8], at offset: Int) throws {
        try bytes.withUnsafeBytes { try part.write($0, at: offset) }
    }

    private func read(_ part: HeldPart, _ range: Range<Int>) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        try bytes.withUnsafeMutableBytes { try part.read(into: $0, at: range.lowerBound) }
        return bytes
    }

    /// Between two checkpoints only what was changed goes to the disk, in one piece.
    @Test func theDiskHasWhatWasSynchronised() throws {
        let disk = Disk([UInt8](repeating: 9, count: 100))
        let part = try HeldPart(disk, byteCount: 100, isFresh: true)
        try write(part, [1, 2, 3], at: 40)
        try write(part, [4], at: 20)
        #expect(try read(part, 40..<43) == [1, 2, 3])
        #expect(disk.writes.isEmpty)
        try part.synchronise()
        #expect(disk.writes == [20..<43])
        #expect(disk.bytes[20] == 4 && disk.bytes[40...42] == [1, 2, 3] && disk.bytes[19] == 9)
        try part.synchronise()
        #expect(disk.writes.count == 1 && disk.content.withLock { $0.synchronised } == 2)
        try write(part, [5], at: 99)
        try part.synchronise()
        #expect(disk.writes == [20..<43, 99..<100])
    }

    /// What an earlier run left comes back, unless the part is made anew.
    @Test func whatAnEarlierRunLeftComesBack() throws {
        let bytes = (0..<50).map { UInt8($0) }
        let part = try HeldPart(Disk(bytes), byteCount: 50, isFresh: false)
        #expect(try read(part, 0..<50) == bytes)
        try write(part, [0, 0], at: 10)
        #expect(try read(part, 9..<13) == [9, 0, 0, 12])
    }

    /// Figures that are not summed take no place in the sums, and are written cell by cell as all others.
    @Test func figuresThatAreNotSummedAreWritten() {
        let measures = [("a", true), ("b", true), ("c", false)].map { id, isSummed in
            Measure(id, LocalizedText(en: id, zh: id), unit: .one, ceiling: 1, isSummed: isSummed)
        }
        let kernel = SedimentDeliveryKernel(classes: SedimentClasses(cover: [:], practice: [:]))
        let measurement = Measurement(layers: [], measures: measures, kernel: kernel)
        #expect(measurement.summed.map(\.id) == ["a", "b"])
        #expect(RasterOutput.all("x", measurement).map(\.id) == ["x.a", "x.b", "x.c"])
    }
}
