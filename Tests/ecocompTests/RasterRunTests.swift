import Foundation
import Testing

/// Runs over rasters from outside: cut off and resumed, from stored sums, and over damaged files.
@Suite struct RasterRunTests {
    private static let written = "  rasters: {write: [water_retention], layout: geotiff}"

    private func expectSame(_ first: [String: Data], _ second: [String: Data]) {
        #expect(first.keys.sorted() == second.keys.sorted())
        for (file, bytes) in first { #expect(bytes == second[file], "\(file)") }
    }

    /// Starts a run and sends the signal as soon as it has put finished windows on disk.
    private func cutOff(_ grid: MadeGrid, _ signal: Int32) throws -> Outcome {
        let running = try Command.start(
            grid.arguments("r1", ["--no-cache", "--checkpoint-seconds", "0"]))
        for _ in 0..<60_000 where !grid.folder.exists("r1.partial/checkpoint") { usleep(1_000) }
        running.send(signal)
        return try running.outcome()
    }

    @Test func killedHalfWayAndResumed() throws {
        let grid = try MadeGrid(rasters: Self.written)
        #expect(try grid.run("whole").code == 0)
        let killed = try cutOff(grid, SIGKILL)
        #expect(killed.wasKilled)
        #expect(!grid.folder.exists("r1"))
        let outcome = try grid.run("r1")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let note = try #require(outcome.lines.first { $0.hasPrefix("resumed from a checkpoint: ") })
        #expect(note.hasSuffix(" windows are done"))
        expectSame(try grid.contents("whole"), try grid.contents("r1"))
        #expect(try grid.contents("r1").keys.contains("rasters/water_retention.precipitation_mm.tif"))
        #expect(try grid.folder.names("") == ["made", "r1", "whole"])
    }

    /// Killed several times at drawn moments after a step of routing was kept, and resumed.
    @Test func routingKilledAndResumed() throws {
        let grid = try MadeGrid(side: 500)
        try grid.routeSediment()
        let whole = try grid.run("whole")
        #expect(whole.code == 0, "\(whole.errors)")
        var delays = Delays(seed: 20_200_901)
        for _ in 0..<4 {
            let outcome = try cutOffRouting(grid, SIGKILL, after: delays.next(below: 400_000))
            #expect(outcome.wasKilled || outcome.code == 0, "\(outcome.errors)")
            try? FileManager.default.removeItem(atPath: "\(grid.folder.path)/r1")
        }
        #expect(try cutOffRouting(grid, SIGKILL, after: 0).wasKilled)
        #expect(!grid.folder.exists("r1"))
        let outcome = try grid.run("r1")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.lines.contains("resumed from steps of routing that were kept"), "\(outcome.errors)")
        expectSame(try grid.contents("whole"), try grid.contents("r1"))
        #expect(try grid.contents("r1").keys.contains("rasters/sediment_delivery.export_t_per_ha.tif"))
        #expect(try grid.folder.names("") == ["made", "r1", "whole"])
    }

    /// Starts a run and sends the signal so many microseconds after a step of routing lies on disk.
    private func cutOffRouting(_ grid: MadeGrid, _ signal: Int32, after delay: UInt32) throws -> Outcome {
        let running = try Command.start(
            grid.arguments("r1", ["--no-cache", "--checkpoint-seconds", "0"]))
        for _ in 0..<60_000 where !grid.folder.exists("r1.partial/layers-0/record") {
            if grid.folder.exists("r1") { break }
            usleep(1_000)
        }
        usleep(delay)
        running.send(signal)
        return try running.outcome()
    }

    /// Steps of routing that other parameters made are not taken.
    @Test func routingOfOtherParametersStartsAgain() throws {
        let grid = try MadeGrid(side: 500)
        try grid.routeSediment()
        let stopped = try cutOffRouting(grid, SIGTERM, after: 0)
        #expect(stopped.code == 75 && stopped.errors.contains("the same command"), "\(stopped.errors)")
        let other = "accounts.indicators.sediment_delivery.stream_threshold=200"
        let outcome = try grid.run("r1", "--set", other)
        #expect(outcome.code == 0 && !outcome.errors.contains("resumed"), "\(outcome.errors)")
        #expect(try grid.run("whole", "--set", other).code == 0)
        expectSame(try grid.contents("whole"), try grid.contents("r1"))
        #expect(try grid.folder.names("") == ["made", "r1", "whole"])
    }

    @Test func aCheckpointOfOtherParametersIsNotUsed() throws {
        let grid = try MadeGrid()
        _ = try cutOff(grid, SIGKILL)
        let other = "accounts.zone_rule=centre"
        let outcome = try grid.run("r1", "--set", other)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.lines.contains { $0.hasPrefix("the checkpoint is not used: ") })
        #expect(!outcome.errors.contains("resumed"))
        #expect(try grid.run("whole", "--set", other).code == 0)
        expectSame(try grid.contents("whole"), try grid.contents("r1"))
        #expect(try grid.folder.names("") == ["made", "r1", "whole"])
    }

    @Test func interruptedItKeepsWhatIsDoneAndResumes() throws {
        let grid = try MadeGrid(rasters: Self.written)
        let stopped = try cutOff(grid, SIGTERM)
        // It may have been done with the rasters; then it starts again from the finished windows all the same.
        #expect(stopped.code == 75 && !stopped.wasKilled, "\(stopped.errors)")
        #expect(stopped.output.isEmpty && stopped.errors.contains("the same command"))
        #expect(!grid.folder.exists("r1"))
        let outcome = try grid.run("r1")
        #expect(
            outcome.code == 0 && outcome.errors.contains("resumed from a checkpoint"), "\(outcome.errors)")
        #expect(try grid.run("whole").code == 0)
        expectSame(try grid.contents("whole"), try grid.contents("r1"))
        #expect(try grid.folder.names("") == ["made", "r1", "whole"])
    }

    @Test func storedSumsGiveTheSameBytes() throws {
        let grid = try MadeGrid(side: 300)
        let cache = "\(grid.folder.path)/cache"
        func run(_ name: String, _ more: String = "") throws -> Outcome {
            try Command.shell(
                "ECOCOMP_CACHE='\(cache)' \"$0\" run made --out \(name) \(more)", in: grid.folder.path)
        }
        #expect(try run("first").code == 0)
        let kept = try grid.folder.names("cache")
        #expect(kept.count == 2)
        #expect(try run("second").code == 0)
        #expect(try run("anew", "--no-cache").code == 0)
        expectSame(try grid.contents("first"), try grid.contents("second"))
        expectSame(try grid.contents("first"), try grid.contents("anew"))
        // Damaged sums are not believed.
        for file in kept {
            var bytes = [UInt8](try grid.folder.data("cache/\(file)"))
            bytes[bytes.count / 2] ^= 1
            try Data(bytes).write(to: URL(fileURLWithPath: "\(cache)/\(file)"))
        }
        #expect(try run("third").code == 0)
        expectSame(try grid.contents("first"), try grid.contents("third"))
        // Another content under the same name is read.
        let rain = URL(fileURLWithPath: "\(grid.path)/rain.img")
        var cells = try Data(contentsOf: rain)
        let wet = [Float](repeating: 1_500, count: 10_000)
        cells.replaceSubrange(40_000..<80_000, with: wet.withUnsafeBytes { Data($0) })
        try cells.write(to: rain)
        #expect(try run("fourth").code == 0)
        #expect(try grid.folder.data("fourth/accounts.csv") != grid.folder.data("first/accounts.csv"))
    }

    /// Damaged, cut and vanished files: the place in the scenario, exit code 2, and nothing left.
    @Test func damagedFilesAreToldWithTheirPlace() throws {
        let grid = try MadeGrid(side: 600, rasters: Self.written)
        #expect(try grid.run("made/input").code == 0)
        let tiff = "made/input/rasters/water_retention.precipitation_mm.tif"
        let whole = [UInt8](try grid.folder.data(tiff))
        let text = MadeGrid.scenario(Self.written).replacingOccurrences(
            of: "rain.img", with: "input/rasters/water_retention.precipitation_mm.tif")
        try grid.save("scenario.yaml", text)
        #expect(try grid.run("whole").code == 0)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains("precipitation:") })
        let column = try #require(lines[line].range(of: "input/")).lowerBound
        let place = "\(line + 1):\(lines[line].distance(from: lines[line].startIndex, to: column) + 1):"
        func expectRefused(_ bytes: [UInt8]) throws {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(grid.folder.path)/\(tiff)"))
            let outcome = try grid.run("r1")
            #expect(outcome.code == 2, "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
            #expect(
                outcome.lines.first?.contains("scenario.yaml:\(place) error:") == true, "\(outcome.errors)")
            #expect(try grid.folder.names("") == ["made", "whole"])
        }
        try expectRefused(Array(whole[..<(whole.count / 2)]))
        try expectRefused([])
        var damaged = whole
        for index in whole.count / 2..<whole.count / 2 + 400 {
            damaged[index] = UInt8(truncatingIfNeeded: index)
        }
        try expectRefused(damaged)
        try FileManager.default.removeItem(atPath: "\(grid.folder.path)/\(tiff)")
        #expect(try grid.run("r1").code == 2)
        #expect(try grid.folder.names("") == ["made", "whole"])
    }

    @Test func progressStaysOffStandardOutput() throws {
        let grid = try MadeGrid(side: 300)
        let quiet = try grid.run("r1", "--quiet", "--format", "json")
        #expect(quiet.code == 0 && quiet.errors.isEmpty, "\(quiet.errors)")
        #expect(quiet.output.hasPrefix("{"))
    }
}
