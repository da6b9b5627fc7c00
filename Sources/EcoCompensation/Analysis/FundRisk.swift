import EcoAccounts
import EcoParameters
import EcoUnits

/// What a scheme's fund would have to add and keep in a year, over resampled weather years.
public struct FundRiskResult: Hashable, Sendable {
    public enum Item: String, CaseIterable, Sendable {
        case paidIn = "paid_in"
        case paidOut = "paid_out"
        case retained
        case toppedUp = "topped_up"
    }

    public let scheme: String
    public let year: Int
    public let item: Item
    public let replicates: Int
    /// Yuan; quantiles by linear interpolation between ordered replicates.
    public let mean: Double
    public let quantile05: Double
    public let median: Double
    public let quantile95: Double
}

/// The block `analysis.fund_risk`: each replicate draws, for each period, one year of the history and puts
/// all regions' figures of that year's period in place of the observed ones, so that regions keep their
/// joint weather.
struct FundRisk: ParameterGroup {
    private static let historyParameter = Parameter<Table>.table(
        "history",
        ReferenceTable.declaration(
            id: "history", LocalizedText(en: "Values of several years", zh: "多年历史值")),
        LocalizedText(en: "values of several years, by region and period", zh: "多年历史值表"))
    private static let replicatesParameter = Parameter<Int>.integer(
        "replicates", range: 1...1_000_000, default: "1000",
        LocalizedText(en: "number of resampled years", zh: "重抽样次数"))
    private static let seedParameter = Parameter<Int>.integer(
        "seed", range: 0...Int.max, default: "1", LocalizedText(en: "seed of the draws", zh: "随机种子"))

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "fund_risk", title: LocalizedText(en: "Risk of the funds", zh: "资金平衡风险"),
            meaning: LocalizedText(
                en: "Settles the schemes on weather years drawn from a history", zh: "按历史气象年重抽样试算各方案"),
            parameters: [
                historyParameter.declaration, replicatesParameter.declaration, seedParameter.declaration,
            ])
    }

    private let table: Table
    let replicates: Int
    let seed: UInt64
    private let path: String

    init(_ bound: BoundGroup) {
        table = bound[Self.historyParameter]
        replicates = bound[Self.replicatesParameter]
        seed = UInt64(bound[Self.seedParameter])
        path = bound.path(of: Self.historyParameter)
    }

    func results(_ model: SettlementModel) throws(DiagnosticFailure) -> [FundRiskResult] {
        var diagnostics: [Diagnostic] = []
        let history = ReferenceTable.observations(table, regions: model.evidence.table, &diagnostics)
        let draws = try draws(history, model.evidence, &diagnostics)
        var generator = SplitMix64(seed: seed)
        let indicators = Set(history.keys.map(\.indicator))
        var samples: [String: [Int: [FundRiskResult.Item: [Double]]]] = [:]
        for _ in 0..<replicates {
            var varied = model.evidence
            for draw in draws {
                let year = draw.years[Int.random(in: 0..<draw.years.count, using: &generator)]
                for key in draw.keys {
                    if let value = history[key.inYear(year)]?.value { varied.replace(key, with: value) }
                }
            }
            for settlement in model.settlements(varied, changing: indicators) {
                add(settlement, to: &samples)
            }
        }
        return samples.sorted { $0.key < $1.key }.flatMap { scheme, byYear in
            byYear.sorted { $0.key < $1.key }.flatMap { year, items in
                FundRiskResult.Item.allCases.map { item in
                    FundRiskResult(scheme, year, item, items[item] ?? [])
                }
            }
        }
    }

    /// The figures of one period, and the years of the history that hold all of them.
    private struct Draw {
        let keys: [Evidence.Key]
        let years: [Int]
    }

    /// Of every period whose kind the history has, in order. Other periods, and indicators that the history
    /// does not have, stay as they were observed.
    private func draws(
        _ history: [Evidence.Key: Evidence.Observation], _ evidence: Evidence,
        _ diagnostics: inout [Diagnostic]
    ) throws(DiagnosticFailure) -> [Draw] {
        let years = Set(history.keys.map(\.period.year)).sorted()
        let indicators = Set(history.keys.map(\.indicator))
        let kinds = Set(history.keys.map(\.period.kind))
        let varied = evidence.observedKeys.filter {
            indicators.contains($0.indicator) && kinds.contains($0.period.kind)
        }
        if varied.isEmpty { diagnostics.append(incomplete("the schemes' periods")) }
        var draws: [Draw] = []
        for (period, keys) in Dictionary(grouping: varied, by: \.period).sorted(by: { $0.key < $1.key }) {
            let full = years.filter { year in keys.allSatisfy { history[$0.inYear(year)]?.value != nil } }
            if full.isEmpty { diagnostics.append(incomplete("\(period)")) }
            draws.append(Draw(keys: keys, years: full))
        }
        if diagnostics.hasErrors { throw DiagnosticFailure(diagnostics) }
        return draws
    }

    private func incomplete(_ period: String) -> Diagnostic {
        Diagnostic(
            code: "incomplete_history", at: table.rowCount > 0 ? table.location(0) : nil, path: path,
            "no year of the history holds every figure of \(period)",
            hint: "give each indicator of the history for all regions, in periods of the schemes' length")
    }

    private func add(
        _ settlement: Settlement, to samples: inout [String: [Int: [FundRiskResult.Item: [Double]]]]
    ) {
        var sums: [Int: [FundRiskResult.Item: Double]] = [:]
        for balance in settlement.balances {
            let amounts: [(FundRiskResult.Item, Money)] = [
                (.paidIn, balance.paidIn), (.paidOut, balance.paidOut), (.retained, balance.retained),
                (.toppedUp, balance.toppedUp),
            ]
            for (item, amount) in amounts {
                sums[balance.period.year, default: [:]][item, default: 0] += amount.yuan.doubleValue
            }
        }
        for (year, items) in sums {
            for (item, sum) in items {
                samples[settlement.scheme, default: [:]][year, default: [:]][item, default: []].append(sum)
            }
        }
    }
}

extension FundRiskResult {
    fileprivate init(_ scheme: String, _ year: Int, _ item: Item, _ samples: [Double]) {
        let ordered = samples.sorted()
        self.scheme = scheme
        self.year = year
        self.item = item
        replicates = samples.count
        mean = samples.reduce(0, +) / Double(max(samples.count, 1))
        quantile05 = Self.quantile(0.05, of: ordered)
        median = Self.quantile(0.5, of: ordered)
        quantile95 = Self.quantile(0.95, of: ordered)
    }

    private static func quantile(_ level: Double, of ordered: [Double]) -> Double {
        guard let last = ordered.last else { return .nan }
        let position = level * Double(ordered.count - 1)
        let index = Int(position)
        guard index + 1 < ordered.count else { return last }
        return ordered[index] + (ordered[index + 1] - ordered[index]) * (position - Double(index))
    }
}
