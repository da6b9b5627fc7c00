import EcoAccounts
import EcoUnits

/// What every party paid and received under a scheme, over all its periods.
public struct PartyBalances: Sendable {
    public struct Sums: Hashable, Sendable {
        public internal(set) var paid = Money.zero
        public internal(set) var received = Money.zero

        public init() {}

        public func net() throws(ArithmeticOverflow) -> Money { try received - paid }

        mutating func add(_ other: Sums) throws(ArithmeticOverflow) {
            paid = try paid + other.paid
            received = try received + other.received
        }
    }

    /// Empty for those of several schemes together.
    public let scheme: String
    /// By the place of the region in the scenario's table.
    public private(set) var regions: [Sums]
    /// Funds, and regions that the table lacks; those that moved money, in the order in which they first did.
    public private(set) var others: [(party: Party, sums: Sums)] = []

    init(scheme: String, regionCount: Int) {
        self.scheme = scheme
        regions = [Sums](repeating: Sums(), count: regionCount)
    }

    /// Of all schemes of a ledger, in the order in which they first move money.
    static func all(
        of ledger: Ledger, _ table: RegionTable
    ) throws(ArithmeticOverflow) -> [PartyBalances] {
        var all: [PartyBalances] = []
        for transfer in ledger.transfers {
            // Transfers of a scheme stand together.
            let last = all.indices.last
            let place =
                last.flatMap { all[$0].scheme == transfer.scheme ? $0 : nil }
                ?? all.firstIndex { $0.scheme == transfer.scheme }
            if place == nil { all.append(PartyBalances(scheme: transfer.scheme, regionCount: table.count)) }
            try all[place ?? all.count - 1].take(transfer, table)
        }
        return all
    }

    /// Of the one scheme that the ledger is of.
    init(of ledger: Ledger, scheme: String, _ table: RegionTable) throws(ArithmeticOverflow) {
        self.init(scheme: scheme, regionCount: table.count)
        for transfer in ledger.transfers { try take(transfer, table) }
    }

    /// All of them together.
    public init(adding parts: [PartyBalances], regionCount: Int) throws(ArithmeticOverflow) {
        self.init(scheme: "", regionCount: regionCount)
        for part in parts {
            for (place, sums) in part.regions.enumerated() { try regions[place].add(sums) }
            for (party, sums) in part.others { try add(sums, to: party) }
        }
    }

    private mutating func take(_ transfer: Transfer, _ table: RegionTable) throws(ArithmeticOverflow) {
        var (out, received) = (Sums(), Sums())
        out.paid = transfer.amount
        received.received = transfer.amount
        try add(out, to: transfer.payer, table)
        try add(received, to: transfer.payee, table)
    }

    private mutating func add(
        _ sums: Sums, to party: Party, _ table: RegionTable
    ) throws(ArithmeticOverflow) {
        guard let place = party.region.flatMap({ table.index(of: $0) }) else {
            return try add(sums, to: party)
        }
        try regions[place].add(sums)
    }

    private mutating func add(_ sums: Sums, to party: Party) throws(ArithmeticOverflow) {
        if let place = others.firstIndex(where: { $0.party == party }) {
            try others[place].sums.add(sums)
        } else {
            others.append((party, sums))
        }
    }

    // MARK: Booking

    mutating func pay(_ amount: Money, from place: Int) throws(ArithmeticOverflow) {
        regions[place].paid = try regions[place].paid + amount
    }

    mutating func receive(_ amount: Money, at place: Int) throws(ArithmeticOverflow) {
        regions[place].received = try regions[place].received + amount
    }

    mutating func move(_ amount: Money, from payer: String, to payee: String) throws(ArithmeticOverflow) {
        guard amount != .zero else { return }
        try pay(amount, from: payer)
        try receive(amount, at: payee)
    }

    mutating func pay(_ amount: Money, from fund: String) throws(ArithmeticOverflow) {
        guard amount != .zero else { return }
        var sums = Sums()
        sums.paid = amount
        try add(sums, to: .fund(fund))
    }

    mutating func receive(_ amount: Money, at fund: String) throws(ArithmeticOverflow) {
        guard amount != .zero else { return }
        var sums = Sums()
        sums.received = amount
        try add(sums, to: .fund(fund))
    }

    public func sums(of party: Party) -> Sums { others.first { $0.party == party }?.sums ?? Sums() }
}
