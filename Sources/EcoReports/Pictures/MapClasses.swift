/// The classes of a map with their colours: from light to dark, or to both sides of zero.
struct MapClasses: Sendable {
    let ranges: [(low: Double, high: Double)]
    private let colours: [Colour]

    /// Classes that hold equal numbers of counties, from light to dark.
    static func sequential(_ values: [Double], count: Int) -> MapClasses {
        let classes = QuantileClasses(values.sorted(), count: count)
        return MapClasses(
            ranges: classes.ranges,
            colours: classes.ranges.indices.map { Palette.sequential(classes.share(ofClass: $0)) })
    }

    /// As many classes to each side of zero, the farther the darker; zero is a class of its own.
    static func diverging(_ values: [Double], count: Int) -> MapClasses {
        let below = QuantileClasses(values.filter { $0 < 0 }.sorted(), count: count).ranges
        let above = QuantileClasses(values.filter { $0 > 0 }.sorted(), count: count).ranges
        let zero = values.contains(0) ? [(low: 0.0, high: 0.0)] : []
        return MapClasses(
            ranges: below + zero + above,
            colours: below.indices.map { Palette.diverging(-share(below.count - $0, of: below.count)) }
                + zero.map { _ in Palette.diverging(0) }
                + above.indices.map { Palette.diverging(share($0 + 1, of: above.count)) })
    }

    private static func share(_ rank: Int, of count: Int) -> Double { Double(rank) / Double(max(count, 1)) }

    func colour(ofClass index: Int) -> Colour { colours[index] }

    func colour(of value: Double) -> Colour {
        let index = ranges.firstIndex { value <= $0.high } ?? ranges.count - 1
        return index >= 0 ? colours[index] : .absent
    }
}
