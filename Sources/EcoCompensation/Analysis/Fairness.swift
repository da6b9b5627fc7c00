import EcoAccounts
import EcoUnits

/// How the payments of a year fall on one region.
public struct RegionBurden: Hashable, Sendable {
    public let region: RegionCode
    public let year: Int
    public let paid: Money
    public let received: Money
    /// Yuan a head, net; `nil` without a population.
    public let netPerHead: Double?
    /// Yuan per km2, net; `nil` without an area.
    public let netPerSquareKilometre: Double?
    /// What it pays over its budget revenue; `nil` where the revenue is not known.
    public let burdenOfRevenue: Double?
    /// Its budget revenue, yuan; `nil` where it is not known.
    public let revenue: Double?
}

/// How unequal the payments of a year are over the regions.
public struct PaymentInequality: Hashable, Sendable {
    public let year: Int
    /// Gini coefficient of what regions pay per head, weighted by population; `nil` where nobody pays or a
    /// population is not known.
    public let giniOfPaid: Double?
    /// The same of what they receive.
    public let giniOfReceived: Double?
    /// The region with the largest burden over its revenue, and that burden.
    public let heaviest: RegionCode?
    public let heaviestBurden: Double?
}

/// Fairness figures of a ledger. All are ratios of settled money; nothing is settled by them.
public struct Fairness: Sendable {
    public let burdens: [RegionBurden]
    public let inequalities: [PaymentInequality]

    init(_ ledger: Ledger, _ regions: RegionTable) throws(ArithmeticOverflow) {
        var sums: [Int: [RegionCode: (paid: Money, received: Money)]] = [:]
        for row in try ledger.statement() {
            guard let region = row.party.region, regions.contains(region) else { continue }
            let sum = sums[row.year]?[region] ?? (.zero, .zero)
            sums[row.year, default: [:]][region] = (
                try sum.paid + row.paid, try sum.received + row.received
            )
        }
        var burdens: [RegionBurden] = []
        var inequalities: [PaymentInequality] = []
        for (year, sums) in sums.sorted(by: { $0.key < $1.key }) {
            var own: [RegionBurden] = []
            for region in regions.regions {
                let sum = sums[region.code] ?? (.zero, .zero)
                own.append(try RegionBurden(region, year, paid: sum.paid, received: sum.received))
            }
            burdens += own
            inequalities.append(PaymentInequality(year, own, regions))
        }
        self.burdens = burdens
        self.inequalities = inequalities
    }
}

extension RegionBurden {
    fileprivate init(
        _ region: Region, _ year: Int, paid: Money, received: Money
    ) throws(ArithmeticOverflow) {
        self.region = region.code
        self.year = year
        self.paid = paid
        self.received = received
        let net = try (received - paid).yuan.doubleValue
        let ratio = { (divisor: Double?) in divisor.flatMap { $0 > 0 ? net / $0 : nil } }
        netPerHead = ratio(region.population)
        netPerSquareKilometre = ratio(region.areaSquareKilometres)
        revenue = region.revenueWanYuan.map { $0 * 10_000 }
        burdenOfRevenue = revenue.flatMap { $0 > 0 ? paid.yuan.doubleValue / $0 : nil }
    }
}

extension PaymentInequality {
    fileprivate init(_ year: Int, _ burdens: [RegionBurden], _ regions: RegionTable) {
        self.year = year
        let populations = burdens.map { regions[$0.region]?.population }
        giniOfPaid = Gini.coefficient(of: burdens.map { $0.paid.yuan.doubleValue }, over: populations)
        giniOfReceived = Gini.coefficient(of: burdens.map { $0.received.yuan.doubleValue }, over: populations)
        let heaviest = burdens.filter { $0.burdenOfRevenue != nil }
            .max { ($0.burdenOfRevenue ?? 0, $1.region) < ($1.burdenOfRevenue ?? 0, $0.region) }
        self.heaviest = heaviest?.region
        heaviestBurden = heaviest?.burdenOfRevenue
    }
}
