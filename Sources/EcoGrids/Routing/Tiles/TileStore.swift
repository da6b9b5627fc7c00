#if canImport(Glibc)
    import Glibc
#endif

/// Keeps the tiles of working layers: in memory up to a limit, the least recently used beyond it in scratch.
///
/// Results never depend on the limit or on the size of the tiles. Safe to use from several threads.
public final class TileStore: @unchecked Sendable {
    /// Bytes of tiles kept in memory; more only where the tiles in use at one moment need it.
    public let memoryLimit: Int
    /// Cells a side of a tile, at most.
    public let tileSide: Int
    let scratch: (any ScratchSpace)?
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    var slots: [Slot] = []
    var layers: [Layer] = []
    private var freeLayers: [Int] = []
    private var resident = 0
    /// Bytes that others hold beside the tiles.
    private var reserved = 0
    /// Memory of tiles that went, by size, for those that come.
    private var spare: [Int: [UnsafeMutableRawPointer]] = [:]
    private var spareBytes = 0
    /// Ends of the list of tiles that are in memory and not in use.
    private var oldest = -1
    private var newest = -1

    /// Without `scratch` all tiles stay in memory, whatever the limit. `tileSide` counts as the nearest power
    /// of two from 8 to 1024.
    public init(memoryLimit: Int = 1 << 30, scratch: (any ScratchSpace)? = nil, tileSide: Int = 1024) {
        self.memoryLimit = memoryLimit
        self.scratch = scratch
        var side = 8
        while side < 1024, side * 3 / 2 <= tileSide { side *= 2 }
        self.tileSide = side
        mutex = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        for slot in slots {
            if let address = slot.address { TileMemory.free(address, layers[slot.layer].bytes) }
        }
        for (bytes, addresses) in spare {
            for address in addresses { TileMemory.free(address, bytes) }
        }
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    struct Slot {
        var address: UnsafeMutableRawPointer?
        var layer: Int
        var pins = 0
        var changed = false
        /// Where it stands in the layer's area, counted in tiles; below 0 nowhere.
        var place = -1
        /// Whether a record tells of that place, which is not written to then.
        var isKept = false
        /// The eight bytes that a tile which left memory repeats throughout.
        var uniform: UInt64?
        /// Hash of what stands in scratch.
        var hash: UInt64 = 0
        var older = -1
        var newer = -1
    }

    struct Layer {
        var slots: Range<Int>
        var bytes: Int
        var area: (any ScratchArea)?
        var places = PlaceList()
    }

    func locked<R, Fault>(_ body: () throws(Fault) -> R) throws(Fault) -> R {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    /// Counts memory held beside the tiles towards the limit; below 0 gives it back.
    func reserve(_ bytes: Int) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        reserved += bytes
    }

    /// Bytes left for tiles beside what else stands in memory: never less than half.
    func room(beside others: Int) -> Int { max(memoryLimit - others, memoryLimit / 2) }

    private var tileLimit: Int { room(beside: reserved) }

    /// Makes room for a layer of equal tiles, all zero at first.
    func addLayer(tiles: Int, bytes: Int) -> Int {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        if let index = freeLayers.firstIndex(where: { layers[$0].slots.count == tiles }) {
            let id = freeLayers.remove(at: index)
            layers[id].bytes = bytes
            return id
        }
        let first = slots.count
        layers.append(Layer(slots: first..<first + tiles, bytes: bytes))
        slots.append(contentsOf: repeatElement(Slot(layer: layers.count - 1), count: tiles))
        return layers.count - 1
    }

    /// Gives back the room of a layer.
    func removeLayer(_ id: Int) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        for index in layers[id].slots {
            if let address = slots[index].address {
                unlink(index)
                release(address, layers[id].bytes)
            }
            slots[index] = Slot(layer: id)
        }
        layers[id].area = nil
        layers[id].places = PlaceList()
        freeLayers.append(id)
    }

    /// Holds a tile in memory until `unpin`. With `fresh` its former content is not needed.
    func pin(_ layer: Int, _ tile: Int, fresh: Bool) throws(GridError) -> UnsafeMutableRawPointer {
        try locked { () throws(GridError) in
            let index = layers[layer].slots.lowerBound + tile
            if let address = slots[index].address {
                if slots[index].pins == 0 { unlink(index) }
                slots[index].pins += 1
                return address
            }
            let address = try load(index, layers[layer].bytes, fresh: fresh)
            slots[index].address = address
            slots[index].pins = 1
            return address
        }
    }

    func unpin(_ layer: Int, _ tile: Int, changed: Bool) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        let index = layers[layer].slots.lowerBound + tile
        slots[index].pins -= 1
        if changed { slots[index].changed = true }
        if slots[index].pins == 0 { link(index) }
    }

    private func load(
        _ index: Int, _ bytes: Int, fresh: Bool
    ) throws(GridError) -> UnsafeMutableRawPointer {
        try makeRoom(bytes)
        let address = allocate(bytes)
        if !fresh {
            if let word = slots[index].uniform {
                TileMemory.fill(address, bytes, with: word)
            } else if slots[index].place >= 0, let area = layers[slots[index].layer].area {
                do throws(GridError) {
                    let target = UnsafeMutableRawBufferPointer(start: address, count: bytes)
                    try area.read(at: slots[index].place * bytes, into: target)
                } catch {
                    release(address, bytes)
                    throw error
                }
            } else {
                memset(address, 0, bytes)
            }
        }
        return address
    }

    private func allocate(_ bytes: Int) -> UnsafeMutableRawPointer {
        resident += bytes
        if let address = spare[bytes]?.popLast() {
            spareBytes -= bytes
            return address
        }
        return TileMemory.allocate(bytes)
    }

    private func release(_ address: UnsafeMutableRawPointer, _ bytes: Int) {
        resident -= bytes
        if resident + spareBytes + bytes <= tileLimit {
            spare[bytes, default: []].append(address)
            spareBytes += bytes
        } else {
            TileMemory.free(address, bytes)
        }
    }

    /// Moves unused tiles to scratch until `bytes` more are within the limit.
    private func makeRoom(_ bytes: Int) throws(GridError) {
        dropSpare(bytes)
        guard let scratch else { return }
        while resident + bytes > tileLimit, oldest >= 0 {
            let index = oldest
            let layer = slots[index].layer
            if slots[index].changed, let address = slots[index].address {
                try store(index, UnsafeRawBufferPointer(start: address, count: layers[layer].bytes), scratch)
            }
            unlink(index)
            if let address = slots[index].address { release(address, layers[layer].bytes) }
            slots[index].address = nil
        }
    }

    /// Keeps a tile outside memory: in scratch, or as one word where it says the same throughout.
    func store(
        _ index: Int, _ cells: UnsafeRawBufferPointer, _ scratch: any ScratchSpace
    ) throws(GridError) {
        let layer = slots[index].layer
        let word = TileMemory.uniformWord(cells)
        if word != nil || slots[index].isKept { leavePlace(index) }
        if word == nil {
            slots[index].hash = TileHash.of(cells)
            if layers[layer].area == nil { layers[layer].area = try scratch.makeArea() }
            if slots[index].place < 0 { slots[index].place = layers[layer].places.take() }
            try layers[layer].area?.write(at: slots[index].place * layers[layer].bytes, from: cells)
        }
        slots[index].uniform = word
        slots[index].changed = false
    }

    private func leavePlace(_ index: Int) {
        guard slots[index].place >= 0 else { return }
        layers[slots[index].layer].places.leave(slots[index].place, isKept: slots[index].isKept)
        slots[index].place = -1
        slots[index].isKept = false
    }

    /// Bytes of tiles in memory.
    var bytesInMemory: Int { locked { resident } }

    /// Gives spare memory of other sizes back where it stands in the way of `bytes` more.
    private func dropSpare(_ bytes: Int) {
        guard resident + spareBytes + bytes > tileLimit, spareBytes > 0 else { return }
        for (size, addresses) in spare where size != bytes {
            for address in addresses { TileMemory.free(address, size) }
            spareBytes -= size * addresses.count
            spare[size] = nil
        }
    }

    private func link(_ index: Int) {
        slots[index].older = newest
        slots[index].newer = -1
        if newest >= 0 { slots[newest].newer = index } else { oldest = index }
        newest = index
    }

    private func unlink(_ index: Int) {
        let (older, newer) = (slots[index].older, slots[index].newer)
        if older >= 0 { slots[older].newer = newer } else if oldest == index { oldest = newer }
        if newer >= 0 { slots[newer].older = older } else if newest == index { newest = older }
        slots[index].older = -1
        slots[index].newer = -1
    }
}

/// Memory of tiles, apart from the heap where it is large, so that what is freed goes back to the system.
private enum TileMemory {
    private static let pageLimit = 1 << 16

    static func allocate(_ bytes: Int) -> UnsafeMutableRawPointer {
        guard bytes >= pageLimit else {
            return UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        }
        guard let pages = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            pages != MAP_FAILED
        else { preconditionFailure("out of memory") }
        return pages
    }

    static func free(_ address: UnsafeMutableRawPointer, _ bytes: Int) {
        if bytes >= pageLimit { munmap(address, bytes) } else { address.deallocate() }
    }

    /// The word that a tile of whole words repeats; nil where two differ.
    static func uniformWord(_ cells: UnsafeRawBufferPointer) -> UInt64? {
        guard cells.count >= 16, cells.count % 8 == 0, let start = cells.baseAddress,
            memcmp(start, start + 8, cells.count - 8) == 0
        else { return nil }
        return start.loadUnaligned(as: UInt64.self)
    }

    static func fill(_ address: UnsafeMutableRawPointer, _ bytes: Int, with word: UInt64) {
        address.assumingMemoryBound(to: UInt64.self).update(repeating: word, count: bytes / 8)
    }
}
