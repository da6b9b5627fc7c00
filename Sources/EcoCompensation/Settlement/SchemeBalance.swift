import EcoAccounts
import EcoUnits

/// What a scheme took in and gave out in a period. Always `paidIn + toppedUp = paidOut + retained + carried
/// + setAside`. Payments between the two parties of an agreement do not pass the fund and stand in no balance.
public struct SchemeBalance: Hashable, Sendable {
    public let scheme: String
    public let period: Period
    /// By the paying regions.
    public var paidIn = Money.zero
    /// To the receiving regions.
    public var paidOut = Money.zero
    /// By the upper level, from the payments.
    public var retained = Money.zero
    /// Kept in the named fund for want of receivers or of need.
    public var carried = Money.zero
    /// Withheld by adjusters for a named fund.
    public var setAside = Money.zero
    /// Added by the upper level.
    public var toppedUp = Money.zero

    public init(scheme: String, period: Period) {
        self.scheme = scheme
        self.period = period
    }

    public func isBalanced() throws(ArithmeticOverflow) -> Bool {
        try paidIn + toppedUp == paidOut + retained + carried + setAside
    }
}

extension Ledger {
    /// The balances of the schemes, worked out from the transfers alone, in order of scheme and period.
    ///
    /// - Parameter rules: of each scheme by id; they tell which fund is which.
    public func schemeBalances(_ rules: [String: SettlementRules]) throws(ArithmeticOverflow)
        -> [SchemeBalance]
    {
        var balances: [String: [Period: SchemeBalance]] = [:]
        for transfer in transfers {
            guard let rule = rules[transfer.scheme], rule.books(transfer) else { continue }
            var balance =
                balances[transfer.scheme]?[transfer.period]
                ?? SchemeBalance(scheme: transfer.scheme, period: transfer.period)
            try balance.add(transfer, rule)
            balances[transfer.scheme, default: [:]][transfer.period] = balance
        }
        return balances.sorted { $0.key < $1.key }.flatMap { _, byPeriod in
            byPeriod.sorted { $0.key < $1.key }.map(\.value)
        }
    }
}

extension SettlementRules {
    /// Whether a transfer passes the fund; agreements are paid past it.
    fileprivate func books(_ transfer: Transfer) -> Bool {
        transfer.payer == .fund(fund) || transfer.payee == .fund(fund)
    }
}

extension SchemeBalance {
    fileprivate mutating func add(_ transfer: Transfer, _ rule: SettlementRules) throws(ArithmeticOverflow) {
        switch (transfer.payer, transfer.payee) {
        case (.region, .fund(rule.fund)): paidIn = try paidIn + transfer.amount
        case (.fund(rule.fund), .region): paidOut = try paidOut + transfer.amount
        case (.fund(rule.fund), .fund(rule.upperLevel)): retained = try retained + transfer.amount
        case (.fund(rule.fund), .fund(rule.carriedFund)): carried = try carried + transfer.amount
        case (.fund(rule.fund), .fund): setAside = try setAside + transfer.amount
        case (.fund(rule.upperLevel), .fund(rule.fund)): toppedUp = try toppedUp + transfer.amount
        default: break
        }
    }
}
