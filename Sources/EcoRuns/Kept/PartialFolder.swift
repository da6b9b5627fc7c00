import EcoGrids
import EcoIndicators
import EcoParameters
import Glibc

/// What a run puts beside its run folder while it goes on, and leaves there for the same command where it is cut off.
///
/// It comes into being with the first checkpoint or raster and goes with the finished run.
public struct PartialFolder: Sendable {
    public let path: String
    private let makeCreator: (@Sendable (RasterFormat) -> any RasterCreator)?
    private let makeScratch: (@Sendable (_ folder: String) -> any ScratchSpace)?
    private var checkpoint: String { "\(path)/checkpoint" }
    /// Finished draws of a simulation.
    var drawFile: String { "\(path)/draws" }
    /// Finished years of what no draw of a simulation changes.
    var yearFolder: String { "\(path)/years" }
    /// Finished points of a search.
    var searchFile: String { "\(path)/search" }
    private var parts: String { "\(path)/parts" }
    private var rasters: String { "\(path)/rasters" }

    /// - Parameter destination: the run folder that is being made.
    public init(destination: String, geodata: Geodata) {
        path = RunFolder.withoutTrailingSlash(destination) + ".partial"
        makeCreator = geodata.creator
        makeScratch = geodata.scratch
    }

    /// Removes rasters that an earlier run did not put into its run folder.
    public func removeRasters() { RunFolder.removeTree(rasters) }

    /// Removes all that the same command cannot use.
    public func tidy() {
        removeRasters()
        // What a process that was killed had not finished writing.
        for name in RunFolder.names(in: path) where name.hasPrefix("checkpoint.tmp-") {
            unlink("\(path)/\(name)")
        }
        if !RunFolder.exists(checkpoint) { removeParts() }
        for folder in layerFolders where !RunFolder.exists("\(folder)/\(LayerFolder.recordName)") {
            RunFolder.removeTree(folder)
        }
        rmdir(path)
    }

    private static let layerPrefix = "layers-"

    private var layerFolders: [String] {
        RunFolder.names(in: path).filter { $0.hasPrefix(Self.layerPrefix) }.map { "\(path)/\($0)" }
    }

    /// Room on the same disk for what does not fit in memory; nil where all stays in memory.
    var scratch: (any ScratchSpace)? { makeScratch == nil ? nil : self }

    /// Finished rasters, by file name.
    var finishedRasters: [String] { RunFolder.names(in: rasters).filter { $0.hasSuffix(".tif") } }

    func rasterPath(_ name: String) -> String { "\(rasters)/\(name)" }
}

extension PartialFolder: CheckpointStore {
    public func checkpoint(for key: String) -> StoredCheckpoint {
        switch KeyedFile.read(checkpoint, key: key) {
        case .none: .none
        case .damaged: .unusable(reason: "\(checkpoint) is damaged")
        case .other: .unusable(reason: "\(checkpoint) is from other inputs, parameters or another program")
        case .content(let bytes): .found(bytes)
        }
    }

    public func keep(_ bytes: [UInt8], for key: String) {
        try? KeyedFile.write(bytes, key: key, to: checkpoint)
    }

    public func layers(ofModel number: Int, key: String) -> (any LayerArchive)? {
        makeScratch.map { makeScratch in
            let folder = "\(path)/\(Self.layerPrefix)\(number)"
            return LayerFolder(folder, key: key, scratch: makeScratch(folder))
        }
    }

    /// Removes the checkpoint, all layers and, where nothing else is left in it, the folder.
    public func remove() {
        unlink(checkpoint)
        unlink(drawFile)
        RunFolder.removeTree(yearFolder)
        unlink(searchFile)
        for folder in layerFolders { RunFolder.removeTree(folder) }
        tidy()
    }
}

extension PartialFolder: ScratchSpace {
    public func makeArea() throws(GridError) -> any ScratchArea {
        let parent = RunFolder.parent(of: path)
        try makeFolder(parent)
        guard let makeScratch else { return MemoryScratch().makeArea() }
        return try makeScratch(parent).makeArea()
    }
}

extension PartialFolder: RasterStorage {
    public func part(_ id: String, bytes: Int, fresh: Bool) throws(GridError) -> any RasterPart {
        try makeFolder(parts)
        return try OffsetFile(part: "\(parts)/\(id)", bytes: bytes, fresh: fresh)
    }

    public func create(
        _ output: RasterOutput, grid: Grid, format: RasterFormat
    ) throws(GridError) -> any RasterSink {
        guard let makeCreator else {
            throw GridError(
                .rasterUnwritable, file: output.id, "no writer of rasters is given",
                hint: "compute with `ecocomp run`")
        }
        try makeFolder(rasters)
        let band = BandDescription(
            unit: output.unit.symbol, storage: "Float32", name: "\(output.title.en) \(output.title.zh)")
        return try makeCreator(format).create("\(rasters)/\(output.id).tif", grid: grid, bands: [band])
    }

    /// A checkpoint counts on the cells that its windows left in the parts, so that it goes first.
    public func removeParts() {
        unlink(checkpoint)
        RunFolder.removeTree(parts)
    }

    private func makeFolder(_ folder: String) throws(GridError) {
        do throws(Diagnostic) {
            try RunFolder.makeFolders(folder)
        } catch {
            throw GridError(.rasterUnwritable, file: folder, error.message, hint: error.hint)
        }
    }
}
