import Foundation
import Glibc
import Testing

/// A sweep from outside: what it leaves when it is killed, interrupted or out of space, and what it says.
@Suite struct SweepCommandTests {
    private static let price = "accounts.indicators.carbon_fixation.carbon_price.amount"

    private func arguments(_ copy: ScenarioCopy, _ folder: String, runs: Int = 1500) -> [String] {
        [
            "sweep", copy.path, "--vary", "\(Self.price)=uniform(20, 80) CNY/t", "--sample", "random", "--n",
            "\(runs)", "--seed", "3", "--out", "\(copy.folder.path)/\(folder)", "--quiet",
        ]
    }

    private func contents(_ copy: ScenarioCopy, _ folder: String) throws -> [String: Data] {
        try copy.folder.contents(folder).filter { $0.key != ".lock" }
    }

    /// Killed again and again at seeded moments, the same command ends with the bytes of one that was not.
    @Test func killedAtAnyMomentItResumes() throws {
        let copy = try ScenarioCopy()
        #expect(try Command.run(arguments(copy, "whole")).code == 0)
        let whole = try contents(copy, "whole")
        #expect(whole.count == 8)
        var delays = Delays(seed: 20_190_101)
        for _ in 0..<10 {
            let running = try Command.start(arguments(copy, "killed"))
            usleep(delays.next(below: 900_000))
            running.send(SIGKILL)
            let outcome = try running.outcome()
            #expect(outcome.wasKilled || outcome.code == 0)
        }
        #expect(try Command.run(arguments(copy, "killed")).code == 0)
        let killed = try contents(copy, "killed")
        for (file, bytes) in whole { #expect(killed[file] == bytes, "\(file)") }
        #expect(killed.keys.sorted() == whole.keys.sorted())
    }

    @Test func interruptedItSaysThatItResumes() throws {
        let copy = try ScenarioCopy()
        let running = try Command.start(arguments(copy, "stopped", runs: 200_000))
        usleep(1_500_000)
        running.send(SIGTERM)
        let outcome = try running.outcome()
        #expect(outcome.code == 75 || outcome.wasKilled && outcome.code == SIGTERM)
        if outcome.code == 75 { #expect(outcome.errors.contains("resumes")) }
    }

    /// A limit on the size of files stands in for a full disk.
    @Test func outOfSpaceItSaysSoAndResumes() throws {
        let copy = try ScenarioCopy()
        #expect(try Command.run(arguments(copy, "whole")).code == 0)
        let line = arguments(copy, "full").map { "'\($0)'" }.joined(separator: " ")
        let outcome = try Command.shell("ulimit -f 4; exec \"$0\" \(line)")
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("cannot write") && outcome.errors.contains("hint"))
        #expect(outcome.errors.contains("the same command resumes"))
        #expect(try Command.run(arguments(copy, "full")).code == 0)
        #expect(try contents(copy, "full") == contents(copy, "whole"))
    }

    @Test func whatIsWrongHasItsExitCode() throws {
        let copy = try ScenarioCopy()
        let out = ["--out", "\(copy.folder.path)/x", "--quiet"]
        #expect(try Command.run(["sweep", copy.path] + out).code == 64)
        #expect(try Command.run(["sweep", copy.path, "plan.yaml", "--vary", "year=1"] + out).code == 64)
        let unknown = try Command.run(["sweep", copy.path, "--vary", "quota.penaltyy=1, 2"] + out)
        #expect(unknown.code == 2)
        #expect(unknown.errors.contains("--vary:1:1: error: quota.penaltyy"))
        let json = try Command.run(["sweep", copy.path, "--vary", "year=x", "--format", "json"] + out)
        #expect(json.code == 2 && json.output.contains("\"code\": \"wrong_type\""))
        #expect(!copy.folder.exists("x/results.csv"))
    }
}
