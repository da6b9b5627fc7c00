import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoUnits
import Testing

/// What the air families and adjusters refuse: every finding has a code, a place and a remedy.
@Suite struct AirFindingsTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let name: String
        let lines: [String]
        let codes: Set<String>
        var files: [String: String] = [:]

        var testDescription: String { name }
    }

    static let pm25 = "indicators: [{indicator: pm25, level_weight: 1}]"
    static let linear = [
        "scheme: weighted_linear", "period: month", "baseline: fixed", "money_per_point: 10 万元",
        "indicators: [{indicator: pm25, weight: 1, fixed_baseline: 50 ug/m3}]",
    ]

    static let mistakes: [Mistake] = [
        Mistake(
            name: "ladder whose sums differ",
            lines: ["scheme: rank_ladder", "rewards: [3 万元]", "fines: [2 万元]", pm25],
            codes: ["ladder_unbalanced"]),
        Mistake(
            name: "competition ranks in a ladder without a payer above",
            lines: [
                "scheme: rank_ladder", "rewards: [3 万元]", "fines: [3 万元]", "ties: competition", pm25,
            ], codes: ["ladder_unbalanced"]),
        Mistake(
            name: "ladder without rungs or order", lines: ["scheme: rank_ladder"], codes: ["missing_value"]),
        Mistake(
            name: "order of an indicator without weight",
            lines: [
                "scheme: rank_ladder", "rewards: [3 万元]", "fines: [3 万元]", "indicators: [{indicator: pm25}]",
            ], codes: ["missing_value"]),
        Mistake(
            name: "tie parted by nothing known",
            lines: [
                "scheme: rank_ladder", "rewards: [3 万元]", "fines: [3 万元]", "tie_break: [pm10]", pm25,
            ], codes: ["unknown_choice"]),
        Mistake(
            name: "tier priced twice",
            lines: [
                "scheme: benchmark_tiers", "baselines: [mean_of_area]",
                "indicators: [{indicator: pm25, weight: 1, tiers: [{rate: 1 万元/(ug/m3), amount: 1 万元}]}]",
            ], codes: ["tiers"]),
        Mistake(
            name: "tiers of two kinds",
            lines: [
                "scheme: benchmark_tiers", "baselines: [mean_of_area]",
                "indicators: [{indicator: pm25, weight: 1, tiers: [{up_to: 5 ug/m3, rate: 1 万元/(ug/m3)}, {amount: 1 万元}]}]",
            ], codes: ["tiers"]),
        Mistake(
            name: "rewards by tiers without tiers",
            lines: [
                "scheme: benchmark_tiers", "rewards: tiers", "baselines: [mean_of_area]",
                "indicators: [{indicator: pm25, tiers: [{rate: 1 万元/(ug/m3)}]}]",
            ], codes: ["missing_value"]),
        Mistake(
            name: "change as a factor of tiers",
            lines: [
                "scheme: benchmark_tiers", "baselines: [mean_of_area]",
                "indicators: [{indicator: pm25, measures: [change]}]",
            ], codes: ["unknown_choice"]),
        Mistake(
            name: "season of quarters",
            lines: [
                "scheme: benchmark_tiers", "period: quarter", "baselines: [mean_of_area]",
                "heating_months: [1, 2]",
                "indicators: [{indicator: pm25, season: heating, weight: 1, tiers: [{rate: 1 万元/(ug/m3)}]}]",
            ], codes: ["season_needs_months"]),
        Mistake(
            name: "cumulative months of the composite index",
            lines: [
                "scheme: target_linear", "period: month", "cumulative: true",
                "indicators: [{indicator: composite_index, reward_rate: 1 万元, fine_rate: 1 万元}]",
            ], codes: ["cumulative"]),
        Mistake(
            name: "dead band without a rule for what lies past it",
            lines: [
                "scheme: target_linear",
                "indicators: [{indicator: pm25, dead_band: 2 ug/m3, reward_rate: 1 万元/(ug/m3), fine_rate: 1 万元/(ug/m3)}]",
            ], codes: ["missing_value"]),
        Mistake(
            name: "two pools at once",
            lines: [
                "scheme: pool_share", "pool: 1 万元", "fines_of: other", "indicators: [{indicator: pm25}]",
            ],
            codes: ["both_given"]),
        Mistake(
            name: "a pool of nothing by nothing", lines: ["scheme: pool_share"], codes: ["missing_value"]),
        Mistake(
            name: "improvement of a level",
            lines: ["scheme: pool_share", "pool: 1 万元", "measure: level", "indicators: [{indicator: pm25}]"],
            codes: ["unknown_choice"]),
        Mistake(
            name: "shares that are no whole",
            lines: [
                "scheme: rank_split", "of_scheme: other", "city: 140100", "regions: [140100]",
                "gain_shares: [0.5, 0.4]", "loss_shares: [0.4, 0.6]", pm25,
            ], codes: ["sum_not_whole"]),
        Mistake(
            name: "award without amount",
            lines: ["scheme: threshold_award", "indicators: [{indicator: pm25, limit: 35 ug/m3}]"],
            codes: ["missing_value"]),
        Mistake(
            name: "one-off award by months",
            lines: [
                "scheme: threshold_award", "monthly_accrual: true", "repetition: once",
                "indicators: [{indicator: pm25, limit: 35 ug/m3, amount: 1 万元}]",
            ], codes: ["accrual"]),
        Mistake(
            name: "exemption of nobody", lines: linear + ["adjusters: [{adjuster: exemption}]"],
            codes: ["missing_value"]),
        Mistake(
            name: "season without months", lines: linear + ["adjusters: [{adjuster: season, factor: 2}]"],
            codes: ["missing_value"]),
        Mistake(
            name: "score factor by nothing",
            lines: linear + ["adjusters: [{adjuster: score_factor, appraisal: a}]"], codes: ["missing_value"]),
        Mistake(
            name: "target factor of a level",
            lines: linear + ["adjusters: [{adjuster: target_factor, indicator: pm25, measure: level}]"],
            codes: ["unknown_choice"]),
        Mistake(
            name: "mg for ug in a rate",
            lines: [
                "scheme: target_linear",
                "indicators: [{indicator: pm25, reward_rate: 1 万元, fine_rate: 1 万元/(ug/m3)}]",
            ], codes: ["wrong_unit"]),
    ]

    private static func block(_ lines: [String]) -> String {
        "schemes:\n  - id: wrong\n" + lines.map { "    \($0)\n" }.joined()
    }

    @Test(arguments: mistakes) func mistakesOfTheBlock(_ mistake: Mistake) throws {
        let found = findings { _ = try parameters(Self.block(mistake.lines), files: mistake.files) }
        #expect(Set(found.map(\.code)) == mistake.codes, "\(found)")
        #expect(found.allSatisfy { $0.location != nil && !$0.path.isEmpty && !$0.hint.isEmpty })
    }

    static let unsettled: [Mistake] = [
        Mistake(
            name: "fines of a scheme that does not stand before",
            lines: ["scheme: pool_share", "period: month", "fines_of: other", "measure: change"]
                + ["indicators: [{indicator: pm25}]"], codes: ["unknown_scheme"]),
        Mistake(
            name: "split of a scheme that does not stand before",
            lines: [
                "scheme: rank_split", "of_scheme: other", "city: 140100", "regions: [140100]",
                "gain_shares: [1]", "loss_shares: [1]", pm25,
            ], codes: ["unknown_scheme"]),
        Mistake(
            name: "unknown county and period of a score",
            lines: ["scheme: rank_ladder", "rewards: [3 万元]", "fines: [3 万元]", "scores: t.csv"],
            codes: ["unknown_region", "wrong_type"],
            files: ["t.csv": "region,period,component,value\n140999,2019-04,a,1\n140100,2019-04-01,a,1\n"]),
        Mistake(
            name: "finding about a month that is not settled",
            lines: linear + ["adjusters: [{adjuster: fraud_finding, findings: t.csv}]"],
            codes: ["nothing_to_settle"],
            files: ["t.csv": "region,period,decision\n140100,2019-05,d\n"]),
        Mistake(
            name: "appraisal that does not exist",
            lines: linear + ["adjusters: [{adjuster: score_factor, appraisal: a, full_score: 100}]"],
            codes: ["unknown_appraisal"]),
        Mistake(
            name: "factor of an unknown county",
            lines: linear + ["adjusters: [{adjuster: factor, factors: t.csv}]"], codes: ["unknown_region"],
            files: ["t.csv": "region,period,factor\n140999,2019-04,0.5\n"]),
        Mistake(
            name: "exemption of an unknown county",
            lines: linear + ["adjusters: [{adjuster: exemption, listed: t.csv}]"], codes: ["unknown_region"],
            files: ["t.csv": "region,period,reason\n140999,2019-04,flood\n"]),
        Mistake(
            name: "target factor without a target",
            lines: linear + ["adjusters: [{adjuster: target_factor, indicator: pm25}]"],
            codes: ["missing_data"]),
        Mistake(
            name: "award for a target that nobody set",
            lines: [
                "scheme: threshold_award", "period: month", "indicators: [{indicator: pm25, amount: 1 万元}]",
            ], codes: ["missing_data"]),
        Mistake(
            name: "unknown county among daily values",
            lines: ["scheme: daily_tiers", "days: t.csv", "tiers: [{rate: 1 万元/%}]"],
            codes: ["unknown_region"],
            files: ["t.csv": "region,date,indicator,value\n140999,2019-04-01,aqi,80\n"]),
        Mistake(
            name: "day without a value",
            lines: ["scheme: daily_tiers", "days: t.csv", "tiers: [{rate: 1 万元/%}]"],
            codes: ["missing_data"],
            files: [
                "t.csv":
                    "region,date,indicator,value\n140100,2019-04-01,aqi,80\n140200,2019-04-01,aqi,\n"
            ]),
    ]

    /// 48 and 45 ug/m3 in April: what the evaluation then refuses, and nothing is paid.
    @Test(arguments: unsettled) func mistakesOfTheData(_ mistake: Mistake) throws {
        let figures = [
            try figure(140100, "2019-04", .pm25, "48"), try figure(140200, "2019-04", .pm25, "45"),
            try figure(140100, "2018-04", .pm25, "50"), try figure(140200, "2018-04", .pm25, "50"),
        ]
        let lines = mistake.lines + ["periods: [2019-04]"]
        let found = findings {
            _ = try settle(Self.block(lines), figures, files: mistake.files)
        }
        #expect(Set(found.map(\.code)) == mistake.codes, "\(found)")
        #expect(found.allSatisfy { $0.location != nil && !$0.path.isEmpty })
    }

    @Test func seasonThatCutsAQuarter() throws {
        let found = findings {
            _ = try settle(
                """
                schemes:
                  - scheme: weighted_linear
                    id: w
                    baseline: fixed
                    money_per_point: 10 万元
                    indicators: [{indicator: pm25, weight: 1, fixed_baseline: 50 ug/m3}]
                    adjusters: [{adjuster: season, months: [11, 12, 1, 2], factor: 2}]
                """, [figure(140100, "2019-Q1", .pm25, "40")])
        }
        #expect(found.map(\.code) == ["season_splits_period"])
        #expect(found.first?.location?.file == "scenario.yaml")
    }

    /// Presets leave open what was not published: each names it.
    @Test(arguments: [
        ("weighted_linear", "yinchuan_2017", ["money_per_point"]),
        ("weighted_linear", "hubei_2018", ["money_per_point"]),
        (
            "target_linear", "henan_2016",
            [
                "indicators.pm10.reward_rate", "indicators.pm10.fine_rate", "indicators.pm25.reward_rate",
                "indicators.pm25.fine_rate",
            ]
        ),
        ("target_linear", "qingdao_2014", ["indicators.pm25.fine_rate", "indicators.pm10.fine_rate"]),
        ("target_linear", "chengdu_2016", ["indicators.good_days.fine_rate", "stretch_targets"]),
        ("rank_ladder", "hebei_2018_cities", ["indicators"]),
        ("threshold_award", "shandong_2015_award", ["amount"]),
        ("threshold_award", "sichuan_2015_target", ["indicators"]),
        ("pool_share", "sichuan_2015_improvement", ["indicators"]),
        (
            "benchmark_tiers", "zhengzhou_2020",
            [
                "indicators.pm25.reward_tiers", "indicators.pm25.change_rate_tiers",
                "indicators.pm25.change_rate_reward_tiers", "indicators.pm10.tiers",
                "indicators.pm10.reward_tiers", "indicators.pm10.change_rate_tiers",
                "indicators.pm10.change_rate_reward_tiers",
            ]
        ),
        (
            "benchmark_tiers", "taiyuan_2020_classes",
            [
                "indicators.composite_index.change_rate_tiers",
                "indicators.composite_index.change_rate_reward_tiers", "indicators.pm25.change_rate_tiers",
                "indicators.pm25.change_rate_reward_tiers",
            ]
        ),
    ])
    func presetsNameWhatWasNotPublished(_ family: String, _ preset: String, _ open: [String]) throws {
        let found = findings {
            _ = try parameters("schemes:\n  - {scheme: \(family), id: open, preset: \(preset)}\n")
        }
        #expect(Set(found.map(\.path)) == Set(open.map { "schemes[0].\($0)" }))
        #expect(found.allSatisfy { $0.code == "missing_value" })
    }
}
