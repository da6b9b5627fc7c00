import EcoIndicators
import EcoParameters
import Glibc

/// What a run that is cut off leaves beside its run folder, for the same command to go on from.
///
/// It comes into being with the first checkpoint and goes with the finished run.
public struct PartialFolder: CheckpointStore {
    public let path: String
    private var checkpoint: String { "\(path)/checkpoint" }

    /// - Parameter destination: the run folder that is being made.
    public init(destination: String) { path = RunFolder.withoutTrailingSlash(destination) + ".partial" }

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

    /// Removes the checkpoint and, where nothing else is left in it, the folder.
    public func remove() {
        unlink(checkpoint)
        rmdir(path)
    }
}
