import Synchronization

/// Takes up what an earlier run of the same kind left when it was cut off, and keeps what this one has done.
///
/// A run keeps the layers from which its later steps are made, and of the step at hand the tiles that are done, each time
/// in place of what it kept before. Layers stand where the store's scratch has them anyway; a tile that is changed
/// afterwards goes to another place, so that what the record tells of stays as it is until the next record stands.
public final class KeptLayers: Sendable {
    /// A layer, or a value that is none, by its name in the archive.
    public struct Entry: Sendable {
        let name: String
        fileprivate let content: Content

        fileprivate enum Content: Sendable {
            case layer(
                id: Int,
                put: @Sendable () throws(GridError) -> (tiles: StoredLayer, area: (any ScratchArea)?)?)
            case value([UInt8])
        }

        /// `name` is lower_snake.
        public init<Cell>(_ name: String, _ layer: TileLayer<Cell>) {
            self.name = name
            content = .layer(id: layer.id) { () throws(GridError) in try layer.store.put(layer.id) }
        }

        init(_ name: String, value: [UInt8]) {
            self.name = name
            content = .value(value)
        }
    }

    private struct State {
        /// What the earlier run left.
        var found: KeptRecord
        /// What later steps are made from.
        var base: [String: Entry] = [:]
        var last = ContinuousClock.now
        /// Seconds that the last record took.
        var cost = 0.0
    }

    private let context: RoutingContext
    private let archive: (any LayerArchive)?
    private let interval: Double
    private let isSound: @Sendable () -> Bool
    private let state: Mutex<State>

    /// - Parameters:
    ///   - seconds: work that may be lost. Of 5 s keeping takes a 25th at most: where it takes more, it comes that much
    ///     more seldom.
    ///   - isSound: false where what is done is of no use, as the run will fail for its input.
    public init(
        _ context: RoutingContext, in archive: (any LayerArchive)?, every seconds: Double,
        while isSound: @escaping @Sendable () -> Bool = { true }
    ) {
        self.context = context
        self.archive = context.store.scratch == nil ? nil : archive
        self.isSound = isSound
        interval = seconds
        let found = self.archive?.record.flatMap { KeptRecord($0, context.lattice) }
        state = Mutex(State(found: found ?? KeptRecord()))
    }

    /// Whether nothing was found.
    public var isEmpty: Bool {
        state.withLock { $0.found.layers.isEmpty && $0.found.values.isEmpty && $0.found.step == nil }
    }

    // MARK: What was found

    /// A layer of a finished step; nil where there is none under that name or its bytes are damaged.
    public func layer<Cell>(
        _ name: String, of _: Cell.Type = Cell.self
    ) throws(GridError) -> TileLayer<Cell>? {
        guard let stored = state.withLock({ $0.found.layers[name] }) else { return nil }
        if let layer: TileLayer<Cell> = try take(name, stored) {
            state.withLock { $0.base[name] = Entry(name, layer) }
            return layer
        }
        // How far a step was says nothing of layers that are made anew.
        state.withLock { state in
            state.found.layers[name] = nil
            state.found.step = nil
        }
        return nil
    }

    /// Layers of a finished step; nil where one of them is not there.
    func layers<Cell>(
        _ names: [String], of _: Cell.Type = Cell.self
    ) throws(GridError) -> [TileLayer<Cell>]? {
        guard !names.isEmpty, names.allSatisfy({ name in state.withLock { $0.found.layers[name] != nil } })
        else {
            return nil
        }
        var found: [TileLayer<Cell>] = []
        for name in names {
            guard let layer: TileLayer<Cell> = try layer(name) else { return nil }
            found.append(layer)
        }
        return found
    }

    /// A value of a finished step.
    func value(_ name: String) -> [UInt8]? {
        state.withLock { state in
            let value = state.found.values[name]
            if let value { state.base[name] = Entry(name, value: value) }
            return value
        }
    }

    /// How far a step was; nil where another one was at hand. It is given once.
    func unfinished(_ step: String) -> UnfinishedStep? {
        state.withLock { state in
            guard let found = state.found.step, found.name == step else { return nil }
            state.found.step = nil
            return UnfinishedStep(found, self)
        }
    }

    /// A layer as an area of the archive holds it; nil where it does not.
    func take<Cell>(
        _ name: String, _ stored: StoredLayer
    ) throws(GridError) -> TileLayer<Cell>? {
        let layer = TileLayer<Cell>(context)
        var area: (any ScratchArea)?
        if stored.tiles.contains(where: \.isInArea) { area = try? archive?.area(name) }
        return try layer.store.take(layer.id, stored, from: area) ? layer : nil
    }

    // MARK: What is kept

    /// Whether it is time to keep what is done.
    var isDue: Bool {
        guard archive != nil else { return false }
        let (last, cost) = state.withLock { ($0.last, $0.cost) }
        let elapsed = (ContinuousClock.now - last) / .seconds(1)
        guard elapsed >= interval else { return false }
        // What stands in memory goes out at some 1 GB/s.
        let expected = max(cost, Double(context.store.bytesInMemory) / 1e9)
        return elapsed >= interval * max(1, expected / 0.2)
    }

    /// Later steps are made from these layers alone; keeps them where it is time.
    public func keep(_ entries: [Entry]) {
        guard archive != nil else { return }
        state.withLock { $0.base = Dictionary(entries.map { ($0.name, $0) }) { first, _ in first } }
        if isDue { write(nil) }
    }

    /// Later steps are made from these layers too; keeps all where it is time.
    func add(_ entries: [Entry]) {
        guard archive != nil, !entries.isEmpty else { return }
        state.withLock { state in for entry in entries { state.base[entry.name] = entry } }
        if isDue { write(nil) }
    }

    /// Keeps what is done, and how far a step is, at a moment when nobody works on its layers.
    func keep(_ step: KeptStep?, done: Int) { write(step.map { ($0, done) }) }

    /// A place that cannot be written is no fault: then what was kept before stays.
    private func write(_ step: (step: KeptStep, done: Int)?) {
        guard let archive, isSound() else { return }
        let start = ContinuousClock.now
        do throws(GridError) {
            var record = KeptRecord()
            var ids: Set<Int> = []
            for entry in state.withLock({ $0.base.values.sorted { $0.name < $1.name } }) {
                switch entry.content {
                case .value(let value): record.values[entry.name] = value
                case .layer(let id, _):
                    record.layers[entry.name] = try put(entry, archive)
                    ids.insert(id)
                }
            }
            if let (step, done) = step {
                var own = KeptRecord.Step(name: step.name, done: done, state: step.state(done), layers: [:])
                for entry in step.layers {
                    guard case .layer(let id, _) = entry.content else { continue }
                    own.layers[entry.name] = try put(entry, archive)
                    ids.insert(id)
                }
                record.step = own
            }
            try archive.keep(record.encoded(context.lattice), areas: record.areas)
            context.store.placesAreKept(in: ids)
            forget(allBut: record)
        } catch {}
        state.withLock { state in
            state.last = .now
            state.cost = (state.last - start) / .seconds(1)
        }
    }

    /// What was found and does not stand in the new record is gone.
    private func forget(allBut record: KeptRecord) {
        state.withLock { state in
            state.found.layers = state.found.layers.filter { record.layers[$0.key] == $0.value }
            state.found.values = state.found.values.filter { record.values[$0.key] != nil }
            state.found.step = nil
        }
    }

    private func put(_ entry: Entry, _ archive: any LayerArchive) throws(GridError) -> StoredLayer? {
        guard case .layer(_, let put) = entry.content, let (stored, area) = try put() else { return nil }
        if let area { try archive.put(area, as: entry.name) }
        return stored
    }
}
