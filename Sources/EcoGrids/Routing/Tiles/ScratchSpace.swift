/// Room for working tiles that do not fit in memory.
///
/// Computation never opens files; whoever runs it hands in where its scratch may lie.
public protocol ScratchSpace: Sendable {
    /// A new empty area that grows as it is written and is given back when the object goes.
    func makeArea() throws(GridError) -> any ScratchArea
}

/// One area of scratch, read and written at byte offsets by one thread at a time.
public protocol ScratchArea: AnyObject {
    /// Reads `target.count` bytes that were written before.
    func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(GridError)
    func write(at offset: Int, from source: UnsafeRawBufferPointer) throws(GridError)
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
