/// An arrow from the figure before to the figure after, a line each: what a ranking has changed to.
struct ArrowChart: Sendable {
    struct Row: Sendable {
        let name: String
        let before: Double
        let after: Double
        /// What stands behind the arrow, such as the change in percent.
        let text: String
    }

    let title: String
    let description: String
    let rows: [Row]
    /// Name of an arrow to the left, and of one to the right.
    let falls: String
    let rises: String
    let fallColour: Colour
    let riseColour: Colour
    let unit: String
    let style: NumberStyle
    var note = ""

    var picture: Picture {
        let width = Picture.fullWidth
        let labels = LabelColumn(rows.map(\.name), in: width)
        let legend = Legend(entries: [(falls, fallColour), (rises, riseColour)], x: 0, y: 4, width: width)
        let top = legend.height + 40
        let bottom = top + Double(rows.count) * 22 + 4
        let scale = LinearScale(
            covering: rows.flatMap { [$0.before, $0.after] }, includingZero: false, from: labels.width + 10,
            length: width - labels.width - 130, ticks: 8)
        let axis = ValueAxis(scale: scale, style: style, top: top, bottom: bottom, unit: unit)
        let arrows = rows.enumerated().map {
            shapes(of: $1, y: top + 15 + Double($0) * 22, scale, labels, width)
        }
        return Picture(
            title: title, description: description, width: width, height: bottom + 6,
            shapes: legend.shapes + axis.shapes + arrows, note: note)
    }

    private func shapes(
        of row: Row, y: Double, _ scale: LinearScale, _ labels: LabelColumn, _ width: Double
    ) -> Markup {
        let (start, end) = (scale.position(row.before), scale.position(row.after))
        let colour = row.after < row.before ? fallColour : riseColour
        let direction = end < start ? -1.0 : 1.0
        let tip = "M\(SVG.coordinate(end)) \(SVG.coordinate(y))"
        let back = SVG.coordinate(end - 8 * direction)
        let head =
            abs(end - start) < 0.5
            ? SVG.circle(x: end, y: y, radius: 4, fill: colour)
            : SVG.path(
                tip + "L\(back) \(SVG.coordinate(y - 5))L\(back) \(SVG.coordinate(y + 5))Z", fill: colour)
        let hint = "\(row.name): \(style.figure(row.before)) → \(style.figure(row.after)) \(unit)"
        return .group([
            labels.label(row.name, y: y + 4),
            SVG.titled(
                hint, SVG.circle(x: start, y: y, radius: 3, fill: .muted),
                SVG.line(start, y, end, y, stroke: colour, width: 3), head),
            SVG.text(row.text, x: width - 4, y: y + 4, size: 11, anchor: .end, colour: .muted),
        ])
    }
}
