/// A grid of coloured cells: one row a county, one column a month.
struct HeatStrip: Sendable {
    let title: String
    let description: String
    let columns: [String]
    let rows: [(name: String, values: [Double?])]
    let unit: String
    let style: NumberStyle
    var note = ""

    private var present: [Double] { rows.flatMap { $0.values.compactMap { $0 } } }

    var picture: Picture {
        let width = Picture.fullWidth
        let labels = LabelColumn(rows.map(\.name), in: width)
        let cell = (width - labels.width - 4) / Double(max(columns.count, 1))
        let top = 54.0
        let heads = columns.enumerated().map {
            SVG.text(
                $1, x: labels.width + (Double($0) + 0.5) * cell, y: top - 6, size: 11, anchor: .middle,
                colour: .muted)
        }
        let marks = rows.enumerated().map { index, row in
            shapes(row.name, row.values, y: top + Double(index) * 22, cell, labels)
        }
        return Picture(
            title: title, description: description, width: width, height: top + Double(rows.count) * 22 + 6,
            shapes: key + heads + marks, note: note)
    }

    private var low: Double { present.min() ?? 0 }
    private var high: Double { present.max() ?? 1 }
    private func share(_ value: Double) -> Double { high > low ? (value - low) / (high - low) : 0.5 }

    private var key: [Markup] {
        let swatches = (0..<24).map {
            SVG.rectangle(
                x: 60 + Double($0) * 7, y: 4, width: 7.5, height: 12,
                fill: Palette.sequential(Double($0) / 23))
        }
        return swatches + [
            SVG.text(style.number(low, digits: 0), x: 54, y: 14, size: 11, anchor: .end, colour: .muted),
            SVG.text("\(style.number(high, digits: 0)) \(unit)", x: 236, y: 14, size: 11, colour: .muted),
        ]
    }

    private func shapes(
        _ name: String, _ values: [Double?], y: Double, _ cell: Double, _ labels: LabelColumn
    ) -> Markup {
        let colours = values.map { value in value.map { Palette.sequential(share($0)) } ?? .absent }
        let cells = values.enumerated().map { index, value in
            SVG.titled(
                "\(name), \(columns[index]): \(style.figure(value))",
                SVG.rectangle(
                    x: labels.width + Double(index) * cell, y: y, width: cell, height: 21,
                    fill: colours[index]))
        }
        let numbers = [Colour.black, .paper].map { colour in
            SVG.inside(
                colour,
                values.indices.filter { colours[$0].textColour == colour }.map { index in
                    SVG.text(
                        style.number(values[index], digits: 0),
                        x: labels.width + (Double(index) + 0.5) * cell,
                        y: y + 15)
                })
        }
        return .group([labels.label(name, y: y + 15), SVG.group(stroke: .paper, cells)] + numbers)
    }
}
