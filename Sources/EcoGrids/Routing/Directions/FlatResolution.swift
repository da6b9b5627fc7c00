/// The cells among which a flat is resolved: one tile, or the whole grid.
protocol FlatField {
    /// Height of a cell or of a neighbour; NaN where missing or off the grid.
    mutating func height(_ cell: Int) throws(GridError) -> Double
    /// The addresses of all neighbours; below 0 off the grid.
    func neighbours(_ cell: Int) -> InlineArray<8, Int>
    /// `FlatState` of a cell.
    mutating func state(_ cell: Int) throws(GridError) -> Int64
    mutating func setState(_ cell: Int, _ state: Int64) throws(GridError)
    /// Neighbours to which a cell drains, one bit each.
    mutating func outflow(_ cell: Int) throws(GridError) -> UInt8
    mutating func setOutflow(_ cell: Int, _ mask: UInt8) throws(GridError)
    /// Sets shares of flow, and the outflow by them.
    mutating func setWeights(_ cell: Int, _ weights: UInt32) throws(GridError)
}

/// What is known of a cell of a flat: 0 nothing, 1 it belongs to the flat, else the bits of its distance plus 2.
///
/// Distances are sums of steps of 1 and of the square root of 2, rounded step by step as InVEST's are: which of
/// two ways of the same length is nearer hangs on the last bit.
enum FlatState {
    static let untouched: Int64 = 0
    static let member: Int64 = 1
    static let drain: Int64 = 2
    /// A cell that belongs to another tile.
    static let foreign = Int64.max

    /// The state of a neighbour that is reached from a cell of known distance; bits of distances sort as they do.
    @inline(__always) static func reached(from state: Int64, _ neighbour: Int) -> Int64 {
        let distance = Double(bitPattern: UInt64(bitPattern: state - drain))
        let step = Neighbour.isDiagonal(neighbour) ? 2.0.squareRoot() : 1
        return Int64(bitPattern: (distance + step).bitPattern) + drain
    }
}

/// Gives the cells of a flat their flow: to the flat's lower neighbours, or where it has none off the map.
///
/// Each cell flows towards the nearest drain of its flat. The order in which equally near drains are taken is
/// that of a breadth-first search from the flat's first undrained cell (reading blocks of 256 x 256 cells,
/// rows within them), so that it does not depend on tiles.
struct FlatResolution<Field: FlatField> {
    var field: Field
    private let method: FlowMethod
    private var frontier: [Int] = []
    private var following: [Int] = []
    private var drains: [Int] = []
    private var outlets: [(cell: Int, missing: UInt8)] = []

    init(_ field: Field, _ method: FlowMethod) {
        self.field = field
        self.method = method
    }

    /// Resolves the flat of an undrained cell; false where it reaches into other tiles (nothing but the
    /// states has changed then).
    mutating func resolve(_ root: Int) throws(GridError) -> Bool {
        let height = try field.height(root)
        guard try search(root, height) else { return false }
        if drains.isEmpty { try openOutlets() }
        for cell in drains { try field.setState(cell, FlatState.drain) }
        try measure(height)
        if method == .multiple { try share(height) }
        return true
    }

    /// Finds the cells of the flat, its drains and the cells at missing neighbours.
    private mutating func search(_ root: Int, _ height: Double) throws(GridError) -> Bool {
        drains.removeAll(keepingCapacity: true)
        outlets.removeAll(keepingCapacity: true)
        frontier.removeAll(keepingCapacity: true)
        frontier.append(root)
        try field.setState(root, FlatState.member)
        var isWhole = true
        while !frontier.isEmpty {
            following.removeAll(keepingCapacity: true)
            for cell in frontier { if try !visit(cell, height) { isWhole = false } }
            swap(&frontier, &following)
        }
        return isWhole
    }

    private mutating func visit(_ cell: Int, _ height: Double) throws(GridError) -> Bool {
        var missing: UInt8 = 0
        var isInside = true
        let others = field.neighbours(cell)
        for index in 0..<8 {
            let other = others[index]
            let otherHeight = other < 0 ? .nan : try field.height(other)
            if otherHeight.isNaN { missing |= 1 << UInt8(index) }
            guard otherHeight == height else { continue }
            let state = try field.state(other)
            if state == FlatState.foreign { isInside = false }
            if state == FlatState.untouched {
                try field.setState(other, FlatState.member)
                following.append(other)
            }
        }
        if try field.outflow(cell) != 0 {
            drains.append(cell)
        } else if missing != 0 {
            outlets.append((cell, missing))
        }
        return isInside
    }

    /// Lets a flat without lower neighbours drain to missing cells and off the grid.
    private mutating func openOutlets() throws(GridError) {
        for (cell, missing) in outlets {
            switch method {
            case .steepest: try field.setOutflow(cell, 1 << UInt8(Self.exit(missing)))
            case .multiple:
                let slopes = InlineArray<8, Double> {
                    missing >> UInt8($0) & 1 == 0 ? 0 : $0 & 1 == 0 ? 1 : 1 / 2.0.squareRoot()
                }
                try field.setWeights(cell, MultipleDescent.packed(slopes))
            }
            drains.append(cell)
        }
    }

    /// The first missing neighbour that is not diagonal, else the last diagonal one.
    private static func exit(_ missing: UInt8) -> Int {
        let straight = missing & 0b0101_0101
        return straight != 0 ? straight.trailingZeroBitCount : 7 - missing.leadingZeroBitCount
    }

    /// Distances from the drains; with one direction a cell, the neighbour through which it was reached.
    private mutating func measure(_ height: Double) throws(GridError) {
        frontier.removeAll(keepingCapacity: true)
        frontier.append(contentsOf: drains)
        while !frontier.isEmpty {
            following.removeAll(keepingCapacity: true)
            for cell in frontier {
                let distance = try field.state(cell)
                let others = field.neighbours(cell)
                for index in 0..<8 {
                    let other = others[index]
                    guard other >= 0, try field.height(other) == height else { continue }
                    let state = try field.state(other)
                    let reached = FlatState.reached(from: distance, index)
                    guard state == FlatState.member || state > reached else { continue }
                    try field.setState(other, reached)
                    if method == .steepest {
                        try field.setOutflow(other, 1 << UInt8(Neighbour.opposite(index)))
                    }
                    following.append(other)
                }
            }
            swap(&frontier, &following)
        }
    }

    /// Shares of every cell among all neighbours that are nearer to a drain; done cells get negative states.
    private mutating func share(_ height: Double) throws(GridError) {
        frontier.removeAll(keepingCapacity: true)
        frontier.append(contentsOf: drains)
        for cell in drains { try field.setState(cell, -FlatState.drain) }
        while !frontier.isEmpty {
            following.removeAll(keepingCapacity: true)
            for cell in frontier { try share(cell, height) }
            swap(&frontier, &following)
        }
    }

    private mutating func share(_ cell: Int, _ height: Double) throws(GridError) {
        let distance = -(try field.state(cell))
        var slopes = InlineArray<8, Double>(repeating: 0)
        let others = field.neighbours(cell)
        for index in 0..<8 {
            let other = others[index]
            guard other >= 0, try field.height(other) == height else { continue }
            let state = try field.state(other)
            if abs(state) < distance {
                slopes[index] = index & 1 == 0 ? 1 : 1 / 2.0.squareRoot()
            } else if state > 0 {
                try field.setState(other, -state)
                following.append(other)
            }
        }
        if distance != FlatState.drain { try field.setWeights(cell, MultipleDescent.packed(slopes)) }
    }
}
