import EcoAlgebra
import EcoParameters

/// A quota market of one period, checked and in a canonical order, so that no result depends on the order of
/// the rows given.
///
/// The programme (least cost, positive masses in t/y):
///
///     min  Σ (c a + q a²/2) - Σ v y + feeb Σ b + fees Σ s + Σ hubfee F + Σ pW w - Σ pF g + pen Σ x
///     e + Σ a - Σ y = E            each source
///     Σ e - b/ρ + s - x <= Q       each account
///     Σ b - Σ s + out - in - w + g <= 0   each zone of each pool
///     Σ w <= W, Σ g <= G           each pollutant
///     Σ T e <= B                   each receptor
///
/// with 0 <= a, y <= maximum, 0 <= e <= cap, 0 <= s <= tradable quota, b = 0 where buying is forbidden.
public struct QuotaProblem: Sendable {
    /// Sorted by pollutant, pool, region and sector: the sources of an account stand together.
    public let sources: [EmissionSource]
    /// Sorted by source and name.
    public let measures: [AbatementMeasure]
    /// Sorted by source and name.
    public let projects: [GrowthProject]
    public let receptors: [Receptor]
    public let shortfallPenalty: Double
    public let nonDegradation: Bool

    /// One for each pollutant, in order.
    public let rules: [PollutantRule]
    /// The quota accounts: one for each region, pollutant and pool.
    public let accounts: [QuotaAccount]
    /// The zones of each pool, in the order of pollutant, pool and zone.
    public let zonePools: [ZonePool]
    /// The directions of flow, each between two zones of one pool.
    public let poolArcs: [PoolArc]
    /// The measures of each source, as ranges of `measures`.
    public let measuresOfSource: [Range<Int>]
    /// The projects of each source, as ranges of `projects`.
    public let projectsOfSource: [Range<Int>]
    /// Concentration for each tonne: one row for each receptor, one column for each account.
    public let transfer: DenseMatrix

    /// Checks the records and puts them in order.
    /// - Throws: `DiagnosticFailure` with every finding.
    public init(_ records: QuotaRecords) throws(DiagnosticFailure) {
        let findings = QuotaValidation(records).findings
        guard !findings.hasErrors else { throw DiagnosticFailure(findings) }
        let index = QuotaIndex(records)
        sources = index.sources
        measures = index.measures
        projects = index.projects
        receptors = index.receptors
        shortfallPenalty = records.shortfallPenalty
        nonDegradation = records.nonDegradation
        rules = index.rules
        accounts = index.accounts
        zonePools = index.zonePools
        poolArcs = index.poolArcs
        measuresOfSource = index.measuresOfSource
        projectsOfSource = index.projectsOfSource
        transfer = index.transfer
    }
}

/// The quota account of a region for one pollutant and pool.
public struct QuotaAccount: Sendable, Equatable {
    public let region: String
    public let pollutant: String
    public let pool: String
    /// Positions in `QuotaProblem.sources`.
    public let sources: Range<Int>
    /// Position in `QuotaProblem.zonePools`.
    public let zonePool: Int
    /// Position in `QuotaProblem.rules`.
    public let rule: Int
    /// Quota held, t.
    public let quota: Double
    /// Quota that may be sold, t.
    public let tradable: Double
    public let replacementRatio: Double
    public let mayBuy: Bool
}

/// One zone of one pool: where buyers and sellers meet at one price.
public struct ZonePool: Sendable, Equatable {
    public let pollutant: String
    public let pool: String
    public let zone: String
    /// Position in `QuotaProblem.rules`.
    public let rule: Int
}

/// A direction of flow between two zones of one pool.
public struct PoolArc: Sendable, Equatable {
    /// Position in `QuotaProblem.zonePools`.
    public let from: Int
    /// Position in `QuotaProblem.zonePools`.
    public let to: Int
    /// yuan/t.
    public let fee: Double
}

extension QuotaProblem {
    /// The most that a source can emit without its cap: baseline and all growth, t.
    public func naturalEmission(ofSource source: Int) -> Double {
        projects[projectsOfSource[source]].reduce(sources[source].baseline) { $0 + $1.maximum }
    }

    /// The least that a source can emit, with every measure in full use, t.
    public func lowestEmission(ofSource source: Int) -> Double {
        let abatement = measures[measuresOfSource[source]].reduce(0) { $0 + $1.maximum }
        return max(0, sources[source].baseline - abatement)
    }

    /// The concentration that the sources may add at each receptor, ug/m3: the limit less the background, and
    /// under non-degradation not more than the baseline adds.
    public var allowances: [Double] {
        let limits = receptors.map { $0.limit - $0.background }
        guard nonDegradation else { return limits }
        return zip(limits, loads(ofEmissions: sources.map(\.baseline))).map { min($0, $1) }
    }

    /// The concentration added at each receptor by the emission of each source, ug/m3.
    public func loads(ofEmissions emissions: [Double]) -> [Double] {
        let totals = accounts.map { account in emissions[account.sources].reduce(0, +) }
        return (try? transfer.multiplied(by: totals)) ?? []
    }
}
