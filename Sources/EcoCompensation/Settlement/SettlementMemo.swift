import EcoAccounts
import EcoParameters
import EcoUnits
import Synchronization

/// What settlements on the same figures need not work out again: it does not depend on rates, weights and caps.
final class SettlementMemo: Sendable {
    /// What a comparison with baselines depends on.
    struct ComparisonKey: Hashable {
        let indicator: AssessedIndicator
        let measure: Measure
        let period: Period
        let fixedBaseline: Rational?
        let smallestBase: Rational
        let baselines: [Baseline]
        let rateBaseline: BenchmarkTiers.RateBaseline
        let regions: [RegionCode]
        let standard: String?
        let missingData: MissingDataPolicy
    }

    struct PeriodKey: Hashable {
        let kind: PeriodKind
        let indicators: [AssessedIndicator]
    }

    private static let limit = 4096

    private let comparisons = Mutex<[ComparisonKey: BenchmarkTiers.Compared]>([:])
    private let periods = Mutex<[PeriodKey: [Period]]>([:])
    private let standards = Mutex<Set<String>?>(nil)

    func compared(_ key: ComparisonKey, _ make: () -> BenchmarkTiers.Compared) -> BenchmarkTiers.Compared {
        if let known = comparisons.withLock({ $0[key] }) { return known }
        let made = make()
        comparisons.withLock { kept in
            // Where baselines themselves vary, nothing comes back.
            if kept.count >= Self.limit { kept.removeAll() }
            kept[key] = made
        }
        return made
    }

    func periods(_ key: PeriodKey, _ make: () -> [Period]) -> [Period] {
        if let known = periods.withLock({ $0[key] }) { return known }
        let made = make()
        periods.withLock { $0[key] = made }
        return made
    }

    func standards(_ make: () -> Set<String>) -> Set<String> {
        if let known = standards.withLock({ $0 }) { return known }
        let made = make()
        standards.withLock { $0 = made }
        return made
    }
}
