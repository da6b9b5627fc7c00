import EcoGDAL
import EcoIndicators
import EcoParameters
import Glibc
import Testing

@testable import EcoRuns

/// Files of sums: given back whole to who asks with the same key, or not at all.
@Suite struct KeptSumsTests {
    let temporary = TemporaryFolder()
    private var path: String { "\(temporary.path)/kept" }

    @Test func theContentComesBackUnderItsKeyOnly() throws {
        #expect(KeyedFile.read(path, key: "a") == .none)
        try KeyedFile.write([1, 2, 3], key: "a", to: path)
        #expect(KeyedFile.read(path, key: "a") == .content([1, 2, 3]))
        #expect(KeyedFile.read(path, key: "b") == .other)
        try KeyedFile.write([], key: "", to: path)
        #expect(KeyedFile.read(path, key: "") == .content([]))
    }

    /// Every byte counts: no single change and no cut goes unseen.
    @Test func anyDamageIsSeen() throws {
        try KeyedFile.write(Array(0..<40), key: "key", to: path)
        let bytes = try #require(StoredRun.bytes(of: path))
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 0x80
            try WholeFile.write(damaged, to: path)
            #expect(KeyedFile.read(path, key: "key") == .damaged, "byte \(index)")
            try WholeFile.write(Array(bytes[..<index]), to: path)
            #expect(KeyedFile.read(path, key: "key") == .damaged, "cut at \(index)")
        }
        try WholeFile.write(bytes + [0], to: path)
        #expect(KeyedFile.read(path, key: "key") == .damaged)
    }

    @Test func theLeastRecentlyUsedGoFirst() throws {
        // Each file: 20 bytes of format, four lengths' worth of framing, key, content and digest.
        let cache = SumCache(folder: path, limit: 4_000)
        let content = [UInt8](repeating: 7, count: 900)
        for (number, key) in ["a", "b", "c"].enumerated() {
            cache.keep(content, for: key)
            let file = try #require(
                RunFolder.names(in: path).first { name in
                    KeyedFile.read("\(path)/\(name)", key: key) == .content(content)
                })
            var times = [
                timeval(tv_sec: 1_000 + number, tv_usec: 0), timeval(tv_sec: 1_000 + number, tv_usec: 0),
            ]
            #expect(utimes("\(path)/\(file)", &times) == 0)
        }
        // Asked for now, so that b is the oldest.
        #expect(cache.bytes(for: "a") == content)
        cache.keep(content, for: "d")
        #expect(cache.bytes(for: "b") == nil)
        for key in ["a", "c", "d"] { #expect(cache.bytes(for: key) == content, "\(key)") }
        // More than a quarter of the room is not kept.
        cache.keep([UInt8](repeating: 1, count: 1_001), for: "large")
        #expect(cache.bytes(for: "large") == nil)
        #expect(RunFolder.names(in: path).count == 3)
    }

    @Test func aFolderThatCannotBeWrittenIsNoFault() throws {
        try WholeFile.write("a file", to: path)
        let cache = SumCache(folder: "\(path)/cache")
        cache.keep([1], for: "a")
        #expect(cache.bytes(for: "a") == nil)
    }

    @Test func aCheckpointTellsWhyItIsNotUsed() throws {
        let partial = PartialFolder(destination: "\(temporary.path)/run/", geodata: Taixin.geodata)
        #expect(partial.path == "\(temporary.path)/run.partial")
        #expect(partial.checkpoint(for: "a") == .none)
        partial.keep([1, 2], for: "a")
        #expect(partial.checkpoint(for: "a") == .found([1, 2]))
        guard case .unusable(let reason) = partial.checkpoint(for: "b") else {
            Issue.record("a checkpoint of another key is used")
            return
        }
        #expect(reason.contains("other inputs"))
        partial.remove()
        #expect(!RunFolder.exists(partial.path))
    }

    @Test func partsKeepTheirCellsUnlessTheyStartAnew() throws {
        let partial = PartialFolder(destination: "\(temporary.path)/run", geodata: Taixin.geodata)
        func read(_ part: any RasterPart) throws -> [UInt8] {
            var bytes = [UInt8](repeating: 9, count: 4)
            try bytes.withUnsafeMutableBytes { try part.read(into: $0, at: 2) }
            return bytes
        }
        let first = try partial.part("a.b", bytes: 8, fresh: true)
        try ([5, 6] as [UInt8]).withUnsafeBytes { try first.write($0, at: 3) }
        try first.synchronise()
        #expect(try read(first) == [0, 5, 6, 0])
        #expect(try read(partial.part("a.b", bytes: 8, fresh: false)) == [0, 5, 6, 0])
        #expect(try read(partial.part("a.b", bytes: 8, fresh: true)) == [0, 0, 0, 0])
        // Without a checkpoint they are of no use to anybody.
        partial.tidy()
        #expect(!RunFolder.exists(partial.path))
    }
}
