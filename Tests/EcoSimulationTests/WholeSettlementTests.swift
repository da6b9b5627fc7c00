import EcoCompensation
import EcoParameters
import EcoUnits
import Testing

@testable import EcoAir
@testable import EcoSimulation

/// Figures as whole numbers against the settlement that reads tables of them.
@Suite struct WholeSettlementTests {
    private static var blocks: [[String: Any]] {
        [
            [:],
            [
                "baselines": ["mean_of_area", "previous_year"], "previous_year_weight": 0.5,
                "reward_condition": "any",
            ],
            ["baselines": ["previous_year"], "payment_cap": "3 万元", "rounding_step": "0.01 万元"],
            [
                "baselines": ["mean_of_area", "previous_year"], "fine_combination": "largest",
                "tier_mode": "whole",
            ],
            ["regions": ["140101", "140203"], "heating_months": ["1", "2"], "rounding": "half_even"],
            ["period": "quarter", "pool_share": 1], ["period": "year", "pool_share": 0],
        ]
    }

    private static let indicators = ["composite_index", "pm25", "pm10", "so2"]

    private func parameters(_ changes: [String: Any]) throws -> CompensationParameters {
        var scheme: [String: Any] = [
            "scheme": "benchmark_tiers", "id": "monthly", "preset": "shanxi_2017",
            "baselines": ["mean_of_area"],
            "fine_combination": "sum", "reward_condition": "all", "missing_data": "not_assessed",
            "indicators": Self.indicators.map {
                ["indicator": $0, "weight": 1] as [String: Any]
            },
        ]
        if changes["period"] != nil {
            scheme["indicators"] = Self.indicators.map {
                ["indicator": $0, "weight": 1, "season": "all_year"] as [String: Any]
            }
        }
        scheme.merge(changes) { $1 }
        return try bound([scheme])
    }

    private func bound(_ schemes: [[String: Any]]) throws -> CompensationParameters {
        CompensationParameters(
            try Binder.bind(
                node(["schemes": schemes]), to: CompensationParameters.declaration, files: MemoryFiles()))
    }

    private static var linearBlocks: [[String: Any]] {
        [
            [:], ["preset": "shandong_2014"],
            [
                "baseline": "mean_of_area", "period": "month",
                "coefficients": ["140101": 1.5, "140203": "0.35"],
                "rounding": "half_even",
            ],
            [
                "baseline": "fixed", "period": "year",
                "indicators": [
                    ["indicator": "pm25", "weight": "0.6", "fixed_baseline": "35.125 ug/m3"],
                    ["indicator": "good_days", "weight": 2, "rate": "0.3 万元/d", "fixed_baseline": "240 d"],
                ],
            ],
            // A rate of seventeen digits, as a search tries it, and the cap of all.
            [
                "baseline": "fixed", "period": "year",
                "indicators": [
                    [
                        "indicator": "pm25", "weight": 1, "rate": "103784.69312345678 CNY/(ug/m3)",
                        "fixed_baseline": "60 ug/m3",
                    ]
                ],
            ],
            ["payment_cap": "5 万元", "budget": "3 万元", "surplus": "carried", "rounding_step": "1 CNY"],
            ["regions": ["140101", "140203"], "default_coefficient": 0, "coefficients": ["140203": 1]],
        ]
    }

    private func linear(_ changes: [String: Any]) throws -> CompensationParameters {
        var scheme: [String: Any] = [
            "scheme": "weighted_linear", "id": "linear", "missing_data": "not_assessed",
        ]
        if changes["preset"] == nil {
            scheme.merge([
                "period": "quarter", "baseline": "previous_year", "money_per_point": "7.3 万元",
                "rounding_step": "0.01 CNY",
                "indicators": zip(Self.indicators, ["1", "0.6", "0.15", "0.15"]).map {
                    ["indicator": $0, "weight": $1]
                },
            ]) { $1 }
        }
        scheme.merge(changes) { $1 }
        return try bound([scheme])
    }

    @Test(arguments: 0..<7) func linearPaymentsAreTheSameFen(_ block: Int) throws {
        try expectTheSameFen(linear(Self.linearBlocks[block]))
    }

    @Test(arguments: 0..<7) func wholeFiguresPayTheSameFen(_ block: Int) throws {
        try expectTheSameFen(parameters(Self.blocks[block]))
    }

    private func expectTheSameFen(_ parameters: CompensationParameters) throws {
        var inputs = try SimulationInputs.example()
        inputs.compensation = parameters
        let simulation = try Simulation(exampleBlock(), inputs)
        var findings: [Diagnostic] = []
        var process = try #require(Compensation(simulation.world, &findings))
        #expect(process.whole != nil && findings.isEmpty)
        var moved = false
        for state in simulation.states(ofDraw: 1) {
            let draw = YearDraw(seed: 1, draw: 0, year: state.index)
            var (whole, full) = (state, state)
            try process.advance(&whole, draw)
            let kept = process.whole
            process.whole = nil
            try process.advance(&full, draw)
            process.whole = kept
            #expect(whole.money == full.money)
            #expect(whole.money == state.money)
            if whole.money.net.contains(where: { $0 != 0 }) { moved = true }
            // Money is conserved to the fen.
            #expect(full.money.net.reduce(0, +) + full.money.upperLevel + full.money.otherFunds == 0)
        }
        #expect(moved)
    }

    /// What whole figures cannot say is settled in full, and a day without figures too.
    @Test func otherSchemesAreSettledInFull() throws {
        var inputs = try SimulationInputs.example()
        inputs.compensation = try parameters([
            "indicators": Self.indicators.map { indicator in
                var own: [String: Any] = ["indicator": indicator, "weight": 1]
                if indicator == "pm25" {
                    own["measures"] = ["level", "change_rate"]
                    own["change_rate_weight"] = 1
                    own["change_rate_tiers"] = [["rate": "1 万元/%"]]
                }
                return own
            }
        ])
        let simulation = try Simulation(exampleBlock(), inputs)
        #expect(simulation.world.wholeSettlement == nil)
        #expect(simulation.states(ofDraw: 0).contains { $0.money.net.contains { $0 != 0 } })
    }
}
