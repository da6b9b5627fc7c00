import Synchronization

/// Takes up layers that an earlier run of the same kind finished before it was cut off, and keeps those of this one.
///
/// A run keeps what its later steps are made from, each time in place of what it kept before. Layers stand where the
/// store's scratch has them anyway, so that keeping takes little room more.
public final class KeptLayers: Sendable {
    /// A layer by its name in the archive.
    public struct Entry {
        let name: String
        let put: () throws(GridError) -> (tiles: StoredLayer, area: (any ScratchArea)?)?

        /// `name` is lower_snake.
        public init<Cell>(_ name: String, _ layer: TileLayer<Cell>) {
            self.name = name
            put = { () throws(GridError) in try layer.store.put(layer.id) }
        }
    }

    private struct State {
        var kept: [String: StoredLayer]
        var last = ContinuousClock.now
    }

    private let context: RoutingContext
    private let archive: (any LayerArchive)?
    private let interval: Duration
    private let state: Mutex<State>

    /// - Parameter seconds: work that may be lost; steps that come sooner after each other are not kept.
    public init(_ context: RoutingContext, in archive: (any LayerArchive)?, every seconds: Double) {
        self.context = context
        self.archive = archive
        interval = .seconds(seconds)
        let kept = archive?.record.flatMap { Self.decode($0, context.lattice) }
        state = Mutex(State(kept: kept ?? [:]))
    }

    /// Whether anything is kept.
    public var isEmpty: Bool { state.withLock { $0.kept.isEmpty } }

    /// A layer that was kept; nil where there is none under that name or its bytes are damaged.
    public func layer<Cell>(
        _ name: String, of _: Cell.Type = Cell.self
    ) throws(GridError) -> TileLayer<Cell>? {
        guard let archive, let stored = state.withLock({ $0.kept[name] }) else { return nil }
        let layer = TileLayer<Cell>(context)
        var area: (any ScratchArea)?
        if stored.tiles.contains(where: \.isInArea) { area = try? archive.area(name) }
        if try layer.store.take(layer.id, stored, from: area) { return layer }
        state.withLock { $0.kept[name] = nil }
        return nil
    }

    /// Keeps layers in place of all that was kept, where it is time; what is kept already stays as it is.
    ///
    /// A place that cannot be written is no fault: then what was kept before stays.
    public func keep(_ layers: [Entry]) {
        let before = state.withLock { $0 }
        guard let archive, ContinuousClock.now - before.last >= interval else { return }
        do throws(GridError) {
            var kept: [String: StoredLayer] = [:]
            for layer in layers {
                if let stored = before.kept[layer.name] {
                    kept[layer.name] = stored
                } else if let stored = try put(layer, archive) {
                    kept[layer.name] = stored
                } else {
                    return
                }
            }
            try archive.keep(Self.encode(kept, context.lattice), areas: Set(kept.keys))
            state.withLock { $0 = State(kept: kept) }
        } catch {
            state.withLock { $0.last = ContinuousClock.now }
        }
    }

    private func put(_ layer: Entry, _ archive: any LayerArchive) throws(GridError) -> StoredLayer? {
        guard let (stored, area) = try layer.put() else { return nil }
        if let area { try archive.put(area, as: layer.name) }
        return stored
    }

    // MARK: Record

    private static func encode(_ kept: [String: StoredLayer], _ lattice: TileLattice) -> [UInt8] {
        var writer = ByteWriter()
        for number in [lattice.width, lattice.height, lattice.side] { writer.add(number) }
        writer.add(kept.sorted { $0.key < $1.key }) { writer, entry in
            writer.add(entry.key)
            entry.value.encode(&writer)
        }
        return writer.bytes
    }

    /// Nil where the record is damaged or of other tiles.
    private static func decode(_ bytes: [UInt8], _ lattice: TileLattice) -> [String: StoredLayer]? {
        var reader = ByteReader(bytes)
        do throws(ByteReader.Damaged) {
            for number in [lattice.width, lattice.height, lattice.side] {
                guard try reader.integer() == number else { return nil }
            }
            let entries = try reader.list { (reader) throws(ByteReader.Damaged) in
                (try reader.text(), try StoredLayer(&reader))
            }
            try reader.end()
            return Dictionary(entries) { first, _ in first }
        } catch {
            return nil
        }
    }
}
