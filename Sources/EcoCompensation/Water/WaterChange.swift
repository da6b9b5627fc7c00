import EcoUnits

/// How a model moves what was measured at a section: factors on the concentration, and on that of the year before.
public struct WaterChange: Hashable, Sendable {
    /// Name of the section, as the schemes' tables have it.
    public let section: String
    public let item: WaterItem
    public let factor: Rational
    public let previousFactor: Rational

    public init(section: String, item: WaterItem, factor: Rational, previousFactor: Rational) {
        self.section = section
        self.item = item
        self.factor = factor
        self.previousFactor = previousFactor
    }
}

extension WaterObservation {
    /// Concentration and that of the year before times their factors, to six decimals as tables have them; what flows
    /// in, targets and volumes stay.
    func moved(by changes: [WaterChange]) -> WaterObservation {
        guard let change = changes.first(where: { $0.section == section && $0.item == item }) else {
            return self
        }
        return WaterObservation(
            section: section, period: period, item: item, value: Self.moved(value, change.factor),
            inflow: inflow, target: target, previous: Self.moved(previous, change.previousFactor),
            volume: volume, state: state, origin: origin)
    }

    private static func moved(_ value: Rational?, _ factor: Rational) -> Rational? {
        value.flatMap { try? ($0 * factor).rounded(toDigits: 6) }
    }
}
