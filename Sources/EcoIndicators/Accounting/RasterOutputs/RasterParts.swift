import EcoGrids

/// The cells of rasters in the making, in single precision, task by task.
///
/// Workers fill it in any order; the files are then written in the order of rows, so that their bytes do not depend on
/// which worker came first.
struct RasterParts: Sendable {
    let outputs: [RasterOutput]
    private let tasks: [Window]
    /// Offset of the first cell of each task.
    private let starts: [Int]
    private let parts: [any RasterPart]
    /// Parts stay in memory where all of them take no more.
    private static let heldBytes = 512 << 20

    init(
        _ outputs: [RasterOutput], tasks: [Window], storage: any RasterStorage, fresh: Bool
    ) throws(GridError) {
        self.outputs = outputs
        self.tasks = tasks
        var (starts, cells) = ([Int](), 0)
        for task in tasks {
            starts.append(cells)
            cells += task.cellCount
        }
        self.starts = starts
        var parts: [any RasterPart] = []
        let bytes = 4 * cells
        let areHeld = bytes * outputs.count <= Self.heldBytes
        for output in outputs {
            let disk = try storage.part(output.id, bytes: bytes, fresh: fresh)
            parts.append(areHeld ? try HeldPart(disk, byteCount: bytes, isFresh: fresh) : disk)
        }
        self.parts = parts
    }

    /// Keeps the cells of a window of a task; windows are as wide as their task, or lie within one of its rows.
    func keep(
        _ cells: UnsafeBufferPointer<Double>, _ window: Window, task: Int, output: Int
    ) throws(GridError) {
        let narrow = [Float](unsafeUninitializedCapacity: cells.count) { room, count in
            for index in cells.indices { room.initializeElement(at: index, to: Float(cells[index])) }
            count = cells.count
        }
        let offset = cell(window.column, window.row, task)
        let part = parts[output]
        try narrow.withUnsafeBufferPointer { (cells) throws(GridError) in
            try part.write(UnsafeRawBufferPointer(cells), at: 4 * offset)
        }
    }

    private func cell(_ column: Int, _ row: Int, _ task: Int) -> Int {
        starts[task] + (row - tasks[task].row) * tasks[task].width + column - tasks[task].column
    }

    func synchronise() throws(GridError) {
        for part in parts { try part.synchronise() }
    }

    // MARK: Files

    /// Writes the file of an output row by row of tiles; gives false where the run is to end first.
    func write(
        _ output: Int, grid: Grid, format: RasterFormat, storage: any RasterStorage, mustStop: () -> Bool
    ) throws(GridError) -> Bool {
        let sink = try storage.create(outputs[output], grid: grid, format: format)
        for row in stride(from: 0, to: grid.height, by: Self.rowsAtOnce) {
            if mustStop() { return false }
            let window = Window(
                column: 0, row: row, width: grid.width, height: min(Self.rowsAtOnce, grid.height - row))
            try sink.write(try cells(of: window, output), band: 1)
        }
        try sink.finish()
        return true
    }

    /// The height of tiles, so that each is written once.
    private static let rowsAtOnce = 256

    private func cells(of window: Window, _ output: Int) throws(GridError) -> Raster<Float> {
        var whole = Raster<Float>(window)
        var piece = Raster<Float>(.empty)
        for (task, own) in tasks.enumerated() {
            guard let common = own.intersection(window) else { continue }
            piece.reshape(
                to: Window(column: own.column, row: common.row, width: own.width, height: common.height))
            let (part, offset) = (parts[output], cell(own.column, common.row, task))
            try piece.withMutableCells { (cells) throws(GridError) in
                try part.read(into: UnsafeMutableRawBufferPointer(cells), at: 4 * offset)
            }
            whole.copyCells(of: piece)
        }
        return whole
    }
}
