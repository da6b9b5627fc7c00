import EcoAccounts
@testable import EcoCompensation
import EcoTestSupport
import EcoUnits
import Testing

/// Laws of the composite transfer, on seeded random fields of counties.
@Suite struct CompositeTransferLawsTests {
    struct Field {
        let count: Int
        var gap: [Int]
        var population: [Int]
        var area: [Int]
        /// Changes of the index in tenths.
        var change: [Int]

        init(_ random: inout SeededGenerator) {
            let count = Int.random(in: 1...8, using: &random)
            self.count = count
            func column(_ range: ClosedRange<Int>) -> [Int] {
                (0..<count).map { _ in Int.random(in: range, using: &random) }
            }
            gap = column(1...5000)
            population = column(1...300)
            area = column(0...900)
            change = column(-60...60)
        }

        func region(_ index: Int) -> Int { 140_921 + index }

        func files(order: [Int]? = nil) -> [String: String] {
            var figures = ["region,period,factor,value,unit"]
            var quality = ["region,period,previous,current"]
            for index in order ?? Array(0..<count) {
                let place = "\(region(index)),2023"
                figures.append("\(place),gap,\(gap[index]),万元")
                figures.append("\(place),population,\(population[index]),person")
                figures.append("\(place),area,\(area[index]),km2")
                let current = 500 + change[index]
                quality.append("\(place),50,\(current / 10).\(current % 10)")
            }
            return [
                "figures.csv": figures.joined(separator: "\n"),
                "quality.csv": quality.joined(separator: "\n"),
            ]
        }

        func settle(
            pool: Int = 1000, rate: Int = 1000, withheld: String = "redistributed", quality: String = "",
            order: [Int]? = nil
        ) throws -> SettlementResult {
            try EcoCompensationTests.settle(
                """
                schemes:
                  - scheme: composite_transfer
                    id: zones
                    figures: figures.csv
                    withheld: \(withheld)
                    quality: {index: county_assessment, values: quality.csv\(quality)}
                    parts:
                      - part: key_support
                        pool: \(pool) 万元
                        weights: {gap: 0.7, population: 0.3}
                      - part: protected_areas
                        rates: {area: \(rate) CNY}
                """, [], files: files(order: order),
                regions: try (0..<count).map { try code(region($0)) })
        }

        func fen(_ result: SettlementResult) throws -> [Int64] {
            try (0..<count).map { try result.netFen(.region(code(region($0)))) }
        }

        /// Pool of 1000 万元 and 1000 yuan a km2.
        var rawFen: Int64 { 1_000_000_000 + Int64(area.reduce(0, +)) * 100_000 }
    }

    static let seeds = Array(UInt64(1)...25)
    /// Factors that never add: then all of the raw sum is paid or set aside.
    static let noneAdded = ", slightly_better: 1, better: 1, clearly_better: 1"

    /// Property 1: nothing withheld disappears.
    @Test(arguments: seeds, ["redistributed", "set_aside"])
    func withheldMoneyIsPaidOrKept(_ seed: UInt64, _ withheld: String) throws {
        var random = SeededGenerator(seed: seed)
        let field = Field(&random)
        let result = try field.settle(withheld: withheld, quality: Self.noneAdded)
        let kept = try result.netFen(.fund("withheld"))
        #expect(try field.fen(result).reduce(0, +) + kept == field.rawFen)
        #expect(try result.netFen(.fund("province")) == -field.rawFen)
        if withheld == "redistributed", field.change.contains(where: { $0 > 0 }) { #expect(kept == 0) }
    }

    /// Property 4: a better index of one county never lowers its payment; two fen for largest remainders.
    @Test(arguments: seeds) func betterQualityNeverCosts(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var field = Field(&random)
        let before = try field.fen(field.settle())
        let index = Int.random(in: 0..<field.count, using: &random)
        field.change[index] += Int.random(in: 1...40, using: &random)
        #expect(try field.fen(field.settle())[index] >= before[index] - 2)
    }

    /// Property 5: twice the money is twice the payment; a fen for each of three factors, share and rounding.
    @Test(arguments: seeds) func paymentsScale(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let field = Field(&random)
        let (once, twice) = (
            try field.fen(field.settle()), try field.fen(field.settle(pool: 2000, rate: 2000))
        )
        for (one, two) in zip(once, twice) { #expect(abs(2 * one - two) <= 10) }
    }

    /// Property 6: the order of rows does not matter.
    @Test(arguments: seeds) func orderOfRowsDoesNotMatter(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let field = Field(&random)
        let shuffled = try field.settle(order: Array(0..<field.count).shuffled(using: &random))
        #expect(try field.fen(shuffled) == field.fen(field.settle()))
    }

    /// Property 7: unchanged quality leaves the raw sum to the fen, and sets nothing aside.
    @Test(arguments: seeds) func unchangedQualityIsNeutral(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var field = Field(&random)
        field.change = field.change.map { _ in 0 }
        let result = try field.settle()
        #expect(try field.fen(result).reduce(0, +) == field.rawFen)
        #expect(try result.netFen(.fund("withheld")) == 0)
    }
}
