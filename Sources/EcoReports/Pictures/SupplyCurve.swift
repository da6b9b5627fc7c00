/// Abatement from the cheapest step on: as wide as its tonnes, as high as what its last tonne costs.
struct SupplyCurve: Sendable {
    struct Step: Sendable {
        let name: String
        let tonnes: Double
        let used: Double
        /// Yuan a tonne.
        let cost: Double
    }

    let title: String
    let description: String
    let steps: [Step]
    let usedName: String
    let unusedName: String
    /// Names of the axes with their units.
    let across: String
    let upward: String
    let unit: String
    let style: NumberStyle
    var note = ""

    private static let left = 84.0
    private static let plotHeight = 220.0
    /// More steps than this are drawn in groups.
    private static let maximumSteps = 100

    var picture: Picture {
        let width = Picture.fullWidth
        let legend = Legend(
            entries: [(usedName, Palette.receives), (unusedName, Palette.unused)], x: 0, y: 4, width: width)
        let top = legend.height + 34
        let shown = Self.gathered(steps)
        let horizontal = LinearScale(
            covering: [shown.reduce(0) { $0 + $1.tonnes }], from: Self.left, length: width - Self.left - 30,
            ticks: 8)
        let vertical = LinearScale(
            covering: shown.map(\.cost), from: top + Self.plotHeight, length: -Self.plotHeight)
        return Picture(
            title: title, description: description, width: width, height: top + Self.plotHeight + 44,
            shapes: legend.shapes + axes(horizontal, vertical, top) + blocks(shown, horizontal, vertical),
            note: note)
    }

    /// Neighbours in the order of cost, joined until few enough are left.
    static func gathered(_ steps: [Step]) -> [Step] {
        let sorted = steps.filter { $0.tonnes > 0 }.sorted { ($0.cost, $0.name) < ($1.cost, $1.name) }
        let size = (sorted.count + maximumSteps - 1) / maximumSteps
        guard size > 1 else { return sorted }
        return stride(from: 0, to: sorted.count, by: size).map { start in
            let part = sorted[start..<min(start + size, sorted.count)]
            let tonnes = part.reduce(0) { $0 + $1.tonnes }
            return Step(
                name: "\(part.first?.name ?? "") – \(part.last?.name ?? "")", tonnes: tonnes,
                used: part.reduce(0) { $0 + $1.used },
                cost: part.reduce(0) { $0 + $1.cost * $1.tonnes } / max(tonnes, .leastNormalMagnitude))
        }
    }

    private func axes(_ across: LinearScale, _ up: LinearScale, _ top: Double) -> [Markup] {
        let right = across.start + across.length
        let levels = up.levels(from: Self.left, to: right, style)
        let places = across.tickNumbers(below: top + Self.plotHeight, style)
        return levels + places + [
            SVG.text(upward, x: 0, y: top - 12, size: 11, colour: .muted),
            SVG.text(
                self.across, x: right, y: top + Self.plotHeight + 36, size: 11, anchor: .end, colour: .muted),
        ]
    }

    private func blocks(_ steps: [Step], _ across: LinearScale, _ up: LinearScale) -> [Markup] {
        var (sum, used, unused) = (0.0, [Markup](), [Markup]())
        let zero = up.position(0)
        for step in steps {
            func block(_ from: Double, _ to: Double) -> Markup {
                let (x, y) = (across.position(from), up.position(step.cost))
                let width = max(across.position(to) - x - 0.4, 0.4)
                return SVG.titled(
                    hint(step),
                    SVG.rectangle(x: x, y: min(y, zero), width: width, height: abs(zero - y)))
            }
            let middle = sum + min(step.used, step.tonnes)
            if middle > sum { used.append(block(sum, middle)) }
            if sum + step.tonnes > middle { unused.append(block(middle, sum + step.tonnes)) }
            sum += step.tonnes
        }
        return [SVG.group(fill: Palette.receives, used), SVG.group(fill: Palette.unused, unused)]
    }

    /// What is used of how much, and the cost in the unit of the axis.
    private func hint(_ step: Step) -> String {
        "\(step.name): \(style.figure(step.used)) / \(style.figure(step.tonnes)) \(unit), \(style.figure(step.cost))"
    }
}
