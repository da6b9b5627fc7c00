import EcoIndicators
import Synchronization

/// Sums of earlier runs of this process, over those of the user's folder.
final class MemorySums: SumStore {
    private let kept = Mutex<[String: [UInt8]]>([:])
    private let below: (any SumStore)?

    init(over below: (any SumStore)?) { self.below = below }

    func bytes(for key: String) -> [UInt8]? {
        if let bytes = kept.withLock({ $0[key] }) { return bytes }
        let bytes = below?.bytes(for: key)
        if let bytes { kept.withLock { $0[key] = bytes } }
        return bytes
    }

    func keep(_ bytes: [UInt8], for key: String) {
        kept.withLock { $0[key] = bytes }
        below?.keep(bytes, for: key)
    }
}
