/// The quota account of a region for one pollutant, pool and period.
public struct QuotaAccount: Sendable, Equatable {
    public let region: String
    public let pollutant: String
    public let pool: String
    public let period: Int
    /// Positions in `QuotaProblem.sources`.
    public let sources: Range<Int>
    /// Where it buys: position in `QuotaProblem.zonePools`.
    public let zonePool: Int
    /// Where it sells; differs from `zonePool` where classes are linked one way.
    public let salePool: Int
    /// Position in `QuotaProblem.rules`.
    public let rule: Int
    /// Quota held, without the pooled part, t.
    public let quota: Double
    /// Quota that may be sold, t.
    public let tradable: Double
    /// Quota that went to the pool of the zone, t.
    public let pooled: Double
    public let replacementRatio: Double
    public let mayBuy: Bool
}

/// One zone of one pool: where buyers and sellers meet at one price.
public struct ZonePool: Sendable, Equatable {
    public enum Side: Int, Sendable {
        case both
        /// Where a class sells that also serves other classes.
        case supply
        /// Where a class buys that other classes serve: what is bought here goes nowhere else.
        case demand
    }

    public let pollutant: String
    public let pool: String
    public let zone: String
    /// Position in `QuotaProblem.rules`.
    public let rule: Int
    public let period: Int
    public let side: Side
}

/// A direction of flow between two zones of one pool, or from the supply of a class to a demand.
public struct PoolArc: Sendable, Equatable {
    /// Position in `QuotaProblem.zonePools`.
    public let from: Int
    /// Position in `QuotaProblem.zonePools`.
    public let to: Int
    /// yuan/t.
    public let fee: Double
}

/// A direct way between two accounts.
public struct AccountEdge: Sendable, Equatable {
    /// Position in `QuotaProblem.accounts`.
    public let from: Int
    public let to: Int
    /// yuan for each tonne sent.
    public let cost: Double
    public let ratio: Double
    /// Most that may be sent, t.
    public let upper: Double
}

/// Quota of an account carried over into the next period, or borrowed from it.
public struct BankLink: Sendable, Equatable {
    /// Position in `QuotaProblem.accounts`.
    public let earlier: Int
    public let later: Int
    public let isBorrowing: Bool
    /// t in the later period for each t in the earlier one.
    public let ratio: Double
    /// t of the earlier period.
    public let upper: Double
}

/// A reserve tier of one period.
public struct PeriodTier: Sendable, Equatable {
    public let name: String
    public let pollutant: String
    public let period: Int
    /// t.
    public let amount: Double
    /// yuan/t.
    public let price: Double
}

/// Who may draw a tier.
public struct TierDraw: Sendable, Equatable {
    public enum Target: Sendable, Equatable {
        /// Position in `QuotaProblem.zonePools`.
        case pool(Int)
        /// Position in `QuotaProblem.accounts`.
        case account(Int)
    }

    /// Position in `QuotaProblem.tiers`.
    public let tier: Int
    public let target: Target
    /// Where it is given back, and the tier of that period; nil where it is not.
    public let repayment: Repayment?

    public struct Repayment: Sendable, Equatable {
        public let target: Target
        public let tier: Int
        public let ratio: Double
    }
}

/// The load of one pollutant at a section of a river in one period.
public struct SectionLoad: Sendable, Equatable {
    public let section: String
    public let pollutant: String
    public let period: Int
    /// Sources that discharge here: position, and the part that is delivered.
    public let discharges: [Inflow]
    /// Loads of sections just above: position in `QuotaProblem.sectionLoads`, and the part that arrives.
    public let tributaries: [Inflow]
    /// t.
    public let background: Double
    /// t; nil where there is none.
    public let limit: Double?
    /// The most that could ever arrive, t.
    public let upper: Double

    public struct Inflow: Sendable, Equatable {
        public let position: Int
        public let part: Double
    }
}
