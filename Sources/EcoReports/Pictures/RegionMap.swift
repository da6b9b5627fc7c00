#if canImport(Glibc)
    import Glibc
#endif

/// Counties coloured by a figure, by outline where there is one, else as circles at their centroids.
struct RegionMap: Sendable {
    let title: String
    let description: String
    let regions: [RegionShape]
    let values: [String: Double]
    let unit: String
    let style: NumberStyle
    var note = ""
    var width = Picture.fullWidth
    /// Colours to both sides of zero, for values whose sign says who pays.
    var isDiverging = false

    private static let maximumClasses = 5
    /// To each side of zero.
    private static let maximumSideClasses = 3
    private static let keyWidth = 210.0
    /// More names than this hide the map; they stay readable on hover and in the table.
    private static let maximumNames = 40

    /// `nil` where no region has a place.
    var picture: Picture? {
        let points = regions.flatMap(\.points)
        guard
            let canvas = MapCanvas(
                covering: points, width: width - Self.keyWidth, heights: 170...520,
                margin: regions.contains { $0.rings.isEmpty } ? 36 : 8)
        else { return nil }
        let digits = style.digits(for: Array(values.values))
        // What looks the same belongs to one class: the last digits of a solver make no classes.
        let all = values.values.map { Self.rounded($0, digits) }
        let classes =
            isDiverging
            ? MapClasses.diverging(all, count: Self.maximumSideClasses)
            : MapClasses.sequential(all, count: Self.maximumClasses)
        var labels = MapLabels()
        let named = regions.count <= Self.maximumNames ? regions.sorted { $0.extent > $1.extent } : []
        let names = named.compactMap { labels.place($0, canvas) }
        return Picture(
            title: title, description: description, width: width, height: max(canvas.height, 170),
            shapes: areas(canvas, classes, digits) + names + key(classes, digits), note: note)
    }

    /// A group for each colour, the outlines first, then the circles: the large ones below the small ones.
    private func areas(_ canvas: MapCanvas, _ classes: MapClasses, _ digits: Int) -> [Markup] {
        let byColour = Dictionary(grouping: regions) { region in
            values[region.id].map { classes.colour(of: Self.rounded($0, digits)) } ?? .absent
        }
        let colours = (classes.ranges.indices.reversed().map(classes.colour(ofClass:)) + [.absent])
            .reduce(into: [Colour]()) { known, colour in if !known.contains(colour) { known.append(colour) } }
        let outlines = colours.map { colour in
            SVG.group(
                fill: colour, stroke: colour.textColour == .black ? Palette.outline : .paper,
                (byColour[colour] ?? []).filter { !$0.rings.isEmpty }
                    .map { SVG.titled(hint($0, digits), .outline(canvas.path($0.rings))) })
        }
        let circles = colours.map { colour in
            SVG.group(
                fill: colour, stroke: .muted,
                (byColour[colour] ?? []).filter(\.rings.isEmpty).compactMap { circle($0, canvas, digits) })
        }
        return outlines + circles
    }

    /// In the unit that heads the key.
    private func hint(_ region: RegionShape, _ digits: Int) -> String {
        "\(region.name): \(style.number(values[region.id], digits: digits))"
    }

    private func circle(_ region: RegionShape, _ canvas: MapCanvas, _ digits: Int) -> Markup? {
        guard let centre = region.centre else { return nil }
        let value = values[region.id]
        let (x, y) = canvas.place(centre)
        let share = abs(value ?? 0) / max(values.values.map(abs).max() ?? 1, .leastNormalMagnitude)
        // Many circles must not hide each other.
        let size = regions.count > Self.maximumNames ? 0.45 : 1
        let radius = (6 + 16 * share.squareRoot()) * size
        return SVG.titled(hint(region, digits), SVG.circle(x: x, y: y, radius: radius))
    }

    private static func rounded(_ value: Double, _ digits: Int) -> Double {
        let power = (0..<min(digits, 12)).reduce(1.0) { power, _ in power * 10 }
        return (value * power).rounded() / power
    }

    private func key(_ classes: MapClasses, _ digits: Int) -> [Markup] {
        let x = width - Self.keyWidth + 16
        let head = SVG.label(unit, x: x, y: 20, width: Self.keyWidth - 20, bold: true)
        let rows = classes.ranges.enumerated().flatMap { index, range -> [Markup] in
            let y = 30 + Double(index) * 22
            let (low, high) = (
                style.number(range.low, digits: digits), style.number(range.high, digits: digits)
            )
            return [
                SVG.rectangle(
                    x: x, y: y, width: 22, height: 16,
                    fill: classes.colour(ofClass: index), stroke: .muted),
                SVG.text(low == high ? low : "\(low) – \(high)", x: x + 30, y: y + 13),
            ]
        }
        return [head] + rows
    }
}

/// Classes that hold equal numbers of counties.
struct QuantileClasses: Sendable {
    let ranges: [(low: Double, high: Double)]

    init(_ sorted: [Double], count: Int) {
        let classes = min(count, Set(sorted).count)
        var ranges: [(low: Double, high: Double)] = []
        for index in 0..<classes {
            let first = sorted.count * index / classes
            let last = sorted.count * (index + 1) / classes - 1
            guard first <= last, sorted[last] > (ranges.last?.high ?? -.infinity) else { continue }
            let low = sorted[first...last].first { $0 > (ranges.last?.high ?? -.infinity) } ?? sorted[last]
            ranges.append((low, sorted[last]))
        }
        self.ranges = ranges
    }

    func share(ofClass index: Int) -> Double {
        ranges.count > 1 ? Double(index) / Double(ranges.count - 1) : 0.5
    }

}

/// Names on a map: placed largest county first, left out where they would cover another name.
struct MapLabels {
    private var taken: [(left: Double, top: Double, right: Double, bottom: Double)] = []

    /// - Parameter below: pixels between the centre and the middle of the name.
    mutating func place(_ region: RegionShape, _ canvas: MapCanvas, below: Double = 0) -> Markup? {
        guard let centre = region.centre else { return nil }
        let place = canvas.place(centre)
        let text = TextWidth.fitted(region.name, width: 110, size: 11)
        let half = TextWidth.of(text, size: 11) / 2 + 2
        let x = max(min(place.x, canvas.width - half), half)
        let y = place.y + below
        let box = (left: x - half, top: y - 7, right: x + half, bottom: y + 7)
        let overlaps = taken.contains {
            box.left < $0.right && $0.left < box.right && box.top < $0.bottom && $0.top < box.bottom
        }
        guard !overlaps else { return nil }
        taken.append(box)
        return SVG.text(text, x: x, y: y + 4, size: 11, anchor: .middle, halo: true)
    }
}
