/// Horizontal bars of stacked parts, one bar a county.
struct StackedBarChart: Sendable {
    struct Series: Sendable {
        let name: String
        let colour: Colour
    }
    struct Bar: Sendable {
        let name: String
        /// One part for each series; `nil` draws nothing.
        let parts: [Double?]
        /// The figure at the bar's end, as the table shows it.
        let total: String
    }

    let title: String
    let description: String
    let series: [Series]
    let bars: [Bar]
    let unit: String
    let style: NumberStyle
    var note = ""
    var width = Picture.fullWidth

    private static let barStep = 22.0

    var picture: Picture {
        let labels = LabelColumn(bars.map(\.name), in: width)
        let legend = Legend(
            entries: series.count > 1 ? series.map { ($0.name, $0.colour) } : [], x: 0, y: 4, width: width)
        let top = (series.count > 1 ? legend.height : 0) + 40
        let bottom = top + Double(bars.count) * Self.barStep + 4
        let scale = LinearScale(
            covering: bars.map { $0.parts.reduce(0) { $0 + max($1 ?? 0, 0) } }, from: labels.width,
            length: width - labels.width - 84)
        let axis = ValueAxis(scale: scale, style: style, top: top, bottom: bottom, unit: unit)
        let rows = bars.enumerated().map {
            shapes(of: $1, y: top + 4 + Double($0) * Self.barStep, scale, labels)
        }
        return Picture(
            title: title, description: description, width: width, height: bottom + 6,
            shapes: legend.shapes + axis.shapes + rows, note: note)
    }

    private func shapes(of bar: Bar, y: Double, _ scale: LinearScale, _ labels: LabelColumn) -> Markup {
        var shapes = [labels.label(bar.name, y: y + 13)]
        var sum = 0.0
        for (index, part) in bar.parts.enumerated() {
            guard let part, part > 0, index < series.count else { continue }
            let (left, right) = (scale.position(sum), scale.position(sum + part))
            sum += part
            let rectangle = SVG.rectangle(
                x: left, y: y, width: right - left, height: 17, fill: series[index].colour, stroke: .paper)
            let digits = style.digits(for: [part])
            let hint = "\(bar.name): \(series[index].name) \(style.number(part, digits: digits)) \(unit)"
            shapes.append(SVG.titled(hint, rectangle))
        }
        shapes.append(SVG.text(bar.total, x: scale.position(sum) + 5, y: y + 13, size: 11, colour: .muted))
        return .group(shapes)
    }
}

/// The column of row labels at the left of a chart: as wide as the longest, within a third of the picture.
struct LabelColumn: Sendable {
    let width: Double

    init(_ labels: [String], in total: Double) {
        let longest = labels.map { TextWidth.of($0, size: 12) }.max() ?? 0
        width = min(max(longest + 12, 40), total * 0.3)
    }

    func label(_ text: String, y: Double) -> Markup {
        SVG.label(text, x: width - 8, y: y, width: width - 10, anchor: .end)
    }
}
