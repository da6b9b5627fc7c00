import EcoCompensation

/// All that a simulated year leaves to the next one. Positions are those of ``SimulationWorld``; every array of
/// regions has one entry for each region of the scenario.
public struct YearState: Sendable, Equatable, Codable {
    /// Calendar year; before the first simulated one the base year.
    public internal(set) var year: Int
    /// Counted from 0 at the first simulated year; -1 in the base year.
    public internal(set) var index: Int

    /// Emission of each source without measures, t.
    public internal(set) var activity: [Double]
    /// Quota of each source, t.
    public internal(set) var quota: [Double]
    /// Quota of each pollutant that no source holds: commitments kept back and what closures gave up, t.
    public internal(set) var withheld: [Double]
    /// Total of each pollutant that the year issues, t; empty before the first year.
    public internal(set) var caps: [Double]
    /// Quota of each source carried over from earlier years, t.
    public internal(set) var banked: [Double]
    /// Emission of each source, t.
    public internal(set) var emission: [Double]
    public internal(set) var market: MarketYear
    public internal(set) var pipeline: PipelineYear
    /// What counties chose of their own.
    public internal(set) var choice: ChoiceYear

    /// Observed day that each day of the year takes its weather from: positions in the observed series.
    public internal(set) var sourceDays: [Int32]
    /// Factor of dispersion on modelled loads; 1 as observed.
    public internal(set) var dispersion: Double
    /// Factor of runoff; 1 as observed.
    public internal(set) var runoff: Double

    /// Modelled over observed concentration, by region and item (six basic items).
    public internal(set) var change: [Double]
    /// Part of the concentration that the emission of the regions causes, by region and item.
    public internal(set) var localPart: [Double]
    public internal(set) var response: ResponseYear
    public internal(set) var air: AirYear
    public internal(set) var rank: RankYear
    /// The air of the year before.
    public internal(set) var earlierAir: AirYear

    /// Concentration of each section and item, mg/L.
    public internal(set) var sections: [Double]
    /// The same of the year before; empty before the second year.
    public internal(set) var earlierSections: [Double]
    public internal(set) var money: MoneyYear
    public internal(set) var fund: FundYear

    /// Area of each region and ecosystem type, m2.
    public internal(set) var land: [Int64]
    /// Area that reached its service only in part: restored in each year, by region, m2.
    public internal(set) var young: [[Int64]]
    public internal(set) var services: ServiceYear
    /// Figures that follow their own path, by trend and region.
    public internal(set) var trends: [Double]
    /// Where hooks stand.
    public internal(set) var rules: HookYear
}

/// What the market of a year did.
public struct MarketYear: Sendable, Equatable, Codable {
    /// Cost of measures, by region, yuan.
    public internal(set) var measureCost: [Double] = []
    /// Received less paid for quota and fees, by region, yuan.
    public internal(set) var quotaIncome: [Double] = []
    /// Value added of accepted growth projects, by region, yuan.
    public internal(set) var projectValue: [Double] = []
    /// By region: emission without quota at the penalty, yuan.
    public internal(set) var shortfallCost: [Double] = []
    /// By pollutant: mean price of what is traded, yuan/t; not-a-number where nothing is.
    public internal(set) var price: [Double] = []
    /// What receptors whose limits bind charge the regions, where a scheme reads it.
    public internal(set) var charges: [PlaceCharge] = []
    /// By pollutant, t.
    public internal(set) var traded: [Double] = []
    public internal(set) var shortfall: [Double] = []
    public internal(set) var reserveDrawn: [Double] = []
}

/// Where the projects of the pipeline stand.
public struct PipelineYear: Sendable, Equatable, Codable {
    /// By project: the year in which it produces or closes; nil before.
    public internal(set) var began: [Int?] = []
    /// By project: years by which missing quota or an unfinished predecessor delayed it.
    public internal(set) var delays: [Int] = []
    /// Emission of open commitments, by region, t.
    public internal(set) var committed: [Double] = []
    /// Quota freed by closures and upgrades of the year, by region, t.
    public internal(set) var freed: [Double] = []
    /// What upgrades and closures of the year cost, by region, yuan.
    public internal(set) var cost: [Double] = []
    /// Value added of running projects, by region, yuan.
    public internal(set) var value: [Double] = []
}

/// Heavy-pollution alerts of a year.
public struct ResponseYear: Sendable, Equatable, Codable {
    /// Level of each day for the alert area of each region: 0 none; positions of the levels from 1.
    public internal(set) var levels: [UInt8] = []
    /// Days under each level, by region and level.
    public internal(set) var days: [Int32] = []
    /// Emission cut, t, and its cost, yuan, by region.
    public internal(set) var cutTonnes: [Double] = []
    public internal(set) var cost: [Double] = []
    /// Heavily polluted days that the cuts avoid, and by how much AQI is lower on a day under alert, by region.
    public internal(set) var heavyAvoided: [Double] = []
    public internal(set) var lowered: [Double] = []
    /// What remains of an item's concentration under each level, by region, item and level, level 0 first.
    public internal(set) var remaining: [Double] = []
    /// Levels with none in front; 1 where there are no alerts.
    public internal(set) var levelCount = 1
    /// Part of each grade in each sector's emission, by region, sector and grade.
    public internal(set) var grades: [Double] = []
}

/// Evaluated air of a year: figures by span (months, quarters, the year), region and item.
public struct AirYear: Sendable, Equatable, Codable {
    /// Assessed concentration: the mean, for CO and O3 the percentile; by span, region, item.
    public internal(set) var assessed: [Double] = []
    /// Composite index, by span and region.
    public internal(set) var index: [Double] = []
    /// Days with AQI at most 100, above 200, and with AQI, by span and region.
    public internal(set) var good: [Int32] = []
    public internal(set) var heavy: [Int32] = []
    public internal(set) var valid: [Int32] = []
    /// Percentile of HJ 663 of the year, by region and item.
    public internal(set) var percentiles: [Double] = []
    /// Whether all six items attain grade II, by region: 1, 0, or not-a-number where one is missing.
    public internal(set) var attains: [Double] = []
}

/// What the schemes paid in a year, in fen.
public struct MoneyYear: Sendable, Equatable, Codable {
    /// Received less paid, by region.
    public internal(set) var net: [Int64] = []
    /// Received less paid, by region, of each scheme.
    public internal(set) var netOfScheme: [[Int64]] = []
    /// What went to the upper level less what came from it.
    public internal(set) var upperLevel: Int64 = 0
    /// What went to other funds and stays there.
    public internal(set) var otherFunds: Int64 = 0
}

/// The fund of a year, in fen.
public struct FundYear: Sendable, Equatable, Codable {
    public internal(set) var opening: Int64 = 0
    public internal(set) var budget: Int64 = 0
    /// From schemes: what they left to the fund, below 0 where they drew on it.
    public internal(set) var fromSchemes: Int64 = 0
    public internal(set) var restoration: Int64 = 0
    public internal(set) var returned: Int64 = 0
    public internal(set) var closing: Int64 = 0
    /// Growth of the budget in each year behind the first.
    var growths: [Double] = []
    /// The most that is carried over.
    public internal(set) var carryLimit: Int64 = .max
    /// 0 to 100.
    public internal(set) var score: Double = 100
    /// Factor of the grade on the means of the year.
    public internal(set) var factor: Double = 1
    /// Means for restoration by region, fen.
    public internal(set) var byRegion: [Int64] = []

    /// What is left is carried over up to the limit; the rest goes back.
    mutating func settle() {
        let left = opening + budget + fromSchemes - restoration
        returned = max(0, left - carryLimit)
        closing = left - returned
    }
}

/// Ecosystem services and the economy of a year, yuan.
public struct ServiceYear: Sendable, Equatable, Codable {
    /// By service and region.
    public internal(set) var values: [Double] = []
    public internal(set) var gep: [Double] = []
    public internal(set) var gdp: [Double] = []
    public internal(set) var geep: [Double] = []
}
