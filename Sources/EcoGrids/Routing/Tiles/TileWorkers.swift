import Dispatch
import Synchronization

/// What each worker keeps from one task to the next, such as buffers and opened sources.
final class WorkerStates<State>: Sendable {
    private let make: @Sendable () throws(GridError) -> State
    private let idle = Mutex<[Box]>([])

    /// One state, held by one worker at a time.
    private final class Box: @unchecked Sendable {
        var state: State
        init(_ state: State) { self.state = state }
    }

    init(_ make: @escaping @Sendable () throws(GridError) -> State) { self.make = make }

    /// Lends a state, a new one where all are in use.
    func withState(_ body: (inout State) throws(GridError) -> Void) throws(GridError) {
        let found = idle.withLock { $0.popLast() }
        let box = if let found { found } else { Box(try make()) }
        defer { idle.withLock { $0.append(box) } }
        try body(&box.state)
    }
}

extension RoutingContext {
    /// Runs `body` for each of `items` on the workers, each with a state of its own.
    ///
    /// The first fault ends the run; of several, that of the earliest item is thrown. `isSmall` work is done
    /// by this thread.
    func forEach<State>(
        _ items: [Int], isSmall: Bool = false, _ states: WorkerStates<State>,
        _ body: @Sendable (inout State, Int) throws(GridError) -> Void
    ) throws(GridError) {
        let next = Atomic(0)
        let fault = Mutex<(index: Int, error: GridError)?>(nil)
        @Sendable func work() {
            var index = items.count
            do throws(GridError) {
                try states.withState { (state) throws(GridError) in
                    while fault.withLock({ $0 == nil }) {
                        index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                        guard index < items.count else { return }
                        try body(&state, items[index])
                    }
                }
            } catch {
                let found = (index: index, error: error)
                fault.withLock { if ($0?.index ?? .max) > found.index { $0 = found } }
            }
        }
        let threads = isSmall ? 1 : min(workers, items.count)
        if threads > 1 {
            DispatchQueue.concurrentPerform(iterations: threads) { _ in work() }
        } else {
            work()
        }
        if let found = fault.withLock({ $0 }) { throw found.error }
    }

    /// Cells that are not worth waking another thread for.
    static let fewCells = 10_000

    /// As above for all tiles, with progress in cells.
    func forEachTile<State>(
        _ stage: RoutingStage, state make: @escaping @Sendable () throws(GridError) -> State,
        _ body: @Sendable (inout State, Int) throws(GridError) -> Void
    ) throws(GridError) {
        let count = CellCount(self, stage)
        try forEach(Array(0..<lattice.count), WorkerStates(make)) { (state, tile) throws(GridError) in
            try body(&state, tile)
            try count.add(lattice.window(tile).cellCount)
        }
    }
}

/// Counts the cells that a stage has done and tells the progress hook.
final class CellCount: Sendable {
    private let context: RoutingContext
    private let stage: RoutingStage
    private let done = Atomic(0)

    init(_ context: RoutingContext, _ stage: RoutingStage) {
        self.context = context
        self.stage = stage
    }

    func add(_ cells: Int) throws(GridError) {
        let sum = done.wrappingAdd(cells, ordering: .relaxed).newValue
        try context.progress?(stage, sum, context.grid.cellCount)
    }
}

/// One value for each tile, written by several workers at different places.
final class SlotArray<Value>: @unchecked Sendable {
    let count: Int
    private let cells: UnsafeMutablePointer<Value>

    init(count: Int, filledWith value: Value) {
        self.count = count
        cells = .allocate(capacity: count)
        cells.initialize(repeating: value, count: count)
    }

    deinit {
        cells.deinitialize(count: count)
        cells.deallocate()
    }

    subscript(index: Int) -> Value {
        get { cells[index] }
        _modify { yield &cells[index] }
    }

    var values: [Value] { Array(UnsafeBufferPointer(start: cells, count: count)) }
}
