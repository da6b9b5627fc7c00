@testable import EcoCompensation
import EcoUnits
import Testing

/// Class limits belong to the better class, and the worst item decides.
@Suite struct WaterStandardTests {
    private let standard = WaterStandard.gb3838

    @Test(arguments: [
        (WaterItem.cod, "15", WaterClass.i), (.cod, "15.01", .iii), (.cod, "20", .iii), (.cod, "40", .v),
        (.cod, "40.01", .worseThanV), (.permanganateIndex, "4", .ii), (.ammoniaNitrogen, "1", .iii),
        (.ammoniaNitrogen, "2.01", .worseThanV), (.totalPhosphorus, "0.2", .iii),
        (.dissolvedOxygen, "7.5", .i),
        (.dissolvedOxygen, "7.4", .ii), (.dissolvedOxygen, "1.9", .worseThanV),
    ])
    func classOfARiver(_ item: WaterItem, _ value: String, _ expected: WaterClass) throws {
        #expect(standard.waterClass(item, try exact(value), .river) == expected)
    }

    /// Phosphorus counts more strictly in lakes; total nitrogen does not count for rivers.
    @Test func lakesAndRiversDiffer() throws {
        #expect(standard.waterClass(.totalPhosphorus, try exact("0.1"), .lake) == .iv)
        #expect(standard.waterClass(.totalPhosphorus, try exact("0.1"), .river) == .ii)
        #expect(standard.waterClass(.totalNitrogen, try exact("3"), .river) == nil)
        #expect(standard.waterClass(.totalNitrogen, try exact("3"), .lake) == .worseThanV)
        #expect(standard.limit(.totalNitrogen, .river, .iii) == nil)
        #expect(standard.limit(.cod, .river, .worseThanV) == nil)
    }

    @Test func theWorstItemDecides() throws {
        let values = [WaterItem.cod: try exact("14"), .ammoniaNitrogen: try exact("1.2")]
        #expect(standard.waterClass(values, .river) == .iv)
        #expect(standard.waterClass([.totalNitrogen: Rational(9)], .river) == nil)
    }

    /// Limits never tighten from one class to the next worse one.
    @Test(arguments: WaterItem.allCases) func limitsFollowTheClasses(_ item: WaterItem) {
        for body in WaterBody.allCases {
            let limits = WaterClass.allCases.compactMap { standard.limit(item, body, $0) }
            for (better, worse) in zip(limits, limits.dropFirst()) {
                #expect(item.isBetterHigher ? better >= worse : better <= worse)
            }
        }
    }

    /// 1 mg/L in 10^4 m3 is 10 kg.
    @Test func loadUnitIsExact() {
        #expect(LoadPrice.tonnesPerUnit == Rational(1, over: 100))
    }
}
