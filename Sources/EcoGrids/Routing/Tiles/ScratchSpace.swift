/// Room for working tiles that do not fit in memory.
///
/// Computation never opens files; whoever runs it hands in where its scratch may lie.
public protocol ScratchSpace: Sendable {
    /// A new empty area that grows as it is written and is given back when the object goes.
    func makeArea() throws(GridError) -> any ScratchArea
    /// The area that ``ScratchArea/keep(as:)`` put at a path. Throws where there is none, and where scratch cannot be kept.
    func area(at path: String) throws(GridError) -> any ScratchArea
}

/// One area of scratch, read and written at byte offsets by one thread at a time.
public protocol ScratchArea: AnyObject {
    /// Reads `target.count` bytes that were written before.
    func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(GridError)
    func write(at offset: Int, from source: UnsafeRawBufferPointer) throws(GridError)
    /// Has all that was written on the disk and gives the area a path in the same file system, in place of what lies
    /// there; it then outlives the object and the process. Throws where scratch cannot be kept.
    func keep(as path: String) throws(GridError)
}

extension ScratchSpace {
    public func area(at path: String) throws(GridError) -> any ScratchArea { throw .unkept(path) }
}

extension ScratchArea {
    public func keep(as path: String) throws(GridError) { throw .unkept(path) }
}

extension GridError {
    fileprivate static func unkept(_ path: String) -> GridError {
        GridError(.rasterUnwritable, file: path, "scratch cannot be kept", hint: "the run starts again")
    }
}

/// Scratch in memory, for tests.
public struct MemoryScratch: ScratchSpace {
    public init() {}

    public func makeArea() -> any ScratchArea { Area() }

    private final class Area: ScratchArea {
        private var blocks: [Int: [UInt8]] = [:]

        func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(GridError) {
            guard let block = blocks[offset], block.count == target.count else {
                throw GridError(
                    .rasterUnreadable, "scratch holds no \(target.count) bytes at \(offset)",
                    hint: "read what was written")
            }
            target.copyBytes(from: block)
        }

        func write(at offset: Int, from source: UnsafeRawBufferPointer) {
            blocks[offset] = Array(source)
        }
    }
}
