import EcoAccounts
import EcoCompensation
import EcoParameters
import EcoQuota
import EcoUnits

/// The scenario with the changes of hooks: made before any year is computed, so that no year reads a file.
public struct HookVariant: Sendable {
    /// How often each hook's changes apply, in the order of the block.
    public let levels: [Int]
    var parameters: SimulationParameters
    let compensation: CompensationParameters?
    let quota: QuotaParameters?
    let records: QuotaRecords?

    /// - Parameter records: of `quota`; nil without a market.
    public init(
        levels: [Int], parameters: SimulationParameters, compensation: CompensationParameters?,
        quota: QuotaParameters?, records: QuotaRecords?
    ) {
        (self.levels, self.parameters, self.compensation) = (levels, parameters, compensation)
        (self.quota, self.records) = (quota, records)
    }
}

/// What hooks can come to in the years: the levels that each may have, and with them the variants of processes.
struct HookPlan: Sendable {
    let hooks: [HookParameters]
    private let years: [Int]
    /// Variants of the scenario at most.
    static let limit = 300

    init(_ parameters: SimulationParameters) {
        hooks = parameters.hooks
        years = Array(parameters.years)
    }

    /// Hooks that change a value which the process reads, as positions.
    func touching(_ process: String) -> [Int] {
        hooks.indices.filter { hook in
            hooks[hook].changes.contains { HookReach.processes($0.path)?.contains(process) ?? false }
        }
    }

    /// Levels that a hook may have in some moment of the year.
    private func levels(_ hook: HookParameters, in year: Int) -> [Int] {
        let most = hook.largestLevel(in: year, of: years)
        guard hook.condition == nil, most > 0 else { return Array(0...most) }
        if hook.isKnownByYear { return [most] }
        let before = hook.duration == .year ? 0 : hook.largestLevel(in: year - 1, of: years)
        return before == most ? [most] : [before, most]
    }

    /// Every set of levels that hooks may have together, those of others at 0; the scenario as it stands among them.
    func states(of touching: [Int]) -> Set<[Int]> {
        var states: Set<[Int]> = [[Int](repeating: 0, count: hooks.count)]
        for year in years {
            var ofYear = [[Int](repeating: 0, count: hooks.count)]
            for hook in touching {
                ofYear = ofYear.flatMap { state in
                    levels(hooks[hook], in: year).map { level in
                        var next = state
                        next[hook] = level
                        return next
                    }
                }
                if ofYear.count > Self.limit { return Set(ofYear) }
            }
            states.formUnion(ofYear)
        }
        return states
    }

    /// Every set of levels for which some process differs from the scenario as it stands, in a fixed order.
    var states: [[Int]] {
        let all = ProcessCatalogue.ids.reduce(into: Set<[Int]>()) { $0.formUnion(states(of: touching($1))) }
        return all.filter { $0.contains { $0 > 0 } }.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

extension SimulationParameters {
    /// Levels of the hooks for which ``SimulationInputs/variants`` are to be made; empty without hooks, or where they
    /// are too many or are wrong.
    public var hookStates: [[Int]] {
        let states = HookPlan(self).states
        return states.count > HookPlan.limit ? [] : states
    }
}
