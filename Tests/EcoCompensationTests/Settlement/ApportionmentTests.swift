@testable import EcoCompensation
import EcoUnits
import EcoTestSupport
import Testing

@Suite struct ApportionmentTests {
    @Test func leftOverStepsGoToTheLargestRemainders() throws {
        // 10 by 1:1:1 is 3.33 each; the step left over goes to the first of the tied.
        #expect(try Apportionment.largestRemainder(10, by: [.one, .one, .one]) == [4, 3, 3])
        // 7 by 3:3:1 is 3, 3, 1.
        #expect(try Apportionment.largestRemainder(7, by: [3, 3, 1].map { Rational($0) }) == [3, 3, 1])
        // 5 by 2:1:1 is 2.5, 1.25, 1.25: the half is the largest remainder.
        #expect(try Apportionment.largestRemainder(5, by: [1, 2, 1].map { Rational($0) }) == [1, 3, 1])
    }

    @Test func zeroWeightsGetNothing() throws {
        #expect(try Apportionment.largestRemainder(9, by: [.zero, .one, .zero]) == [0, 9, 0])
        #expect(try Apportionment.largestRemainder(9, by: [.zero, .zero]) == [0, 0])
        #expect(try Apportionment.largestRemainder(9, by: []) == [])
    }

    /// Laws: the parts add to the whole, and each is its quota rounded down or up.
    @Test func partsAddUpAndKeepTheirQuota() throws {
        var random = SeededGenerator(seed: 20)
        for _ in 0..<500 {
            let weights = (0..<Int.random(in: 1...15, using: &random)).map { _ in
                Rational(Int.random(in: 0...1000, using: &random))
            }
            let total = Int128.random(in: 0...100_000, using: &random)
            let parts = try Apportionment.largestRemainder(total, by: weights)
            let sum = weights.reduce(Int128(0)) { $0 + $1.numerator }
            guard sum > 0 else { continue }
            #expect(parts.reduce(0, +) == total)
            for (part, weight) in zip(parts, weights) {
                let product = weight.numerator * total
                #expect(part == product / sum || part == product / sum + (product % sum == 0 ? 0 : 1))
            }
        }
    }
}
