/// A plan for the market and the prices that go with it, in the positions of its `QuotaProblem`.
public struct QuotaSolution: Sendable {
    /// Amount of each measure, t.
    public var abated: [Double]
    /// Accepted part of each project, t.
    public var grown: [Double]
    /// Emission of each source, t.
    public var emitted: [Double]
    /// Quota that each account acquires, before the replacement ratio, t.
    public var bought: [Double]
    /// Quota that each account sells, t.
    public var sold: [Double]
    /// Emission of each account without quota, t.
    public var shortfall: [Double]
    /// Flow on each arc between zones, t.
    public var flows: [Double]
    /// Provincial reserve drawn in each zone of each pool, t.
    public var reserveDrawn: [Double]
    /// Quota bought back at the floor price in each zone of each pool, t.
    public var boughtBack: [Double]
    /// Quota sent on each direct way between two accounts, t; empty where there are none.
    public var sentDirectly: [Double] = []
    /// Quota carried over or borrowed on each bank link, t; empty where there are none.
    public var banked: [Double] = []
    /// Quota drawn from reserve tiers by each taker, t; empty where there are none.
    public var tierDrawn: [Double] = []
    /// Load of each of `QuotaProblem.sectionLoads`, t.
    public var sectionLoads: [Double] = []
    public var multipliers: Multipliers
    /// Id of the solver.
    public var solver: String
    /// Iterations in all rounds.
    public var iterations: Int
    /// Receptor rows that the solver needed.
    public var activeReceptors: Int

    /// The dual values: what one more unit of each limit is worth.
    public struct Multipliers: Sendable, Equatable {
        /// Marginal cost of abatement of each source, yuan/t.
        public var marginalCost: [Double]
        /// Scarcity of the quota of each account, yuan/t.
        public var scarcity: [Double]
        /// Price in each zone of each pool, yuan/t.
        public var zonePrice: [Double]
        /// Scarcity of the reserve of each pollutant, yuan/t.
        public var reserve: [Double]
        /// Scarcity of the buy-back of each pollutant, yuan/t.
        public var buyBack: [Double]
        /// Price of the limit of each receptor in each period, yuan for each ug/m3.
        public var receptor: [Double]
        /// Scarcity of each of `QuotaProblem.tiers`, yuan/t.
        public var tier: [Double] = []
        /// What a tonne at each of `QuotaProblem.sectionLoads` costs there and below, yuan/t.
        public var section: [Double] = []
        /// Price of each of `QuotaLayout.limits`, yuan for each unit.
        public var limit: [Double] = []
    }
}
