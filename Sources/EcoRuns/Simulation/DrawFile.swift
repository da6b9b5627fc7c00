import EcoParameters
import EcoScenarios
import Glibc
import Synchronization

/// Finished draws beside a run in the making: each is appended whole with a digest, so that whatever a kill leaves
/// behind the last whole draw is cut off.
final class DrawFile: Sendable {
    private let path: String
    private let header: [UInt8]
    private let values: Int
    private let file = Mutex<CInt?>(nil)

    private var recordBytes: Int { 16 + 8 * values }

    init(_ path: String, key: String, values: Int) {
        self.path = path
        self.values = values
        header = Array("ecocomp draws 1 \(SHA256.hex(Array(key.utf8)))\n".utf8)
    }

    deinit { file.withLock { if let file = $0 { close(file) } } }

    /// The draws below `count` that an earlier run of the same key finished; the file is ready for more.
    func finished(_ count: Int) -> [Int: [Double]] {
        let bytes = StoredRun.bytes(of: path) ?? []
        guard bytes.starts(with: header) else {
            open(keeping: 0)
            return [:]
        }
        var found: [Int: [Double]] = [:]
        var position = header.count
        while position + recordBytes <= bytes.count {
            let words = (0..<(values + 2)).map { Self.word(bytes, position + 8 * $0) }
            guard words[values + 1] == Self.digest(words[..<(values + 1)]) else { break }
            if let number = Int(exactly: words[0]), number < count {
                found[number] = words[1...values].map { Double(bitPattern: $0) }
            }
            position += recordBytes
        }
        open(keeping: position)
        return found
    }

    /// Adds a draw; a disk that cannot be written only costs the draw its place.
    func append(_ number: Int, _ draw: [Double]) {
        var words = [UInt64(number)] + draw.map(\.bitPattern)
        words.append(Self.digest(words[...]))
        let bytes = words.flatMap { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } }
        file.withLock { file in
            guard let file else { return }
            _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        }
    }

    /// Opens the file cut to `length` bytes; from the beginning with a header of its own.
    private func open(keeping length: Int) {
        do throws(Diagnostic) { try RunFolder.makeFolders(RunFolder.parent(of: path)) } catch { return }
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_APPEND, 0o666)
        guard descriptor >= 0, ftruncate(descriptor, off_t(length)) == 0 else { return }
        if length == 0 { _ = header.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } }
        file.withLock { $0 = descriptor }
    }

    private static func word(_ bytes: [UInt8], _ position: Int) -> UInt64 {
        (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[position + $1]) << UInt64(8 * $1) }
    }

    private static func digest(_ words: ArraySlice<UInt64>) -> UInt64 {
        words.reduce(0x9E37_79B9_7F4A_7C15) { sum, word in
            var mixed = (sum ^ word) &* 0xBF58_476D_1CE4_E5B9
            mixed ^= mixed >> 31
            return mixed &* 0x94D0_49BB_1331_11EB
        }
    }
}
