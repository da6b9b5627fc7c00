import EcoAccounts
import EcoParameters
import EcoUnits
import EcoTestSupport
import Testing

typealias SourceLocationOfParameters = EcoParameters.SourceLocation
typealias Diagnostic = EcoParameters.Diagnostic

enum LocalizedTexts {
    static let yangqu = LocalizedText(en: "Yangqu", zh: "阳曲县")
}

@Suite struct LedgerTests {
    private static let parties: [Party] =
        ["140106", "140122", "140981"].compactMap { RegionCode($0).map(Party.region) }
        + [.fund("province"), .fund("pool")]

    private func randomLedger(_ seed: UInt64) -> Ledger {
        var random = SeededGenerator(seed: seed)
        var ledger = Ledger()
        for _ in 0..<40 {
            let pair = Self.parties.shuffled(using: &random)
            let fen = Int64.random(in: 0...1_000_000, using: &random)
            ledger.append(
                Transfer(
                    period: .month(
                        Int.random(in: 1...12, using: &random),
                        year: Int.random(in: 2018...2019, using: &random)),
                    scheme: Bool.random(using: &random) ? "a" : "b", payer: pair[0], payee: pair[1],
                    amount: Money(fen: fen), basis: "x"))
        }
        return ledger
    }

    /// What one gains another loses: the nets of all parties add to zero, whatever the part of the ledger.
    @Test(arguments: UInt64(1)...20) func netsAddToZero(_ seed: UInt64) throws {
        let ledger = randomLedger(seed)
        for scheme in ["a", "b"] {
            let nets = try ledger.parties.map { try ledger.net(of: $0) { $0.scheme == scheme } }
            #expect(try nets.total() == .zero)
        }
        let whole = try Self.parties.map { try ledger.net(of: $0).fen }
        let parts = try Self.parties.map { party in
            try ledger.net(of: party) { $0.scheme == "a" }.fen
                + ledger.net(of: party) { $0.scheme == "b" }.fen
        }
        #expect(whole == parts)
    }

    /// The statement says the same as the transfers, added by hand.
    @Test(arguments: UInt64(1)...20) func statementAgreesWithTheTransfers(_ seed: UInt64) throws {
        let ledger = randomLedger(seed)
        for row in try ledger.statement() {
            let own = ledger.transfers.filter { $0.scheme == row.scheme && $0.period.year == row.year }
            #expect(row.paid.fen == own.filter { $0.payer == row.party }.reduce(0) { $0 + $1.amount.fen })
            #expect(row.received.fen == own.filter { $0.payee == row.party }.reduce(0) { $0 + $1.amount.fen })
            #expect(try row.net().fen == row.received.fen - row.paid.fen)
        }
        let rows = try ledger.statement()
        let paid = rows.reduce(Int64(0)) { $0 + $1.paid.fen }
        #expect(paid == rows.reduce(Int64(0)) { $0 + $1.received.fen })
        #expect(paid == ledger.transfers.reduce(Int64(0)) { $0 + $1.amount.fen })
    }

    @Test func nothingPaidLeavesNoTransfer() {
        var ledger = Ledger()
        ledger.append(
            Transfer(
                period: .year(2019), scheme: "a", payer: .fund("x"), payee: .fund("y"), amount: .zero,
                basis: "b"))
        #expect(ledger.transfers.isEmpty && ledger.parties.isEmpty)
    }

    @Test func orderDependsOnTheTransfersAlone() {
        let ledger = randomLedger(99)
        var shuffled = Ledger()
        var random = SeededGenerator(seed: 1)
        shuffled.append(contentsOf: ledger.transfers.shuffled(using: &random))
        let key = { (t: Transfer) in "\(t.period) \(t.scheme) \(t.payer) \(t.payee) \(t.basis)" }
        #expect(shuffled.sorted().map(key) == ledger.sorted().map(key))
        #expect(Self.parties.shuffled(using: &random).sorted() == Self.parties.sorted())
        #expect(Self.parties.sorted().suffix(2) == [.fund("pool"), .fund("province")])
    }

    @Test func overflowThrows() {
        var ledger = Ledger()
        let big = Money(fen: .max)
        for _ in 0..<2 {
            ledger.append(
                Transfer(
                    period: .year(2019), scheme: "a", payer: .fund("x"), payee: .fund("y"), amount: big,
                    basis: "b"))
        }
        #expect(throws: ArithmeticOverflow.self) { try ledger.net(of: .fund("y")) }
        #expect(throws: ArithmeticOverflow.self) { try ledger.statement() }
    }
}
