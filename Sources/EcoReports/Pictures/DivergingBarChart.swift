/// Bars to both sides of zero: to the right receives, to the left pays.
struct DivergingBarChart: Sendable {
    struct Bar: Sendable {
        let name: String
        let value: Double
        /// The figure as the table shows it.
        let text: String
    }

    let title: String
    let description: String
    let negative: String
    let positive: String
    let bars: [Bar]
    let unit: String
    let style: NumberStyle
    var note = ""

    var picture: Picture {
        let width = Picture.fullWidth
        let labels = LabelColumn(bars.map(\.name), in: width)
        let legend = Legend(
            entries: [(positive, Palette.receives), (negative, Palette.pays)], x: 0, y: 4, width: width)
        let top = legend.height + 40
        let bottom = top + Double(bars.count) * 22 + 4
        let scale = LinearScale(
            covering: bars.map(\.value), from: labels.width + 70, length: width - labels.width - 150)
        let axis = ValueAxis(scale: scale, style: style, top: top, bottom: bottom, unit: unit)
        let rows = bars.enumerated().map { shapes(of: $1, y: top + 4 + Double($0) * 22, scale, labels) }
        return Picture(
            title: title, description: description, width: width, height: bottom + 6,
            shapes: legend.shapes + axis.shapes + rows, note: note)
    }

    private func shapes(of bar: Bar, y: Double, _ scale: LinearScale, _ labels: LabelColumn) -> Markup {
        let (zero, end) = (scale.position(0), scale.position(bar.value))
        let pays = bar.value < 0
        let rectangle = SVG.rectangle(
            x: min(zero, end), y: y, width: abs(end - zero), height: 17,
            fill: pays ? Palette.pays : Palette.receives)
        return .group([
            labels.label(bar.name, y: y + 13),
            SVG.titled("\(bar.name): \(bar.text) \(unit)", rectangle),
            SVG.text(
                bar.text, x: end + (pays ? -5 : 5), y: y + 13, size: 11, anchor: pays ? .end : .start,
                colour: .muted),
        ])
    }
}
