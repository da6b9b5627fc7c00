import EcoAlgebra

/// What one tonne of each source group adds at each receptor: one row for each receptor, one column for each
/// group of emissions, all entries at least 0.
///
/// A solver asks for three things only, whatever the storage: loads of all receptors, single rows, and charges.
public struct SourceReceptorMatrix: Sendable, Equatable {
    enum Storage: Sendable, Equatable {
        case dense(DenseMatrix)
        case single(SingleMatrix)
        case sparse(SparseRows)
        case lowRank(LowRankSum)
    }

    var storage: Storage
    public let rows: Int
    public let columns: Int

    public init(_ dense: DenseMatrix) {
        storage = .dense(dense)
        (rows, columns) = (dense.rows, dense.columns)
    }

    public init(_ sparse: SparseRows) {
        storage = .sparse(sparse)
        (rows, columns) = (sparse.rows, sparse.columns)
    }

    public init(_ single: SingleMatrix) {
        storage = .single(single)
        (rows, columns) = (single.rows, single.columns)
    }

    public init(_ sum: LowRankSum) {
        storage = .lowRank(sum)
        (rows, columns) = (sum.rest.rows, sum.rest.columns)
    }

    /// T x: the load of each receptor.
    public func loads(of emissions: [Double]) -> [Double] {
        switch storage {
        case .dense(let matrix): (try? matrix.multiplied(by: emissions)) ?? []
        case .single(let matrix): matrix.multiplied(by: emissions)
        case .sparse(let matrix): matrix.multiplied(by: emissions)
        case .lowRank(let sum): sum.multiplied(by: emissions)
        }
    }

    /// Tᵀ mu: what the prices of the receptors charge each column.
    public func charges(of prices: [Double]) -> [Double] {
        switch storage {
        case .dense(let matrix): (try? matrix.transposedMultiplied(by: prices)) ?? []
        case .single(let matrix): matrix.transposedMultiplied(by: prices)
        case .sparse(let matrix): matrix.transposedMultiplied(by: prices)
        case .lowRank(let sum): sum.transposedMultiplied(by: prices)
        }
    }

    /// The chosen rows as a dense matrix, in the order given.
    public func denseRows(_ chosen: [Int]) -> DenseMatrix {
        switch storage {
        case .dense(let matrix): matrix.selectingRows(chosen)
        case .single(let matrix): matrix.selectingRows(chosen)
        case .sparse(let matrix): matrix.selectingRows(chosen)
        case .lowRank(let sum): sum.selectingRows(chosen)
        }
    }

    /// Numbers that the storage holds.
    public var storedNumbers: Int {
        switch storage {
        case .dense, .single: rows * columns
        case .sparse(let matrix): matrix.value.count
        case .lowRank(let sum):
            sum.left.elements.count + sum.right.elements.count + sum.rest.value.count
        }
    }
}
