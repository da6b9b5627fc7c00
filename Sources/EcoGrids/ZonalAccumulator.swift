/// One line of a zonal table: what one class of one region holds.
public struct ZonalRow: Sendable, Hashable {
    /// Id of the region.
    public var region: String
    /// Class code; nil where the class raster is missing there, or none was given.
    public var classCode: Int32?
    /// Sum of value x cell area (m2) x share, over cells with a value. Not a number where a value was
    /// infinite.
    public var sum: Double
    /// Area of the cells with a value, m2.
    public var validArea: Double
    /// Area of all cells, m2.
    public var area: Double

    public init(region: String, classCode: Int32?, sum: Double, validArea: Double, area: Double) {
        self.region = region
        self.classCode = classCode
        self.sum = sum
        self.validArea = validArea
        self.area = area
    }

    /// Share of the area that has a value; nil where there is no area.
    public var validShare: Double? { area > 0 ? validArea / area : nil }
    /// Area-weighted mean of the value; nil where no cell has one.
    public var mean: Double? { validArea > 0 ? sum / validArea : nil }
}

/// Sums of value x true cell area x share in the region, by region and class.
///
/// Sums are exact and rounded once, so that the order and the size of windows change no bit of the result.
/// Each cell must be added once. Accumulators of several tasks are merged.
public struct ZonalAccumulator: Sendable {
    public let zones: Zones
    private var sums = ExactSums()
    private var validAreas = ExactSums()
    private var areas = ExactSums()
    /// Region and class of each slot, in order of appearance.
    private var keys: [(region: Int32, classCode: Int32)] = []
    /// Slots by class, then by region; -1 where there is none yet.
    private var slots: [Int32: [Int32]] = [:]

    public init(_ zones: Zones) {
        self.zones = zones
    }

    /// Adds the cells of a window: `values` per unit area (so that value x m2 is meant), by class where
    /// given.
    ///
    /// Takes the part of `values` inside the grid, or of `window` where given (for buffers with a halo).
    /// Throws `window_outside` where `classes` does not cover it.
    public mutating func add(
        _ values: Raster<Double>, classes: Raster<Int32>? = nil, window: Window? = nil
    ) throws(GridError) {
        guard let wanted = zones.grid.extent.intersection(window ?? values.window) else { return }
        guard values.window.contains(wanted), classes?.window.contains(wanted) ?? true else {
            throw GridError(
                .windowOutside, "values or classes do not cover the window \(wanted)",
                hint: "read all layers of a step by the same window")
        }
        let cellAreas = zones.grid.cellAreas(rows: wanted.rows)
        zones.forEachRun(in: wanted) { run in
            let area = cellAreas[Int(run.row) - wanted.row]
            addRun(run, weight: area * run.fraction, values, classes)
        }
    }

    /// Adds a run, cut where the class changes.
    private mutating func addRun(
        _ run: ZoneRun, weight: Double, _ values: Raster<Double>, _ classes: Raster<Int32>?
    ) {
        let (row, column, length) = (Int(run.row), Int(run.column), Int(run.length))
        let first = values.index(column: column, row: row)
        values.cells.withUnsafeBufferPointer { cells in
            let cells = UnsafeBufferPointer(rebasing: cells[first..<first + length])
            guard let classes else {
                return add(cells, weight, slot(region: run.region, classCode: .missing))
            }
            let firstClass = classes.index(column: column, row: row)
            classes.cells.withUnsafeBufferPointer { codes in
                let codes = UnsafeBufferPointer(rebasing: codes[firstClass..<firstClass + length])
                var start = 0
                while start < length {
                    var end = start + 1
                    while end < length, codes[end] == codes[start] { end += 1 }
                    let slot = slot(region: run.region, classCode: codes[start])
                    add(UnsafeBufferPointer(rebasing: cells[start..<end]), weight, slot)
                    start = end
                }
            }
        }
    }

    /// Adds neighbouring cells of one class.
    private mutating func add(_ cells: UnsafeBufferPointer<Double>, _ weight: Double, _ slot: Int) {
        let valid = sums.add(cells, weight: weight, to: slot)
        validAreas.add(weight, repeated: valid, to: slot)
        areas.add(weight, repeated: cells.count, to: slot)
    }

    private mutating func slot(region: Int32, classCode: Int32) -> Int {
        let region = Int(region)
        if let slot = slots[classCode]?[region], slot >= 0 { return Int(slot) }
        let slot = keys.count
        keys.append((Int32(region), classCode))
        slots[classCode, default: [Int32](repeating: -1, count: zones.regions.count)][region] = Int32(slot)
        sums.append()
        validAreas.append()
        areas.append()
        return slot
    }

    /// Adds what another accumulator over the same zones has gathered.
    public mutating func merge(_ other: ZonalAccumulator) {
        for (index, key) in other.keys.enumerated() {
            let slot = slot(region: key.region, classCode: key.classCode)
            sums.add(other.sums, index, to: slot)
            validAreas.add(other.validAreas, index, to: slot)
            areas.add(other.areas, index, to: slot)
        }
    }

    /// The table so far: by region in the order of `zones.regions`, then by class, cells without a class
    /// last.
    public var rows: [ZonalRow] {
        let order = keys.indices.sorted { a, b in
            (keys[a].region, keys[a].classCode &- 1) < (keys[b].region, keys[b].classCode &- 1)
        }
        return order.map { index in
            let code = keys[index].classCode
            return ZonalRow(
                region: zones.regions[Int(keys[index].region)], classCode: code.isMissing ? nil : code,
                sum: sums.value(index), validArea: validAreas.value(index), area: areas.value(index))
        }
    }
}
