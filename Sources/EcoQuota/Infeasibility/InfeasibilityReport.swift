import EcoParameters
import EcoUnits

/// Why a market has no plan, in a planner's words: the limits that conflict, who contributes, and what would
/// help, cheapest first.
public struct InfeasibilityReport: Error, Sendable {
    /// A limit of a conflict.
    public struct Limit: Sendable, Equatable {
        public enum Kind: Sendable, Equatable {
            case cap(region: String, pollutant: String, sector: String)
            case receptor(String)
            case section(String, pollutant: String)
            /// A limit that a rule of the scenario sets.
            case rule(String, name: String)
        }

        public let kind: Kind
        /// Id of the period; nil where there is one.
        public let period: String?
        /// The limit as the planner wrote it.
        public let value: Double
        /// By how much it must give way, while the others of the conflict hold.
        public let missing: Double
        /// Part of the limit that is taken before the sources add anything, such as a background.
        public let background: Double
        /// Weight in the proof; the largest of the conflict is 1.
        public let weight: Double
        public let unit: String
        /// Column or key of the limit, and where it stands.
        public let path: String
        public let location: SourceLocation?

        /// The limit with which there would be a plan.
        public var raisedTo: Double { value + missing }
    }

    /// What the sources of a region add to the weighted limits of a conflict, where these are exceeded least.
    public struct Contribution: Sendable, Equatable {
        public let region: String
        public let pollutant: String
        /// t.
        public let emission: Double
        /// In the unit of the limit with weight 1.
        public let load: Double
    }

    /// A smallest set of limits that cannot be met together.
    public struct Conflict: Sendable {
        public let limits: [Limit]
        /// Largest first.
        public let contributions: [Contribution]
        /// For a single receptor: the fewest tonnes that would have to disappear besides, from the sources that
        /// weigh most; nil elsewhere, and where no emission at all would not do either.
        public let missingTonnes: Double?
        /// The weights that prove it, and by how much the weighted limits are out of reach at least.
        public let proof: LimitConflict
    }

    /// At least one.
    public let conflicts: [Conflict]
    /// Limits that are out of reach besides, where there are too many conflicts to explain each.
    public let further: [Limit]
    /// Ways out, each tried; cheapest first.
    public let reliefs: [Relief]

    /// The conflicts of a market; nil where it has a plan.
    /// - Throws: `QuotaSolverError` where the solver gives no answer on the search programmes.
    public init?(
        _ problem: QuotaProblem, with solver: any ProgramSolver
    ) throws(QuotaSolverError) {
        let program = MarketProgram(problem)
        let limits = MarketLimits(problem, program)
        let found = try LimitConflict.find(in: program, limits.soft, with: solver)
        guard !found.conflicts.isEmpty else { return nil }
        let words = ConflictWords(problem, program, limits)
        conflicts = found.conflicts.map(words.conflict)
        further = found.further.compactMap { words.limit($0.limit, $0.value, missing: $0.excess, weight: 0) }
        reliefs = LimitRelief(program: program, relaxed: found.relaxed, solver: solver)
            .reliefs(conflicts)
    }
}

/// The limits of a market that a planner could change, and what each is called.
struct MarketLimits {
    struct Entry {
        let limit: SoftLimit
        let kind: InfeasibilityReport.Limit.Kind
        let period: Int
        let unit: String
        let path: String
        let location: SourceLocation?
        var background = 0.0
    }

    private(set) var entries: [Entry] = []

    var soft: [SoftLimit] { entries.map(\.limit) }

    init(_ problem: QuotaProblem, _ program: MarketProgram) {
        let layout = QuotaLayout(problem)
        addCaps(problem, layout)
        addReceptors(problem, program)
        let most = program.largestActivities()
        for (row, index) in zip(layout.sectionLimitRow, layout.limitedSections) {
            let load = problem.sectionLoads[index]
            let section = problem.records.sections.first {
                $0.id == load.section && $0.pollutant == load.pollutant
            }
            entries.append(
                Entry(
                    limit: SoftLimit(.row(row), released: max(most[row], program.right[row])),
                    kind: .section(load.section, pollutant: load.pollutant), period: load.period, unit: "t",
                    path: "limit_t", location: section?.location))
        }
        for (row, limit) in zip(layout.limitRow, layout.limits) {
            entries.append(
                Entry(
                    limit: SoftLimit(.row(row), released: max(most[row], program.right[row])),
                    kind: .rule(limit.rule, name: limit.name), period: 0, unit: limit.unit,
                    path: limit.rule, location: limit.location))
        }
    }

    private mutating func addCaps(_ problem: QuotaProblem, _ layout: QuotaLayout) {
        for (index, source) in problem.sources.enumerated() {
            guard let cap = source.emissionCap, cap < problem.naturalEmission(ofSource: index) else {
                continue
            }
            entries.append(
                Entry(
                    limit: SoftLimit(
                        .upper(layout.emission.lowerBound + index),
                        released: problem.naturalEmission(ofSource: index)),
                    kind: .cap(region: source.region, pollutant: source.pollutant, sector: source.sector),
                    period: source.period, unit: "t", path: "emission_cap_t", location: source.location))
        }
    }

    private mutating func addReceptors(_ problem: QuotaProblem, _ program: MarketProgram) {
        guard !problem.receptors.isEmpty else { return }
        for limit in program.limits(ofRows: []) {
            guard case .ambient(let row) = limit.place else { continue }
            let receptor = problem.receptors[row % problem.receptors.count]
            entries.append(
                Entry(
                    limit: limit, kind: .receptor(receptor.id), period: row / problem.receptors.count,
                    unit: "ug/m3", path: "limit_ug_m3", location: receptor.location,
                    background: receptor.background))
        }
    }
}

/// Turns conflicts of rows and columns into those of stations, caps and regions.
private struct ConflictWords {
    let problem: QuotaProblem
    let program: MarketProgram
    private let entries: [SoftLimit: MarketLimits.Entry]

    init(_ problem: QuotaProblem, _ program: MarketProgram, _ limits: MarketLimits) {
        self.problem = problem
        self.program = program
        entries = Dictionary(limits.entries.map { ($0.limit, $0) }) { first, _ in first }
    }

    func conflict(_ found: LimitConflict) -> InfeasibilityReport.Conflict {
        let limits = found.members.compactMap {
            limit($0.limit, $0.value, missing: $0.missing, weight: $0.weight)
        }
        let weights = program.ambient.matrix.charges(of: found.ambientPrices)
        let shares = weights.indices.map { (weight: weights[$0], emission: found.groupEmissions[$0]) }
        return InfeasibilityReport.Conflict(
            limits: limits, contributions: contributions(shares),
            missingTonnes: missingTonnes(limits, shares), proof: found)
    }

    func limit(
        _ limit: SoftLimit, _ value: Double, missing: Double, weight: Double
    ) -> InfeasibilityReport.Limit? {
        guard let entry = entries[limit] else { return nil }
        return InfeasibilityReport.Limit(
            kind: entry.kind,
            period: problem.periods.count > 1 ? problem.periods[entry.period].name : nil,
            value: value + entry.background, missing: missing, background: entry.background,
            weight: weight, unit: entry.unit, path: entry.path, location: entry.location)
    }

    private func contributions(
        _ shares: [(weight: Double, emission: Double)]
    ) -> [InfeasibilityReport.Contribution] {
        struct Key: Hashable {
            let region, pollutant: String
        }
        var sums: [Key: (emission: Double, load: Double)] = [:]
        var seen: Set<Int> = []
        for (source, group) in problem.groupOfSource.enumerated() where seen.insert(group).inserted {
            let share = shares[group]
            guard share.weight * share.emission > 0 else { continue }
            let key = Key(
                region: problem.sources[source].region, pollutant: problem.sources[source].pollutant)
            let sum = sums[key] ?? (0, 0)
            sums[key] = (sum.emission + share.emission, sum.load + share.weight * share.emission)
        }
        return sums.map {
            InfeasibilityReport.Contribution(
                region: $0.key.region, pollutant: $0.key.pollutant, emission: $0.value.emission,
                load: $0.value.load)
        }.sorted { (-$0.load, $0.region, $0.pollutant) < (-$1.load, $1.region, $1.pollutant) }
    }

    private func missingTonnes(
        _ limits: [InfeasibilityReport.Limit], _ shares: [(weight: Double, emission: Double)]
    ) -> Double? {
        guard limits.count == 1, case .receptor = limits[0].kind, limits[0].value >= limits[0].background
        else {
            return nil
        }
        var (left, tonnes) = (limits[0].missing, 0.0)
        for share in shares.sorted(by: { $0.weight > $1.weight }) where left > 0 && share.weight > 0 {
            let removed = min(share.emission, left / share.weight)
            tonnes += removed
            left -= removed * share.weight
        }
        return tonnes
    }
}
