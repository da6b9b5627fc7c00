/// What the tiles of a layer outside memory are.
struct StoredLayer: Sendable, Equatable {
    enum Tile: Sendable, Equatable {
        /// Never written: zero throughout.
        case untouched
        /// Repeats these eight bytes.
        case uniform(UInt64)
        /// Stands in the layer's area, at a place counted in tiles; a hash of its bytes.
        case cells(place: Int, hash: UInt64)

        var isInArea: Bool { place != nil }
        var place: Int? { if case .cells(let place, _) = self { place } else { nil } }
    }

    /// Bytes of a tile.
    var bytes: Int
    var tiles: [Tile]

    func encode(_ writer: inout ByteWriter) {
        writer.add(bytes)
        writer.add(tiles) { writer, tile in
            let (kind, word, place): (Int, UInt64, Int) =
                switch tile {
                case .untouched: (0, 0, 0)
                case .uniform(let word): (1, word, 0)
                case .cells(let place, let hash): (2, hash, place)
                }
            writer.add(kind)
            writer.add(Int(bitPattern: UInt(word)))
            writer.add(place)
        }
    }

    init(bytes: Int, tiles: [Tile]) {
        self.bytes = bytes
        self.tiles = tiles
    }

    init(_ reader: inout ByteReader) throws(ByteReader.Damaged) {
        bytes = try reader.integer()
        tiles = try reader.list { (reader) throws(ByteReader.Damaged) in
            let kind = try reader.integer()
            let word = UInt64(UInt(bitPattern: try reader.integer()))
            let place = try reader.integer()
            switch kind {
            case 0: return .untouched
            case 1: return .uniform(word)
            case 2 where place >= 0: return .cells(place: place, hash: word)
            default: throw ByteReader.Damaged()
            }
        }
    }
}

extension TileStore {
    /// Has every tile of a layer outside memory too; nil where there is no scratch.
    func put(_ layer: Int) throws(GridError) -> (tiles: StoredLayer, area: (any ScratchArea)?)? {
        guard let scratch else { return nil }
        return try locked { () throws(GridError) in
            var stored = StoredLayer(bytes: layers[layer].bytes, tiles: [])
            for index in layers[layer].slots {
                if slots[index].changed, let address = slots[index].address {
                    try store(index, UnsafeRawBufferPointer(start: address, count: stored.bytes), scratch)
                }
                let slot = slots[index]
                stored.tiles.append(
                    slot.uniform.map { .uniform($0) }
                        ?? (slot.place >= 0 ? .cells(place: slot.place, hash: slot.hash) : .untouched))
            }
            return (stored, layers[layer].area)
        }
    }

    /// Takes up what `put` left of a layer; false where the area does not hold it.
    func take(
        _ layer: Int, _ stored: StoredLayer, from area: (any ScratchArea)?
    ) throws(GridError) -> Bool {
        guard Self.holds(area, stored) else { return false }
        return try locked { () throws(GridError) in
            guard stored.bytes == layers[layer].bytes, stored.tiles.count == layers[layer].slots.count else {
                return false
            }
            layers[layer].area = area
            layers[layer].places = PlaceList(used: stored.tiles.compactMap(\.place))
            for (index, tile) in zip(layers[layer].slots, stored.tiles) {
                switch tile {
                case .untouched: continue
                case .uniform(let word): slots[index].uniform = word
                case .cells(let place, let hash):
                    slots[index].hash = hash
                    slots[index].place = place
                    slots[index].isKept = true
                }
            }
            return true
        }
    }

    /// A record tells of these layers: a tile of theirs that changes goes to another place from now on, and places that
    /// only the record before told of are free.
    func placesAreKept(in kept: Set<Int>) {
        locked {
            for layer in layers.indices {
                layers[layer].places.freeLeft()
                for index in layers[layer].slots {
                    slots[index].isKept = kept.contains(layer) && slots[index].place >= 0
                }
            }
        }
    }

    private static func holds(_ area: (any ScratchArea)?, _ stored: StoredLayer) -> Bool {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: stored.bytes, alignment: 64)
        defer { buffer.deallocate() }
        for tile in stored.tiles {
            guard case .cells(let place, let hash) = tile else { continue }
            do throws(GridError) {
                guard let area else { return false }
                try area.read(at: place * stored.bytes, into: buffer)
            } catch {
                return false
            }
            if TileHash.of(UnsafeRawBufferPointer(buffer)) != hash { return false }
        }
        return true
    }
}

/// A hash of the bytes of a tile: four words at a time, each with the multiplier of SplitMix64.
enum TileHash {
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var lanes = SIMD4<UInt64>(0, 1, 2, 3)
        let whole = bytes.count & ~31
        for offset in stride(from: 0, to: whole, by: 32) {
            let words = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt64>.self)
            lanes = (lanes ^ words) &* 0xbf58_476d_1ce4_e5b9
            lanes ^= lanes &>> 29
        }
        var hash = WordHash()
        for lane in 0..<4 { hash.mix(lanes[lane]) }
        for byte in bytes[whole...] { hash.mix(UInt64(byte)) }
        return hash.value
    }
}
