import Foundation
import Testing

/// A grid in parts from outside: the same bytes as in one task, and no part that is not meant.
@Suite struct PartRunTests {
    private func part(_ grid: MadeGrid, _ share: String, _ more: String...) throws -> Outcome {
        try Command.run(
            ["part", grid.path, "--part", share, "--out", "\(grid.folder.path)/parts", "--quiet"] + more)
    }

    private func parts(_ grid: MadeGrid, _ count: Int) throws {
        for number in 1...count {
            let outcome = try part(grid, "\(number)/\(count)")
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
    }

    private func merged(_ grid: MadeGrid, _ more: String...) throws -> Outcome {
        try Command.run(grid.arguments("r1", ["--no-cache", "--parts", "\(grid.folder.path)/parts"] + more))
    }

    private func expectSame(_ first: [String: Data], _ second: [String: Data]) {
        #expect(first.keys.sorted() == second.keys.sorted() && first.count > 5)
        for (file, bytes) in first { #expect(bytes == second[file], "\(file)") }
    }

    @Test func partsGiveTheBytesOfOneTask() throws {
        let grid = try MadeGrid(side: 600)
        try parts(grid, 5)
        #expect(try grid.folder.names("parts").first == "part-00001-of-00005.sums")
        let outcome = try merged(grid)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(try grid.run("whole").code == 0)
        expectSame(try grid.contents("whole"), try grid.contents("r1"))
        // Prices stand outside the sums.
        let price = "accounts.indicators.water_retention.reservoir_cost.amount=9 CNY/m3"
        #expect(try merged(grid, "--set", price).code == 0)
        #expect(try grid.run("whole", "--set", price).code == 0)
        expectSame(try grid.contents("whole"), try grid.contents("r1"))
    }

    /// Routing takes the whole grid and rasters are written in one order: the run itself sees to both.
    @Test func whatCannotBeCutIsLeftToTheRun() throws {
        let grid = try MadeGrid(side: 300)
        try grid.routeSediment()
        let refused = try part(grid, "1/2", "--format", "json")
        #expect(refused.code == 2 && refused.output.contains("nothing_to_cut"), "\(refused.errors)")
        #expect(!grid.folder.exists("parts"))
        try grid.addRetention()
        try parts(grid, 3)
        let outcome = try merged(grid)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("sediment_delivery; the run that takes the parts measures them"))
        #expect(try grid.run("whole").code == 0)
        expectSame(try grid.contents("whole"), try grid.contents("r1"))
    }

    @Test func partsThatAreNotMeantAreRefused() throws {
        let grid = try MadeGrid(side: 300)
        let file = "\(grid.folder.path)/parts/part-00002-of-00003.sums"
        #expect(try merged(grid).errors.contains("holds no part"))
        try parts(grid, 3)
        let bytes = try grid.folder.data("parts/part-00002-of-00003.sums")
        try FileManager.default.removeItem(atPath: file)
        let missing = try merged(grid)
        #expect(
            missing.code == 2 && missing.errors.contains("1 of 3 parts are missing: 2"), "\(missing.errors)")
        try bytes.dropLast(3).write(to: URL(fileURLWithPath: file))
        let cut = try merged(grid)
        #expect(cut.code == 2 && cut.errors.contains("\(file): the file is no part"), "\(cut.errors)")
        try bytes.write(to: URL(fileURLWithPath: file))
        try grid.folder.data("parts/part-00001-of-00003.sums")
            .write(to: URL(fileURLWithPath: "\(grid.folder.path)/parts/part-copy.sums"))
        #expect(try merged(grid).errors.contains("which"))
        try FileManager.default.removeItem(atPath: "\(grid.folder.path)/parts/part-copy.sums")
        let other = try merged(grid, "--set", "accounts.zone_rule=centre")
        #expect(other.code == 2 && other.errors.contains("another `zone_rule`"), "\(other.errors)")
        #expect(try part(grid, "1/2").code == 0)
        #expect(try merged(grid).errors.contains("cuts into 2 and 3 shares"))
        #expect(!grid.folder.exists("r1"))
        #expect(try part(grid, "4/3").code == 64)
    }

    /// Killed while it works, a part is whole or absent, and the next call makes it.
    @Test func aKilledPartIsMadeAgain() throws {
        let grid = try MadeGrid(side: 1000)
        var delays = Delays(seed: 4)
        for _ in 0..<4 {
            let running = try Command.start(
                ["part", grid.path, "--part", "1/1", "--out", "\(grid.folder.path)/parts", "--quiet"])
            usleep(delays.next(below: 500_000))
            running.send(SIGKILL)
            _ = try running.outcome()
        }
        try parts(grid, 1)
        #expect(try merged(grid).code == 0)
        #expect(try grid.run("whole").code == 0)
        expectSame(try grid.contents("whole"), try grid.contents("r1"))
    }
}
