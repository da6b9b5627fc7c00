/// One number that runs are compared by, under the words that ``RunFigure`` uses.
public struct ComparedFigure: Hashable, Sendable {
    public enum Group: String, Sendable, CaseIterable {
        case accounts, air, payments, quota, prices
    }

    public let group: Group
    /// Six digits; empty for a figure over all regions.
    public let region: String
    /// An indicator, pollutant, scheme, fund or receptor; empty for totals.
    public let item: String
    /// A period, pool or standard where several have a figure of the same name.
    public let part: String
    /// With the unit at its end, such as `value_yuan`.
    public let measure: String
    /// As units are written, such as `CNY/t`.
    public let unit: String

    init(
        _ group: Group, region: String = "", item: String = "", part: String = "", _ measure: String,
        unit: String
    ) {
        self.group = group
        self.region = region
        self.item = item
        self.part = part
        self.measure = measure
        self.unit = unit
    }

    /// Such as `gep.140122.carbon_fixation.value_yuan`.
    public var id: String {
        let isMarket = group == .quota || group == .prices
        let head = group == .accounts ? "gep" : isMarket ? "quota" : group.rawValue
        let middle = isMarket ? [item, region, part] : [region, item, part]
        return ([head] + middle.filter { !$0.isEmpty } + [measure]).joined(separator: ".")
    }
}

/// An amount and its differences: money is counted in fen, so that its differences are exact.
public struct ComparedAmount: Hashable, Sendable {
    /// In parts of the unit.
    let count: Double
    /// Parts of one unit: 100 for money in fen, else 1.
    let parts: Double

    init(_ value: Double) { (count, parts) = (value, 1) }
    init(fen: Int64) { (count, parts) = (Double(fen), 100) }

    public var value: Double { count / parts }

    /// Amounts closer than that part of the larger one are the same: a solver's last digits are no change.
    private static let rounding = 1e-9
    /// And so are those closer than that, in their unit.
    private static let nothing = 1e-6

    /// `later - self`; 0 where they are the same.
    public func difference(to later: ComparedAmount) -> Double {
        guard parts == later.parts else { return later.value - value }
        let difference = later.count - count
        let isExact = parts > 1
        let least =
            isExact ? 0 : max(Self.nothing, Self.rounding * max(count.magnitude, later.count.magnitude))
        return difference.magnitude <= least ? 0 : difference / parts
    }
}
