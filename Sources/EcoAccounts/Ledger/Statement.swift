import EcoUnits

/// What one party paid and received in a year under one scheme.
public struct StatementRow: Hashable, Sendable {
    public let party: Party
    public let year: Int
    public let scheme: String
    public let paid: Money
    public let received: Money

    /// Positive where the party gains; for a fund, what it retains or, negative, tops up.
    public func net() throws(ArithmeticOverflow) -> Money { try received - paid }
}

extension Ledger {
    /// Per party, year and scheme, in that order. The nets of all parties of a scheme and year add to zero.
    public func statement() throws(ArithmeticOverflow) -> [StatementRow] {
        var sums: [Key: (paid: Money, received: Money)] = [:]
        for transfer in transfers {
            let payer = Key(party: transfer.payer, year: transfer.period.year, scheme: transfer.scheme)
            let payee = Key(party: transfer.payee, year: transfer.period.year, scheme: transfer.scheme)
            sums[payer, default: (.zero, .zero)].paid =
                try sums[payer, default: (.zero, .zero)].paid + transfer.amount
            sums[payee, default: (.zero, .zero)].received =
                try sums[payee, default: (.zero, .zero)].received + transfer.amount
        }
        return sums.sorted { $0.key < $1.key }.map { key, sum in
            StatementRow(
                party: key.party, year: key.year, scheme: key.scheme, paid: sum.paid, received: sum.received)
        }
    }

    private struct Key: Hashable, Comparable {
        let party: Party
        let year: Int
        let scheme: String

        static func < (left: Key, right: Key) -> Bool {
            (left.party, left.year, left.scheme) < (right.party, right.year, right.scheme)
        }
    }
}
