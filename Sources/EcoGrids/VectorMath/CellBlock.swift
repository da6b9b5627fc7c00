/// Up to eight neighbouring cells that a kernel computes at once.
///
/// The pattern of a kernel over `count` cells behind pointers:
/// ```swift
/// forEachCellBlock(count) { block in
///     let rain = block.load(precipitation)
///     block.store(VectorMath.exp(-rain) * block.load(factor), to: result)
/// }
/// ```
/// Lanes beyond the last cell load as NaN (classes as missing) and are not stored. Missing cells are NaN in
/// every lane function and stay NaN through arithmetic; comparisons with them are false. Choose between
/// lanes with `replacing(with:where:)`, not with `if`. The closure must do all its work on lanes: a look at
/// single lanes, an array or an existential inside it undoes the speed. A long chain, such as a logarithm of an
/// exponential of a logarithm, waits for itself: in stages over strips of some 512 cells, one function to a
/// loop, it takes two thirds of the time.
public struct CellBlock {
    /// Running number of the first cell.
    public let first: Int
    /// Cells in the block: 8, fewer only at the end.
    public let count: Int
    /// Room for eight numbers, through which the last block goes: the eight lanes are always moved as one.
    @usableFromInline let scratch: UnsafeMutableRawPointer

    @inlinable @_transparent
    init(first: Int, count: Int, scratch: UnsafeMutableRawPointer) {
        self.first = first
        self.count = count
        self.scratch = scratch
    }

    /// The block's cells of a layer.
    @inlinable @_transparent
    public func load(_ cells: UnsafePointer<Double>) -> SIMD8<Double> {
        lanes(cells, .nan).loadUnaligned(as: SIMD8<Double>.self)
    }

    /// The block's cells of a layer in single precision, widened.
    @inlinable @_transparent
    public func load(_ cells: UnsafePointer<Float>) -> SIMD8<Double> {
        SIMD8<Double>(lanes(cells, .nan).loadUnaligned(as: SIMD8<Float>.self))
    }

    /// The block's class codes.
    @inlinable @_transparent
    public func load(_ classes: UnsafePointer<Int32>) -> SIMD8<Int32> {
        lanes(classes, .min).loadUnaligned(as: SIMD8<Int32>.self)
    }

    /// Stores the block's lanes into its cells.
    @inlinable @_transparent
    public func store(_ lanes: SIMD8<Double>, to cells: UnsafeMutablePointer<Double>) {
        let target = count == 8 ? UnsafeMutableRawPointer(cells + first) : scratch
        target.storeBytes(of: lanes, as: SIMD8<Double>.self)
        if count < 8 {
            (cells + first).update(from: scratch.assumingMemoryBound(to: Double.self), count: count)
        }
    }

    /// Stores the block's lanes into its cells.
    @inlinable @_transparent
    public func store(_ lanes: SIMD8<Int64>, to cells: UnsafeMutablePointer<Int64>) {
        let target = count == 8 ? UnsafeMutableRawPointer(cells + first) : scratch
        target.storeBytes(of: lanes, as: SIMD8<Int64>.self)
        if count < 8 {
            (cells + first).update(from: scratch.assumingMemoryBound(to: Int64.self), count: count)
        }
    }

    /// Where eight cells can be loaded from: the layer, or for the last block a padded copy.
    @inlinable @_transparent
    func lanes<Cell: BitwiseCopyable>(_ cells: UnsafePointer<Cell>, _ pad: Cell) -> UnsafeRawPointer {
        count == 8 ? UnsafeRawPointer(cells + first) : padded(cells + first, pad)
    }

    @inlinable @inline(never)
    func padded<Cell: BitwiseCopyable>(_ cells: UnsafePointer<Cell>, _ pad: Cell) -> UnsafeRawPointer {
        let copy = scratch.assumingMemoryBound(to: Cell.self)
        for lane in 0..<8 { copy[lane] = lane < count ? cells[lane] : pad }
        return UnsafeRawPointer(scratch)
    }
}

/// Calls `body` for the cells 0 to `count`, eight at a time.
@inlinable @inline(__always)
public func forEachCellBlock(_ count: Int, _ body: (CellBlock) -> Void) {
    // No stricter alignment than the stack's own, or the room would come from the heap.
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 16) { room in
        guard let scratch = room.baseAddress else { return }
        var first = 0
        while first < count {
            body(CellBlock(first: first, count: Swift.min(8, count &- first), scratch: scratch))
            first &+= 8
        }
    }
}
