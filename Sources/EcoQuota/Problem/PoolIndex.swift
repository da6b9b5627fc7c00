/// The rules, zones and arcs of all pools, and the accounts that trade in them.
struct PoolIndex {
    struct Key: Hashable {
        let pollutant: String
        let period: Int
        let pool: String
        let side: ZonePool.Side
        let zone: String

        var order: (String, Int, String, Int, String) { (pollutant, period, pool, side.rawValue, zone) }
    }

    private struct RegionPollutant: Hashable {
        let region: String
        let pollutant: String?
    }

    let rules: [PollutantRule]
    let zonePools: [ZonePool]
    private let records: QuotaRecords
    private let zones: [RegionPollutant: String]
    private let position: [Key: Int]

    init(_ records: QuotaRecords, _ sources: [EmissionSource], periodCount: Int) {
        self.records = records
        let zones = Dictionary(
            uniqueKeysWithValues: records.zones.map {
                (RegionPollutant(region: $0.region, pollutant: $0.pollutant), $0.zone)
            })
        self.zones = zones
        let given = Dictionary(uniqueKeysWithValues: records.rules.map { ($0.pollutant, $0) })
        let pollutants = Set(sources.map(\.pollutant)).sorted()
        rules = pollutants.flatMap { pollutant in
            [PollutantRule](
                repeating: given[pollutant] ?? PollutantRule(pollutant: pollutant), count: periodCount)
        }
        var keys: Set<Key> = []
        for source in sources {
            let zone = Self.zone(source, zones)
            let key = { (pool: String, side: ZonePool.Side) in
                Key(pollutant: source.pollutant, period: source.period, pool: pool, side: side, zone: zone)
            }
            guard records.isLinked(source.pool, source.pollutant) else {
                keys.insert(key(source.pool, .both))
                continue
            }
            keys.formUnion([key(source.pool, .supply), key(source.pool, .demand)])
            for link in records.classLinks where link.serves(source.pool, source.pollutant) {
                keys.insert(key(link.from, .supply))
            }
        }
        let sorted = keys.sorted { $0.order < $1.order }
        let rulePosition = Dictionary(
            uniqueKeysWithValues: pollutants.enumerated().map { ($1, $0 * periodCount) })
        position = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
        zonePools = sorted.map {
            ZonePool(
                pollutant: $0.pollutant, pool: $0.pool, zone: $0.zone,
                rule: (rulePosition[$0.pollutant] ?? 0) + $0.period, period: $0.period, side: $0.side)
        }
    }

    private static func zone(_ source: EmissionSource, _ zones: [RegionPollutant: String]) -> String {
        zones[RegionPollutant(region: source.region, pollutant: source.pollutant)]
            ?? zones[RegionPollutant(region: source.region, pollutant: nil)] ?? ""
    }

    private func pool(_ source: EmissionSource, _ side: ZonePool.Side) -> Int {
        let isLinked = records.isLinked(source.pool, source.pollutant)
        let key = Key(
            pollutant: source.pollutant, period: source.period, pool: source.pool,
            side: isLinked ? side : .both, zone: Self.zone(source, zones))
        return position[key] ?? 0
    }

    /// The accounts of sources in canonical order: those of one account stand together.
    func accounts(_ sources: [EmissionSource]) -> [QuotaAccount] {
        var accounts: [QuotaAccount] = []
        var start = 0
        while start < sources.count {
            let first = sources[start]
            var end = start + 1
            while end < sources.count, sources[end].sharesAccount(with: first) { end += 1 }
            accounts.append(account(sources, start..<end))
            start = end
        }
        return accounts
    }

    private func account(_ sources: [EmissionSource], _ range: Range<Int>) -> QuotaAccount {
        let first = sources[range.lowerBound]
        let purchasePool = pool(first, .demand)
        return QuotaAccount(
            region: first.region, pollutant: first.pollutant, pool: first.pool, period: first.period,
            sources: range, zonePool: purchasePool, salePool: pool(first, .supply),
            rule: zonePools[purchasePool].rule,
            quota: sources[range].reduce(0) { $0 + (1 - $1.pooledShare) * $1.quota },
            tradable: sources[range].reduce(0) { $0 + $1.tradableShare * $1.quota },
            pooled: sources[range].reduce(0) { $0 + $1.pooledShare * $1.quota },
            replacementRatio: first.replacementRatio, mayBuy: first.mayBuy)
    }

    /// Between zones of one class, and from the supply of a class to the demand of another.
    func arcs() -> [PoolArc] {
        let arcsFrom = Dictionary(grouping: records.arcs, by: \.from)
        return zonePools.enumerated().flatMap { from, pool -> [PoolArc] in
            let between = pool.side == .demand ? [] : (arcsFrom[pool.zone] ?? []).sorted { $0.to < $1.to }
            let zoneArcs = between.compactMap { arc -> PoolArc? in
                guard arc.pollutant ?? pool.pollutant == pool.pollutant else { return nil }
                return position[key(pool, pool.pool, pool.side, arc.to)].map {
                    PoolArc(from: from, to: $0, fee: arc.fee)
                }
            }
            return zoneArcs + links(from, pool)
        }
    }

    private func links(_ from: Int, _ pool: ZonePool) -> [PoolArc] {
        guard pool.side == .supply else { return [] }
        let served = records.classLinks.filter {
            $0.from == pool.pool && $0.pollutant ?? pool.pollutant == pool.pollutant
        }
        let classes = Set(served.map(\.to)).union([pool.pool]).sorted()
        return classes.compactMap { name in
            position[key(pool, name, .demand, pool.zone)].map { PoolArc(from: from, to: $0, fee: 0) }
        }
    }

    private func key(_ like: ZonePool, _ pool: String, _ side: ZonePool.Side, _ zone: String) -> Key {
        Key(pollutant: like.pollutant, period: like.period, pool: pool, side: side, zone: zone)
    }
}

extension QuotaRecords {
    /// Whether a class sells to another or buys from one.
    func isLinked(_ pool: String, _ pollutant: String) -> Bool {
        classLinks.contains {
            ($0.from == pool || $0.to == pool) && $0.pollutant ?? pollutant == pollutant
        }
    }
}

extension ClassLink {
    func serves(_ pool: String, _ pollutant: String) -> Bool {
        to == pool && self.pollutant ?? pollutant == pollutant
    }
}

extension EmissionSource {
    func sharesAccount(with other: EmissionSource) -> Bool {
        region == other.region && pollutant == other.pollutant && pool == other.pool && period == other.period
    }
}
