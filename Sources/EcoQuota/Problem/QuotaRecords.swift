/// Everything that a planner states about a quota market, as written; `QuotaProblem` checks it.
public struct QuotaRecords: Sendable, Equatable {
    public var sources: [EmissionSource]
    public var measures: [AbatementMeasure]
    public var projects: [GrowthProject]
    public var zones: [ZoneMembership]
    public var arcs: [ZoneArc]
    /// One rule for each pollutant; a pollutant without one trades free of fee, floor and reserve.
    public var rules: [PollutantRule]
    public var receptors: [Receptor]
    public var coefficients: [SourceReceptorCoefficient]
    /// Penalty on each tonne emitted without quota, yuan/t; above every other cost in a sound market.
    public var shortfallPenalty: Double
    /// True where no receptor may be loaded more than by the baseline, even below its limit.
    public var nonDegradation: Bool
    /// In order of time; empty where there is one.
    public var periods: [MarketPeriod] = []
    /// Kinds, names and units; those of the sources that are not listed are pollutants in t.
    public var commodities: [Commodity] = []
    public var effects: [CoEffect] = []
    public var edges: [QuotaEdge] = []
    /// False where quota moves on edges only.
    public var tradesInPools = true
    public var classLinks: [ClassLink] = []
    public var sections: [RiverSection] = []
    public var discharges: [RiverDischarge] = []
    /// Tiers beside the reserve of the pollutants' rules.
    public var reserves: [ReserveTier] = []
    public var banking: [BankingTerms] = []
    public var attainment: [Attainment] = []
    public var limits: [MarketLimit] = []
    public var totals: [MarketTotal] = []
    public var giniBounds: [GiniBound] = []
    /// How surely the limits of receptors hold; nil where there is one matrix for all weather.
    public var uncertainty: AmbientUncertainty?
    /// Responses of receptors beside the matrix.
    public var responseTerms: [ResponseTerm] = []
    /// Population, area and revenue of each region, as far as they are known, by indicator and code.
    public var regionIndicators: [String: [String: Double]] = [:]
    /// Entries of the source-receptor matrix below this part of their receptor's largest become one background
    /// term, and limits are lowered by what that may leave out; 0 keeps the matrix whole.
    public var matrixTruncation = 0.0
    /// What `prepared(for:)` was asked for.
    public internal(set) var objective = QuotaObjective.welfare
    /// True where the damage at the receptors, by their damage prices, counts as cost.
    public var countsDamage = false

    public init(
        sources: [EmissionSource], measures: [AbatementMeasure] = [], projects: [GrowthProject] = [],
        zones: [ZoneMembership], arcs: [ZoneArc] = [], rules: [PollutantRule] = [],
        receptors: [Receptor] = [], coefficients: [SourceReceptorCoefficient] = [],
        shortfallPenalty: Double, nonDegradation: Bool = false
    ) {
        self.sources = sources
        self.measures = measures
        self.projects = projects
        self.zones = zones
        self.arcs = arcs
        self.rules = rules
        self.receptors = receptors
        self.coefficients = coefficients
        self.shortfallPenalty = shortfallPenalty
        self.nonDegradation = nonDegradation
    }
}
