/// Sums of density x true cell area x share in the region, by region and class, for many measures at once.
///
/// Densities are rounded to steps (`SumResolution`), areas to 2^-44 of a cell; all else is integer
/// arithmetic. So the result depends neither on the size and the order of the windows nor on how many
/// accumulators shared the work, bit by bit. Each cell must be added once.
///
/// ```swift
/// try sums.begin(window, classes: classes)
/// for measure in measures { sums.add(densities[measure], to: measure) }
/// ```
public struct ZonalSums: Sendable {
    /// One line of the table: what one class of one region holds.
    public struct Row: Sendable, Hashable {
        /// Id of the region.
        public var region: String
        /// Class code; nil where the class raster is missing there, or none was given.
        public var classCode: Int32?
        /// Area of all cells, m2.
        public var area: Double
        /// Sum of density x m2 of each measure, over cells with a value; not a number where one was
        /// infinite.
        public var sums: [Double]
        /// Area of the cells with a value, m2, of each measure.
        public var validAreas: [Double]
    }

    public let zones: Zones
    /// One for each measure.
    public let resolutions: [SumResolution]
    /// Region and class of each slot, in order of appearance.
    var keys: [SlotKey] = []
    /// Area of each slot in steps of `zones.areaExponent`.
    var areas: [Int128] = []
    /// By measure: for each slot density steps x area steps, and the area without a value.
    var totals: [[Int128]]
    var missingAreas: [[Int128]]
    /// What is too large for the totals, by measure and slot.
    var excess: [ExcessKey: ExactSum] = [:]
    /// Slots by class, then by region; -1 where there is none yet.
    var slots: [Int32: [Int32]] = [:]
    var plan = ZonalPlan()
    var room = SumRoom()

    struct SlotKey: Sendable, Hashable {
        var region: Int32
        var classCode: Int32
    }

    struct ExcessKey: Sendable, Hashable {
        var measure: Int
        var slot: Int
    }

    /// Empty sums of as many measures as there are resolutions; none for areas alone.
    public init(_ zones: Zones, resolutions: [SumResolution]) {
        self.zones = zones
        self.resolutions = resolutions
        totals = resolutions.map { _ in [] }
        missingAreas = resolutions.map { _ in [] }
    }

    /// True where no cell of the window that was taken up lies in a region, so that nothing is to be added.
    public var isOutside: Bool { plan.pieces.allSatisfy(\.isEmpty) }

    /// Adds what other sums over the same zones and measures have gathered.
    public mutating func merge(_ other: ZonalSums) {
        for (index, key) in other.keys.enumerated() {
            let slot = slot(key)
            areas[slot] += other.areas[index]
            for measure in resolutions.indices {
                accumulate(other.totals[measure][index], measure, slot)
                missingAreas[measure][slot] += other.missingAreas[measure][index]
                let excess = other.excess[ExcessKey(measure: measure, slot: index)]
                if let excess { withExcess(measure, slot) { $0.add(excess) } }
            }
        }
    }

    /// The table so far: by region in the order of `zones.regions`, then by class, cells without a class
    /// last.
    public var rows: [Row] { rows(of: resolutions.indices) }

    /// The table of some of the measures.
    public func rows(of measures: Range<Int>) -> [Row] {
        let order = keys.indices.sorted { a, b in
            (keys[a].region, keys[a].classCode &- 1) < (keys[b].region, keys[b].classCode &- 1)
        }
        return order.map { row($0, measures) }
    }

    private func row(_ slot: Int, _ measures: Range<Int>) -> Row {
        let code = keys[slot].classCode
        let unit = zones.areaExponent
        return Row(
            region: zones.regions[Int(keys[slot].region)], classCode: code.isMissing ? nil : code,
            area: ExactSum.rounded(areas[slot], exponent: unit),
            sums: measures.map { sum($0, slot) },
            validAreas: measures.map {
                ExactSum.rounded(areas[slot] - missingAreas[$0][slot], exponent: unit)
            })
    }

    private func sum(_ measure: Int, _ slot: Int) -> Double {
        let exponent = resolutions[measure].exponent + zones.areaExponent
        guard var exact = excess[ExcessKey(measure: measure, slot: slot)] else {
            return ExactSum.rounded(totals[measure][slot], exponent: exponent)
        }
        exact.add(totals[measure][slot], exponent: exponent)
        return exact.value
    }

    // MARK: Slots

    mutating func slot(_ key: SlotKey) -> Int {
        if let slot = slots[key.classCode]?[Int(key.region)], slot >= 0 { return Int(slot) }
        let slot = keys.count
        keys.append(key)
        slots[key.classCode, default: [Int32](repeating: -1, count: zones.regions.count)][Int(key.region)] =
            Int32(slot)
        areas.append(0)
        for measure in resolutions.indices {
            totals[measure].append(0)
            missingAreas[measure].append(0)
        }
        return slot
    }

    mutating func accumulate(_ product: Int128, _ measure: Int, _ slot: Int) {
        let (sum, overflow) = totals[measure][slot].addingReportingOverflow(product)
        if !overflow { return totals[measure][slot] = sum }
        let exponent = resolutions[measure].exponent + zones.areaExponent
        withExcess(measure, slot) { $0.add(product, exponent: exponent) }
    }

    mutating func withExcess(_ measure: Int, _ slot: Int, _ body: (inout ExactSum) -> Void) {
        body(&excess[ExcessKey(measure: measure, slot: slot), default: ExactSum()])
    }
}
