import EcoParameters
import EcoUnits

/// Sale of the whole total: by sealed bids at one price, or out of the pool at the reserve price.
///
/// Sealed bids: those below the reserve price are refused; the others are served in falling order of price until
/// the total is sold, equal prices in proportion. All pay the lowest price that was served, or the reserve price
/// where the total is not sold out. What is not sold goes to the reserve. Without bids the whole total goes to the
/// reserve, and the market itself buys at the reserve price what it needs.
public struct PrimaryAuction: QuotaAllocationMethod {
    enum Columns {
        static let bid = Column<String>.text("bid", LocalizedText(en: "name of the bid", zh: "报价编号"))
        static let quantity = Column<Double>.quantity(
            "quantity_t", unit: .named("t"), range: .nonNegative,
            LocalizedText(en: "quota asked for", zh: "申购量"))
        static let price = Column<Double>.quantity(
            "price_yuan_per_t", unit: .named("CNY/t"), range: .nonNegative,
            LocalizedText(en: "the most that is paid for it", zh: "报价"))
    }

    static let bidsTable = TableDeclaration(
        id: "quota_bids", meaning: LocalizedText(en: "sealed bids for quota", zh: "排污权指标密封报价"),
        columns: [
            QuotaTables.region.declaration, QuotaTables.pollutant.declaration, Columns.bid.declaration,
            Columns.quantity.declaration, Columns.price.declaration, QuotaTables.note.declaration,
        ], uniqueBy: ["region", "pollutant", "bid"])
    static let bidsParameter = Parameter<Table>.table(
        "bids", bidsTable,
        LocalizedText(
            en: "sealed bids; without them the market buys from the reserve", zh: "密封报价表，缺省则由市场向储备购买")
    ).optional
    static let reservePriceParameter = Parameter<[String: Double]>.quantities(
        "reserve_price", keys: .identifier, unit: .named("CNY/t"), range: .nonNegative,
        LocalizedText(
            en: "lowest price of the sale, by pollutant; the price of the reserve where absent",
            zh: "各污染物拍卖底价，缺省为储备出让价"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "primary_auction", title: LocalizedText(en: "Auction", zh: "拍卖法"),
            meaning: LocalizedText(
                en: "the whole total is sold, at one price for all", zh: "总量全部有偿出让，统一价格成交"),
            parameters: [
                idParameter.declaration, bidsParameter.declaration, reservePriceParameter.declaration,
            ])
    }

    public struct Bid: Sendable, Equatable {
        public let region, pollutant: String
        /// t.
        public let quantity: Double
        /// yuan/t.
        public let price: Double

        public init(region: String, pollutant: String, quantity: Double, price: Double) {
            self.region = region
            self.pollutant = pollutant
            self.quantity = quantity
            self.price = price
        }
    }

    public let id: String
    private let bids: [Bid]?
    private let locations: [SourceLocation]
    private let reservePrice: [String: Double]

    public init(_ bound: BoundGroup) {
        id = Self.id(bound)
        let table = bound[Self.bidsParameter]
        bids = table.map(Self.bids)
        locations = table.map { table in table.rows.map { table.location($0, QuotaTables.region) } } ?? []
        reservePrice = bound[Self.reservePriceParameter]
    }

    public init(bids: [Bid]? = nil, reservePrice: [String: Double] = [:]) {
        id = Self.declaration.id
        self.bids = bids
        locations = []
        self.reservePrice = reservePrice
    }

    private static func bids(_ table: Table) -> [Bid] {
        table.rows.map { row in
            Bid(
                region: table.value(row, QuotaTables.region),
                pollutant: table.value(row, QuotaTables.pollutant),
                quantity: table.value(row, Columns.quantity), price: table.value(row, Columns.price))
        }
    }

    public func divide(_ task: AllocationTask, _ findings: inout [Diagnostic]) -> AllocationOutcome? {
        let lowest = reservePrice[task.pollutant]
        var outcome = AllocationOutcome(quota: task.regions.map { _ in 0 })
        outcome.reservePrice = lowest
        outcome.unsold = task.total
        guard let bids else { return outcome }
        check(bids, task, &findings)
        let sale = Sale(bids.filter { $0.pollutant == task.pollutant }, of: task.total, from: lowest ?? 0)
        for (position, region) in task.regions.enumerated() {
            outcome.quota[position] = sale.won[region] ?? 0
        }
        outcome.unsold = task.total - sale.sold
        outcome.facts = [
            AllocationFact("clearing_price", sale.price, unit: "CNY/t"),
            AllocationFact("sold", sale.sold, unit: "t"),
            AllocationFact("revenue", sale.sold * sale.price, unit: "CNY"),
        ]
        return outcome
    }

    private func check(_ bids: [Bid], _ task: AllocationTask, _ findings: inout [Diagnostic]) {
        let known = Set(task.regions)
        for (index, bid) in bids.enumerated()
        where bid.pollutant == task.pollutant && !known.contains(bid.region) {
            findings.append(
                Diagnostic(
                    code: "unknown_source", at: locations.indices.contains(index) ? locations[index] : nil,
                    path: "region", "no source of \(bid.pollutant) in \(bid.region)",
                    hint: "add it to the sources, or remove the bid"))
        }
    }

    /// A sale by sealed bids at one price.
    struct Sale {
        private(set) var won: [String: Double] = [:]
        private(set) var sold = 0.0
        /// yuan/t.
        private(set) var price: Double

        init(_ bids: [Bid], of supply: Double, from lowest: Double) {
            price = lowest
            let levels = Dictionary(
                grouping: bids.filter { $0.price >= lowest && $0.quantity > 0 }, by: \.price)
            for (level, bids) in levels.sorted(by: { $0.key > $1.key }) where sold < supply {
                let asked = bids.reduce(0) { $0 + $1.quantity }
                let part = min(1, (supply - sold) / asked)
                for bid in bids { won[bid.region, default: 0] += bid.quantity * part }
                sold = part < 1 ? supply : sold + asked
                if sold >= supply { price = level }
            }
        }
    }
}
