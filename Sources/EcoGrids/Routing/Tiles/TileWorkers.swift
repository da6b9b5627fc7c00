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
        try forEach(items, isSmall: isSmall, states, KeptRun(), body)
    }

    /// As above; the items before `run.first` are done, and where it is time all workers pause while `run.step` is kept.
    ///
    /// `run.count` is told the cells of an item once it is done. Where that ends the run, what is done is kept.
    func forEach<State>(
        _ items: [Int], isSmall: Bool = false, _ states: WorkerStates<State>, _ run: KeptRun,
        _ body: @Sendable (inout State, Int) throws(GridError) -> Void
    ) throws(GridError) {
        var done = run.first
        while done < items.count {
            let ended = try work(items, from: done, isSmall: isSmall, states, run.count, body) {
                run.step != nil && kept?.isDue ?? false
            }
            done = ended.done
            if let kept, ended.stop != nil || run.step != nil && kept.isDue {
                kept.keep(run.step, done: done)
            }
            if let stop = ended.stop { throw stop }
        }
    }

    /// Works until all items are done, `mustPause` or the count throws; the items before `done` are done then.
    private func work<State>(
        _ items: [Int], from first: Int, isSmall: Bool, _ states: WorkerStates<State>, _ count: ItemCount?,
        _ body: @Sendable (inout State, Int) throws(GridError) -> Void, mustPause: @Sendable () -> Bool
    ) throws(GridError) -> (done: Int, stop: GridError?) {
        let next = Atomic(first)
        let ends = Mutex<(fault: (index: Int, error: GridError)?, stop: GridError?)>((nil, nil))
        @Sendable func work() {
            var index = items.count
            do throws(GridError) {
                try states.withState { (state) throws(GridError) in
                    repeat {
                        index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                        guard index < items.count else { return }
                        try body(&state, items[index])
                        do throws(GridError) {
                            if let count { try count.cells.add(count.of(items[index])) }
                        } catch {
                            ends.withLock { $0.stop = $0.stop ?? error }
                        }
                    } while ends.withLock({ $0.fault == nil && $0.stop == nil }) && !mustPause()
                }
            } catch {
                ends.withLock { if ($0.fault?.index ?? .max) > index { $0.fault = (index, error) } }
            }
        }
        let threads = isSmall ? 1 : min(workers, items.count - first)
        if threads > 1 {
            DispatchQueue.concurrentPerform(iterations: threads) { _ in work() }
        } else {
            work()
        }
        let (fault, stop) = ends.withLock { $0 }
        if let fault { throw fault.error }
        return (min(next.load(ordering: .relaxed), items.count), stop)
    }

    /// Cells that are not worth waking another thread for.
    static let fewCells = 10_000

    /// As above for all tiles from `first` on, with progress in cells.
    func forEachTile<State>(
        _ stage: RoutingStage, _ step: KeptStep? = nil, from first: Int = 0,
        state make: @escaping @Sendable () throws(GridError) -> State,
        _ body: @Sendable (inout State, Int) throws(GridError) -> Void
    ) throws(GridError) {
        let lattice = lattice
        let done = (0..<first).reduce(0) { $0 + lattice.window($1).cellCount }
        let count = ItemCount(cells: CellCount(self, stage, done: done)) { lattice.window($0).cellCount }
        try forEach(
            Array(0..<lattice.count), WorkerStates(make), KeptRun(step: step, first: first, count: count),
            body)
    }
}

/// What is told of items that are done, and kept of them.
struct KeptRun {
    var step: KeptStep?
    /// The first item that is not done.
    var first = 0
    var count: ItemCount?
}

/// Counts the cells of items.
struct ItemCount {
    let cells: CellCount
    let of: @Sendable (_ item: Int) -> Int
}

/// Counts the cells that a stage has done and tells the progress hook.
final class CellCount: Sendable {
    private let context: RoutingContext
    private let stage: RoutingStage
    private let done: Atomic<Int>

    init(_ context: RoutingContext, _ stage: RoutingStage, done: Int = 0) {
        self.context = context
        self.stage = stage
        self.done = Atomic(done)
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
