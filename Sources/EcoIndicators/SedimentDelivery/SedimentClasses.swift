import EcoGrids

/// Cover and practice factors of the classes over which sediment flows.
struct SedimentClasses: Hashable, Sendable {
    /// C by class.
    let cover: [Int32: Double]
    /// P by class.
    let practice: [Int32: Double]

    /// C P of cells; NaN where a class has none.
    func kept(_ codes: [Int32]) -> [Double] {
        let lookup = ClassLookup(cover.merging(practice) { $0 * $1 }.filter { known($0.key) })
        return codes.map { lookup[$0] }
    }

    /// W of cells: C, but at least the least weight, in single precision.
    func weights(_ codes: [Int32]) -> [Double] {
        let lookup = ClassLookup(cover.mapValues { Double(Float(max($0, DeliveryRatio.leastCover))) })
        return codes.map { lookup[$0] }
    }

    private func known(_ code: Int32) -> Bool { cover[code] != nil && practice[code] != nil }
}
