/// Places years side by side, the first one at the start and the last one at the end.
struct YearScale: Sendable {
    let start: Double
    let length: Double
    private let first: Double
    private let span: Double

    init(_ years: [Double], from start: Double, length: Double) {
        (self.start, self.length) = (start, length)
        first = years.min() ?? 0
        span = max(1, (years.max() ?? 0) - first)
    }

    func position(_ year: Double) -> Double { start + length * (year - first) / span }
}

/// A path over years with the band in which most draws lie, and a dated aim where there is one.
struct BandChart: Sendable {
    struct Point: Sendable {
        let year: Double
        let mean: Double
        /// The middle nine tenths, and the middle half, of the draws.
        let outer: ClosedRange<Double>
        let inner: ClosedRange<Double>
    }

    let title: String
    let description: String
    let points: [Point]
    /// Year and aim of the targets of the figure.
    let aims: [(year: Double, aim: Double, name: String)]
    let unit: String
    let style: NumberStyle
    var note = ""

    private static let left = 84.0
    private static let plotHeight = 170.0
    private static let top = 26.0

    var picture: Picture {
        let width = Picture.fullWidth
        let across = YearScale(points.map(\.year), from: Self.left + 10, length: width - Self.left - 50)
        let levels = points.flatMap { [$0.outer.lowerBound, $0.outer.upperBound] } + aims.map(\.aim)
        let up = LinearScale(
            covering: levels, includingZero: false, from: Self.top + Self.plotHeight,
            length: -Self.plotHeight)
        let bands = [
            area({ $0.outer }, across, up, share: 0.18), area({ $0.inner }, across, up, share: 0.3),
        ]
        return Picture(
            title: title, description: description, width: width, height: Self.top + Self.plotHeight + 28,
            shapes: [SVG.text(unit, x: 0, y: 12, size: 11, colour: .muted)] + grid(across, up) + bands
                + path(across, up) + aims.map { mark($0, across, up) }, note: note)
    }

    private func grid(_ across: YearScale, _ up: LinearScale) -> [Markup] {
        let rows = up.levels(from: Self.left, to: across.start + across.length + 10, style)
        let years = points.filter { Int($0.year) % (points.count > 16 ? 5 : 1) == 0 }.map { point in
            SVG.text(
                "\(Int(point.year))", x: across.position(point.year), y: Self.top + Self.plotHeight + 18,
                size: 11, anchor: .middle, colour: .muted)
        }
        return rows + years
    }

    private func area(
        _ range: (Point) -> ClosedRange<Double>, _ across: YearScale, _ up: LinearScale, share: Double
    ) -> Markup {
        let above = points.map { (across.position($0.year), up.position(range($0).upperBound)) }
        let below = points.reversed().map { (across.position($0.year), up.position(range($0).lowerBound)) }
        let corners = (above + below).map { "\(SVG.coordinate($0.0)) \(SVG.coordinate($0.1))" }
        return SVG.path(
            "M" + corners.joined(separator: "L") + "Z", fill: Palette.category(0), fillOpacity: share)
    }

    private func path(_ across: YearScale, _ up: LinearScale) -> [Markup] {
        let places = points.map { (across.position($0.year), up.position($0.mean)) }
        let strokes = zip(places, places.dropFirst()).map { one, other in
            SVG.line(one.0, one.1, other.0, other.1, stroke: Palette.category(0), width: 2)
        }
        let dots = zip(points, places).map { point, place in
            SVG.titled(
                "\(Int(point.year)): \(style.figure(point.mean)) [\(style.figure(point.outer.lowerBound)), "
                    + "\(style.figure(point.outer.upperBound))] \(unit)",
                SVG.circle(x: place.0, y: place.1, radius: 3.5, fill: Palette.category(0)))
        }
        return strokes + dots
    }

    private func mark(
        _ aim: (year: Double, aim: Double, name: String), _ across: YearScale, _ up: LinearScale
    ) -> Markup {
        let (x, y) = (across.position(aim.year), up.position(aim.aim))
        return SVG.titled(
            "\(aim.name): \(style.figure(aim.aim)) \(unit), \(Int(aim.year))",
            SVG.line(x - 16, y, x + 16, y, stroke: Palette.category(1), width: 3))
    }
}
