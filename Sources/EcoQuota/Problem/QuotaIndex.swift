/// Puts checked records into the canonical order and finds the positions that tie them together.
struct QuotaIndex {
    struct SourceKey: Hashable {
        let region, pollutant, sector: String
        let period: Int
    }

    struct AccountKey: Hashable {
        let region, pollutant, pool: String
        let period: Int
    }

    let records: QuotaRecords
    let periods: [MarketPeriod]
    let sources: [EmissionSource]
    let positionOfSource: [SourceKey: Int]
    let measures: [AbatementMeasure]
    let projects: [GrowthProject]
    let measuresOfSource: [Range<Int>]
    let projectsOfSource: [Range<Int>]
    /// One for each pollutant and period.
    let rules: [PollutantRule]
    let zonePools: [ZonePool]
    let accounts: [QuotaAccount]
    let accountOfSource: [Int]
    let positionOfAccount: [AccountKey: Int]
    let poolArcs: [PoolArc]
    private(set) var measureEffects: [MeasureEffect] = []
    private(set) var projectEffects: [ProjectEffect] = []
    /// Baseline and everything that could be added, t.
    private(set) var naturalEmission: [Double] = []

    init(_ records: QuotaRecords) {
        self.records = records
        periods = records.periods.isEmpty ? [MarketPeriod(name: "")] : records.periods
        let sources = records.sources.sorted { Self.order($0) < Self.order($1) }
        self.sources = sources
        let position = Dictionary(
            uniqueKeysWithValues: sources.indices.map { (SourceKey(sources[$0]), $0) })
        positionOfSource = position
        let periodRange = periods.indices
        (measures, measuresOfSource) = Self.grouped(
            records.measures.flatMap { $0.expanded(over: periodRange) }, sources.count
        ) { measure in
            position[SourceKey(measure, measure.period ?? 0)].map { ($0, measure.name) }
        }
        (projects, projectsOfSource) = Self.grouped(records.projects, sources.count) { project in
            position[SourceKey(project, project.period)].map { ($0, project.name) }
        }
        let pools = PoolIndex(records, sources, periodCount: periods.count)
        rules = pools.rules
        zonePools = pools.zonePools
        accounts = pools.accounts(sources)
        accountOfSource = accounts.enumerated().flatMap { index, account in
            account.sources.map { _ in index }
        }
        positionOfAccount = Dictionary(
            uniqueKeysWithValues: accounts.enumerated().map { (AccountKey($1), $0) })
        poolArcs = pools.arcs()
        measureEffects = effectsOfMeasures()
        projectEffects = effectsOfProjects()
        naturalEmission = naturalEmissions()
    }

    /// What co-effects can remove from each source, t.
    func coAbatement() -> [Double] {
        var removed = [Double](repeating: 0, count: sources.count)
        for measure in measureEffects {
            for effect in measure.effects {
                removed[effect.source] += max(0, -effect.emission) * measures[measure.measure].maximum
            }
        }
        return removed
    }

    private func naturalEmissions() -> [Double] {
        var most = sources.map(\.baseline)
        for measure in measureEffects {
            for effect in measure.effects {
                most[effect.source] += max(0, effect.emission) * measures[measure.measure].maximum
            }
        }
        for (project, effect) in zip(projects, projectEffects) {
            for part in effect.emissions { most[part.source] += max(0, part.emission) * project.maximum }
        }
        return most
    }

    private static func order(_ source: EmissionSource) -> (String, String, String, Int, String) {
        (source.pollutant, source.pool, source.region, source.period, source.sector)
    }

    /// Sorts by (source, name) and returns the range of each source; records without a source fall away.
    private static func grouped<Record>(
        _ records: [Record], _ count: Int, key: (Record) -> (Int, String)?
    ) -> ([Record], [Range<Int>]) {
        // Sorted by place: records themselves are large.
        let order = records.indices.compactMap { index in key(records[index]).map { ($0, index) } }
            .sorted { $0.0 < $1.0 }
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(count)
        var start = 0
        for source in 0..<count {
            var end = start
            while end < order.count, order[end].0.0 == source { end += 1 }
            ranges.append(start..<end)
            start = end
        }
        return (order.map { records[$0.1] }, ranges)
    }
}

extension QuotaIndex.SourceKey {
    init(_ source: EmissionSource) {
        self.init(
            region: source.region, pollutant: source.pollutant, sector: source.sector, period: source.period)
    }

    init(_ measure: AbatementMeasure, _ period: Int) {
        self.init(
            region: measure.region, pollutant: measure.pollutant, sector: measure.sector, period: period)
    }

    init(_ project: GrowthProject, _ period: Int) {
        self.init(
            region: project.region, pollutant: project.pollutant, sector: project.sector, period: period)
    }
}

extension QuotaIndex.AccountKey {
    init(_ account: QuotaAccount) {
        self.init(
            region: account.region, pollutant: account.pollutant, pool: account.pool, period: account.period)
    }
}

extension AbatementMeasure {
    /// One for each period that it may be used in.
    fileprivate func expanded(over periods: Range<Int>) -> [AbatementMeasure] {
        guard period == nil else { return [self] }
        return periods.map { period in
            var measure = self
            measure.period = period
            return measure
        }
    }
}
