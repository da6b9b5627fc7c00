import EcoAlgebra
import EcoParameters

/// A quota market, checked and in a canonical order, so that no result depends on the order of the rows given.
///
/// The programme (least cost, positive masses in t/y; each amount in each period):
///
///     min  Σ (c a + q a²/2) - Σ v y + feeb Σ b + fees Σ s + Σ hubfee F + Σ pW w - Σ pF g + pen Σ x
///     e + Σ η a - Σ η y = E        each source, η = 1 for its own measures and projects
///     Σ e - b/ρ + s - x <= Q       each account (banking, edges, commitments and quota brought beside)
///     Σ b - Σ s + out - in - w + g <= pooled   each zone of each pool
///     Σ w <= W, Σ g <= G           each pollutant
///     Σ T e <= B                   each receptor
///     L - Σ κ e - Σ t L' = bg, L <= limit      each section of a river
///     and the linear limits that rules set
///
/// with 0 <= a, y <= maximum, 0 <= e <= cap, 0 <= s <= tradable quota, b = 0 where buying is forbidden.
public struct QuotaProblem: Sendable {
    /// The records that it was made of.
    public let records: QuotaRecords
    /// At least one.
    public let periods: [MarketPeriod]
    /// Sorted by pollutant, pool, region, period and sector: the sources of an account stand together.
    public let sources: [EmissionSource]
    /// Sorted by source and name.
    public let measures: [AbatementMeasure]
    /// Sorted by source and name.
    public let projects: [GrowthProject]
    public let receptors: [Receptor]
    public let shortfallPenalty: Double
    public let nonDegradation: Bool

    /// One for each pollutant and period, in order.
    public let rules: [PollutantRule]
    /// The quota accounts: one for each region, pollutant, pool and period.
    public let accounts: [QuotaAccount]
    public let accountOfSource: [Int]
    /// The zones of each pool, in the order of pollutant, period, pool, side and zone.
    public let zonePools: [ZonePool]
    /// The directions of flow, each between two zones of one pool or from a class to another.
    public let poolArcs: [PoolArc]
    public let edges: [AccountEdge]
    public let bankLinks: [BankLink]
    /// Reserve tiers beside those of the rules, by pollutant, price, name and period.
    public let tiers: [PeriodTier]
    public let tierDraws: [TierDraw]
    /// Each after those above it.
    public let sectionLoads: [SectionLoad]
    /// The measures of each source, as ranges of `measures`.
    public let measuresOfSource: [Range<Int>]
    /// The projects of each source, as ranges of `projects`.
    public let projectsOfSource: [Range<Int>]
    /// Effects of measures on other commodities, of those that have any, in order.
    public let measureEffects: [MeasureEffect]
    /// One for each project.
    public let projectEffects: [ProjectEffect]
    /// The most that each source can emit without its cap: baseline and all growth, t.
    public let naturalEmissions: [Double]
    /// The most that measures on other commodities can remove from each source besides, t.
    public let coAbatement: [Double]
    /// For each source its column of `transfer`.
    public let groupOfSource: [Int]
    /// Concentration for each tonne: one row for each period and receptor (periods first), one column for each
    /// group of sources.
    public internal(set) var transfer: DenseMatrix
    /// What straight lines in place of a response add at each row without emission, ug/m3; empty where nothing.
    public internal(set) var transferConstants: [Double] = []
    /// What `transfer` does not tell; nil where it tells all.
    let response: (any AmbientResponse)?

    /// Checks the records and puts them in order.
    /// - Parameter other: a problem of records like them; what both have in common is taken from it. The result is the
    ///   same without.
    /// - Throws: `DiagnosticFailure` with every finding.
    public init(_ records: QuotaRecords, sharing other: QuotaProblem? = nil) throws(DiagnosticFailure) {
        let findings = QuotaValidation(records, sharing: other?.records).findings
        guard !findings.hasErrors else { throw DiagnosticFailure(findings) }
        let index = QuotaIndex(records)
        self.records = records
        periods = index.periods
        sources = index.sources
        measures = index.measures
        projects = index.projects
        receptors = records.receptors.sorted { $0.id < $1.id }
        shortfallPenalty = records.shortfallPenalty
        nonDegradation = records.nonDegradation
        rules = index.rules
        accounts = index.accounts
        accountOfSource = index.accountOfSource
        zonePools = index.zonePools
        poolArcs = index.poolArcs
        edges = index.edges()
        bankLinks = index.bankLinks()
        tiers = index.tiers()
        tierDraws = index.tierDraws(tiers)
        measuresOfSource = index.measuresOfSource
        projectsOfSource = index.projectsOfSource
        measureEffects = index.measureEffects
        projectEffects = index.projectEffects
        naturalEmissions = index.naturalEmission
        sectionLoads = index.sectionLoads()
        coAbatement = index.coAbatement()
        if let other, other.response == nil, other.hasMatrix(of: records, receptors, sources) {
            (groupOfSource, transfer, response) = (other.groupOfSource, other.transfer, nil)
        } else {
            let ambient = AmbientIndex(index, receptors: receptors)
            response = ambient.response(index, receptors)
            groupOfSource = ambient.groupOfSource
            transfer = (response as? UncertainResponse)?.years.mean ?? ambient.transfer
        }
    }

    /// Whether other records have the same source-receptor matrix, row by row and column by column.
    private func hasMatrix(
        of records: QuotaRecords, _ receptors: [Receptor], _ sources: [EmissionSource]
    ) -> Bool {
        records.uncertainty == nil && records.responseTerms.isEmpty
            && records.coefficients == self.records.coefficients
            && records.periods.count == self.records.periods.count
            && receptors.elementsEqual(self.receptors) { $0.id == $1.id }
            && sources.areSamePlaces(as: self.sources)
    }
}

extension QuotaProblem {
    /// The unit of the quota of a pollutant or other commodity.
    public func unit(of pollutant: String) -> String {
        records.commodities.first { $0.id == pollutant }?.unit ?? "t"
    }

    /// The most that a source can emit without its cap: baseline and all growth, t.
    public func naturalEmission(ofSource source: Int) -> Double { naturalEmissions[source] }

    /// The least that a source can emit, with every measure in full use, t.
    public func lowestEmission(ofSource source: Int) -> Double {
        let abatement = measures[measuresOfSource[source]].reduce(0) { $0 + $1.maximum }
        return max(0, sources[source].baseline - abatement - coAbatement[source])
    }

    /// The concentration that the sources may add at each receptor in each period, ug/m3: the limit less the
    /// background, and under non-degradation not more than the baseline of the first period adds.
    public var allowances: [Double] {
        let limits = receptors.map { $0.limit - $0.background }
        var all = [[Double]](repeating: limits, count: periods.count).flatMap { $0 }
        if nonDegradation {
            let baseline = loads(ofEmissions: sources.map(\.baseline))
            for row in all.indices { all[row] = min(all[row], baseline[row % receptors.count]) }
        }
        return transferConstants.isEmpty ? all : zip(all, transferConstants).map { $0 - $1 }
    }

    /// The concentration added at each receptor in each period by the emission of each source, ug/m3; where the weather
    /// is uncertain, in that which the limits must stand.
    public func loads(ofEmissions emissions: [Double]) -> [Double] {
        let totals = groupEmissions(emissions)
        var loads = (try? transfer.multiplied(by: totals)) ?? []
        guard let response else { return loads }
        for row in loads.indices {
            if let line = response.line(row, at: totals) { loads[row] = line.value }
        }
        return loads
    }

    /// What each source emits under amounts of all measures and projects, t.
    public func emissions(abated: [Double], grown: [Double]) -> [Double] {
        var emissions = sources.map(\.baseline)
        for (source, range) in measuresOfSource.enumerated() {
            for measure in range { emissions[source] -= abated[measure] }
        }
        for measure in measureEffects {
            for effect in measure.effects {
                emissions[effect.source] += effect.emission * abated[measure.measure]
            }
        }
        for (project, effect) in projectEffects.enumerated() {
            for part in effect.emissions { emissions[part.source] += part.emission * grown[project] }
        }
        return emissions.map { max(0, $0) }
    }
}
