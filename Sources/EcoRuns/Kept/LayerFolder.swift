import EcoGrids
import EcoParameters
import Glibc

/// Layers of a routing run that was cut off: files of one folder and a record that tells what they hold.
///
/// The record is written last and whole, so that files count only where it names them.
struct LayerFolder: LayerArchive {
    private let path: String
    private let key: String
    private let scratch: any ScratchSpace
    private var recordPath: String { "\(path)/\(Self.recordName)" }
    static let recordName = "record"

    /// What lies there under another key, or damaged, is removed.
    init(_ path: String, key: String, scratch: any ScratchSpace) {
        self.path = path
        self.key = key
        self.scratch = scratch
        if record == nil { RunFolder.removeTree(path) }
    }

    var record: [UInt8]? {
        guard case .content(let bytes) = KeyedFile.read(recordPath, key: key) else { return nil }
        return bytes
    }

    func area(_ name: String) throws(GridError) -> any ScratchArea { try scratch.area(at: "\(path)/\(name)") }

    func put(_ area: any ScratchArea, as name: String) throws(GridError) {
        try Self.writing(path) { () throws(Diagnostic) in try RunFolder.makeFolders(path) }
        try area.keep(as: "\(path)/\(name)")
    }

    func keep(_ record: [UInt8], areas: Set<String>) throws(GridError) {
        try Self.writing(path) { () throws(Diagnostic) in
            try RunFolder.makeFolders(path)
            try KeyedFile.write(record, key: key, to: recordPath)
        }
        for name in RunFolder.names(in: path) where name != Self.recordName && !areas.contains(name) {
            unlink("\(path)/\(name)")
        }
    }

    private static func writing(
        _ path: String, _ body: () throws(Diagnostic) -> Void
    ) throws(GridError) {
        do throws(Diagnostic) { try body() } catch {
            throw GridError(.rasterUnwritable, file: path, error.message, hint: error.hint)
        }
    }
}
