import EcoAccounts
import EcoUnits
import Foundation
import Testing

@testable import EcoAir

/// Public reference data beside the checkout; tests that need it are skipped where it is absent.
enum SharedData {
    static let skipReason: Comment =
        "reference data not found: set ECOCOMP_SHARED_DATA, or put shared/data beside the checkout"

    /// The folder `air` of the reference data, or nil.
    static let air: URL? = {
        var candidates: [URL] = []
        if let named = ProcessInfo.processInfo.environment["ECOCOMP_SHARED_DATA"] {
            candidates.append(URL(filePath: named))
        }
        var folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/" {
            candidates.append(folder.appending(path: "shared/data"))
            folder.deleteLastPathComponent()
        }
        return candidates.map { $0.appending(path: "air") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    static var isPresent: Bool { air != nil }

    /// The rows of a CSV file without quotes, heading first.
    static func rows(_ name: String) throws -> [[Substring]] {
        let folder = try #require(air)
        let file = folder.appending(path: name)
        let text =
            name.hasSuffix(".gz") ? try decompressed(file) : try String(contentsOf: file, encoding: .utf8)
        return text.utf8.split(separator: UInt8(ascii: "\n")).map { line in
            line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { Substring($0) }
        }
    }

    private static func decompressed(_ file: URL) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", file.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try #require(try output.fileHandleForReading.readToEnd())
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
