import EcoAccounts
import EcoUnits

/// One number that a run reports.
public struct RunFigure: Hashable, Sendable {
    /// Stable words joined by points, such as `gep.140122.carbon_fixation.value_yuan`.
    public let id: String
    /// Six digits; empty for a figure over all regions.
    public let region: String
    /// What it is of: an indicator, pollutant, scheme or fund.
    public let item: String
    /// As units are written, such as `CNY/t`.
    public let unit: String
    public let meaning: LocalizedText

    /// Over all regions: what a summary shows first.
    public var isHeadline: Bool { region.isEmpty && !id.hasPrefix("quota.receptor.") }

    /// Money and prices: what is kept of every run where nothing else is asked for.
    public var isOfMoney: Bool {
        isHeadline || id.hasSuffix("value_yuan") || id.hasSuffix("net_yuan") || id.hasSuffix("net_cost_yuan")
            || id.hasSuffix("price_yuan_per_t")
    }
}

/// What a figure is of, before it is put into words: compared and hashed for every run.
struct FigureKey: Hashable, Sendable {
    /// The block that it comes from; its first word.
    enum Block: String, Sendable {
        case gep, air, payments, scores, allocations, quota
    }

    let block: Block
    var region: RegionCode?
    var item = ""
    /// A period, pool or subject where several have a figure of the same name.
    var part = ""
    /// The last word, with the unit.
    let measure: String
    /// As units are written.
    let unit: String

    var figure: RunFigure {
        let place = region?.description ?? ""
        // Of the market the pollutant comes first, of anything else the region.
        let middle = block == .quota ? [item, place, part] : [place, item, part]
        let words = [block.rawValue] + middle.filter { !$0.isEmpty } + [measure]
        return RunFigure(
            id: Self.plain(words.joined(separator: ".")), region: place, item: item, unit: unit,
            meaning: FigureWords.meaning(of: self))
    }
}

extension FigureKey {
    /// Names of projects may hold what has a meaning of its own in patterns and tables.
    private static func plain(_ id: String) -> String {
        String(id.map { $0.isWhitespace || $0 == "," || $0 == "\"" || $0 == "*" ? "_" : $0 })
    }
}

/// The figures of a run with their values, in a fixed order; not-a-number where one is absent.
struct FigureList: Sendable {
    private(set) var keys: [FigureKey] = []
    private(set) var values: [Double] = []

    init() {}

    /// One value for each key.
    init(_ keys: [FigureKey], _ values: [Double]) {
        self.keys = keys
        self.values = values
    }

    mutating func add(_ key: FigureKey, _ value: Double?) {
        keys.append(key)
        values.append(value ?? .nan)
    }

    static func += (left: inout FigureList, right: FigureList) {
        left.keys += right.keys
        left.values += right.values
    }

    /// The values in the order of other keys.
    func values(of wanted: [FigureKey]) -> [Double] {
        if keys == wanted { return values }
        let known = Dictionary(zip(keys, values), uniquingKeysWith: { first, _ in first })
        return wanted.map { known[$0] ?? .nan }
    }
}
