import EcoQuota

/// The same market without pools: one variable for each pair of seller and buyer, the cheapest way between
/// their zones added to the fees. Written from the records alone.
struct PairwiseModel {
    private var program = ReferenceProgram()
    private var constant = 0.0
    private let records: QuotaRecords
    private let money = 1000.0
    private var emission: [String: (constant: Double, terms: [Int: Double])] = [:]

    init(_ records: QuotaRecords) {
        self.records = records
        for source in records.sources { addSource(source) }
        for pollutant in Set(records.sources.map(\.pollutant)).sorted() {
            for pool in Set(records.sources.filter { $0.pollutant == pollutant }.map(\.pool)).sorted() {
                addPool(pollutant, pool)
            }
            addReserveLimits(pollutant)
        }
        for receptor in records.receptors { addReceptor(receptor) }
    }

    func optimum() -> Double? { program.optimum().map { ($0 + constant) * money } }

    /// The same as a programme of a market; `cost` tells what its objective is in yuan.
    var marketProgram: MarketProgram { program.marketProgram }

    func cost(_ objective: Double) -> Double { (objective + constant) * money }

    private func key(_ source: EmissionSource) -> String {
        "\(source.region) \(source.pollutant) \(source.sector)"
    }

    private mutating func addSource(_ source: EmissionSource) {
        let name = key(source)
        var terms: [Int: Double] = [:]
        for measure in records.measures
        where "\(measure.region) \(measure.pollutant) \(measure.sector)" == name {
            let variable = program.variable(cost: measure.cost / money, curvature: measure.slope / money)
            program.limit([variable: 1], atMost: measure.maximum)
            terms[variable] = -1
        }
        for project in records.projects
        where "\(project.region) \(project.pollutant) \(project.sector)" == name {
            let variable = program.variable(cost: -project.value / money)
            program.limit([variable: 1], atMost: project.maximum)
            terms[variable] = 1
        }
        emission[name] = (source.baseline, terms)
        program.limit(terms.mapValues { -$0 }, atMost: source.baseline)
        if let cap = source.emissionCap { program.limit(terms, atMost: cap - source.baseline) }
    }

    // MARK: Deals

    private var reserveUse: [String: [Int]] = [:]
    private var buyBackUse: [String: [Int]] = [:]

    private mutating func addPool(_ pollutant: String, _ pool: String) {
        let sources = records.sources.filter { $0.pollutant == pollutant && $0.pool == pool }
        let regions = Set(sources.map(\.region)).sorted()
        let rule = records.rules.first { $0.pollutant == pollutant } ?? PollutantRule(pollutant: pollutant)
        var sales: [String: [Int]] = [:]
        var purchases: [String: [Int]] = [:]
        for seller in regions {
            for buyer in regions where seller != buyer {
                guard let way = wayFee(zone(seller), zone(buyer), among: Set(regions.map(zone))) else {
                    continue
                }
                let deal = program.variable(cost: (rule.buyFee + rule.sellFee + way) / money)
                sales[seller, default: []].append(deal)
                purchases[buyer, default: []].append(deal)
            }
            if rule.buyBack > 0 {
                let deal = program.variable(cost: (rule.sellFee - rule.floorPrice) / money)
                sales[seller, default: []].append(deal)
                buyBackUse[pollutant, default: []].append(deal)
            }
        }
        for buyer in regions where rule.reserve > 0 {
            let deal = program.variable(cost: (rule.buyFee + rule.reservePrice) / money)
            purchases[buyer, default: []].append(deal)
            reserveUse[pollutant, default: []].append(deal)
        }
        for region in regions {
            addAccount(
                sources.filter { $0.region == region }, sales[region] ?? [], purchases[region] ?? [])
        }
    }

    private mutating func addAccount(_ sources: [EmissionSource], _ sales: [Int], _ purchases: [Int]) {
        let shortfall = program.variable(cost: records.shortfallPenalty / money)
        var row = [shortfall: -1.0]
        var limit = 0.0
        for source in sources {
            guard let (baseline, terms) = emission[key(source)] else { continue }
            row.merge(terms) { $0 + $1 }
            limit += source.quota - baseline
        }
        for deal in sales { row[deal, default: 0] += 1 }
        for deal in purchases { row[deal, default: 0] -= 1 / sources[0].replacementRatio }
        program.limit(row, atMost: limit)
        let tradable = sources.reduce(0) { $0 + $1.tradableShare * $1.quota }
        program.limit(Dictionary(uniqueKeysWithValues: sales.map { ($0, 1) }), atMost: tradable)
        if !sources[0].mayBuy {
            program.limit(Dictionary(uniqueKeysWithValues: purchases.map { ($0, 1) }), atMost: 0)
        }
    }

    private mutating func addReserveLimits(_ pollutant: String) {
        guard let rule = records.rules.first(where: { $0.pollutant == pollutant }) else { return }
        for (use, limit) in [(reserveUse, rule.reserve), (buyBackUse, rule.buyBack)] {
            guard let deals = use[pollutant] else { continue }
            program.limit(Dictionary(uniqueKeysWithValues: deals.map { ($0, 1) }), atMost: limit)
        }
    }

    private func zone(_ region: String) -> String { records.zones.first { $0.region == region }?.zone ?? "" }

    /// The least fee on the way over the given zones; nil where there is no way.
    private func wayFee(_ from: String, _ to: String, among zones: Set<String>) -> Double? {
        var fee = [from: 0.0]
        for _ in zones {
            for arc in records.arcs where zones.contains(arc.from) && zones.contains(arc.to) {
                guard let before = fee[arc.from] else { continue }
                fee[arc.to] = min(fee[arc.to] ?? .infinity, before + arc.fee)
            }
        }
        return fee[to]
    }

    private mutating func addReceptor(_ receptor: Receptor) {
        var row: [Int: Double] = [:]
        var (limit, baselineLoad) = (receptor.limit - receptor.background, 0.0)
        for source in records.sources {
            let coefficient =
                records.coefficients.first {
                    $0.receptor == receptor.id && $0.region == source.region
                        && $0.pollutant == source.pollutant
                }?.concentrationPerTonne ?? 0
            guard let (baseline, terms) = emission[key(source)] else { continue }
            baselineLoad += coefficient * baseline
            row.merge(terms.mapValues { $0 * coefficient }) { $0 + $1 }
        }
        if records.nonDegradation { limit = min(limit, baselineLoad) }
        program.limit(row.mapValues { $0 * 200 }, atMost: (limit - baselineLoad) * 200)
    }
}
