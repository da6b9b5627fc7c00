import EcoParameters
import FoundationEssentials

/// A finished run folder, opened for reading. Nothing is recomputed; a file is read when it is asked for.
public struct StoredRun: Sendable {
    public let folder: String
    /// `manifest.json`: what was run, from which inputs, by which version.
    public let manifest: JSON

    /// - Throws: ``DiagnosticFailure`` where the folder or its manifest is missing or damaged.
    public init(folder: String) throws(DiagnosticFailure) {
        self.folder = folder
        guard let bytes = Self.bytes(of: folder + "/manifest.json") else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "not_a_run_folder", path: folder, "the folder holds no readable manifest.json",
                    hint: "name a folder that `ecocomp run` wrote")
            ])
        }
        manifest = try JSONReader.read(bytes, file: folder + "/manifest.json")
    }

    /// The table of a CSV file such as `accounts.csv`; `nil` where the run has none.
    ///
    /// - Throws: ``DiagnosticFailure`` with every damaged line.
    public func table(_ name: String) throws(DiagnosticFailure) -> StoredTable? {
        guard let bytes = bytes(name) else { return nil }
        return try StoredTable(bytes, file: name)
    }

    /// A JSON file such as `certificate.json`; `nil` where the run has none.
    public func document(_ name: String) throws(DiagnosticFailure) -> JSON? {
        guard let bytes = bytes(name) else { return nil }
        return try JSONReader.read(bytes, file: name)
    }

    /// The bytes of a file of the folder; `nil` where it does not exist.
    public func bytes(_ name: String) -> [UInt8]? { Self.bytes(of: folder + "/" + name) }

    static func bytes(of path: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path).map { [UInt8]($0) }
    }
}
