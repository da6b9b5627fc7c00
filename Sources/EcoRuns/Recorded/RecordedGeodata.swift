import EcoGrids
import EcoIndicators
import EcoParameters
import EcoScenarios

extension Geodata {
    /// Where no raster can be read: what a record holds, or a clear word that there is none.
    ///
    /// - Parameter folder: the scenario's folder.
    public static func recorded(_ record: GeodataRecord?, folder: String) -> Geodata {
        Geodata(
            rasters: RecordedRasters(record: record, folder: folder),
            outlines: RecordedOutlines(record: record, folder: folder))
    }
}

/// The sums of a record. Others are not kept: there is nothing to compute them from.
public struct RecordedSums: SumStore {
    private let record: GeodataRecord

    public init(_ record: GeodataRecord) { self.record = record }

    public func bytes(for key: String) -> [UInt8]? { record.sums[GeodataRecord.key(ofSums: key)] }
    public func keep(_ bytes: [UInt8], for key: String) {}
}

private struct RecordedRasters: RasterOpener {
    let record: GeodataRecord?
    let folder: String

    func open(_ request: RasterRequest) throws(GridError) -> any RasterSource {
        guard let found = record?.rasters[GeodataRecord.key(request, in: folder)] else {
            throw .unread(request.path, folder, isRecorded: record != nil)
        }
        return RecordedSource(facts: try found.get(), folder: folder)
    }

    func files(of path: String) -> [String] {
        (record?.files[FilePath.relative(path, to: folder)] ?? []).map { FilePath.join(folder, $0) }
    }
}

/// A raster that is known but cannot be read: its sums are.
private struct RecordedSource: RasterSource {
    let facts: GeodataRecord.Facts
    let folder: String
    var name: String { facts.name }
    var grid: Grid { facts.grid }
    var bands: [BandDescription] { facts.bands }
    var blockSize: (width: Int, height: Int) { (facts.blockWidth, facts.blockHeight) }

    func read<Cell: RasterCell>(
        _ window: Window, band: Int, into raster: inout Raster<Cell>
    ) throws(GridError) {
        throw .unread(facts.name, folder, isRecorded: true)
    }
}

private struct RecordedOutlines: OutlineReader {
    let record: GeodataRecord?
    let folder: String

    func outlines(_ request: OutlineRequest) throws(GridError) -> OutlineCollection {
        guard let found = record?.outlines[GeodataRecord.key(request, in: folder)] else {
            throw .unread(request.path, folder, isRecorded: record != nil)
        }
        return OutlineCollection(outlines: found, attributes: found.map { _ in [:] })
    }
}

extension GridError {
    fileprivate static func unread(_ file: String, _ folder: String, isRecorded: Bool) -> GridError {
        GridError(
            .rasterUnreadable, file: file,
            isRecorded
                ? "the record of geodata has no sums of it for these values, and this library reads no rasters"
                : "this library reads no rasters, and no record of them is given",
            hint: isRecorded
                ? "write the record with these values: `ecocomp geodata \(folder) --variant PATH=VALUE --out FILE`"
                : "write `ecocomp geodata \(folder) --out FILE` and give FILE, or use the command line")
    }
}
