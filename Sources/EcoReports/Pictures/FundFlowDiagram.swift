/// Money from those who pay, through the funds, to those who receive; small amounts are gathered.
struct FundFlowDiagram: Sendable {
    struct Fund: Sendable {
        let name: String
        /// Largest first; the last may gather others.
        let payers: [(name: String, amount: Double)]
        let payees: [(name: String, amount: Double)]
    }

    let title: String
    let description: String
    /// Headings of the three columns.
    let headings: [String]
    let funds: [Fund]
    let unit: String
    let style: NumberStyle
    var note = ""

    private static let (bar, gap, lineHeight) = (14.0, 5.0, 15.0)
    private static let columns = [230.0, 453.0, 676.0]

    /// One place in a column.
    private struct Node {
        let name: String
        let amount: Double
        let y: Double
        let height: Double
    }

    var picture: Picture {
        let largest = funds.map { max(Self.sum($0.payers), Self.sum($0.payees)) }.reduce(0, +)
        let rows = funds.map { max($0.payers.count, $0.payees.count) }.reduce(0, +)
        let scale = max(Double(rows) * 20, 120) / max(largest, .leastNormalMagnitude)
        var y = 30.0
        var shapes: [Markup] = zip(headings, Self.columns).enumerated().map { index, column in
            SVG.text(
                column.0, x: column.1 + Self.bar / 2, y: 14,
                anchor: index == 0 ? .end : index == 1 ? .middle : .start,
                bold: true)
        }
        for fund in funds {
            let (markup, height) = self.shapes(of: fund, top: y, scale)
            shapes += markup
            y += height + 22
        }
        return Picture(
            title: title, description: description, width: Picture.fullWidth, height: y, shapes: shapes,
            note: note)
    }

    private static func sum(_ ends: [(name: String, amount: Double)]) -> Double {
        ends.reduce(0) { $0 + $1.amount }
    }

    private func shapes(of fund: Fund, top: Double, _ scale: Double) -> ([Markup], Double) {
        let sides = [fund.payers, fund.payees]
        let heights = sides.map { side in
            side.reduce(-Self.gap) { $0 + max($1.amount * scale, Self.lineHeight) + Self.gap }
        }
        let middle = max(Self.sum(fund.payers), Self.sum(fund.payees)) * scale
        let height = max(heights[0], heights[1], middle)
        let fundTop = top + (height - middle) / 2
        let placed = zip(sides, heights).map { side, own in
            nodes(side, top: top + (height - own) / 2, scale)
        }
        let center = Node(name: fund.name, amount: middle / scale, y: fundTop, height: middle)
        let shapes =
            bands(placed[0], into: fundTop, x: (Self.columns[0] + Self.bar, Self.columns[1]), Palette.pays)
            + bands(
                placed[1], into: fundTop, x: (Self.columns[2], Self.columns[1] + Self.bar), Palette.receives)
            + [bar(center, x: Self.columns[1], .muted), fundLabel(center)]
            + placed[0].flatMap { [bar($0, x: Self.columns[0], Palette.pays), label($0, column: 0)] }
            + placed[1].flatMap { [bar($0, x: Self.columns[2], Palette.receives), label($0, column: 2)] }
        return (shapes, height + 18)
    }

    private func nodes(_ side: [(name: String, amount: Double)], top: Double, _ scale: Double) -> [Node] {
        var y = top
        return side.map { end in
            let (height, room) = (end.amount * scale, max(end.amount * scale, Self.lineHeight))
            defer { y += room + Self.gap }
            return Node(name: end.name, amount: end.amount, y: y + (room - height) / 2, height: height)
        }
    }

    private func bar(_ node: Node, x: Double, _ colour: Colour) -> Markup {
        SVG.rectangle(x: x, y: node.y, width: Self.bar, height: max(node.height, 1), fill: colour)
    }

    private func fundLabel(_ node: Node) -> Markup {
        SVG.label(
            node.name, x: Self.columns[1] + Self.bar / 2, y: node.y + node.height + 15, width: 400,
            anchor: .middle)
    }

    private func label(_ node: Node, column: Int) -> Markup {
        let figure = style.figure(node.amount)
        let room = 214 - TextWidth.of("  " + figure, size: 12)
        let name = TextWidth.fitted(node.name, width: room, size: 12)
        let x = column == 0 ? Self.columns[0] - 6 : Self.columns[2] + Self.bar + 6
        return SVG.titled(
            "\(node.name): \(figure) \(unit)",
            SVG.text(
                "\(name)  \(figure)", x: x, y: node.y + node.height / 2 + 4,
                anchor: column == 0 ? .end : .start))
    }

    /// Bands that meet at the fund's bar, one below the other.
    private func bands(
        _ nodes: [Node], into top: Double, x: (from: Double, to: Double), _ colour: Colour
    ) -> [Markup] {
        var y = top
        return nodes.map { node in
            defer { y += node.height }
            let middle = (x.from + x.to) / 2
            func point(_ x: Double, _ y: Double) -> String { "\(SVG.coordinate(x)) \(SVG.coordinate(y))" }
            let path =
                "M\(point(x.from, node.y))C\(point(middle, node.y)) \(point(middle, y)) \(point(x.to, y))"
                + "L\(point(x.to, y + node.height))C\(point(middle, y + node.height)) "
                + "\(point(middle, node.y + node.height)) \(point(x.from, node.y + node.height))Z"
            return SVG.titled(
                "\(node.name): \(style.figure(node.amount)) \(unit)",
                SVG.path(path, fill: colour, stroke: colour, width: 0.5, fillOpacity: 0.35))
        }
    }
}
