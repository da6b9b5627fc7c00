import EcoParameters

/// A linear limit over amounts of the market: what caps, floors, bands and quotas of all kinds come down to.
public struct MarketLimit: Sendable, Equatable {
    /// Amounts that a limit adds up; each is the sum over the selection.
    public enum Amount: Sendable, Equatable {
        /// t emitted.
        case emission
        /// t abated, in the main pollutant of the measure.
        case abatement
        /// t of growth, in the main pollutant of the project.
        case growth
        /// Value added of growth, yuan.
        case value
        /// Growth as a part of the project's full size.
        case share
        /// Quota acquired, t.
        case purchase
        /// Quota sold, t.
        case sale
        /// t without quota.
        case shortfall
        /// Quota carried over into the next period, t.
        case carriedOver
        /// A `MarketTotal`.
        case total(String)
    }

    public struct Term: Sendable, Equatable {
        public var amount: Amount
        public var selection: Selection
        public var coefficient: Double

        public init(_ amount: Amount, _ selection: Selection = Selection(), coefficient: Double = 1) {
            self.amount = amount
            self.selection = selection
            self.coefficient = coefficient
        }
    }

    /// The rule that sets it; names the family of rows.
    public var rule: String
    /// Unique within the rule.
    public var name: String
    public var terms: [Term]
    public var atMost: Double
    /// The unit of the sum, `t` or `CNY`.
    public var unit: String
    public var location: SourceLocation?

    public init(
        rule: String, name: String, _ terms: [Term], atMost: Double, unit: String = "t",
        location: SourceLocation? = nil
    ) {
        self.rule = rule
        self.name = name
        self.terms = terms
        self.atMost = atMost
        self.unit = unit
        self.location = location
    }
}

/// A sum that several limits share, so that each of them stays short.
public struct MarketTotal: Sendable, Equatable {
    public var name: String
    /// Amounts with coefficients of at least 0; no other totals.
    public var terms: [MarketLimit.Term]

    public init(name: String, _ terms: [MarketLimit.Term]) {
        self.name = name
        self.terms = terms
    }
}
