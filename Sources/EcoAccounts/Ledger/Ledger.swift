import EcoUnits

/// All transfers of a run, with their balance.
public struct Ledger: Sendable {
    public private(set) var transfers: [Transfer] = []

    public init() {}

    /// Adds a transfer. Zero amounts are left out: nothing was paid.
    ///
    /// - Precondition: the amount is not negative; a scheme turns the direction instead.
    public mutating func append(_ transfer: Transfer) {
        precondition(!transfer.amount.isNegative, "a transfer has a direction, not a sign")
        if transfer.amount != .zero { transfers.append(transfer) }
    }

    public mutating func append(contentsOf others: some Sequence<Transfer>) {
        for transfer in others { append(transfer) }
    }

    /// What a party received less what it paid, over the transfers that `isIncluded` chooses.
    public func net(
        of party: Party, where isIncluded: (Transfer) -> Bool = { _ in true }
    ) throws(ArithmeticOverflow) -> Money {
        var sum = Money.zero
        for transfer in transfers where isIncluded(transfer) {
            if transfer.payee == party { sum = try sum + transfer.amount }
            if transfer.payer == party { sum = try sum - transfer.amount }
        }
        return sum
    }

    public var parties: [Party] { Set(transfers.flatMap { [$0.payer, $0.payee] }).sorted() }

    /// In the order of `transfers.csv`: period, scheme, payer, payee, basis.
    public func sorted() -> [Transfer] {
        transfers.sorted {
            ($0.period, $0.scheme, $0.payer, $0.payee, $0.basis)
                < ($1.period, $1.scheme, $1.payer, $1.payee, $1.basis)
        }
    }
}
