/// Points by two criteria: all that meet the constraints, those that nothing beats on a line, and the one chosen.
struct FrontChart: Sendable {
    struct Axis: Sendable {
        let title: String
        let unit: String
        /// Whether less is better.
        let isLess: Bool
    }

    let title: String
    let description: String
    let across: Axis
    let up: Axis
    let points: [(x: Double, y: Double)]
    /// The point found; `nil` where there is none.
    let chosen: (x: Double, y: Double)?
    let style: NumberStyle
    var note = ""

    private static let left = 92.0
    private static let plotHeight = 260.0
    private static let top = 34.0

    /// Of the points those that no other beats in both, along the first axis.
    var front: [(x: Double, y: Double)] {
        let sorted = points.sorted { one, other in
            let (a, b) = (signed(one), signed(other))
            return a.0 != b.0 ? a.0 < b.0 : a.1 < b.1
        }
        var best = Double.infinity
        return sorted.filter { point in
            let level = signed(point).1
            guard level < best else { return false }
            best = level
            return true
        }
    }

    private func signed(_ point: (x: Double, y: Double)) -> (Double, Double) {
        (across.isLess ? point.x : -point.x, up.isLess ? point.y : -point.y)
    }

    var picture: Picture {
        let width = Picture.fullWidth
        let edge = Self.top + Self.plotHeight
        let horizontal = LinearScale(
            covering: points.map(\.x), includingZero: false, from: Self.left + 8,
            length: width - Self.left - 60)
        let vertical = LinearScale(
            covering: points.map(\.y), includingZero: false, from: edge, length: -Self.plotHeight)
        return Picture(
            title: title, description: description, width: width, height: edge + 44,
            shapes: grid(horizontal, vertical, edge) + dots(horizontal, vertical), note: note)
    }

    private func grid(_ horizontal: LinearScale, _ vertical: LinearScale, _ edge: Double) -> [Markup] {
        let right = horizontal.start + horizontal.length
        let rows = vertical.ticks.flatMap { tick -> [Markup] in
            let y = vertical.position(tick)
            return [
                SVG.line(Self.left, y, right, y, stroke: .grid),
                SVG.text(
                    style.number(tick, digits: vertical.tickDigits), x: Self.left - 6, y: y + 4, size: 11,
                    anchor: .end, colour: .muted),
            ]
        }
        let columns = horizontal.ticks.map { tick in
            SVG.text(
                style.number(tick, digits: horizontal.tickDigits), x: horizontal.position(tick), y: edge + 18,
                size: 11, anchor: .middle, colour: .muted)
        }
        return rows + columns + [
            SVG.text(heading(up), x: 0, y: 14, size: 12, colour: .muted),
            SVG.text(heading(across), x: right, y: edge + 36, size: 12, anchor: .end, colour: .muted),
        ]
    }

    private func heading(_ axis: Axis) -> String {
        axis.unit.isEmpty ? axis.title : "\(axis.title), \(axis.unit)"
    }

    private func dots(_ horizontal: LinearScale, _ vertical: LinearScale) -> [Markup] {
        let place = { (point: (x: Double, y: Double)) in
            (horizontal.position(point.x), vertical.position(point.y))
        }
        let all = points.map { point in
            SVG.circle(x: place(point).0, y: place(point).1, radius: 2.2, fill: .grid, stroke: .muted)
        }
        let best = front
        let strokes = zip(best, best.dropFirst()).map { one, other in
            SVG.line(
                place(one).0, place(one).1, place(other).0, place(other).1, stroke: Palette.category(0),
                width: 1.5)
        }
        let marks = best.map { point in
            SVG.titled(
                "\(style.figure(point.x)) \(across.unit), \(style.figure(point.y)) \(up.unit)",
                SVG.circle(x: place(point).0, y: place(point).1, radius: 4, fill: Palette.category(0)))
        }
        let ring = chosen.map { point in
            [
                SVG.path(
                    Self.ring(place(point)), fill: nil, stroke: Palette.category(1), width: 2.5)
            ]
        }
        return all + strokes + marks + (ring ?? [])
    }

    private static func ring(_ center: (Double, Double)) -> String {
        let (x, y) = (SVG.coordinate(center.0 - 8), SVG.coordinate(center.1))
        return "M\(x) \(y)a8 8 0 1 0 16 0a8 8 0 1 0 -16 0"
    }
}
