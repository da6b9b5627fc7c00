/// Several figures of each row on one axis, told apart by colour and shape.
struct DotChart: Sendable {
    struct Row: Sendable {
        let name: String
        /// One value for each series; `nil` draws nothing.
        let values: [Double?]
    }

    let title: String
    let description: String
    let series: [String]
    let rows: [Row]
    let unit: String
    let style: NumberStyle
    var includingZero = true
    var note = ""

    var picture: Picture {
        let width = Picture.fullWidth
        let labels = LabelColumn(rows.map(\.name), in: width)
        let top = 58.0
        let bottom = top + Double(rows.count) * 22 + 4
        let scale = LinearScale(
            covering: rows.flatMap { $0.values.compactMap { $0 } }, includingZero: includingZero,
            from: labels.width + 10, length: width - labels.width - 40, ticks: 8)
        let axis = ValueAxis(scale: scale, style: style, top: top, bottom: bottom, unit: unit)
        let marks = rows.enumerated().map { shapes(of: $1, y: top + 15 + Double($0) * 22, scale, labels) }
        return Picture(
            title: title, description: description, width: width, height: bottom + 6,
            shapes: key + axis.shapes + marks, note: note)
    }

    private var key: [Markup] {
        var x = 8.0
        return series.enumerated().flatMap { index, name -> [Markup] in
            let short = TextWidth.fitted(name, width: 280, size: 12)
            defer { x += TextWidth.of(short, size: 12) + 40 }
            return [Self.mark(index, x: x, y: 11), SVG.text(short, x: x + 10, y: 15)]
        }
    }

    private func shapes(of row: Row, y: Double, _ scale: LinearScale, _ labels: LabelColumn) -> Markup {
        let present = row.values.enumerated().compactMap { index, value in value.map { (index, $0) } }
        var shapes = [labels.label(row.name, y: y + 4)]
        if let low = present.map(\.1).min(), let high = present.map(\.1).max() {
            shapes.append(
                SVG.line(scale.position(low), y, scale.position(high), y, stroke: Colour(0xB8C2CC), width: 2))
        }
        for (index, value) in present {
            let hint = "\(row.name): \(series[index]) \(style.figure(value)) \(unit)"
            shapes.append(SVG.titled(hint, Self.mark(index, x: scale.position(value), y: y)))
        }
        return .group(shapes)
    }

    /// Circle, square, triangle, diamond: readable without colour.
    static func mark(_ index: Int, x: Double, y: Double) -> Markup {
        let colours = [Colour(0x0072B2), Colour(0xD55E00), Colour(0x00735A), Colour(0x8A4B78)]
        let colour = colours[index % colours.count]
        func at(_ dx: Double, _ dy: Double) -> String {
            "\(SVG.coordinate(x + dx)) \(SVG.coordinate(y + dy))"
        }
        switch index % 4 {
        case 0: return SVG.circle(x: x, y: y, radius: 5, fill: colour)
        case 1: return SVG.rectangle(x: x - 4.5, y: y - 4.5, width: 9, height: 9, fill: colour)
        case 2: return SVG.path("M\(at(0, -6))L\(at(5.5, 4))L\(at(-5.5, 4))Z", fill: colour)
        default: return SVG.path("M\(at(0, -6))L\(at(6, 0))L\(at(0, 6))L\(at(-6, 0))Z", fill: colour)
        }
    }
}
