import EcoParameters
import EcoScenarios
import Glibc

/// A file that gives its content back only to who asks with the same key, and only whole.
///
/// One line of format, then key, content and the SHA-256 of both, each with its length in front.
enum KeyedFile {
    enum Found: Equatable {
        case none
        case damaged
        /// Written under another key.
        case other
        case content([UInt8])
    }

    private static let format = Array("ecocomp kept sums 1\n".utf8)

    /// Replaces the file in one step.
    static func write(_ content: [UInt8], key: String, to path: String) throws(Diagnostic) {
        var bytes = format
        append(Array(key.utf8), to: &bytes)
        append(content, to: &bytes)
        append(Array(SHA256.hex(bytes).utf8), to: &bytes)
        try WholeFile.write(bytes, to: path)
    }

    static func read(_ path: String, key: String) -> Found {
        guard let bytes = StoredRun.bytes(of: path) else { return .none }
        guard let (written, content) = blocks(bytes) else { return .damaged }
        return written == Array(key.utf8) ? .content(content) : .other
    }

    /// Whatever the key is; nil where the file is absent or damaged.
    static func contents(_ path: String) -> (key: String, content: [UInt8])? {
        StoredRun.bytes(of: path).flatMap(blocks).map {
            (String(decoding: $0.key, as: UTF8.self), $0.content)
        }
    }

    private static func blocks(_ bytes: [UInt8]) -> (key: [UInt8], content: [UInt8])? {
        guard bytes.starts(with: format) else { return nil }
        var position = format.count
        guard let key = block(bytes, &position), let content = block(bytes, &position) else { return nil }
        let checked = position
        guard let digest = block(bytes, &position), position == bytes.count,
            digest == Array(SHA256.hex(bytes[..<checked]).utf8)
        else { return nil }
        return (key, content)
    }

    private static func append(_ block: [UInt8], to bytes: inout [UInt8]) {
        withUnsafeBytes(of: UInt64(block.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes += block
    }

    private static func block(_ bytes: [UInt8], _ position: inout Int) -> [UInt8]? {
        guard bytes.count - position >= 8 else { return nil }
        let count = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[position + $1]) << UInt64(8 * $1) }
        position += 8
        guard count <= UInt64(bytes.count - position) else { return nil }
        defer { position += Int(count) }
        return Array(bytes[position..<position + Int(count)])
    }
}
