import EcoAccounts
import EcoParameters

/// The quota of every region and pollutant by one method, in whole grams (kilograms for totals above 1e9 t) that add
/// up to the total exactly.
public struct QuotaAllocation: Sendable {
    /// One pollutant of one period.
    public struct Part: Sendable {
        public let pollutant: String
        /// Position in `QuotaRecords.periods`.
        public let period: Int
        /// Ascending codes.
        public let regions: [String]
        /// t, by region.
        public let baseline: [Double]
        /// What each region held before, t.
        public let held: [Double]
        /// t, by region.
        public let quota: [Double]
        /// What goes to the reserve, t; with the quota it adds up to the total.
        public let unsold: Double
        /// yuan/t; nil where the method sets none.
        public let reservePrice: Double?
        public let facts: [AllocationFact]
        let counts: [Int]
        let steps: QuotaSteps
    }

    /// Id of the method.
    public let method: String
    public let parts: [Part]

    /// Divides the quota of records by one method.
    /// - Parameter indicators: values by indicator and region code.
    /// - Throws: `DiagnosticFailure` with every finding.
    public init(
        _ method: any QuotaAllocationMethod, of records: QuotaRecords,
        _ parameters: QuotaAllocationParameters,
        indicators: [String: [String: Double]]
    ) throws(DiagnosticFailure) {
        var findings: [Diagnostic] = []
        var parts: [Part] = []
        for group in Self.groups(records, parameters, indicators) {
            guard let outcome = method.divide(group.task, &findings) else { continue }
            parts.append(Part(group, outcome))
        }
        guard !findings.hasErrors else { throw DiagnosticFailure(findings.sortedByLocation()) }
        self.method = method.id
        self.parts = parts
    }

    fileprivate struct Group {
        let period: Int
        let task: AllocationTask
    }

    private struct Key: Hashable, Comparable {
        let pollutant: String
        let period: Int

        static func < (left: Key, right: Key) -> Bool {
            (left.pollutant, left.period) < (right.pollutant, right.period)
        }
    }

    private static func groups(
        _ records: QuotaRecords, _ parameters: QuotaAllocationParameters,
        _ indicators: [String: [String: Double]]
    ) -> [Group] {
        let groups = Dictionary(grouping: records.sources) {
            Key(pollutant: $0.pollutant, period: $0.period)
        }
        return groups.sorted { $0.key < $1.key }.map { key, sources in
            let byRegion = Dictionary(grouping: sources, by: \.region)
            let regions = byRegion.keys.sorted()
            let baseline = regions.map { (byRegion[$0] ?? []).reduce(0) { $0 + $1.baseline } }
            let held = regions.map { (byRegion[$0] ?? []).reduce(0) { $0 + $1.quota } }
            let task = AllocationTask(
                pollutant: key.pollutant, regions: regions, baseline: baseline, held: held,
                total: parameters.cap[key.pollutant] ?? held.reduce(0, +),
                lowest: baseline.map { base in parameters.largestCut.map { (1 - $0) * base } ?? 0 },
                highest: baseline.map { base in parameters.largestRise.map { (1 + $0) * base } ?? .infinity },
                indicators: indicators.mapValues { values in regions.map { values[$0] ?? .nan } },
                location: parameters.location)
            return Group(period: key.period, task: task)
        }
    }
}

extension QuotaAllocation.Part {
    fileprivate init(_ group: QuotaAllocation.Group, _ outcome: AllocationOutcome) {
        let task = group.task
        let sum = outcome.quota.reduce(0, +) + outcome.unsold
        steps = QuotaSteps(total: sum)
        let unsoldCount = steps.count(outcome.unsold)
        counts = steps.rounded(outcome.quota, total: steps.count(sum) - unsoldCount)
        pollutant = task.pollutant
        period = group.period
        regions = task.regions
        baseline = task.baseline
        held = task.held
        quota = counts.map { [steps] in steps.tonnes($0) }
        unsold = steps.tonnes(unsoldCount)
        reservePrice = outcome.reservePrice
        facts = outcome.facts
    }
}

extension QuotaRecords {
    /// Gives every source its quota by an allocation: the sources of a region share in proportion to their baselines
    /// (in equal parts where all are 0), in whole steps that add up to the region's quota.
    public mutating func apply(_ allocation: QuotaAllocation) {
        let positions = Dictionary(grouping: sources.indices) {
            RegionPlace(
                region: sources[$0].region, pollutant: sources[$0].pollutant, period: sources[$0].period)
        }
        for part in allocation.parts {
            for (region, count) in zip(part.regions, part.counts) {
                let place = RegionPlace(region: region, pollutant: part.pollutant, period: part.period)
                share(count, of: part.steps, among: positions[place] ?? [])
            }
            addToReserve(part)
        }
    }

    private mutating func share(_ count: Int, of steps: QuotaSteps, among positions: [Int]) {
        let positions = positions.sorted { sources[$0].sector < sources[$1].sector }
        let sum = positions.reduce(0) { $0 + sources[$1].baseline }
        let parts = positions.map {
            steps.tonnes(count) * (sum > 0 ? sources[$0].baseline / sum : 1 / Double(positions.count))
        }
        for (position, own) in zip(positions, steps.rounded(parts, total: count)) {
            sources[position].quota = steps.tonnes(own)
        }
    }

    private mutating func addToReserve(_ part: QuotaAllocation.Part) {
        guard part.unsold > 0 || part.reservePrice != nil else { return }
        let known = rules.firstIndex { $0.pollutant == part.pollutant }
        if known == nil { rules.append(PollutantRule(pollutant: part.pollutant)) }
        let index = known ?? rules.count - 1
        rules[index].reserve += part.unsold
        if let price = part.reservePrice { rules[index].reservePrice = price }
    }
}
