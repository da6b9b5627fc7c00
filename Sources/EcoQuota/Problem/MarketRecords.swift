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
    /// Emission without new measures, t/y.
    public var baseline: Double
    /// Quota held, t/y.
    public var quota: Double
    /// Part of the quota that may be sold, 0 to 1; the rest is kept.
    public var tradableShare: Double
    /// Hard upper limit of the emission, t/y.
    public var emissionCap: Double?
    /// Tonnes that a buyer must acquire to emit one tonne, at least 1; one value in each account.
    public var replacementRatio: Double
    /// False where the account must not acquire quota; one value in each account.
    public var mayBuy: Bool
    /// The place of the record in its table, for messages.
    public var location: SourceLocation?

    public init(
        region: String, pollutant: String, sector: String = "all", pool: String = "", baseline: Double,
        quota: Double, tradableShare: Double = 1, emissionCap: Double? = nil, replacementRatio: Double = 1,
        mayBuy: Bool = true, location: SourceLocation? = nil
    ) {
        self.region = region
        self.pollutant = pollutant
        self.sector = sector
        self.pool = pool
        self.baseline = baseline
        self.quota = quota
        self.tradableShare = tradableShare
        self.emissionCap = emissionCap
        self.replacementRatio = replacementRatio
        self.mayBuy = mayBuy
        self.location = location
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
    public var location: SourceLocation?

    public init(
        region: String, pollutant: String, sector: String = "all", name: String, cost: Double,
        slope: Double = 0, maximum: Double, location: SourceLocation? = nil
    ) {
        self.region = region
        self.pollutant = pollutant
        self.sector = sector
        self.name = name
        self.cost = cost
        self.slope = slope
        self.maximum = maximum
        self.location = location
    }
}

/// A growth project of one source: value added for each tonne that it may emit more.
public struct GrowthProject: Sendable, Equatable {
    public var region: String
    public var pollutant: String
    public var sector: String
    /// Name of the project, unique within its source.
    public var name: String
    /// Value added, yuan/t.
    public var value: Double
    /// Emission at full size, t/y.
    public var maximum: Double
    public var location: SourceLocation?

    public init(
        region: String, pollutant: String, sector: String = "all", name: String, value: Double,
        maximum: Double, location: SourceLocation? = nil
    ) {
        self.region = region
        self.pollutant = pollutant
        self.sector = sector
        self.name = name
        self.value = value
        self.maximum = maximum
        self.location = location
    }
}

/// The trading zone of a region.
public struct ZoneMembership: Sendable, Equatable {
    public var region: String
    public var zone: String
    public var location: SourceLocation?

    public init(region: String, zone: String, location: SourceLocation? = nil) {
        self.region = region
        self.zone = zone
        self.location = location
    }
}

/// A direction in which quota may flow between zones; a zone without an arc into it admits no inflow.
public struct ZoneArc: Sendable, Equatable {
    public var from: String
    public var to: String
    /// Fee for each tonne that flows, yuan/t.
    public var fee: Double
    public var location: SourceLocation?

    public init(from: String, to: String, fee: Double = 0, location: SourceLocation? = nil) {
        self.from = from
        self.to = to
        self.fee = fee
        self.location = location
    }
}

/// What the market of one pollutant charges, holds in reserve and guarantees.
public struct PollutantRule: Sendable, Equatable {
    public var pollutant: String
    /// Fee on each tonne bought, yuan/t.
    public var buyFee: Double
    /// Fee on each tonne sold, yuan/t.
    public var sellFee: Double
    /// Lowest price at which a deal may be settled, yuan/t; 0 for none.
    public var floorPrice: Double
    /// Quota that the government takes off the market at the floor price at most, t/y.
    public var buyBack: Double
    /// Quota that the province holds in reserve, t/y.
    public var reserve: Double
    /// Price of the reserve, yuan/t.
    public var reservePrice: Double
    public var location: SourceLocation?

    public init(
        pollutant: String, buyFee: Double = 0, sellFee: Double = 0, floorPrice: Double = 0,
        buyBack: Double = 0, reserve: Double = 0, reservePrice: Double = 0, location: SourceLocation? = nil
    ) {
        self.pollutant = pollutant
        self.buyFee = buyFee
        self.sellFee = sellFee
        self.floorPrice = floorPrice
        self.buyBack = buyBack
        self.reserve = reserve
        self.reservePrice = reservePrice
        self.location = location
    }
}

/// A monitoring station or section with an ambient limit.
public struct Receptor: Sendable, Equatable {
    public var id: String
    /// Limit of the concentration, ug/m3.
    public var limit: Double
    /// Concentration that none of the sources causes, ug/m3.
    public var background: Double
    public var location: SourceLocation?

    public init(id: String, limit: Double, background: Double = 0, location: SourceLocation? = nil) {
        self.id = id
        self.limit = limit
        self.background = background
        self.location = location
    }
}

/// An entry of the source-receptor matrix: what one tonne of a pollutant from a region adds at a receptor.
public struct SourceReceptorCoefficient: Sendable, Equatable {
    public var receptor: String
    public var region: String
    public var pollutant: String
    /// ug/m3 for each t/y, at least 0.
    public var concentrationPerTonne: Double
    public var location: SourceLocation?

    public init(
        receptor: String, region: String, pollutant: String, concentrationPerTonne: Double,
        location: SourceLocation? = nil
    ) {
        self.receptor = receptor
        self.region = region
        self.pollutant = pollutant
        self.concentrationPerTonne = concentrationPerTonne
        self.location = location
    }
}
