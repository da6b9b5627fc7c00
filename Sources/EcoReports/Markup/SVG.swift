/// Shapes of a picture, in pixels of its own coordinate system.
enum SVG {
    /// A coordinate with two decimals at most; what is not finite becomes 0.
    static func coordinate(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e7 else { return "0" }
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        return rest % 10 == 0
            ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// A picture with its text alternative; `description` says in one sentence what it shows.
    static func picture(width: Double, height: Double, title: String, description: String, _ shapes: [Markup])
        -> Markup
    {
        .element(
            "svg",
            [
                "viewBox": "0 0 \(coordinate(width)) \(coordinate(height))", "role": "img",
                "aria-label": "\(title). \(description)", "xmlns": "http://www.w3.org/2000/svg",
            ],
            .element("title", [:], .text(title)), .element("desc", [:], .text(description)), .group(shapes))
    }

    /// A shape with the text that appears where the pointer rests on it.
    static func titled(_ title: String, _ shapes: Markup...) -> Markup {
        .element("g", [:], .element("title", [:], .text(title)), .group(shapes))
    }

    static func rectangle(
        x: Double, y: Double, width: Double, height: Double, fill: Colour, stroke: Colour? = nil
    ) -> Markup {
        var attributes = [
            ("x", coordinate(x)), ("y", coordinate(y)), ("width", coordinate(max(width, 0))),
            ("height", coordinate(max(height, 0))), ("fill", fill.hexadecimal),
        ]
        if let stroke { attributes.append(("stroke", stroke.hexadecimal)) }
        return .element("rect", attributes, [])
    }

    static func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, stroke: Colour, width: Double = 1,
        dashed: Bool = false
    ) -> Markup {
        var attributes = [
            ("x1", coordinate(x1)), ("y1", coordinate(y1)), ("x2", coordinate(x2)), ("y2", coordinate(y2)),
            ("stroke", stroke.hexadecimal), ("stroke-width", coordinate(width)),
        ]
        if dashed { attributes.append(("stroke-dasharray", "4 3")) }
        return .element("line", attributes, [])
    }

    static func circle(x: Double, y: Double, radius: Double, fill: Colour, stroke: Colour? = nil) -> Markup {
        let edge = stroke.map { [("stroke", $0.hexadecimal)] } ?? []
        return .element(
            "circle",
            [
                ("cx", coordinate(x)), ("cy", coordinate(y)), ("r", coordinate(radius)),
                ("fill", fill.hexadecimal),
            ]
                + edge, [])
    }

    static func path(
        _ commands: String, fill: Colour?, stroke: Colour? = nil, width: Double = 1, opacity: Double = 1,
        fillOpacity: Double = 1
    ) -> Markup {
        var attributes = [("d", commands), ("fill", fill?.hexadecimal ?? "none")]
        if let stroke {
            attributes += [("stroke", stroke.hexadecimal), ("stroke-width", coordinate(width))]
        }
        if opacity < 1 { attributes.append(("opacity", coordinate(opacity))) }
        if fillOpacity < 1 { attributes.append(("fill-opacity", coordinate(fillOpacity))) }
        return .element("path", attributes, [])
    }

    enum Anchor: String { case start, middle, end }

    static func text(
        _ text: String, x: Double, y: Double, size: Double = 12, anchor: Anchor = .start,
        colour: Colour = .ink,
        bold: Bool = false, halo: Bool = false
    ) -> Markup {
        var attributes = [
            ("x", coordinate(x)), ("y", coordinate(y)), ("font-size", coordinate(size)),
            ("text-anchor", anchor.rawValue), ("fill", colour.hexadecimal),
        ]
        if bold { attributes.append(("font-weight", "600")) }
        if halo { attributes.append(("class", "halo")) }
        return .element("text", attributes, [.text(text)])
    }

    /// A label cut to `width`, with the whole text on hover where it was cut.
    static func label(
        _ label: String, x: Double, y: Double, width: Double, size: Double = 12, anchor: Anchor = .start,
        colour: Colour = .ink, bold: Bool = false
    ) -> Markup {
        let short = TextWidth.fitted(label, width: width, size: size)
        let shape = text(short, x: x, y: y, size: size, anchor: anchor, colour: colour, bold: bold)
        return short == label ? shape : titled(label, shape)
    }
}
