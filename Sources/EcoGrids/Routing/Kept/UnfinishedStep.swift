/// A step that was cut off: how far it was, and its layers as they were then.
struct UnfinishedStep {
    /// Tiles that are done, or whatever the step counts.
    let done: Int
    var state: ByteReader
    private let layers: [String: StoredLayer]
    private let kept: KeptLayers

    init(_ step: KeptRecord.Step, _ kept: KeptLayers) {
        done = step.done
        state = ByteReader(step.state)
        layers = step.layers
        self.kept = kept
    }

    /// Nil where its bytes are damaged.
    func layer<Cell>(_ name: String) throws(GridError) -> TileLayer<Cell>? {
        guard let stored = layers[name] else { return nil }
        return try kept.take(name, stored)
    }

    /// Nil where one is damaged.
    func layers<Cell>(_ names: [String]) throws(GridError) -> [TileLayer<Cell>]? {
        var found: [TileLayer<Cell>] = []
        for name in names {
            guard let layer: TileLayer<Cell> = try layer(name) else { return nil }
            found.append(layer)
        }
        return found
    }

    /// What `read` makes of the state; nil where that is damaged.
    mutating func values<Values>(
        _ read: (inout ByteReader) throws(ByteReader.Damaged) -> Values
    ) -> Values? {
        do throws(ByteReader.Damaged) {
            let values = try read(&state)
            try state.end()
            return values
        } catch {
            return nil
        }
    }
}

/// A step whose finished tiles are kept while it goes on.
struct KeptStep: Sendable {
    /// Lower_snake, unlike all other steps of the run.
    let name: String
    /// The layers that it makes or changes.
    let layers: [KeptLayers.Entry]
    /// What else it has found when so many tiles are done.
    private let write: @Sendable (_ done: Int, inout ByteWriter) -> Void

    init(
        _ name: String, _ layers: [KeptLayers.Entry],
        state write: @escaping @Sendable (_ done: Int, inout ByteWriter) -> Void = { _, _ in }
    ) {
        self.name = name
        self.layers = layers
        self.write = write
    }

    func state(_ done: Int) -> [UInt8] {
        var writer = ByteWriter()
        write(done, &writer)
        return writer.bytes
    }
}
