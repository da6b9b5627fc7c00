import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoUnits
import Testing

/// Figures that were evaluated elsewhere, in place of the block `air`.
@Suite struct FiguresTests {
    private static let block = """
        figures: figures.csv
        reference: reference.csv
        schemes:
          - scheme: weighted_linear
            id: change
            period: quarter
            baseline: previous_year
            money_per_point: 20 万元
            indicators: [{indicator: pm25, weight: 1}]
        """
    private static let heading = "region,period,pollutant,value,unit\n"

    private func settled(_ figures: String, beside: [Figure] = []) throws -> SettlementResult {
        try settle(
            Self.block, beside,
            files: [
                "figures.csv": Self.heading + figures,
                "reference.csv": Self.heading + "370100,2015-Q1,pm25,90,ug/m3\n",
            ], regions: [code(370100)])
    }

    /// 90 to 84.5: 5.5 x 20 = 110 万元.
    @Test func aTableOfFiguresIsSettledWithoutAir() throws {
        let result = try settled("370100,2016-Q1,pm25,84.5,ug/m3\n")
        #expect(try result.ledger.net(of: .region(code(370100))) == wanYuan("110"))
        let parameters = try parameters(
            Self.block,
            files: ["figures.csv": Self.heading, "reference.csv": Self.heading])
        #expect(parameters.inputs.isEmpty)
    }

    /// 0.0845 mg/m3 is the same; as ug/m3 it would be a thousandth.
    @Test func unitsOfTheTableAreConverted() throws {
        let result = try settled("370100,2016-Q1,pm25,0.0845,mg/m3\n")
        #expect(try result.ledger.net(of: .region(code(370100))) == wanYuan("110"))
    }

    @Test func anEmptyValueIsMissingAndBlocks() throws {
        let found = findings { _ = try settled("370100,2016-Q1,pm25,,ug/m3\n") }
        #expect(found.map(\.code).contains("missing_data"))
    }

    @Test func aFigureThatTheAirEvaluatesTooIsFound() throws {
        let air = try figure(370100, "2016-Q1", .pm25, "84")
        let found = findings {
            let plain = Figure(
                region: air.region, period: air.period, indicator: .pm25, value: air.value, standard: "")
            _ = try settled("370100,2016-Q1,pm25,84.5,ug/m3\n", beside: [plain])
        }
        #expect(found.map(\.code) == ["duplicate_indicator"])
        #expect(found.first?.location?.file == "figures.csv")
    }

    @Test func moreDaysThanThereAreIsFound() throws {
        let found = findings { _ = try settled("370100,2016-Q1,good_day_ratio,130,%\n") }
        #expect(found.map(\.code) == ["out_of_range"])
        #expect(found.first?.location?.line == 2)
    }
}

/// What a planner slips into a scenario without noticing.
@Suite struct ScopeFindingsTests {
    private func found(_ line: String, _ standard: String = "gb3095_2012") throws -> [Diagnostic] {
        let january = try figure(370100, "2016-Q1", .pm25, "84.5")
        return findings {
            _ = try settle(
                """
                reference: reference.csv
                schemes:
                  - scheme: weighted_linear
                    id: change
                    period: quarter
                    baseline: previous_year
                    money_per_point: 20 万元
                    \(line)
                    indicators: [{indicator: pm25, weight: 1}]
                """, [january],
                files: ["reference.csv": "region,period,pollutant,value,unit\n370100,2015-Q1,pm25,90,ug/m3\n"]
            )
        }
    }

    @Test func anEmptyListOfRegionsIsFound() throws {
        #expect(try found("regions: []").map(\.code) == ["empty_list"])
    }

    @Test func aStandardThatWasNotEvaluatedIsFoundOnce() throws {
        let findings = try found("standard: gb3095_2026_final")
        #expect(findings.map(\.code) == ["standard_not_evaluated"])
        #expect(findings.first?.hint.contains("gb3095_2012") == true)
    }

    @Test func theSameBlockWithoutTheSlipSettles() throws {
        #expect(try found("standard: gb3095_2012").isEmpty)
    }
}
