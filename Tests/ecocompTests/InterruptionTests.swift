import Foundation
import Glibc
import Testing

/// Delays drawn from a fixed seed, in microseconds.
struct Delays {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below limit: UInt64) -> UInt32 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt32((state >> 33) % limit)
    }
}

/// A run that is killed, interrupted or out of space leaves the older one whole.
@Suite struct InterruptionTests {
    private func expectWhole(_ copy: ScenarioCopy, _ before: [String: Data]) throws {
        let now = try copy.folder.contents("runs/r1")
        for (file, bytes) in before where file != "manifest.json" { #expect(now[file] == bytes, "\(file)") }
        #expect(now.keys.sorted() == before.keys.sorted())
        #expect(now["manifest.json"]?.isEmpty == false)
    }

    /// The first half of the kills aims at the writing, which comes last and takes the shorter part.
    @Test func killedAtAnyMoment() throws {
        let copy = try ScenarioCopy()
        #expect(try copy.run("runs/r1").code == 0)
        let before = try copy.folder.contents("runs/r1")
        var delays = Delays(seed: 20_190_101)
        for _ in 0..<12 {
            let running = try Command.start(["run", copy.path, "--out", "\(copy.folder.path)/runs/r1"])
            usleep(delays.next(below: 400_000))
            running.send(SIGKILL)
            let outcome = try running.outcome()
            #expect(outcome.wasKilled || outcome.code == 0)
            try expectWhole(copy, before)
        }
        #expect(try copy.run("runs/r1").code == 0)
        #expect(try copy.folder.names("runs") == ["r1"])
        try expectWhole(copy, before)
    }

    @Test func interruptedAtAnyMoment() throws {
        let copy = try ScenarioCopy()
        #expect(try copy.run("runs/r1").code == 0)
        let before = try copy.folder.contents("runs/r1")
        var delays = Delays(seed: 20_190_101)
        for _ in 0..<8 {
            let running = try Command.start(["run", copy.path, "--out", "\(copy.folder.path)/runs/r1"])
            // The guard stands as soon as the command has begun; before that the system ends it.
            usleep(100_000 + delays.next(below: 300_000))
            running.send(SIGTERM)
            let outcome = try running.outcome()
            #expect((outcome.wasKilled && outcome.code == SIGTERM) || [0, 75].contains(outcome.code))
            #expect(try copy.folder.names("runs") == ["r1"])
            try expectWhole(copy, before)
        }
    }

    /// A pipe as a table holds the command in the middle of its reading, so that the signal finds it there.
    @Test func anInterruptedRunEndsWith75AndLeavesNothing() throws {
        let copy = try ScenarioCopy([.remove("quota_measures.csv")])
        let pipe = copy.path + "/quota_measures.csv"
        #expect(mkfifo(pipe, 0o600) == 0)
        let running = try Command.start(["run", copy.path, "--out", "\(copy.folder.path)/runs/r1"])
        // Returns when the command has the pipe open.
        let descriptor = open(pipe, O_WRONLY)
        defer { close(descriptor) }
        running.send(SIGTERM)
        let outcome = try running.outcome()
        #expect(outcome.code == 75 && !outcome.wasKilled)
        #expect(outcome.output.isEmpty && outcome.errors.hasPrefix("interrupted"))
        #expect(try copy.folder.names("") == ["two_counties"])
    }

    /// A limit on the size of files, in blocks of 512 bytes, makes writing fall short as a full disk does.
    @Test(arguments: [1, 8, 40, 100]) func aDiskThatFillsUp(_ blocks: Int) throws {
        let copy = try ScenarioCopy()
        #expect(try copy.run("runs/r1").code == 0)
        let before = try copy.folder.contents("runs/r1")
        let outcome = try Command.shell(
            "ulimit -f \(blocks); exec \"$0\" run two_counties --out runs/r1", in: copy.folder.path)
        #expect(outcome.code == 1 && !outcome.wasKilled)
        #expect(outcome.output.isEmpty)
        #expect(outcome.lines.first?.contains("cannot write: File too large") == true, "\(outcome.errors)")
        #expect(try copy.folder.contents("runs/r1") == before)
        #expect(try copy.folder.names("runs") == ["r1"])
    }
}
