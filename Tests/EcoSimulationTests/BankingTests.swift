import EcoQuota
import Testing

@testable import EcoSimulation

/// One region, marginal cost equal to abatement, discount rate 5 %. Worked by hand.
@Suite struct BankingTests {
    /// Abatement of each year where the cap leaves these needs.
    private func abatement(needs: [Double], banking: Bool) throws -> [Double] {
        var inputs = SimulationInputs(regions: try regionTable(["140101"]), year: 2023)
        inputs.records = QuotaRecords(
            sources: [EmissionSource(region: "140101", pollutant: "so2", baseline: 400, quota: 400)],
            measures: [
                AbatementMeasure(
                    region: "140101", pollutant: "so2", name: "filter", cost: 0, slope: 1, maximum: 400)
            ],
            zones: [ZoneMembership(region: "140101", zone: "z")], shortfallPenalty: 1_000_000)
        let caps = needs.enumerated().map { "\(2024 + $0),so2,\(400 - $1),assumed,\n" }.joined()
        let parameters = try block(
            [
                "first_year": 2024, "last_year": 2023 + needs.count,
                "quota_issue": ["caps": "caps.csv"],
                "market": ["foresight": "perfect", "banking": banking, "discount_rate": 0.05],
            ], files: ["caps.csv": "year,pollutant,cap_t,status,note\n" + caps])
        return try Simulation(parameters, inputs).states(ofDraw: 0).map { 400 - $0.emission[0] }
    }

    private func presentValue(_ abatement: [Double]) -> Double {
        abatement.enumerated().reduce(0) { sum, year in
            sum + year.element * year.element / 2 / (year.offset == 0 ? 1 : 1.05)
        }
    }

    /// a2 = 1.05 a1 and a1 + a2 = 400: a1 = 400 / 2.05 = 195.12195; present value 39,024.390244.
    @Test func bankingEqualisesDiscountedCost() throws {
        let found = try abatement(needs: [100, 300], banking: true)
        #expect(abs(found[0] - 400 / 2.05) < 1e-3)
        #expect(abs(found[1] - 400 * 1.05 / 2.05) < 1e-3)
        #expect(abs(presentValue(found) - 39_024.390244) < 0.1)
    }

    /// Without banking each year meets its own need: 100²/2 + 300²/2/1.05 = 47,857.142857.
    @Test func withoutBankingEachYearMeetsItsOwn() throws {
        let found = try abatement(needs: [100, 300], banking: false)
        #expect(abs(found[0] - 100) < 1e-3 && abs(found[1] - 300) < 1e-3)
        #expect(abs(presentValue(found) - 47_857.142857) < 0.5)
    }

    @Test func nothingIsBorrowed() throws {
        let found = try abatement(needs: [300, 100], banking: true)
        #expect(abs(found[0] - 300) < 1e-3 && abs(found[1] - 100) < 1e-3)
    }
}
