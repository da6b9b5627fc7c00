/// A finished picture with what a reader needs beside it.
struct Picture: Sendable {
    let title: String
    /// One sentence for those who cannot see the picture.
    let description: String
    let width: Double
    let height: Double
    let shapes: [Markup]
    /// A line below: unit, note, attribution.
    var note = ""

    /// Width of every full-page picture, in pixels.
    static let fullWidth = 920.0

    var markup: Markup {
        .element(
            "figure", [:], .element("figcaption", [:], .text(title)),
            SVG.picture(width: width, height: height, title: title, description: description, shapes),
            note.isEmpty ? .nothing : .note(note))
    }
}

/// Colour keys in rows, wrapped at the width.
struct Legend: Sendable {
    let entries: [(label: String, colour: Colour)]
    let x: Double
    let y: Double
    let width: Double
    private static let rowHeight = 18.0
    private static let entryLimit = 260.0

    private var places: [(x: Double, y: Double)] {
        var places: [(x: Double, y: Double)] = []
        var (left, top) = (x, y)
        for entry in entries {
            let needed = Self.needed(entry.label)
            if left > x, left + needed > x + width { (left, top) = (x, top + Self.rowHeight) }
            places.append((left, top))
            left += needed
        }
        return places
    }

    private static func needed(_ label: String) -> Double {
        min(TextWidth.of(label, size: 12), entryLimit) + 34
    }

    var height: Double { ((places.last?.y ?? y) - y) + Self.rowHeight }

    var shapes: [Markup] {
        zip(entries, places).flatMap { entry, place in
            [
                SVG.rectangle(x: place.x, y: place.y, width: 12, height: 12, fill: entry.colour),
                SVG.label(entry.label, x: place.x + 17, y: place.y + 10.5, width: Self.entryLimit),
            ]
        }
    }
}

/// A horizontal value axis on top of a plot, with grid lines through it.
struct ValueAxis: Sendable {
    let scale: LinearScale
    let style: NumberStyle
    let top: Double
    let bottom: Double
    let unit: String

    var shapes: [Markup] {
        let lines = scale.ticks.flatMap { tick -> [Markup] in
            let x = scale.position(tick)
            let isZero = abs(tick) < scale.step / 2
            return [
                SVG.line(x, top, x, bottom, stroke: isZero ? .muted : .grid),
                SVG.text(
                    style.number(isZero ? 0 : tick, digits: scale.tickDigits), x: x, y: top - 5, size: 11,
                    anchor: .middle,
                    colour: .muted),
            ]
        }
        let right = scale.start + scale.length
        return lines + [SVG.text(unit, x: right, y: top - 20, size: 11, anchor: .end, colour: .muted)]
    }
}
