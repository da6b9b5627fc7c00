import EcoParameters
import Foundation

/// `Benchmarks list`, `Benchmarks run ID GRID`, `Benchmarks scenario KIND GRID FOLDER`.
@main
struct Command {
    static let usage = """
        usage: Benchmarks list
               Benchmarks run ID GRID [--jobs N] [DETAIL ...]
               Benchmarks scenario KIND GRID FOLDER
        GRID is a folder that the generator of the peers has made; KIND is one of \
        \(GeneratedScenario.Kind.allCases.map(\.rawValue).joined(separator: ", ")).
        """

    static func main() {
        do {
            try run(Array(CommandLine.arguments.dropFirst()))
        } catch let failure as DiagnosticFailure {
            end(failure.diagnostics.map { "\($0.path): \($0.message)" }.joined(separator: "\n"), code: 2)
        } catch {
            end("\(error)", code: 1)
        }
    }

    private static func run(_ words: [String]) throws {
        switch words.first {
        case "list":
            for benchmark in Registry.benchmarks { print("\(benchmark.id): \(benchmark.meaning)") }
        case "run" where words.count >= 3: try measure(words[1], grid: words[2], Array(words[3...]))
        case "scenario" where words.count == 4:
            guard let kind = GeneratedScenario.Kind(rawValue: words[1]) else { end(usage, code: 64) }
            try GeneratedScenario(kind, GeneratedGrid(folder: words[2])).write(to: words[3])
        default: end(usage, code: 64)
        }
    }

    private static func measure(_ id: String, grid: String, _ words: [String]) throws {
        guard let benchmark = Registry.benchmark(id) else { end("there is no benchmark '\(id)'", code: 64) }
        var (jobs, details) = (1, words)
        if let flag = details.firstIndex(of: "--jobs"), flag + 1 < details.count {
            jobs = Int(details[flag + 1]) ?? 1
            details.removeSubrange(flag...flag + 1)
        }
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("ecocomp-benchmark-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = Place(
            grid: GeneratedGrid(folder: grid), folder: folder.path, jobs: jobs, details: details)
        let before = ProcessUsage.now
        let outcome = try benchmark.work(place)
        let after = ProcessUsage.now
        print(line(id, outcome, before, after))
    }

    /// One line of JSON.
    private static func line(
        _ id: String, _ outcome: Outcome, _ before: ProcessUsage, _ after: ProcessUsage
    ) -> String {
        let cpu = after.cpuSeconds - before.cpuSeconds
        let perCell = cpu / Double(outcome.cells) * 1e9
        return """
            {"benchmark": "\(id)", "cells": \(outcome.cells), "cpu_seconds": \(cpu), \
            "cpu_ns_per_cell": \(perCell), "wall_seconds": \(after.wallSeconds - before.wallSeconds), \
            "peak_bytes": \(after.peakBytes), "check": \(outcome.check), "counts": {\(counts(outcome))}}
            """
    }

    private static func counts(_ outcome: Outcome) -> String {
        outcome.counts.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
            .joined(separator: ", ")
    }

    private static func end(_ message: String, code: Int32) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        exit(code)
    }
}
