import EcoAccounts
import EcoAir
import EcoParameters
import EcoQuota

/// What does not change from year to year, in numbers: regions, sources, observed days, and the base year.
public struct SimulationWorld: Sendable {
    public let parameters: SimulationParameters
    public let inputs: SimulationInputs
    public let years: [Int]
    /// Pollutants of the market, ascending.
    public let pollutants: [String]
    /// Of each source of the records.
    let regionOfSource: [Int]
    let pollutantOfSource: [Int]
    /// The state of the base year.
    public internal(set) var base: YearState
    /// The rules of the air on the observed days; nil without air, or where an exact figure overflows.
    var kernel: AirKernel?

    public var regions: RegionTable { inputs.regions }
    public var regionCount: Int { inputs.regions.count }
    /// The year before the first.
    public var baseYear: Int { years[0] - 1 }
    var records: QuotaRecords? { inputs.records }

    init(_ parameters: SimulationParameters, _ inputs: SimulationInputs) {
        self.parameters = parameters
        // One order, whatever the rows of the tables: sums do not depend on it to the last bit.
        var inputs = inputs
        inputs.records?.sources.sort {
            ($0.pollutant, $0.region, $0.sector) < ($1.pollutant, $1.region, $1.sector)
        }
        inputs.records?.measures.sort {
            ($0.pollutant, $0.region, $0.sector, $0.name) < ($1.pollutant, $1.region, $1.sector, $1.name)
        }
        self.inputs = inputs
        years = Array(parameters.years)
        let sources = inputs.records?.sources ?? []
        let pollutants = Set(sources.map(\.pollutant)).sorted()
        self.pollutants = pollutants
        regionOfSource = sources.map { source in
            RegionCode(source.region).flatMap { inputs.regions.index(of: $0) } ?? 0
        }
        pollutantOfSource = sources.map { pollutants.firstIndex(of: $0.pollutant) ?? 0 }
        base = YearState(
            year: years[0] - 1, regions: inputs.regions.count, pollutants: pollutants.count,
            baseline: sources.map(\.baseline), quota: sources.map(\.quota))
    }

    /// The source of a region, pollutant and sector; nil where there is none.
    func source(_ region: String, _ pollutant: String, _ sector: String) -> Int? {
        records?.sources.firstIndex {
            $0.region == region && $0.pollutant == pollutant && $0.sector == sector
        }
    }

    /// Sum of the sources of a pollutant.
    public func total(_ values: [Double], pollutant: Int) -> Double {
        zip(values, pollutantOfSource).reduce(0) { $0 + ($1.1 == pollutant ? $1.0 : 0) }
    }

    /// Sums of sources by region and pollutant: `result[region * pollutants + pollutant]`.
    func byRegion(_ values: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: regionCount * pollutants.count)
        for (source, value) in values.enumerated() {
            sums[regionOfSource[source] * pollutants.count + pollutantOfSource[source]] += value
        }
        return sums
    }
}

extension YearState {
    /// The base year: no measure beyond those in the baselines, air as observed, no alert, nothing paid.
    init(year: Int, regions: Int, pollutants: Int, baseline: [Double], quota: [Double]) {
        self.year = year
        index = -1
        activity = baseline
        self.quota = quota
        withheld = [Double](repeating: 0, count: pollutants)
        caps = []
        banked = [Double](repeating: 0, count: baseline.count)
        emission = baseline
        market = MarketYear()
        pipeline = PipelineYear()
        choice = ChoiceYear()
        sourceDays = []
        (dispersion, runoff) = (1, 1)
        change = [Double](repeating: 1, count: regions * 6)
        localPart = [Double](repeating: 0, count: regions * 6)
        response = ResponseYear()
        air = AirYear()
        earlierAir = AirYear()
        rank = RankYear()
        (sections, earlierSections) = ([], [])
        money = MoneyYear()
        fund = FundYear()
        land = []
        young = []
        services = ServiceYear()
        trends = []
        rules = HookYear()
    }
}
