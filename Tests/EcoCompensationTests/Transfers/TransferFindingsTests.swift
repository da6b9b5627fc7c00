import EcoAccounts
@testable import EcoCompensation
import EcoUnits
import Testing

/// What the composite transfer refuses, and what it warns of.
@Suite struct TransferFindingsTests {
    static let figures = [
        "region,period,factor,value,unit", "140921,2023,gap,100,万元", "140922,2023,gap,300,万元",
    ]

    private func codes(
        _ figures: [String] = figures, parts: String = "[{part: key_support, pool: 4 万元, weights: {gap: 1}}]",
        extra: String = "", files: [String: String] = [:]
    ) -> [String] {
        findings { _ = try result(figures, parts: parts, extra: extra, files: files) }
            .map { "\($0.code) \($0.location?.file ?? ""):\($0.location?.line ?? 0)" }
    }

    private func result(
        _ figures: [String] = figures, parts: String = "[{part: key_support, pool: 4 万元, weights: {gap: 1}}]",
        extra: String = "", files: [String: String] = [:]
    ) throws -> SettlementResult {
        try settle(
            """
            schemes:
              - scheme: composite_transfer
                id: zones
                figures: figures.csv
                parts: \(parts)
                \(extra)
            """, [],
            files: files.merging(["figures.csv": figures.joined(separator: "\n")]) { first, _ in first },
            regions: [try code(140_921), try code(140_922)])
    }

    @Test func weightsThatDoNotAddUp() {
        #expect(
            codes(parts: "[{part: key_support, pool: 4 万元, weights: {gap: 0.9}}]")
                == ["sum_not_whole scenario.yaml:5"])
    }

    @Test func poolWithoutWeightsAndPartWithoutFactors() {
        #expect(
            codes(parts: "[{part: key_support, pool: 4 万元}]")
                == ["missing_value scenario.yaml:5", "missing_value scenario.yaml:5"])
        #expect(
            codes(parts: "[{part: guide, rates: {gap: 1 CNY}}, {part: guide, rates: {gap: 1 CNY}}]")
                == ["duplicate_id scenario.yaml:5"])
    }

    @Test func rowsAreLocated() {
        #expect(codes(Self.figures + ["149999,2023,gap,1,万元"]) == ["unknown_region figures.csv:4"])
        #expect(codes(Self.figures + ["140921,2022,gap,-1,万元"]) == ["out_of_range figures.csv:4"])
        #expect(codes(Self.figures + ["140921,2022,gap,1,CNY"]) == ["mixed_units figures.csv:4"])
        #expect(codes(Self.figures + ["140921,2022,gap,1,bushel"]) == ["unknown_unit figures.csv:4"])
    }

    /// What a preset names but no document publishes stays required, factor by factor.
    @Test func unpublishedNumbersOfPresetsAreRequired() {
        let found = findings {
            _ = try result(parts: "[{part: guide}]", extra: "preset: hubei_2023")
        }
        let missing = [
            "key_counties.weights.population", "key_counties.weights.red_line_area",
            "key_counties.weights.forest_area", "key_counties.weights.ecological_spending",
            "river_belt.weights.river_belt_amount", "water_sources.weights.water_source_amount",
            "protected_areas.weights.protected_area", "protected_areas.weights.protected_count",
        ]
        #expect(Set(found.map(\.path)) == Set(missing.map { "schemes[0].parts.\($0)" }))
        #expect(found.allSatisfy { $0.code == "missing_value" })
    }

    /// A county with one factor of two is not paid by the other alone.
    @Test func aMissingFactorIsNotZero() throws {
        let parts = "[{part: key_support, rates: {gap: 1 CNY, area: 1 CNY}}]"
        let figures = Self.figures + ["140921,2023,area,50,km2"]
        #expect(codes(figures, parts: parts) == ["missing_data figures.csv:3"])
        let result = try result(figures, parts: parts, extra: "missing_data: not_assessed")
        #expect(result.warnings.map(\.code) == ["missing_data"])
        #expect(try result.netFen(.region(code(140_921))) == 15_000)
        #expect(try result.netFen(.region(code(140_922))) == 0)
    }

    /// 1 万元 of the pool against a penalty of 1.5: nothing is taken back, 0.5 lapses with a warning.
    @Test func aPenaltyTakesAtMostTheTransfer() throws {
        let awards = ["awards.csv": "region,period,amount_yuan\n140921,2023,-15000\n140922,2023,2000"]
        let result = try result(extra: "awards: awards.csv", files: awards)
        #expect(result.warnings.map(\.code) == ["penalty_above_transfer"])
        #expect(try result.netFen(.region(code(140_921))) == 0)
        #expect(try result.netFen(.region(code(140_922))) == 3_200_000)
    }

    /// A budget of 3 万元 for claims of 1 and 3: in proportion 0.75 and 2.25, the rest is deferred.
    @Test func aBudgetLimitsAndDefers() throws {
        let result = try result(extra: "budget: 3 万元")
        #expect(try result.netFen(.region(code(140_921))) == 750_000)
        #expect(try result.netFen(.region(code(140_922))) == 2_250_000)
        #expect(result.outstanding.map(\.amount.fen) == [250_000, 750_000])
    }

    /// Of 1 and 3 万元 the first loses 30 %: 0.3 go to the fund. The province gives 3.5: 3.2 are left for 3.7.
    @Test func theBudgetHoldsWhatIsSetAsideToo() throws {
        let quality = "region,period,previous,current\n140921,2023,60,50\n140922,2023,60,60"
        let result = try result(
            extra: """
                withheld: set_aside
                    budget: 3.5 万元
                    quality: {index: hj192_2015, values: quality.csv}
                """, files: ["quality.csv": quality])
        #expect(try result.netFen(.fund("withheld")) == 300_000)
        #expect(try result.netFen(.fund("province")) == -3_500_000)
    }

    @Test func aBetterDegreeMayNotBePaidLess() {
        let quality = ["quality.csv": "region,period,previous,current\n140921,2023,60,50"]
        #expect(
            codes(extra: "quality: {index: hj192_2015, values: quality.csv, better: 0.9}", files: quality)
                == ["out_of_order scenario.yaml:6"])
        #expect(
            codes(extra: "quality: {index: hj192_2015, values: quality.csv}", files: quality)
                == ["missing_data scenario.yaml:2"])
    }
}
