@testable import EcoCompensation
import EcoUnits
import Testing

@Suite struct TierTableTests {
    /// Up to 5: 10 a unit; the rest: 20 (here in yuan).
    static let tiers = TierTable(tiers: [
        .init(upTo: Rational(5), rate: Rational(10)), .init(upTo: nil, rate: Rational(20)),
    ])

    /// Base 40: 48.4 is 8.4 above: 5 x 10 + 3.4 x 20 = 118, or 8.4 x 20 = 168; 45.0 is still in the first tier.
    @Test(arguments: [("8.4", "118", "168"), ("5", "50", "50"), ("0", "0", "0"), ("-3", "0", "0")])
    func vectors(_ distance: String, _ marginal: String, _ whole: String) throws {
        #expect(try Self.tiers.amount(for: exact(distance), .marginal) == exact(marginal))
        #expect(try Self.tiers.amount(for: exact(distance), .whole) == exact(whole))
    }

    @Test func marginalAmountsGrowWithoutJumps() throws {
        // Slope at most 20: two points 0.01 apart differ by at most 0.2, and never fall.
        var previous = Rational.zero
        for step in 1...1000 {
            let distance = try #require(Rational(Int128(step), over: 100))
            let amount = try Self.tiers.amount(for: distance, .marginal)
            #expect(amount > previous)
            #expect(try amount - previous <= exact("0.2"))
            previous = amount
        }
    }

    /// The known discontinuity of `whole`: just above 5 the amount is 100 instead of 50, and it never falls.
    @Test func wholeJumpsUpwardAtTheStep() throws {
        let above = try Self.tiers.amount(for: exact("5.01"), .whole)
        #expect(try above == exact("100.2"))
        #expect(try Self.tiers.amount(for: exact("5"), .whole) < above)
    }

    @Test func complaintsNameWhatIsWrong() throws {
        let five = Rational(5)
        #expect(Self.tiers.complaint == nil)
        #expect(TierTable(tiers: []).complaint != nil)
        #expect(TierTable(tiers: [.init(upTo: five, rate: .one)]).complaint != nil)
        #expect(
            TierTable(tiers: [
                .init(upTo: five, rate: .one), .init(upTo: five, rate: .one), .init(upTo: nil, rate: .one),
            ]).complaint != nil)
        #expect(
            TierTable(tiers: [.init(upTo: nil, rate: .one), .init(upTo: nil, rate: .one)]).complaint != nil)
    }
}
