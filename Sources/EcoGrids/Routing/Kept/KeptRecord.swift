/// What the record of an archive tells: layers and values of finished steps, and how far the step at hand is.
struct KeptRecord {
    struct Step {
        var name: String
        var done: Int
        var state: [UInt8]
        var layers: [String: StoredLayer]
    }

    var layers: [String: StoredLayer] = [:]
    /// What is no layer, such as the rounds of an order of flow.
    var values: [String: [UInt8]] = [:]
    var step: Step?

    /// Names of all areas that the record counts on.
    var areas: Set<String> { Set(layers.keys).union(step.map { Set($0.layers.keys) } ?? []) }

    init() {}

    func encoded(_ lattice: TileLattice) -> [UInt8] {
        var writer = ByteWriter()
        for number in [lattice.width, lattice.height, lattice.side] { writer.add(number) }
        Self.encode(layers, &writer)
        writer.add(values.sorted { $0.key < $1.key }) { writer, entry in
            writer.add(entry.key)
            writer.add(entry.value)
        }
        writer.add(step.map { [$0] } ?? []) { writer, step in
            writer.add(step.name)
            writer.add(step.done)
            writer.add(step.state)
            Self.encode(step.layers, &writer)
        }
        return writer.bytes
    }

    /// Nil where the bytes are damaged or of other tiles.
    init?(_ bytes: [UInt8], _ lattice: TileLattice) {
        var reader = ByteReader(bytes)
        do throws(ByteReader.Damaged) {
            for number in [lattice.width, lattice.height, lattice.side] {
                guard try reader.integer() == number else { return nil }
            }
            layers = try Self.layers(&reader)
            let values = try reader.list { (reader) throws(ByteReader.Damaged) in
                (try reader.text(), try reader.block())
            }
            self.values = Dictionary(values) { first, _ in first }
            step = try reader.list { (reader) throws(ByteReader.Damaged) in
                Step(
                    name: try reader.text(), done: try reader.integer(), state: try reader.block(),
                    layers: try Self.layers(&reader))
            }.first
            try reader.end()
        } catch {
            return nil
        }
    }

    private static func encode(_ layers: [String: StoredLayer], _ writer: inout ByteWriter) {
        writer.add(layers.sorted { $0.key < $1.key }) { writer, entry in
            writer.add(entry.key)
            entry.value.encode(&writer)
        }
    }

    private static func layers(
        _ reader: inout ByteReader
    ) throws(ByteReader.Damaged) -> [String: StoredLayer] {
        let entries = try reader.list { (reader) throws(ByteReader.Damaged) in
            (try reader.text(), try StoredLayer(&reader))
        }
        return Dictionary(entries) { first, _ in first }
    }
}
