/// Lines over a number, with a dot at each value: what a changed rule does.
struct LineChart: Sendable {
    struct Line: Sendable {
        let name: String
        let colour: Colour
        /// In order of x; a missing y leaves a gap.
        let points: [(x: Double, y: Double?)]
    }

    let title: String
    let description: String
    let lines: [Line]
    let unit: String
    /// Name and unit of the horizontal axis.
    let axis: String
    /// A value of x to mark, such as the present rule.
    var present: Double?
    let style: NumberStyle
    var note = ""
    var width = Picture.fullWidth

    private static let left = 84.0
    private static let plotHeight = 200.0

    var picture: Picture {
        let legend = Legend(entries: lines.map { ($0.name, $0.colour) }, x: 0, y: 4, width: width)
        let top = legend.height + 30
        let points = lines.flatMap(\.points)
        let across = LinearScale(
            covering: points.map(\.x), includingZero: false, from: Self.left, length: width - Self.left - 30)
        let up = LinearScale(
            covering: points.compactMap(\.y), includingZero: false, from: top + Self.plotHeight,
            length: -Self.plotHeight)
        let head = SVG.text(unit, x: 0, y: top - 12, size: 11, colour: .muted)
        let foot = SVG.text(
            axis, x: width - 30, y: top + Self.plotHeight + 34, size: 11, anchor: .end, colour: .muted)
        return Picture(
            title: title, description: description, width: width, height: top + Self.plotHeight + 42,
            shapes: legend.shapes + [head, foot] + grid(across, up, top)
                + lines.flatMap { shapes($0, across, up) }, note: note)
    }

    private func grid(_ across: LinearScale, _ up: LinearScale, _ top: Double) -> [Markup] {
        let right = across.start + across.length
        let levels = up.levels(from: Self.left, to: right, style)
        let places = across.tickNumbers(below: top + Self.plotHeight, style)
        let mark = present.map { value -> [Markup] in
            let x = across.position(value)
            return [SVG.line(x, top, x, top + Self.plotHeight, stroke: .muted, dashed: true)]
        }
        return levels + places + (mark ?? [])
    }

    private func shapes(_ line: Line, _ across: LinearScale, _ up: LinearScale) -> [Markup] {
        let places = line.points.map { point in
            point.y.map { (x: across.position(point.x), y: up.position($0)) }
        }
        let strokes = zip(places, places.dropFirst()).compactMap { one, other -> Markup? in
            guard let one, let other else { return nil }
            return SVG.line(one.x, one.y, other.x, other.y, stroke: line.colour, width: 2)
        }
        let dots = zip(line.points, places).compactMap { point, place -> Markup? in
            guard let place else { return nil }
            let hint = "\(line.name): \(style.figure(point.x)) → \(style.figure(point.y)) \(unit)"
            return SVG.titled(hint, SVG.circle(x: place.x, y: place.y, radius: 4, fill: line.colour))
        }
        return strokes + dots
    }
}
