/// The entries of the links laid out for the loops of every iteration: narrow, and read without checks.
final class LinkTable: @unchecked Sendable {
    let count: Int
    /// The entries of link l are `start[l]..<start[l + 1]`; those of border rows begin at `border[l]`, of local rows at
    /// `local[l]`.
    let start: UnsafeMutablePointer<Int32>
    let local: UnsafeMutablePointer<Int32>
    let border: UnsafeMutablePointer<Int32>
    let row: UnsafeMutablePointer<Int32>
    let value: UnsafeMutablePointer<Double>
    /// Column of the ambient matrix; -1 where there is none.
    let group: UnsafeMutablePointer<Int32>
    /// Links that stand in leaves, border rows or ambient rows: the others join local rows only.
    let outer: [Int32]

    init(_ structure: ProgramStructure) {
        count = structure.linkCount
        start = Self.copy(structure.entryStart.map { Int32($0) })
        local = Self.copy(structure.localEntryStart.map { Int32($0) })
        border = Self.copy(structure.borderEntryStart.map { Int32($0) })
        row = Self.copy(structure.entryRow)
        value = Self.copy(structure.entryValue)
        group = Self.copy(structure.linkGroup)
        outer = (0..<Int32(count)).filter { link in
            let own = Int(link)
            return structure.linkLeaf[own] >= 0 || structure.linkGroup[own] >= 0
                || structure.borderEntryStart[own] < structure.entryStart[own + 1]
        }
    }

    deinit {
        for pointer in [start, local, border, row, group] { pointer.deallocate() }
        value.deallocate()
    }

    private static func copy<Value>(_ values: [Value]) -> UnsafeMutablePointer<Value> {
        let pointer = UnsafeMutablePointer<Value>.allocate(capacity: max(1, values.count))
        values.withUnsafeBufferPointer { source in
            if let base = source.baseAddress { pointer.initialize(from: base, count: values.count) }
        }
        return pointer
    }

    @inline(__always) func entries(_ link: Int) -> Range<Int> { Int(start[link])..<Int(start[link + 1]) }
    @inline(__always) func localEntries(_ link: Int) -> Range<Int> { Int(local[link])..<Int(border[link]) }
    @inline(__always) func borderEntries(_ link: Int) -> Range<Int> {
        Int(border[link])..<Int(start[link + 1])
    }
}
