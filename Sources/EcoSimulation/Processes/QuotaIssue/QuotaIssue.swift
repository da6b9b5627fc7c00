import EcoAccounts
import EcoParameters
import EcoQuota
import EcoUnits

/// The block `simulation.quota_issue`.
public struct QuotaIssueParameters: ParameterGroup {
    enum Caps {
        static let year = SimulationColumn.year
        static let pollutant = SimulationColumn.pollutant
        static let cap = Column<Double>.quantity(
            "cap_t", unit: .named("t"), range: .nonNegative,
            LocalizedText(en: "total of the year; years between are interpolated", zh: "当年总量，其间年份按线性内插"))
        static let declaration = TableDeclaration(
            id: "simulation_caps",
            meaning: LocalizedText(en: "totals of quota by year and pollutant", zh: "分年总量控制目标"),
            columns: [
                year.declaration, pollutant.declaration, cap.declaration, SimulationColumn.status.declaration,
                SimulationColumn.note.declaration,
            ], uniqueBy: ["year", "pollutant"])
    }

    private static let cutParameter = Parameter<[String: Double]>.quantities(
        "annual_cut", keys: .identifier, unit: .one, range: .fraction,
        LocalizedText(en: "yearly cut of the total, by pollutant", zh: "各污染物总量年递减率"))
    private static let capsParameter = Parameter<Table>.table(
        "caps", Caps.declaration,
        LocalizedText(en: "totals by year; they go before annual_cut", zh: "分年总量，优先于递减率")
    ).optional
    private static let allocationParameter = Parameter<Allocation>.choice(
        "allocation", default: .baseShares,
        LocalizedText(en: "how the total of a year is divided", zh: "各年总量的分配方式"))

    enum Allocation: String, ParameterChoice {
        case baseShares = "base_shares"
        case again

        var meaning: LocalizedText {
            switch self {
            case .baseShares: LocalizedText(en: "by the shares of the base year", zh: "按基准年份额")
            case .again:
                LocalizedText(en: "by `quota.allocation`, each year anew", zh: "每年按 quota.allocation 重新分配")
            }
        }
    }

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation_quota_issue", title: LocalizedText(en: "Quota by year", zh: "逐年指标核发"),
            meaning: LocalizedText(en: "totals year by year and their division", zh: "分年总量及其分配"),
            parameters: [
                cutParameter.declaration, capsParameter.declaration, allocationParameter.declaration,
            ])
    }

    let annualCut: [String: Double]
    let caps: Table?
    let allocation: Allocation

    public init(_ bound: BoundGroup) {
        annualCut = bound[Self.cutParameter]
        caps = bound[Self.capsParameter]
        allocation = bound[Self.allocationParameter]
    }
}

/// Quota of the year: the total by its path, divided over the sources, less what commitments and the reserve hold.
/// Method: docs/methods/simulation.md, 3.2.
struct QuotaIssue: SimulationProcess {
    static let declaration = ProcessDeclaration(
        id: "quota_issue", title: LocalizedText(en: "Quota issue", zh: "指标核发"),
        meaning: LocalizedText(
            en: "the total of the year over the sources, less commitments and reserve",
            zh: "当年总量分配到各排放源，扣除承诺与储备"),
        inputs: [.activity, .pipeline], outputs: [.quota])

    /// By pollutant the total of each year where the table gives it; else it falls year by year.
    private let caps: [[Double]?]
    /// Part of the total that a year takes away, by pollutant.
    private let cuts: [Double]
    private let world: SimulationWorld
    private let held: [Double]
    private let again: QuotaAllocationParameters?
    private let pipeline: Pipeline

    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        guard let records = world.records else { return nil }
        self.world = world
        let parameters = world.parameters.issue
        held = world.pollutants.map { id in
            records.sources.reduce(0) { $0 + ($1.pollutant == id ? $1.quota : 0) }
        }
        caps = Self.caps(parameters, world, held, &findings)
        cuts = world.pollutants.map { parameters?.annualCut[$0] ?? 0 }
        again = parameters?.allocation == .again ? world.inputs.quota?.allocation : nil
        if parameters?.allocation == .again, again == nil {
            findings.append(
                Diagnostic(
                    code: "missing_value", at: world.parameters.location,
                    path: "simulation.quota_issue.allocation",
                    "`again` divides by the block `quota.allocation`, and there is none",
                    hint: "add the block, or write base_shares"))
        } else if let again, !again.cap.isEmpty {
            findings.append(
                Diagnostic(
                    code: "conflicting_values", at: world.parameters.location, path: "quota.allocation.cap",
                    "the totals of the years come from `simulation.quota_issue`",
                    hint: "leave out `cap` in quota.allocation"))
        }
        // Its findings stand with the process of growth.
        var known: [Diagnostic] = []
        let isOn = !world.parameters.switchedOff.contains(Growth.id)
        pipeline = Pipeline(isOn ? world.parameters.growth?.pipeline : nil, world, &known)
    }

    private static func caps(
        _ parameters: QuotaIssueParameters?, _ world: SimulationWorld, _ held: [Double],
        _ findings: inout [Diagnostic]
    ) -> [[Double]?] {
        var points: [[Int: Double]] = held.map { [world.baseYear: $0] }
        if let table = parameters?.caps {
            for row in table.rows {
                let id = table.value(row, QuotaIssueParameters.Caps.pollutant)
                guard let pollutant = world.pollutants.firstIndex(of: id) else {
                    findings.append(
                        table.finding(
                            row, QuotaIssueParameters.Caps.pollutant, "unknown_pollutant",
                            "the market has no pollutant '\(id)'",
                            hint: "known are: \(world.pollutants.joined(separator: ", "))"))
                    continue
                }
                guard let year = table.optional(row, QuotaIssueParameters.Caps.year) else { continue }
                points[pollutant][year] = table.value(row, QuotaIssueParameters.Caps.cap)
            }
        }
        return points.map { points in
            points.count > 1 ? world.years.map { Self.interpolated(points, $0) } : nil
        }
    }

    /// Linear between the years given, level beyond them.
    private static func interpolated(_ points: [Int: Double], _ year: Int) -> Double {
        let known = points.sorted { $0.key < $1.key }
        guard let next = known.firstIndex(where: { $0.key >= year }) else { return known.last?.value ?? 0 }
        guard next > 0, known[next].key > year else { return known[next].value }
        let (low, high) = (known[next - 1], known[next])
        let part = Double(year - low.key) / Double(high.key - low.key)
        return low.value + (high.value - low.value) * part
    }

    var figures: [SimulationFigure] {
        world.pollutants.map { id in
            let name = PollutantName.name(id) ?? LocalizedText(id)
            return SimulationFigure(
                "quota.\(id)_t", LocalizedText(en: "Quota, \(name.en)", zh: "排污权指标（\(name.zh)）"),
                unit: .named("t"))
        }
    }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        let earlier = state.index == 0 ? held : state.caps
        let totals = cuts.indices.map { caps[$0]?[state.index] ?? earlier[$0] * (1 - cuts[$0]) }
        state.caps = totals
        var issued = try issue(totals, state)
        let changes = pipeline.adjustments(state.pipeline, year: state.year)
        var left = [Double](repeating: 0, count: world.pollutants.count)
        for source in issued.indices {
            if !changes.isEmpty { issued[source] = max(0, issued[source] + changes[source]) }
            left[world.pollutantOfSource[source]] += issued[source]
        }
        state.quota = issued
        // Less than a gram is rounding.
        state.withheld = zip(totals, left).map { abs($0 - $1) < 1e-6 ? 0 : $0 - $1 }
    }

    private func issue(_ caps: [Double], _ state: YearState) throws(SimulationFailure) -> [Double] {
        guard var records = world.records else { return [] }
        for source in records.sources.indices {
            let pollutant = world.pollutantOfSource[source]
            let share = held[pollutant] > 0 ? caps[pollutant] / held[pollutant] : 0
            records.sources[source].quota *= share
            records.sources[source].baseline = state.activity[source]
        }
        guard let again else { return records.sources.map(\.quota) }
        do {
            return try records.allocated(by: again, regions: world.regions).sources.map(\.quota)
        } catch {
            throw SimulationFailure(Self.id, year: state.year, error.diagnostics)
        }
    }

    func record(_ state: YearState, into values: inout [Double]) {
        let sums = world.byRegion(state.quota)
        for pollutant in world.pollutants.indices {
            let own = (0..<world.regionCount).map { sums[$0 * world.pollutants.count + pollutant] }
            values += own
            values.append(Aggregate.sum(own))
        }
    }
}
