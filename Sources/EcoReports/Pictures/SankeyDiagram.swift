/// A flow from one county to another.
struct Flow: Hashable, Sendable {
    let from: String
    let to: String
    let fromName: String
    let toName: String
    let amount: Double
}

/// Bands from senders on the left to receivers on the right; small flows are gathered in "other".
struct SankeyDiagram: Sendable {
    let title: String
    let description: String
    let sendersTitle: String
    let receiversTitle: String
    let flows: [Flow]
    let unit: String
    let style: NumberStyle
    var note = ""

    private static let barWidth = 14.0
    private static let gap = 6.0

    struct Node: Sendable {
        let id: String
        let name: String
        let amount: Double
    }

    /// The `count` largest flows; the rest is one flow from "other" to "other", so that the sum stays.
    static func gathered(_ flows: [Flow], largest count: Int, other: String) -> [Flow] {
        let sorted = flows.filter { $0.amount > 0 }.sorted {
            ($0.amount, $1.from, $1.to) > ($1.amount, $0.from, $0.to)
        }
        guard sorted.count > count + 1 else { return sorted }
        let rest = sorted[count...].reduce(0) { $0 + $1.amount }
        return sorted[..<count] + [Flow(from: "", to: "", fromName: other, toName: other, amount: rest)]
    }

    static func nodes(_ ends: [(id: String, name: String, amount: Double)]) -> [Node] {
        var order: [String] = []
        var sums: [String: (name: String, amount: Double)] = [:]
        for end in ends {
            if sums[end.id] == nil { order.append(end.id) }
            sums[end.id] = (end.name, (sums[end.id]?.amount ?? 0) + end.amount)
        }
        let nodes = order.compactMap { id in sums[id].map { Node(id: id, name: $0.name, amount: $0.amount) } }
        return nodes.sorted {
            ($0.id.isEmpty ? 1 : 0, -$0.amount, $0.id) < ($1.id.isEmpty ? 1 : 0, -$1.amount, $1.id)
        }
    }

    var picture: Picture {
        let senders = Self.nodes(flows.map { ($0.from, $0.fromName, $0.amount) })
        let receivers = Self.nodes(flows.map { ($0.to, $0.toName, $0.amount) })
        let rows = max(senders.count, receivers.count)
        let total = flows.reduce(0) { $0 + $1.amount }
        let scale = max(Double(rows) * 26, 110) / max(total, .leastNormalMagnitude)
        let height = max(Self.height(senders, scale), Self.height(receivers, scale))
        let (left, right) = (230.0, Picture.fullWidth - 230)
        let leftPlaces = places(senders, height, scale)
        let rightPlaces = places(receivers, height, scale)
        let shapes =
            bands(leftPlaces, rightPlaces, scale, left + Self.barWidth, right)
            + bars(senders, leftPlaces, scale, x: left, anchor: .end)
            + bars(receivers, rightPlaces, scale, x: right, anchor: .start)
            + [
                SVG.text(sendersTitle, x: left + Self.barWidth, y: 14, anchor: .end, bold: true),
                SVG.text(receiversTitle, x: right, y: 14, bold: true),
            ]
        return Picture(
            title: title, description: description, width: Picture.fullWidth, height: height + 40,
            shapes: shapes, note: note)
    }

    /// Room of a node: at least a line of text, so that the names of small ones stay apart.
    private static func room(_ node: Node, _ scale: Double) -> Double { max(node.amount * scale, 15) }

    private static func height(_ nodes: [Node], _ scale: Double) -> Double {
        nodes.reduce(0) { $0 + room($1, scale) } + Double(nodes.count - 1) * gap
    }

    /// The top of each node, centred in the height.
    private func places(_ nodes: [Node], _ height: Double, _ scale: Double) -> [String: Double] {
        var y = 28 + (height - Self.height(nodes, scale)) / 2
        var places: [String: Double] = [:]
        for node in nodes {
            let room = Self.room(node, scale)
            places[node.id] = y + (room - node.amount * scale) / 2
            y += room + Self.gap
        }
        return places
    }

    private func bars(
        _ nodes: [Node], _ places: [String: Double], _ scale: Double, x: Double, anchor: SVG.Anchor
    ) -> [Markup] {
        let textX = anchor == .end ? x - 6 : x + Self.barWidth + 6
        return nodes.flatMap { node -> [Markup] in
            let (y, tall) = (places[node.id] ?? 0, max(node.amount * scale, 1))
            let figure = style.figure(node.amount)
            let room = 216 - TextWidth.of("  " + figure, size: 12)
            let name = TextWidth.fitted(node.name, width: room, size: 12)
            return [
                SVG.rectangle(
                    x: x, y: y, width: Self.barWidth, height: tall,
                    fill: node.id.isEmpty ? .muted : Palette.receives),
                SVG.titled(
                    "\(node.name): \(figure) \(unit)",
                    SVG.text("\(name)  \(figure)", x: textX, y: y + tall / 2 + 4, anchor: anchor)),
            ]
        }
    }

    private func bands(
        _ left: [String: Double], _ right: [String: Double], _ scale: Double, _ x1: Double, _ x2: Double
    ) -> [Markup] {
        var (leaving, arriving) = (left, right)
        let order = flows.sorted {
            (left[$0.from] ?? 0, right[$0.to] ?? 0) < (left[$1.from] ?? 0, right[$1.to] ?? 0)
        }
        var ends: [Flow: Double] = [:]
        for flow in order { ends[flow] = take(&leaving, flow.from, flow.amount * scale) }
        let reverse = flows.sorted {
            (right[$0.to] ?? 0, left[$0.from] ?? 0) < (right[$1.to] ?? 0, left[$1.from] ?? 0)
        }
        let senders = left.keys.sorted { (left[$0] ?? 0) < (left[$1] ?? 0) }
        return reverse.map { flow in
            let (tall, a) = (flow.amount * scale, ends[flow] ?? 0)
            let b = take(&arriving, flow.to, tall)
            let colour = flow.from.isEmpty ? .muted : Palette.category(senders.firstIndex(of: flow.from) ?? 0)
            let hint = "\(flow.fromName) → \(flow.toName): \(style.figure(flow.amount)) \(unit)"
            return SVG.titled(
                hint,
                SVG.path(
                    band(x1, a, x2, b, tall), fill: colour, stroke: colour, width: 0.5, fillOpacity: 0.45))
        }
    }

    private func take(_ places: inout [String: Double], _ id: String, _ amount: Double) -> Double {
        let place = places[id] ?? 0
        places[id] = place + amount
        return place
    }

    private func band(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ tall: Double) -> String {
        let middle = (x1 + x2) / 2
        func point(_ x: Double, _ y: Double) -> String { "\(SVG.coordinate(x)) \(SVG.coordinate(y))" }
        return "M\(point(x1, y1))C\(point(middle, y1)) \(point(middle, y2)) \(point(x2, y2))"
            + "L\(point(x2, y2 + tall))C\(point(middle, y2 + tall)) \(point(middle, y1 + tall)) \(point(x1, y1 + tall))Z"
    }
}
