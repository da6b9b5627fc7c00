import Foundation
import Glibc

/// What a finished command left behind.
struct Outcome {
    let code: Int32
    /// Whether a signal ended it; `code` is then the signal.
    let wasKilled: Bool
    let output: String
    let errors: String

    var lines: [String] { errors.split(separator: "\n").map(String.init) }
}

/// The built binary, run as a user runs it.
enum Command {
    /// Beside the test bundle.
    static let binary: String = {
        var path = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        let own = String(decoding: path.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folders = [own] + CommandLine.arguments
        let found = folders.map { ($0 as NSString).deletingLastPathComponent + "/ecocomp" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
        return found ?? "ecocomp"
    }()

    /// Runs the binary to its end.
    static func run(_ arguments: [String], in folder: String? = nil) throws -> Outcome {
        try start(arguments, in: folder).outcome()
    }

    /// Starts the binary.
    static func start(_ arguments: [String], in folder: String? = nil) throws -> Running {
        try Running(binary, arguments, folder)
    }

    /// Runs a line of shell with the binary as `$0`.
    static func shell(_ line: String, in folder: String? = nil) throws -> Outcome {
        try Running("/bin/sh", ["-c", line, binary], folder).outcome()
    }
}

/// A started command; its output goes to files, so that nothing can block.
final class Running {
    private let process = Process()
    private let scratch: TemporaryFolder

    fileprivate init(_ program: String, _ arguments: [String], _ folder: String?) throws {
        scratch = try TemporaryFolder()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        // Whatever the language of the machine is.
        process.environment = ProcessInfo.processInfo.environment.merging(["ECOCOMP_LANG": "en"]) { $1 }
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try scratch.handle("output")
        process.standardError = try scratch.handle("errors")
        try process.run()
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    func outcome() throws -> Outcome {
        process.waitUntilExit()
        return Outcome(
            code: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
            output: try scratch.text("output"), errors: try scratch.text("errors"))
    }
}

/// A folder of its own, removed with it.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/ecocomp-outside-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func handle(_ name: String) throws -> FileHandle {
        _ = FileManager.default.createFile(atPath: "\(path)/\(name)", contents: nil)
        return try FileHandle(forWritingTo: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    func data(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")) }

    func text(_ name: String) throws -> String { String(decoding: try data(name), as: UTF8.self) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

    /// Every entry of a folder, hidden ones too.
    func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
    }

    /// The bytes of every file of a folder, by name.
    func contents(_ folder: String) throws -> [String: Data] {
        Dictionary(uniqueKeysWithValues: try names(folder).map { ($0, try data("\(folder)/\($0)")) })
    }
}
