/// Upright columns side by side for each period.
struct ColumnChart: Sendable {
    let title: String
    let description: String
    let series: [StackedBarChart.Series]
    let periods: [(name: String, values: [Double])]
    let unit: String
    let style: NumberStyle
    var note = ""

    var picture: Picture {
        let width = Picture.fullWidth
        let legend = Legend(entries: series.map { ($0.name, $0.colour) }, x: 0, y: 4, width: width)
        let (top, height, left) = (legend.height + 30, 190.0, 84.0)
        let scale = LinearScale(covering: periods.flatMap(\.values), from: top + height, length: -height)
        let axis = scale.levels(from: left, to: width, style)
        let slot = (width - left) / Double(max(periods.count, 1))
        let columns = periods.enumerated().map { shapes(of: $1, x: left + Double($0) * slot, slot, scale) }
        let head = SVG.text(unit, x: 0, y: top - 12, size: 11, colour: .muted)
        return Picture(
            title: title, description: description, width: width, height: top + height + 26,
            shapes: legend.shapes + [head] + axis + columns, note: note)
    }

    private func shapes(
        of period: (name: String, values: [Double]), x: Double, _ slot: Double, _ scale: LinearScale
    ) -> Markup {
        let thick = min(slot * 0.8 / Double(max(series.count, 1)), 26)
        let first = x + (slot - thick * Double(series.count)) / 2
        let columns = period.values.enumerated().map { index, value -> Markup in
            let (y, zero) = (scale.position(value), scale.position(0))
            let rectangle = SVG.rectangle(
                x: first + Double(index) * thick, y: min(y, zero), width: thick - 1, height: abs(zero - y),
                fill: series[index].colour)
            return SVG.titled(
                "\(period.name): \(series[index].name) \(style.figure(value)) \(unit)", rectangle)
        }
        let name = SVG.label(
            period.name, x: x + slot / 2, y: scale.start + 16, width: slot, size: 11, anchor: .middle,
            colour: .muted)
        return .group(columns + [name])
    }
}
