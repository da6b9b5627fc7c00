import EcoParameters
import EcoScenarios
import Glibc
import Synchronization

/// Finished draws on a disk: each is appended whole with a digest, so that whatever a kill leaves behind the last whole
/// draw is cut off, and each is read again in parts, so that no memory holds them all.
final class DrawFile: Sendable {
    private let path: String?
    private let header: [UInt8]
    private let values: Int
    private let contents = Mutex(Contents())

    private struct Contents {
        var descriptor: CInt?
        /// Bytes that hold whole draws.
        var length = 0
        /// Where the values of a draw begin.
        var places: [Int: Int] = [:]
        /// Draws that the disk did not take.
        var inMemory: [Int: [Double]] = [:]
    }

    private var recordBytes: Int { 16 + 8 * values }

    /// - Parameter path: nil for a file without a name, which ends with the process.
    init(_ path: String?, key: String, values: Int) {
        self.path = path
        self.values = values
        header = Array("ecocomp draws 1 \(SHA256.hex(Array(key.utf8)))\n".utf8)
    }

    deinit { contents.withLock { if let file = $0.descriptor { close(file) } } }

    // MARK: Recovery

    /// The draws below `count` that an earlier run of the same key finished; the file is ready for more.
    func resume(_ count: Int) -> Set<Int> {
        contents.withLock { contents in
            contents = Contents(descriptor: open())
            guard let file = contents.descriptor else { return [] }
            var start = [UInt8](repeating: 0, count: header.count)
            if Self.read(file, &start, at: 0), start == header {
                contents.length = header.count
                takeWholeDraws(file, count, &contents)
            } else {
                contents.length = header.count
                _ = ftruncate(file, 0)
                _ = Self.write(file, header, at: 0)
            }
            // What a kill left half-written goes.
            _ = ftruncate(file, off_t(contents.length))
            return Set(contents.places.keys)
        }
    }

    /// The same with their values, where they are few.
    func finished(_ count: Int) -> [Int: [Double]] {
        let numbers = resume(count)
        return Dictionary(uniqueKeysWithValues: numbers.map { ($0, self[$0, 0..<values]) })
    }

    private func takeWholeDraws(_ file: CInt, _ count: Int, _ contents: inout Contents) {
        var words = [UInt64](repeating: 0, count: values + 2)
        while Self.read(file, &words, at: contents.length) {
            guard UInt64(littleEndian: words[values + 1]) == Self.digest(words[..<(values + 1)]) else {
                return
            }
            if let number = Int(exactly: UInt64(littleEndian: words[0])), number < count {
                contents.places[number] = contents.length + 8
            }
            contents.length += recordBytes
        }
    }

    private func open() -> CInt? {
        guard let path else {
            let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
            var name = Array("\(folder)/ecocomp-draws-XXXXXX".utf8CString)
            let file = mkstemp(&name)
            guard file >= 0 else { return nil }
            unlink(name)
            return file
        }
        do throws(Diagnostic) { try RunFolder.makeFolders(RunFolder.parent(of: path)) } catch { return nil }
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        return file >= 0 ? file : nil
    }

    // MARK: Draws

    /// Adds a draw; one that the disk does not take stays in memory.
    ///
    /// - Parameter isWhole: false for a draw that ended early, which a later run is to draw again.
    func append(_ number: Int, _ draw: [Double], isWhole: Bool = true) {
        var words = [UInt64]()
        words.reserveCapacity(values + 2)
        words.append((isWhole ? UInt64(number) : .max).littleEndian)
        for value in draw { words.append(value.bitPattern.littleEndian) }
        words.append(Self.digest(words[...]).littleEndian)
        contents.withLock { contents in
            guard let file = contents.descriptor, Self.write(file, words, at: contents.length) else {
                contents.inMemory[number] = draw
                return
            }
            contents.places[number] = contents.length + 8
            contents.length += recordBytes
        }
    }

    /// Values of a finished draw; not-a-number where the disk fails.
    subscript(number: Int, positions: Range<Int>) -> [Double] {
        let (file, place, kept) = contents.withLock {
            ($0.descriptor, $0.places[number], $0.inMemory[number])
        }
        if let kept { return Array(kept[positions]) }
        var words = [UInt64](repeating: 0, count: positions.count)
        guard let file, let place, Self.read(file, &words, at: place + 8 * positions.lowerBound) else {
            return [Double](repeating: .nan, count: positions.count)
        }
        return words.map { Double(bitPattern: UInt64(littleEndian: $0)) }
    }

    // MARK: Bytes

    private static func read<Word: BitwiseCopyable>(_ file: CInt, _ words: inout [Word], at place: Int)
        -> Bool
    {
        words.withUnsafeMutableBytes { bytes in
            moveBytes(bytes.count) { done in
                pread(file, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(place + done))
            }
        }
    }

    private static func write<Word: BitwiseCopyable>(_ file: CInt, _ words: [Word], at place: Int) -> Bool {
        words.withUnsafeBytes { bytes in
            moveBytes(bytes.count) { done in
                pwrite(file, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(place + done))
            }
        }
    }

    private static func digest(_ words: ArraySlice<UInt64>) -> UInt64 {
        words.reduce(0x9E37_79B9_7F4A_7C15) { sum, word in
            var mixed = (sum ^ UInt64(littleEndian: word)) &* 0xBF58_476D_1CE4_E5B9
            mixed ^= mixed >> 31
            return mixed &* 0x94D0_49BB_1331_11EB
        }
    }
}
