import EcoUnits

/// How evenly emission quota lies on people before and after trade.
public struct QuotaEquity: Sendable, Equatable {
    /// One region and pollutant.
    public struct Row: Sendable, Equatable {
        public let region: String
        public let pollutant: String
        /// Share of all quota before trade.
        public let shareBefore: Double
        /// Share of all emission after trade.
        public let shareAfter: Double
        /// Share of all baseline emission.
        public let shareOfBaseline: Double
        /// Quota for each head, kg; nil without a population.
        public let quotaPerHead: Double?
        /// Emission after trade for each head, kg.
        public let emissionPerHead: Double?
    }

    /// Gini coefficients over people of one pollutant; nil where a population is missing.
    public struct Summary: Sendable, Equatable {
        public let pollutant: String
        public let giniOfQuota: Double?
        public let giniOfEmission: Double?
        /// The region whose share departs most from its share of the baseline, and by how much.
        public let largestChange: (region: String, change: Double)?

        public static func == (left: Summary, right: Summary) -> Bool {
            left.pollutant == right.pollutant && left.giniOfQuota == right.giniOfQuota
                && left.giniOfEmission == right.giniOfEmission
                && left.largestChange?.region == right.largestChange?.region
                && left.largestChange?.change == right.largestChange?.change
        }
    }

    /// By pollutant and region; periods add.
    public let rows: [Row]
    public let summaries: [Summary]

    /// - Parameter population: of a region by its code; nil where it is not known.
    public init(_ problem: QuotaProblem, _ solution: QuotaSolution, population: (String) -> Double?) {
        var sums: [String: [String: (quota: Double, emission: Double, baseline: Double)]] = [:]
        for (source, record) in problem.sources.enumerated() {
            var sum = sums[record.pollutant]?[record.region] ?? (0, 0, 0)
            sum.quota += record.quota
            sum.emission += solution.emitted[source]
            sum.baseline += record.baseline
            sums[record.pollutant, default: [:]][record.region] = sum
        }
        var (rows, summaries) = ([Row](), [Summary]())
        for (pollutant, regions) in sums.sorted(by: { $0.key < $1.key }) {
            let parts = regions.sorted { $0.key < $1.key }
            let own = Self.rows(pollutant, parts, population)
            rows += own
            let people = parts.map { population($0.key) }
            let change = own.max {
                abs($0.shareAfter - $0.shareOfBaseline) < abs($1.shareAfter - $1.shareOfBaseline)
            }
            summaries.append(
                Summary(
                    pollutant: pollutant,
                    giniOfQuota: Gini.coefficient(of: parts.map { $0.value.quota }, over: people),
                    giniOfEmission: Gini.coefficient(of: parts.map { $0.value.emission }, over: people),
                    largestChange: change.map { ($0.region, $0.shareAfter - $0.shareOfBaseline) }))
        }
        (self.rows, self.summaries) = (rows, summaries)
    }

    private static func rows(
        _ pollutant: String,
        _ parts: [(key: String, value: (quota: Double, emission: Double, baseline: Double))],
        _ population: (String) -> Double?
    ) -> [Row] {
        let total = parts.reduce((quota: 0.0, emission: 0.0, baseline: 0.0)) {
            ($0.quota + $1.value.quota, $0.emission + $1.value.emission, $0.baseline + $1.value.baseline)
        }
        let share = { (part: Double, whole: Double) in whole > 0 ? part / whole : 0 }
        return parts.map { region, part in
            let people = population(region).flatMap { $0 > 0 ? $0 : nil }
            return Row(
                region: region, pollutant: pollutant, shareBefore: share(part.quota, total.quota),
                shareAfter: share(part.emission, total.emission),
                shareOfBaseline: share(part.baseline, total.baseline),
                quotaPerHead: people.map { 1000 * part.quota / $0 },
                emissionPerHead: people.map { 1000 * part.emission / $0 })
        }
    }
}
