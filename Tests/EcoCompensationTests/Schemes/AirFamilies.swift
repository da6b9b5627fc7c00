import EcoAccounts
@testable import EcoCompensation
import EcoTestSupport
import EcoUnits

/// A random month of regions, on a coarse grid so that ties and equal bases occur.
struct AirField {
    var values: [Int]
    var before: [Int]
    var targets: [Int]

    init(_ random: inout SeededGenerator, count: ClosedRange<Int> = 4...13) {
        let count = Int.random(in: count, using: &random)
        let draw = { (random: inout SeededGenerator) in 5 * Int.random(in: 6...14, using: &random) }
        values = (0..<count).map { _ in draw(&random) }
        before = (0..<count).map { _ in draw(&random) }
        targets = (0..<count).map { _ in draw(&random) }
    }

    var count: Int { values.count }

    static func region(_ index: Int) throws -> RegionCode { try code(140_100 + index) }

    func figures(order: [Int]? = nil) throws -> [Figure] {
        try (order ?? Array(0..<count)).flatMap { index in
            [
                try figure(140_100 + index, "2019-04", .pm25, "\(values[index])"),
                try figure(140_100 + index, "2018-04", .pm25, "\(before[index])"),
            ]
        }
    }

    var targetTable: String {
        let rows = (0..<count).map { "\(140_100 + $0),2019,pm25,\(targets[$0]),ug/m3" }
        return (["region,period,pollutant,value,unit"] + rows).joined(separator: "\n")
    }

    mutating func swap(_ first: Int, _ second: Int) {
        values.swapAt(first, second)
        before.swapAt(first, second)
        targets.swapAt(first, second)
    }
}

/// The air families with money that scales by `rate`, each as a block over ``AirField``.
enum AirFamily: String, CaseIterable {
    case weightedLinear, targetLinear, bandBeyond, tiersOfLevel, tiersOfRate, poolOfFines, rankLadder
    case poolShare, thresholdAward

    /// - Parameter step: rounding of the money; a fen by default.
    func block(rate: Int = 10, step: String = "0.01 CNY", extra: String = "") -> String {
        """
        targets: targets.csv
        schemes:
          - scheme: \(scheme)
            id: family
            periods: [2019-04]
            rounding_step: \(step)
        \(body(rate).map { "    \($0)" }.joined(separator: "\n"))
        \(extra.isEmpty ? "" : "    \(extra)")
        """
    }

    private var scheme: String {
        switch self {
        case .weightedLinear: "weighted_linear"
        case .targetLinear, .bandBeyond: "target_linear"
        case .tiersOfLevel, .tiersOfRate, .poolOfFines: "benchmark_tiers"
        case .rankLadder: "rank_ladder"
        case .poolShare: "pool_share"
        case .thresholdAward: "threshold_award"
        }
    }

    private func body(_ rate: Int) -> [String] {
        let unit = "万元/(ug/m3)"
        switch self {
        case .weightedLinear:
            return [
                "period: month", "baseline: previous_year", "money_per_point: \(rate) 万元",
                "indicators: [{indicator: pm25, weight: 0.7}]",
            ]
        case .targetLinear:
            return [
                "period: month",
                "indicators: [{indicator: pm25, reward_rate: \(rate) \(unit), fine_rate: \(3 * rate) \(unit)}]",
            ]
        case .bandBeyond:
            return [
                "period: month", "reward_distance: beyond",
                "indicators: [{indicator: pm25, reward_rate: \(rate) \(unit), fine_rate: \(rate) \(unit), "
                    + "dead_band: 7 ug/m3, met_amount: \(rate) 万元, missed_amount: \(2 * rate) 万元}]",
            ]
        case .tiersOfLevel:
            let tiers = "[{up_to: 5 ug/m3, rate: \(rate) \(unit)}, {rate: \(2 * rate) \(unit)}]"
            return [
                "rewards: tiers", "baselines: [mean_of_area, previous_year]", "fine_combination: sum",
                "reward_condition: any",
                "indicators: [{indicator: pm25, tiers: \(tiers), reward_tiers: \(tiers)}]",
            ]
        case .tiersOfRate:
            let tiers = "[{up_to: 5 %, amount: \(rate) 万元}, {amount: \(2 * rate) 万元}]"
            return [
                "rewards: tiers",
                "indicators: [{indicator: pm25, measures: [change_rate], change_rate_tiers: \(tiers), "
                    + "change_rate_reward_tiers: \(tiers)}]",
            ]
        case .poolOfFines:
            return [
                "baselines: [mean_of_area]", "pool_share: 1",
                "indicators: [{indicator: pm25, weight: 1, tiers: [{rate: \(rate) \(unit)}]}]",
            ]
        case .rankLadder:
            return [
                "rewards: [\(3 * rate) 万元, \(rate) 万元]", "fines: [\(3 * rate) 万元, \(rate) 万元]",
                "indicators: [{indicator: pm25, level_weight: 1}]",
            ]
        case .poolShare:
            return [
                "period: month", "pool: \(60 * rate) 万元", "measure: change",
                "indicators: [{indicator: pm25}]",
            ]
        case .thresholdAward:
            return [
                "period: month",
                "indicators: [{indicator: pm25, amount: \(rate) 万元, improved_amount: \(2 * rate) 万元, "
                    + "missed_amount: \(rate) 万元}]",
            ]
        }
    }

    func settled(
        _ field: AirField, rate: Int = 10, step: String = "0.01 CNY", extra: String = "", order: [Int]? = nil
    ) throws -> SettlementResult {
        try settle(
            block(rate: rate, step: step, extra: extra), field.figures(order: order),
            files: ["targets.csv": field.targetTable])
    }
}
