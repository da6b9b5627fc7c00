/// Layers of a routing run that lie on disk for the next run of the same kind.
///
/// Computation never opens files; whoever runs it hands in where they lie. What the layers depend on is known to the
/// archive, which gives back only what was kept under the same.
public protocol LayerArchive: Sendable {
    /// What the last `keep` said; nil where nothing usable is left.
    var record: [UInt8]? { get }
    /// The area that was put there under a name.
    func area(_ name: String) throws(GridError) -> any ScratchArea
    /// Gives an area of scratch a name there, all that was written to it being on the disk.
    func put(_ area: any ScratchArea, as name: String) throws(GridError)
    /// Replaces the record in one step; areas that are not among `areas` go.
    func keep(_ record: [UInt8], areas: Set<String>) throws(GridError)
}
