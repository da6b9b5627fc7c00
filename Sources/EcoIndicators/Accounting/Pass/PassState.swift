import EcoGrids

/// What all workers of a pass have finished. Sums, census and the list of tasks always tell of the same cells.
struct PassState: Sendable {
    private(set) var sums: PassSums
    private(set) var census: [LayerRole: LayerCensus] = [:]
    /// By running number of the task.
    private(set) var isFinished: [Bool]

    init(_ plan: PassPlan) {
        sums = PassSums(plan)
        isFinished = [Bool](repeating: false, count: plan.tasks.count)
    }

    /// Takes over what a worker did.
    mutating func add(_ sums: PassSums, _ census: [LayerRole: LayerCensus], finished tasks: [Int]) {
        self.sums.merge(sums)
        self.census.merge(census)
        for task in tasks { isFinished[task] = true }
    }

    func overlaps(_ other: PassState) -> Bool { zip(isFinished, other.isFinished).contains { $0 && $1 } }

    /// Takes over what another pass over other tasks did.
    mutating func merge(_ other: PassState) {
        add(other.sums, other.census, finished: other.isFinished.indices.filter { other.isFinished[$0] })
    }

    func finishedCells(_ plan: PassPlan) -> Int {
        zip(plan.tasks, isFinished).reduce(0) { $1.1 ? $0 + $1.0.cellCount : $0 }
    }

    // MARK: Checkpoint

    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.add(sums.bytes)
        writer.add(census)
        writer.add(isFinished.map { $0 ? 1 : 0 } as [UInt8])
        return writer.bytes
    }

    /// Nil where the bytes are damaged or those of another pass.
    init?(_ plan: PassPlan, decoding bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        do {
            sums = try PassSums(plan, decoding: try reader.block())
            census = try reader.census()
            isFinished = try reader.block().map { $0 == 1 }
            try reader.end()
        } catch {
            return nil
        }
        guard isFinished.count == plan.tasks.count else { return nil }
    }
}

extension [LayerRole: LayerCensus] {
    mutating func merge(_ other: Self) {
        for (role, seen) in other { self[role, default: LayerCensus()].merge(seen) }
    }
}
