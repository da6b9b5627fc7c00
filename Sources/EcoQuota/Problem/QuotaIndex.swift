import EcoAlgebra

/// Puts checked records into the canonical order and finds the positions that tie them together.
struct QuotaIndex {
    struct SourceKey: Hashable {
        let region, pollutant, sector: String
    }

    let sources: [EmissionSource]
    let measures: [AbatementMeasure]
    let projects: [GrowthProject]
    let measuresOfSource: [Range<Int>]
    let projectsOfSource: [Range<Int>]
    let rules: [PollutantRule]
    let zonePools: [ZonePool]
    let accounts: [QuotaAccount]
    let poolArcs: [PoolArc]
    let receptors: [Receptor]
    let transfer: DenseMatrix

    init(_ records: QuotaRecords) {
        sources = records.sources.sorted { Self.order($0) < Self.order($1) }
        let keys = sources.map { SourceKey(region: $0.region, pollutant: $0.pollutant, sector: $0.sector) }
        let position = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
        (measures, measuresOfSource) = Self.grouped(records.measures, sources.count) {
            (position[SourceKey(region: $0.region, pollutant: $0.pollutant, sector: $0.sector)] ?? 0, $0.name)
        }
        (projects, projectsOfSource) = Self.grouped(records.projects, sources.count) {
            (position[SourceKey(region: $0.region, pollutant: $0.pollutant, sector: $0.sector)] ?? 0, $0.name)
        }
        rules = Self.rules(records.rules, for: sources)
        let zones = Dictionary(uniqueKeysWithValues: records.zones.map { ($0.region, $0.zone) })
        zonePools = Self.zonePools(sources, zones, rules)
        accounts = Self.accounts(sources, zones, zonePools)
        poolArcs = Self.poolArcs(records.arcs, zonePools)
        receptors = records.receptors.sorted { $0.id < $1.id }
        transfer = Self.transfer(records.coefficients, receptors, accounts)
    }

    private static func order(_ source: EmissionSource) -> (String, String, String, String) {
        (source.pollutant, source.pool, source.region, source.sector)
    }

    /// Sorts by (source, name) and returns the range of each source.
    private static func grouped<Record>(
        _ records: [Record], _ count: Int, key: (Record) -> (Int, String)
    ) -> ([Record], [Range<Int>]) {
        let sorted = records.map { (key: key($0), record: $0) }.sorted { $0.key < $1.key }
        var ranges: [Range<Int>] = []
        var start = 0
        for source in 0..<count {
            var end = start
            while end < sorted.count, sorted[end].key.0 == source { end += 1 }
            ranges.append(start..<end)
            start = end
        }
        return (sorted.map(\.record), ranges)
    }

    private static func rules(_ given: [PollutantRule], for sources: [EmissionSource]) -> [PollutantRule] {
        let byPollutant = Dictionary(uniqueKeysWithValues: given.map { ($0.pollutant, $0) })
        return Set(sources.map(\.pollutant)).sorted().map { byPollutant[$0] ?? PollutantRule(pollutant: $0) }
    }

    private static func zonePools(
        _ sources: [EmissionSource], _ zones: [String: String], _ rules: [PollutantRule]
    ) -> [ZonePool] {
        let rulePosition = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.pollutant, $0) })
        let found = Set(sources.map { [$0.pollutant, $0.pool, zones[$0.region] ?? ""] })
        return found.sorted { $0.lexicographicallyPrecedes($1) }.map {
            ZonePool(pollutant: $0[0], pool: $0[1], zone: $0[2], rule: rulePosition[$0[0]] ?? 0)
        }
    }

    private static func accounts(
        _ sources: [EmissionSource], _ zones: [String: String], _ zonePools: [ZonePool]
    ) -> [QuotaAccount] {
        let keys = zonePools.enumerated().map { ([$1.pollutant, $1.pool, $1.zone], $0) }
        let position = Dictionary(uniqueKeysWithValues: keys)
        var accounts: [QuotaAccount] = []
        var start = 0
        while start < sources.count {
            let first = sources[start]
            let end =
                sources[start...].firstIndex {
                    ($0.pollutant, $0.pool, $0.region) != (first.pollutant, first.pool, first.region)
                } ?? sources.count
            let zonePool = position[[first.pollutant, first.pool, zones[first.region] ?? ""]] ?? 0
            accounts.append(account(sources, start..<end, zonePool, zonePools[zonePool].rule))
            start = end
        }
        return accounts
    }

    private static func account(
        _ sources: [EmissionSource], _ range: Range<Int>, _ zonePool: Int, _ rule: Int
    ) -> QuotaAccount {
        let first = sources[range.lowerBound]
        return QuotaAccount(
            region: first.region, pollutant: first.pollutant, pool: first.pool, sources: range,
            zonePool: zonePool, rule: rule, quota: sources[range].reduce(0) { $0 + $1.quota },
            tradable: sources[range].reduce(0) { $0 + $1.tradableShare * $1.quota },
            replacementRatio: first.replacementRatio, mayBuy: first.mayBuy)
    }

    private static func poolArcs(_ arcs: [ZoneArc], _ zonePools: [ZonePool]) -> [PoolArc] {
        let arcsFrom = Dictionary(grouping: arcs, by: \.from)
        let keys = zonePools.enumerated().map { ([$1.pollutant, $1.pool, $1.zone], $0) }
        let position = Dictionary(uniqueKeysWithValues: keys)
        return zonePools.enumerated().flatMap { from, pool in
            (arcsFrom[pool.zone] ?? []).sorted { $0.to < $1.to }.compactMap { arc in
                position[[pool.pollutant, pool.pool, arc.to]].map {
                    PoolArc(from: from, to: $0, fee: arc.fee)
                }
            }
        }
    }

    private static func transfer(
        _ coefficients: [SourceReceptorCoefficient], _ receptors: [Receptor], _ accounts: [QuotaAccount]
    ) -> DenseMatrix {
        var matrix = DenseMatrix(rows: receptors.count, columns: accounts.count)
        let row = Dictionary(uniqueKeysWithValues: receptors.enumerated().map { ($1.id, $0) })
        let columns = Dictionary(grouping: accounts.indices) {
            [accounts[$0].region, accounts[$0].pollutant]
        }
        for coefficient in coefficients {
            guard let receptor = row[coefficient.receptor] else { continue }
            for column in columns[[coefficient.region, coefficient.pollutant]] ?? [] {
                matrix[receptor, column] = coefficient.concentrationPerTonne
            }
        }
        return matrix
    }
}
