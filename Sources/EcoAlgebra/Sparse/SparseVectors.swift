/// Sparse vectors, one after the other; the indices of a vector ascend.
public struct SparseVectors: Sendable, Equatable {
    /// The entries of vector k are `start[k]..<start[k + 1]`.
    public private(set) var start: [Int] = [0]
    public private(set) var index: [Int32] = []
    public var value: [Double] = []

    public init() {}

    public var count: Int { start.count - 1 }

    public mutating func append(_ entries: [(index: Int, value: Double)]) {
        for entry in entries.sorted(by: { $0.index < $1.index }) {
            index.append(Int32(entry.index))
            value.append(entry.value)
        }
        start.append(index.count)
    }
}
