import EcoGrids

/// |sin| + |cos| of directions of flow: 1 along rows and columns, the square root of 2 on diagonals.
enum FlowAspect {
    /// The mean by share of flow of one direction, or of packed weights.
    static func mean(_ direction: Double, _ method: FlowMethod) -> Double {
        guard !direction.isNaN else { return .nan }
        guard method == .multiple else { return Int(direction) & 1 == 0 ? 1 : 2.0.squareRoot() }
        let packed = UInt32(direction)
        var (straight, diagonal) = (0.0, 0.0)
        for neighbour in 0..<8 {
            let weight = Double(packed >> (4 * UInt32(neighbour)) & 15)
            if neighbour & 1 == 0 { straight += weight } else { diagonal += weight }
        }
        return (straight + diagonal * 2.0.squareRoot()) / (straight + diagonal)
    }
}

extension FlowNetwork {
    /// Mean |sin| + |cos| of the directions of flow of a window's cells.
    func aspect(_ window: Window) throws(GridError) -> [Double] {
        try directions(window).cells.map { FlowAspect.mean($0, method) }
    }
}

extension Raster<Double> {
    /// A window of cells made elsewhere, row by row.
    init(_ window: Window, _ cells: [Double]) {
        self.init(Window(column: window.column, row: window.row, width: 0, height: 0))
        reshape(to: window)
        withMutableCells { target in _ = target.update(fromContentsOf: cells) }
    }
}
