import EcoParameters

/// One sector of one region emitting one pollutant, and its quota.
///
/// Sectors of the same region, pollutant and pool share one quota account: they cover each other free of fee.
public struct EmissionSource: Sendable, Equatable {
    /// Region code (GB/T 2260).
    public var region: String
    /// Pollutant id, such as `so2`.
    public var pollutant: String
    /// Sector id, such as `power`.
    public var sector: String
    /// Class of sectors that may trade with each other; empty where all may.
    public var pool: String
    /// Position in `QuotaRecords.periods`; 0 where there is one period.
    public var period: Int
    /// Emission without new measures, t/y (or the unit of the commodity).
    public var baseline: Double
    /// Quota held, t/y.
    public var quota: Double
    /// Part of the quota that may be sold, 0 to 1; the rest is kept.
    public var tradableShare: Double
    /// Part of the quota that goes to the pool of the zone, where everybody may buy it, 0 to 1.
    public var pooledShare: Double
    /// Hard upper limit of the emission, t/y.
    public var emissionCap: Double?
    /// Tonnes that a buyer must acquire to emit one tonne, at least 1; one value in each account.
    public var replacementRatio: Double
    /// False where the account must not acquire quota; one value in each account.
    public var mayBuy: Bool
    /// Class of release, such as a range of stack heights, where the effect at receptors depends on it.
    public var release: String
    /// Output in a year, for quota by an intensity benchmark; nil where none is stated.
    public var output: Double?
    /// The place of the record in its table, for messages.
    public var location: SourceLocation?

    public init(
        region: String, pollutant: String, sector: String = "all", pool: String = "", period: Int = 0,
        baseline: Double, quota: Double, tradableShare: Double = 1, pooledShare: Double = 0,
        emissionCap: Double? = nil, replacementRatio: Double = 1, mayBuy: Bool = true, release: String = "",
        output: Double? = nil, location: SourceLocation? = nil
    ) {
        self.region = region
        self.pollutant = pollutant
        self.sector = sector
        self.pool = pool
        self.period = period
        self.baseline = baseline
        self.quota = quota
        self.tradableShare = tradableShare
        self.pooledShare = pooledShare
        self.emissionCap = emissionCap
        self.replacementRatio = replacementRatio
        self.mayBuy = mayBuy
        self.release = release
        self.output = output
        self.location = location
    }
}

extension [EmissionSource] {
    /// Whether these are the same sources in the same order, whatever their amounts and terms.
    func areSamePlaces(as others: [EmissionSource]) -> Bool {
        elementsEqual(others) {
            $0.region == $1.region && $0.pollutant == $1.pollutant && $0.sector == $1.sector
                && $0.pool == $1.pool && $0.period == $1.period && $0.release == $1.release
        }
    }
}

/// An abatement step of one source: `amount` tonnes cost `cost amount + slope amount² / 2` yuan.
public struct AbatementMeasure: Sendable, Equatable {
    public var region: String
    public var pollutant: String
    public var sector: String
    /// Name of the measure, unique within its source.
    public var name: String
    /// Marginal cost of the first tonne, yuan/t.
    public var cost: Double
    /// Rise of the marginal cost, yuan/t²; 0 is a flat step, below 0 would not be convex.
    public var slope: Double
    /// Largest amount, t/y.
    public var maximum: Double
    /// The only period in which it may be used; nil for each.
    public var period: Int?
    /// What building it takes for each t/y, and what running it costs each year beside, yuan; nil where not stated.
    /// `cost` has both in it, spread over the years.
    public var investment: Investment?
    public var location: SourceLocation?

    public struct Investment: Sendable, Equatable {
        /// yuan for each t/y.
        public var perTonne: Double
        /// yuan/t.
        public var running: Double

        public init(perTonne: Double, running: Double) {
            self.perTonne = perTonne
            self.running = running
        }
    }

    public init(
        region: String, pollutant: String, sector: String = "all", name: String, cost: Double,
        slope: Double = 0, maximum: Double, period: Int? = nil, investment: Investment? = nil,
        location: SourceLocation? = nil
    ) {
        self.region = region
        self.pollutant = pollutant
        self.sector = sector
        self.name = name
        self.cost = cost
        self.slope = slope
        self.maximum = maximum
        self.period = period
        self.investment = investment
        self.location = location
    }
}
