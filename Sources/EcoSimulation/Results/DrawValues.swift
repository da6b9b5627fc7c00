/// The values of all draws of a simulation, position by position; on a disk or in memory.
public protocol DrawValues: Sendable {
    /// Draws.
    var count: Int { get }

    /// Of each position the values of all draws in their order, one position after the other.
    func columns(_ positions: Range<Int>) -> [Double]
}

extension [[Double]]: DrawValues {
    public func columns(_ positions: Range<Int>) -> [Double] {
        positions.flatMap { position in map { $0[position] } }
    }
}
