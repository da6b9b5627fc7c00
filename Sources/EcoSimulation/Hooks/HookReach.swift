import EcoParameters

/// Which values may change within the years, and which processes read them.
///
/// Everything that stays fixed over the years (years, draws, weather, the link from emission to air, growth tables,
/// accounts, observed air) is left out: a change of it would be another base year, not a change within the years.
enum HookReach {
    /// What may stand there.
    enum Kind {
        case anything
        /// A number with or without a unit, or true and false.
        case number
    }

    private struct Entry {
        let path: String
        /// Whether everything below the path counts as well.
        let isBlock: Bool
        let kind: Kind
        let processes: Set<String>

        init(_ path: String, block: Bool = false, kind: Kind = .anything, _ processes: Set<String>) {
            (self.path, isBlock, self.kind, self.processes) = (path, block, kind, processes)
        }
    }

    private static let entries: [Entry] = [
        Entry("compensation.schemes", block: true, kind: .number, [Compensation.id, CountyResponse.id]),
        Entry("quota", block: true, kind: .number, [QuotaIssue.id, Market.id, CountyResponse.id]),
        Entry("simulation.quota_issue.annual_cut", block: true, [QuotaIssue.id]),
        Entry("simulation.market.trade", [Market.id, CountyResponse.id]),
        Entry("simulation.market.abatement", [Market.id, CountyResponse.id]),
        Entry("simulation.market.banking", [Market.id, CountyResponse.id]),
        Entry("simulation.market.decay", [Market.id, CountyResponse.id]),
        Entry("simulation.response", block: true, kind: .number, [CountyResponse.id]),
        Entry("simulation.heavy_pollution.levels", [HeavyPollution.id, CountyResponse.id]),
        Entry("simulation.heavy_pollution.cuts", [HeavyPollution.id, CountyResponse.id]),
        Entry("simulation.funds.budget", [Funds.id]),
        Entry("simulation.funds.budget_growth", [Funds.id]),
        Entry("simulation.funds.restoration_share", [Funds.id]),
        Entry("simulation.funds.carry_limit", [Funds.id]),
        Entry("simulation.funds.takes_scheme_surplus", [Funds.id]),
        Entry("simulation.restoration.cost", [Restoration.id, CountyResponse.id]),
        Entry("simulation.restoration.largest_share", [Restoration.id, CountyResponse.id]),
    ]

    /// For messages: `compensation.schemes.*`, `simulation.market.trade`.
    static var list: String {
        entries.map { $0.isBlock ? "\($0.path).*" : $0.path }.joined(separator: ", ")
    }

    private static func entry(_ path: String) -> Entry? {
        entries.first { path == $0.path && !$0.isBlock || $0.isBlock && path.hasPrefix($0.path + ".") }
    }

    /// Ids of the processes that read the value; nil where it stays fixed over the years.
    static func processes(_ path: String) -> Set<String>? { entry(normal(path))?.processes }

    static func takes(_ change: HookChange) -> Bool {
        guard let text = change.value, entry(normal(change.path))?.kind == .number else { return true }
        return ["true", "false"].contains(text)
            || text.first.map { $0.isNumber || "+-.".contains($0) } ?? false
    }

    /// Elements of lists after a point: `schemes[0].rate` as `schemes.0.rate`.
    static func normal(_ path: String) -> String {
        path.split { $0 == "." || $0 == "[" || $0 == "]" }.joined(separator: ".")
    }
}
