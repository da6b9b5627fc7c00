import EcoGrids

/// Keeps sums of a pass for later runs, under a text that holds everything they depend on.
///
/// A store gives back exactly the bytes that were put under the same key, or nothing.
public protocol SumStore: Sendable {
    func bytes(for key: String) -> [UInt8]?
    /// Whole or not at all; a place that cannot be written is no fault.
    func keep(_ bytes: [UInt8], for key: String)
}

/// Where a pass that is cut off leaves what it has finished.
public protocol CheckpointStore: Sendable {
    func checkpoint(for key: String) -> StoredCheckpoint
    /// Replaces the checkpoint in one step.
    func keep(_ bytes: [UInt8], for key: String)
    func remove()
    /// Where the steps of a terrain model are kept, by its running number in the run; what lies there under another
    /// key goes. Nil where none are.
    func layers(ofModel number: Int, key: String) -> (any LayerArchive)?
}

extension CheckpointStore {
    public func layers(ofModel number: Int, key: String) -> (any LayerArchive)? { nil }
}

/// What lies at the place of a checkpoint.
public enum StoredCheckpoint: Sendable, Equatable {
    case none
    case found([UInt8])
    /// There is one that cannot be used, and why.
    case unusable(reason: String)
}
