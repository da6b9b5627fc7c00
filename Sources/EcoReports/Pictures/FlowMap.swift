#if canImport(Glibc)
    import Glibc
#endif

/// Arrows between counties, as wide as the tonnes they carry.
struct FlowMap: Sendable {
    let title: String
    let description: String
    let regions: [RegionShape]
    let flows: [Flow]
    let unit: String
    let style: NumberStyle
    /// Names the amount of the widest arrow.
    let largestName: String
    /// Names the flows that have no arrow.
    let otherName: String
    var colour = Palette.receives
    var maximumArrows = 12
    var note = ""

    /// `nil` where none of the flows runs between two known places.
    var picture: Picture? {
        let width = Picture.fullWidth
        let centres = Dictionary(
            regions.compactMap { region in region.centre.map { (region.id, $0) } },
            uniquingKeysWith: { first, _ in first })
        let placed = flows.filter { centres[$0.from] != nil && centres[$0.to] != nil && $0.from != $0.to }
            .sorted { ($0.amount, $1.from, $1.to) > ($1.amount, $0.from, $0.to) }
        let drawn = placed.prefix(maximumArrows)
        guard let largest = drawn.first?.amount, largest > 0,
            let canvas = MapCanvas(
                covering: regions.flatMap(\.points), width: width, heights: 240...520, margin: 40)
        else { return nil }
        var labels = MapLabels()
        let ends = Set(drawn.flatMap { [$0.from, $0.to] })
        let marked = regions.filter { ends.contains($0.id) }
        let names = marked.compactMap { labels.place($0, canvas, below: 15) }
        let dots = marked.compactMap(\.centre).map { centre -> Markup in
            let (x, y) = canvas.place(centre)
            return SVG.circle(x: x, y: y, radius: 4, fill: .ink, stroke: .paper)
        }
        let arrows = drawn.compactMap { flow -> Markup? in
            guard let from = centres[flow.from], let to = centres[flow.to] else { return nil }
            return arrow(flow, canvas.place(from), canvas.place(to), share: flow.amount / largest)
        }
        return Picture(
            title: title, description: description, width: width, height: canvas.height,
            shapes: ground(canvas) + arrows + dots + names,
            note: ["\(largestName) \(style.figure(largest)) \(unit)", rest(placed), note]
                .filter { !$0.isEmpty }.joined(separator: " · "))
    }

    /// What the arrows leave out.
    private func rest(_ flows: [Flow]) -> String {
        guard flows.count > maximumArrows else { return "" }
        let others = flows[maximumArrows...]
        let sum = "\(style.figure(others.reduce(0) { $0 + $1.amount })) \(unit)"
        return style.language == .zh
            ? "\(otherName) \(others.count) 笔，共 \(sum)" : "\(otherName): \(others.count) flows, \(sum)"
    }

    /// All counties, the same on every map of flows.
    private func ground(_ canvas: MapCanvas) -> [Markup] {
        let outlined = regions.filter { !$0.rings.isEmpty }
        let dots = regions.filter(\.rings.isEmpty).compactMap(\.centre)
        return [
            SVG.group(
                fill: Colour(0xEEF1F4), stroke: Palette.outline, width: 0.6,
                outlined.map { .outline(canvas.path($0.rings)) }),
            SVG.group(
                fill: Colour(0xDDE3E9), stroke: .muted,
                dots.isEmpty ? [] : [.outline(canvas.dots(dots, radius: 7))]),
        ]
    }

    /// A curve bent to its left, so that flow and counterflow stand apart, with a head at its end.
    private func arrow(
        _ flow: Flow, _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), share: Double
    ) -> Markup {
        let (dx, dy) = (to.x - from.x, to.y - from.y)
        let length = max((dx * dx + dy * dy).squareRoot(), 1)
        let centre = to
        let bend = (x: (from.x + to.x) / 2 + dy * 0.18, y: (from.y + to.y) / 2 - dx * 0.18)
        let thick = 1.5 + 8 * share
        let (ux, uy) = Self.direction(bend, centre)
        let clearance = min(6, length / 4)
        let to = (x: centre.x - ux * clearance, y: centre.y - uy * clearance)
        let head = 6 + thick * 1.3
        let neck = (x: to.x - ux * min(head, length / 2), y: to.y - uy * min(head, length / 2))
        let half = 3 + thick * 0.75
        func point(_ x: Double, _ y: Double) -> String { "\(SVG.coordinate(x)) \(SVG.coordinate(y))" }
        let stem = "M\(point(from.x, from.y))Q\(point(bend.x, bend.y)) \(point(neck.x, neck.y))"
        let tip =
            "M\(point(to.x, to.y))L\(point(neck.x - uy * half, neck.y + ux * half))"
            + "L\(point(neck.x + uy * half, neck.y - ux * half))Z"
        let hint = "\(flow.fromName) → \(flow.toName): \(style.figure(flow.amount)) \(unit)"
        return SVG.titled(
            hint, SVG.path(stem, fill: nil, stroke: colour, width: thick, opacity: 0.8),
            SVG.path(tip, fill: colour, opacity: 0.9))
    }

    private static func direction(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) -> (
        Double, Double
    ) {
        let length = max(((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot(), 1e-9)
        return ((b.x - a.x) / length, (b.y - a.y) / length)
    }
}
