/// A rectangle of cells: first column and row (0 at the upper left), width and height.
public struct Window: Sendable, Hashable {
    public var column: Int
    public var row: Int
    public var width: Int
    public var height: Int

    public init(column: Int, row: Int, width: Int, height: Int) {
        self.column = column
        self.row = row
        self.width = width
        self.height = height
    }

    public var columns: Range<Int> { column..<column + width }
    public var rows: Range<Int> { row..<row + height }
    public var cellCount: Int { width * height }
    public var isEmpty: Bool { width <= 0 || height <= 0 }

    /// The window with `margin` cells more on every side; it may reach outside the grid.
    public func expanded(by margin: Int) -> Window {
        Window(
            column: column - margin, row: row - margin, width: width + 2 * margin, height: height + 2 * margin
        )
    }

    /// The cells in both windows, nil where there are none.
    public func intersection(_ other: Window) -> Window? {
        let left = max(column, other.column)
        let top = max(row, other.row)
        let right = min(column + width, other.column + other.width)
        let bottom = min(row + height, other.row + other.height)
        guard right > left, bottom > top else { return nil }
        return Window(column: left, row: top, width: right - left, height: bottom - top)
    }

    /// True where every cell of `other` is in this window.
    public func contains(_ other: Window) -> Bool {
        other.column >= column && other.row >= row && other.column + other.width <= column + width
            && other.row + other.height <= row + height
    }
}

/// The windows that tile a rectangle row by row, each of at most `size` cells a side.
public struct WindowTiling: Sequence, Sendable {
    public let extent: Window
    public let tileWidth: Int
    public let tileHeight: Int

    /// Tiles of at least one cell; sizes below 1 count as 1.
    public init(_ extent: Window, tileWidth: Int, tileHeight: Int) {
        self.extent = extent
        self.tileWidth = Swift.max(1, tileWidth)
        self.tileHeight = Swift.max(1, tileHeight)
    }

    public var columnCount: Int { (extent.width + tileWidth - 1) / tileWidth }
    public var rowCount: Int { (extent.height + tileHeight - 1) / tileHeight }
    public var count: Int { extent.isEmpty ? 0 : columnCount * rowCount }

    /// The tile of a running number from 0 up to `count`.
    public subscript(index: Int) -> Window {
        let column = extent.column + index % columnCount * tileWidth
        let row = extent.row + index / columnCount * tileHeight
        return Window(
            column: column, row: row,
            width: Swift.min(tileWidth, extent.column + extent.width - column),
            height: Swift.min(tileHeight, extent.row + extent.height - row))
    }

    public func makeIterator() -> AnyIterator<Window> {
        var index = 0
        return AnyIterator {
            guard index < count else { return nil }
            defer { index += 1 }
            return self[index]
        }
    }
}

extension WindowTiling {
    /// Tiles that follow the block layout of a file: whole blocks, at least `side` cells a side where that
    /// keeps a tile within `cellLimit`, never less than a block.
    public init(
        _ extent: Window, blockWidth: Int, blockHeight: Int, atLeast side: Int = 256, cellLimit: Int = 1 << 20
    ) {
        let width = Self.wholeBlocks(blockWidth, atLeast: side, extent: extent.width)
        let block = Swift.max(1, Swift.min(blockHeight, extent.height))
        let fitting = cellLimit / width / block * block
        let wanted = Self.wholeBlocks(block, atLeast: side, extent: extent.height)
        self.init(extent, tileWidth: width, tileHeight: Swift.max(block, Swift.min(wanted, fitting)))
    }

    private static func wholeBlocks(_ block: Int, atLeast least: Int, extent: Int) -> Int {
        let block = Swift.max(1, block)
        return Swift.max(1, Swift.min(extent, (least + block - 1) / block * block))
    }
}
