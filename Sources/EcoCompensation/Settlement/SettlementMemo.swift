import EcoAccounts
import EcoParameters
import Synchronization

/// What settlements on the same figures need not work out again: it does not depend on rates, weights and caps.
final class SettlementMemo: Sendable {
    struct PeriodKey: Hashable {
        let kind: PeriodKind
        let indicators: [AssessedIndicator]
    }

    private static let limit = 64

    private let compared = Mutex<[ComparedPeriods.Key: ComparedPeriods]>([:])
    private let periods = Mutex<[PeriodKey: [Period]]>([:])
    private let standards = Mutex<Set<String>?>(nil)

    /// What does not depend on the values of figures either.
    var withoutComparisons: SettlementMemo {
        let memo = SettlementMemo()
        let (periods, standards) = (periods.withLock { $0 }, standards.withLock { $0 })
        memo.periods.withLock { $0 = periods }
        memo.standards.withLock { $0 = standards }
        return memo
    }

    /// What cannot be made is not kept.
    func comparisons(_ key: ComparedPeriods.Key, _ make: () -> ComparedPeriods?) -> ComparedPeriods? {
        if let known = compared.withLock({ $0[key] }) { return known }
        guard let made = make() else { return nil }
        compared.withLock { kept in
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
