/// A table that its module reads piece by piece, because it may be longer than memory.
public struct LongTable: Sendable {
    public let file: String
    public let declaration: TableDeclaration
    public let bytes: any InputBytes

    public init(file: String, declaration: TableDeclaration, bytes: any InputBytes) {
        self.file = file
        self.declaration = declaration
        self.bytes = bytes
    }
}

/// The content of an input file, of any size.
public protocol InputBytes: Sendable {
    /// Copies the bytes from `offset` on, as many as `buffer` takes or fewer.
    ///
    /// - Returns: the number of bytes copied; 0 at the end and for an empty buffer only.
    /// - Throws: a finding where the file cannot be read.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(DiagnosticFailure) -> Int

    /// The whole content as UTF-8 without a byte order mark, whatever its encoding.
    ///
    /// - Throws: an `encoding` finding where it is no text.
    func text() throws(DiagnosticFailure) -> [UInt8]
}

/// UTF-8 that is already in memory.
public struct BytesInMemory: InputBytes {
    private let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let range = min(offset, bytes.count)..<min(offset + buffer.count, bytes.count)
        buffer.copyBytes(from: bytes[range])
        return range.count
    }

    public func text() -> [UInt8] { bytes }
}
