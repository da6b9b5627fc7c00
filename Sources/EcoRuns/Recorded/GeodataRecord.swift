import EcoGrids
import EcoParameters
import EcoScenarios

/// What rasters and outlines told the account of a scenario: enough to compute it again where none can be read, as
/// often as prices and coefficients change.
///
/// It holds what the files say of themselves, the outlines, the sums over cells, and digests by which a changed file
/// is told.
public struct GeodataRecord: Sendable {
    /// What a raster says of itself.
    struct Facts: Sendable {
        let name: String
        let grid: Grid
        let bands: [BandDescription]
        let blockWidth: Int
        let blockHeight: Int
    }

    /// Version of the program that made it: sums of another one are not taken.
    var engine = Tool.version
    /// By the text of the request.
    var rasters: [String: Result<Facts, GridError>] = [:]
    /// The files of each raster, from the scenario's folder.
    var files: [String: [String]] = [:]
    var outlines: [String: [RegionOutline]] = [:]
    /// SHA-256 of each file by its name from the scenario's folder.
    var digests: [String: String] = [:]
    /// By their key without the line of the program.
    var sums: [String: [UInt8]] = [:]

    // MARK: Keys

    static func key(_ request: RasterRequest, in folder: String) -> String {
        let name = FilePath.relative(request.path, to: folder)
        let grid = request.grid.map(text) ?? "own"
        return "\(name) | \(request.nodata) | \(request.resampling?.rawValue ?? "none") | \(grid)"
    }

    static func key(_ request: OutlineRequest, in folder: String) -> String {
        let name = FilePath.relative(request.path, to: folder)
        return "\(name) | \(request.layer ?? "") | \(request.idAttribute) | "
            + (request.reference.map { "\($0.authority) \($0.wkt)" } ?? "own")
    }

    /// The first line of a key names the build of the program, of which the record knows the version.
    static func key(ofSums key: String) -> String {
        guard key.hasPrefix("engine "), let end = key.firstIndex(of: "\n") else { return key }
        return String(key[key.index(after: end)...])
    }

    private static func text(_ grid: Grid) -> String {
        "\(grid.originX) \(grid.originY) \(grid.cellWidth) \(grid.cellHeight) \(grid.width) \(grid.height) "
            + "\(grid.reference.authority) \(grid.reference.wkt)"
    }
}

extension GeodataRecord {
    /// Writes the record whole, or not at all.
    public func write(to path: String) throws(Diagnostic) { try WholeFile.write(json.text + "\n", to: path) }

    /// Reads a record and holds it against the scenario's folder.
    /// - Throws: what is wrong with it, or every file that is no more what it was.
    public static func read(_ path: String, folder: String) throws(DiagnosticFailure) -> GeodataRecord {
        guard let bytes = StoredRun.bytes(of: path) else {
            throw failure("missing_file", path, "there is no file '\(path)', or it cannot be read")
        }
        guard let record = GeodataRecord(try JSONReader.read(bytes, file: path)) else {
            throw failure("damaged_file", path, "the file is no record of geodata")
        }
        guard record.engine == Tool.version else {
            throw failure(
                "other_version", path, "the record is of version \(record.engine), this is \(Tool.version)")
        }
        let changed = record.digests.sorted { $0.key < $1.key }.filter {
            SHA256.hex(file: FilePath.join(folder, $0.key)) != $0.value
        }
        guard changed.isEmpty else {
            throw DiagnosticFailure(
                changed.map {
                    Self.finding("file_changed", path, "\($0.key) is not the file that was recorded")
                })
        }
        return record
    }

    private static func failure(_ code: String, _ path: String, _ message: String) -> DiagnosticFailure {
        DiagnosticFailure([finding(code, path, message)])
    }

    private static func finding(_ code: String, _ path: String, _ message: String) -> Diagnostic {
        Diagnostic(
            code: code, at: SourceLocation(file: path, line: 1, column: 1), message,
            hint: "write it with `ecocomp geodata SCENARIO --out \(path)`")
    }
}
