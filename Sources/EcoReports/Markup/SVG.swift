/// Shapes of a picture, in pixels of its own coordinate system.
enum SVG {
    /// A coordinate to a tenth of a pixel, which is less than a screen or a printer shows; what is not finite becomes 0.
    static func coordinate(_ value: Double) -> String { text(ofTenths: tenths(value)) }

    /// A coordinate in whole tenths of a pixel.
    static func tenths(_ value: Double) -> Int {
        value.isFinite && abs(value) < 1e7 ? Int((value * 10).rounded()) : 0
    }

    static func text(ofTenths tenths: Int) -> String {
        let (whole, rest) = abs(tenths).quotientAndRemainder(dividingBy: 10)
        let sign = tenths < 0 ? "-" : ""
        return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
    }

    /// A share such as an opacity, to a hundredth.
    private static func share(_ value: Double) -> String {
        let hundredths = Int((min(max(value, 0), 1) * 100).rounded())
        return hundredths == 100 ? "1" : "0.\(hundredths < 10 ? "0" : "")\(hundredths)"
    }

    /// Of most texts; the picture bears them, a text only others.
    private static let (usualSize, usualColour) = (12.0, Colour.ink)

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
            .element("title", [:], .text(title)), .element("desc", [:], .text(description)),
            .element(
                "g", ["font-size": coordinate(usualSize), "fill": usualColour.hexadecimal], children: shapes))
    }

    /// A shape with the text that appears where the pointer rests on it.
    static func titled(_ title: String, _ shapes: Markup...) -> Markup {
        let hint = Markup.element("title", [:], .text(title))
        if shapes.count == 1, case .element(let name, let attributes, let children) = shapes[0],
            children.isEmpty
        {
            return .element(name, attributes, [hint])
        }
        return .element("g", [:], hint, .group(shapes))
    }

    /// Shapes of one look.
    static func group(fill: Colour? = nil, stroke: Colour? = nil, width: Double = 1, _ shapes: [Markup])
        -> Markup
    {
        guard !shapes.isEmpty else { return .nothing }
        var attributes: [(String, String)] = []
        if let fill { attributes.append(("fill", fill.hexadecimal)) }
        if let stroke { attributes.append(("stroke", stroke.hexadecimal)) }
        if width != 1 { attributes.append(("stroke-width", coordinate(width))) }
        return .element("g", attributes, shapes)
    }

    /// Texts in the middle of shapes, which the pointer sees through.
    static func inside(_ colour: Colour, _ texts: [Markup]) -> Markup {
        guard !texts.isEmpty else { return .nothing }
        return .element(
            "g", ["fill": colour.hexadecimal, "text-anchor": "middle", "pointer-events": "none"],
            children: texts)
    }

    static func rectangle(
        x: Double, y: Double, width: Double, height: Double, fill: Colour? = nil, stroke: Colour? = nil
    ) -> Markup {
        var attributes = [
            ("x", coordinate(x)), ("y", coordinate(y)), ("width", coordinate(max(width, 0))),
            ("height", coordinate(max(height, 0))),
        ]
        if let fill { attributes.append(("fill", fill.hexadecimal)) }
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

    static func circle(
        x: Double, y: Double, radius: Double, fill: Colour? = nil, stroke: Colour? = nil
    ) -> Markup {
        let look = [("fill", fill), ("stroke", stroke)].compactMap { name, colour in
            colour.map { (name, $0.hexadecimal) }
        }
        return .element(
            "circle", [("cx", coordinate(x)), ("cy", coordinate(y)), ("r", coordinate(radius))] + look, [])
    }

    static func path(
        _ commands: String, fill: Colour?, stroke: Colour? = nil, width: Double = 1, opacity: Double = 1,
        fillOpacity: Double = 1
    ) -> Markup {
        var attributes = [("d", commands), ("fill", fill?.hexadecimal ?? "none")]
        if let stroke {
            attributes += [("stroke", stroke.hexadecimal), ("stroke-width", coordinate(width))]
        }
        if opacity < 1 { attributes.append(("opacity", share(opacity))) }
        if fillOpacity < 1 { attributes.append(("fill-opacity", share(fillOpacity))) }
        return .element("path", attributes, [])
    }

    enum Anchor: String { case start, middle, end }

    static func text(
        _ text: String, x: Double, y: Double, size: Double = 12, anchor: Anchor = .start,
        colour: Colour = .ink,
        bold: Bool = false, halo: Bool = false
    ) -> Markup {
        var attributes = [("x", coordinate(x)), ("y", coordinate(y))]
        if colour != usualColour { attributes.append(("fill", colour.hexadecimal)) }
        if size != usualSize { attributes.append(("font-size", coordinate(size))) }
        if anchor != .start { attributes.append(("text-anchor", anchor.rawValue)) }
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
