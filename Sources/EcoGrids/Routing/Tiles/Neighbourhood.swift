/// The eight neighbours of a cell in the field's usual order: 0 east, 1 north-east, 2 north, and so on
/// counter-clockwise to 7 south-east. Odd numbers are diagonal.
enum Neighbour {
    /// Columns to the east.
    static let east: InlineArray<8, Int> = [1, 1, 0, -1, -1, -1, 0, 1]
    /// Rows to the south.
    static let south: InlineArray<8, Int> = [0, -1, -1, -1, 0, 1, 1, 1]

    /// Distance in an array of rows of `stride` cells to each neighbour.
    static func offsets(stride: Int) -> InlineArray<8, Int> {
        InlineArray { south[$0] * stride + east[$0] }
    }

    /// The neighbour on the other side.
    @inline(__always) static func opposite(_ neighbour: Int) -> Int { neighbour ^ 4 }
    @inline(__always) static func isDiagonal(_ neighbour: Int) -> Bool { neighbour & 1 == 1 }
}
