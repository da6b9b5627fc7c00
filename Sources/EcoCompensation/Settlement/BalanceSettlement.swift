import EcoAccounts
import EcoUnits

/// Turns what regions owe and earn into balances, period by period, where nobody asks for claims and transfers.
///
/// Rules and order are those of ``Settlement``, so that every sum is the same to the fen; regions go by their place
/// in the scenario's table. A scheme that can tell its amounts without claims hands them here.
struct BalanceSettlement {
    /// A region and whole steps of money.
    typealias Due = (place: Int, amount: Money)
    /// Regions that share a part of a pool, by weight.
    typealias Share = (weight: Rational, regions: [(place: Int, weight: Int128)])

    private let rules: SettlementRules
    private let cap: Money?
    /// Fen of a step.
    private let step: Int128
    private(set) var balances: PartyBalances
    private var owedByRegions: [Money]
    private var owedToRegions: [Money]
    /// What each region may still pay in the period, where there is a cap.
    private var room: [Money]

    init(scheme: String, rules: SettlementRules, regionCount: Int) throws(ArithmeticOverflow) {
        self.rules = rules
        cap = try rules.paymentCap.map { value throws(ArithmeticOverflow) in
            try Money(yuan: value, step: rules.step, .down)
        }
        step = try rules.stepInFen()
        balances = PartyBalances(scheme: scheme, regionCount: regionCount)
        let none = [Money](repeating: .zero, count: regionCount)
        (owedByRegions, owedToRegions, room) = (none, none, none)
    }

    /// A pool among those who earn, as ``SettlementRules/Funding/pool(share:)``.
    mutating func share(
        _ poolShare: Rational, of payments: [Due], among shares: [Share]
    ) throws(ArithmeticOverflow) {
        let means = try collect(payments)
        let pool = try rules.rounded(means.yuan * poolShare)
        try balances.move(means - pool, from: rules.fund, to: rules.upperLevel)
        guard !shares.isEmpty else {
            return try balances.move(pool, from: rules.fund, to: rules.carriedFund)
        }
        let parts = try Apportionment.largestRemainder(Int128(pool.fen) / step, by: shares.map(\.weight))
        for (share, part) in zip(shares, parts) {
            let counts = try Apportionment.largestRemainder(part, byWhole: share.regions.map(\.weight))
            for (region, count) in zip(share.regions, counts) {
                try balances.receive(Money(steps: count, of: step), at: region.place)
            }
        }
        try balances.pay(pool, from: rules.fund)
    }

    /// Amounts that are due whatever is paid in, as ``SettlementRules/Funding/guaranteed(surplus:budget:)``.
    ///
    /// - Parameter arrears: the order of codes, in which earlier debts stand before the amounts of the period.
    mutating func pay(
        _ receipts: [Due], from payments: [Due], _ surplus: SettlementRules.Surplus, _ budget: Rational?,
        arrears order: [Int]
    ) throws(ArithmeticOverflow) {
        let paidIn = try collect(payments)
        let arrears: [Due] = order.filter { owedToRegions[$0] != .zero }
            .map { (place: $0, amount: owedToRegions[$0]) }
        let due = arrears + receipts
        let paid = try rules.limited(due.map(\.amount), to: budget, means: paidIn)
        for (place, debt) in arrears { owedToRegions[place] = try owedToRegions[place] - debt }
        for ((place, amount), paid) in zip(due, paid) {
            try balances.receive(paid, at: place)
            owedToRegions[place] = try owedToRegions[place] + (amount - paid)
        }
        let spent = try paid.total()
        try balances.pay(spent, from: rules.fund)
        if spent > paidIn { return try balances.move(spent - paidIn, from: rules.upperLevel, to: rules.fund) }
        let kept = surplus == .retained ? rules.upperLevel : rules.carriedFund
        try balances.move(paidIn - spent, from: rules.fund, to: kept)
    }

    /// Debts of earlier periods first, then the payments in their order, as far as the cap allows.
    private mutating func collect(_ payments: [Due]) throws(ArithmeticOverflow) -> Money {
        var total = Money.zero
        if let cap {
            for place in room.indices {
                let paid = min(owedByRegions[place], cap)
                room[place] = try cap - paid
                owedByRegions[place] = try owedByRegions[place] - paid
                try balances.pay(paid, from: place)
                total = try total + paid
            }
        }
        for (place, due) in payments {
            var paid = due
            if cap != nil {
                paid = min(due, room[place])
                room[place] = try room[place] - paid
                owedByRegions[place] = try owedByRegions[place] + (due - paid)
            }
            try balances.pay(paid, from: place)
            total = try total + paid
        }
        try balances.receive(total, at: rules.fund)
        return total
    }
}
