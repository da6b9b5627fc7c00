import EcoAccounts
import EcoParameters
import EcoScenarios
import EcoSearch
import EcoSimulation
import EcoUnits

/// A criterion of a search, ready to be worked out from draws.
struct SearchMeasure: Sendable {
    private enum Form: Sendable {
        case linear(LinearMeasure)
        case burden(BurdenMeasure)
    }

    let title: LocalizedText
    let unit: String
    /// -1 where more is better: the search makes the value small.
    let sign: Double
    private let form: Form
    private let quantile: Double?

    /// Figures of the money that the fund, the land and its services are made of.
    let figures: [String]

    /// - Throws: what the criterion asks for and the scenario does not have.
    init(
        _ criterion: SearchCriterion, _ all: SearchFigures, _ parameters: SearchParameters, gep: Double?
    ) throws(DiagnosticFailure) {
        quantile = criterion.quantile
        switch criterion.measure {
        case .figure:
            let (position, what) = try all.named(
                criterion.figure ?? "", region: criterion.region, year: criterion.year,
                at: criterion.location, path: "\(criterion.path).figure")
            let isLess = criterion.better.map { $0 == .less } ?? what.lessIsBetter ?? true
            (title, unit, sign) = (what.title, what.unit, isLess ? 1 : -1)
            form = .linear(LinearMeasure(terms: [(position, 1)]))
            figures = [criterion.figure ?? ""]
        case .unfairness:
            let burden = try BurdenMeasure(all, parameters, at: criterion.location)
            (title, unit, sign) = (criterion.measure.title, "1", 1)
            form = .burden(burden)
            figures = ["burden"]
        case .publicCost, .totalCost, .gepGained:
            let isMore = criterion.measure == .gepGained
            let (sum, used) = try Self.sum(criterion, all, parameters.discountRate, gep: gep)
            (title, unit, sign) = (criterion.measure.title, "CNY", isMore ? -1 : 1)
            form = .linear(sum)
            figures = used
        }
    }

    private static func sum(
        _ criterion: SearchCriterion, _ all: SearchFigures, _ rate: Double, gep: Double?
    ) throws(DiagnosticFailure) -> (LinearMeasure, [String]) {
        let last = all.years.count - 1
        var sum = LinearMeasure()
        var used: [String] = []
        for (id, weight) in SearchSum.terms(of: criterion.measure.rawValue) {
            for year in all.years.indices {
                guard let position = all.position(id, year: year, place: all.regionCount) else { continue }
                sum.terms.append((position, weight * discount(rate, year)))
                if !used.contains(id) { used.append(id) }
            }
        }
        if criterion.measure == .publicCost,
            let balance = all.position(SearchSum.leftAtTheEnd, year: max(0, last), place: all.regionCount)
        {
            sum.terms.append((balance, -discount(rate, last)))
        }
        if criterion.measure == .gepGained,
            let end = all.position("gep.value_yuan", year: max(0, last), place: all.regionCount), let gep
        {
            (sum, used) = (LinearMeasure(terms: [(end, 1)], constant: -gep), ["gep.value_yuan"])
        }
        guard !sum.terms.isEmpty else {
            throw SearchFigures.failure(
                "missing_value", criterion.location, "\(criterion.path).measure",
                "the scenario has nothing that `\(criterion.measure.rawValue)` is the sum of",
                "add the blocks of the simulation that it needs, or choose `measure: figure`")
        }
        return (sum, used)
    }

    /// The base year counts in full, the first simulated one a year later.
    private static func discount(_ rate: Double, _ year: Int) -> Double {
        (0...max(0, year)).reduce(1.0) { factor, _ in factor / (1 + rate) }
    }

    func value(_ draw: [Double]) -> Double {
        switch form {
        case .linear(let measure): measure.value(draw)
        case .burden(let measure): measure.largestMean(draw)
        }
    }

    /// Whether it is a sum of figures.
    var isLinear: Bool {
        if case .linear = form, quantile == nil { return true }
        return false
    }

    var burden: BurdenMeasure? { if case .burden(let measure) = form { measure } else { nil } }

    /// Over the draws: their mean, or the share of them that it does not pass.
    func value(over draws: [Double]) -> Double {
        guard !draws.isEmpty, !draws.contains(where: \.isNaN) else { return .nan }
        guard let quantile else {
            return isConstant(draws) ? draws[0] : draws.reduce(0, +) / Double(draws.count)
        }
        // The least value that at least that share of the draws does not pass, on the better side.
        let sorted = draws.map { sign * $0 }.sorted()
        let count = max(1, ShareOfDraws.required(quantile, of: draws.count))
        return sign * sorted[count - 1]
    }

    /// The mean of equal values is that value, without rounding.
    private func isConstant(_ draws: [Double]) -> Bool { draws.allSatisfy { $0 == draws[0] } }
}

/// A constraint of a search, ready to be worked out from draws.
struct SearchLimit: Sendable {
    private enum Form: Sendable {
        case path([Int], isHighest: Bool)
        case peak([Int], years: [Int])
        case burden(BurdenMeasure)
        case fund(balances: [Int], budgets: [Int])
    }

    let id: String
    let kind: String
    let title: LocalizedText
    let unit: String
    /// What is asked for, in its unit.
    let aim: Double
    let isHighest: Bool
    let share: Double
    let figures: [String]
    /// One unit of margin in the unit of the limit; of a balance, what margins of draws are told in.
    private let size: Double
    private let form: Form

    init(
        _ constraint: SearchConstraint, number: Int, _ all: SearchFigures, _ parameters: SearchParameters
    ) throws(DiagnosticFailure) {
        share = constraint.share
        switch constraint.kind {
        case .target(let name):
            let target = try Self.target(name, all, constraint)
            let simulated = all.simulation?.figures[target.figure]
            let years = all.years.indices.map {
                all.position(simulated?.id ?? "", year: $0, place: target.place) ?? 0
            }
            let index = all.years.firstIndex(of: target.year) ?? 0
            (id, title, unit) = (name, target.title, simulated?.unit.symbol ?? "")
            kind = target.kind == .peakBy ? "peak" : "target"
            isHighest = target.kind != .atLeast
            aim = target.kind == .peakBy ? Double(target.year) : target.aim
            form =
                target.kind == .peakBy
                ? .peak(years, years: all.years)
                : .path([years[index]], isHighest: target.kind == .atMost)
            size = target.kind == .peakBy || target.aim == 0 ? 1 : target.aim.magnitude
            figures = [simulated?.id ?? ""]
        case .burden(let largest):
            (id, kind, unit, aim, isHighest) = ("burden", "burden", "1", largest, true)
            title = LocalizedText(en: "Largest burden of a county in a year", zh: "县年度负担率最大值")
            form = .burden(
                try BurdenMeasure(all, parameters, at: constraint.location))
            figures = ["burden"]
            size = largest
        case .fundNotNegative:
            (id, kind, unit, aim, isHighest) = ("fund", "fund_not_negative", "CNY", 0, false)
            title = LocalizedText(en: "Lowest balance of the fund", zh: "资金年末余额最低值")
            form = try Self.fund(all, constraint)
            figures = ["fund.balance_yuan"]
            size = 1
        case .figure(let limit):
            let (position, what) = try all.named(
                limit.figure, region: limit.region, year: limit.year, at: constraint.location,
                path: "\(constraint.path).figure")
            id = limit.id ?? "limit_\(number)"
            (kind, title, unit, aim) = ("figure", what.title, what.unit, limit.value)
            isHighest = limit.isHighest
            form = .path([position], isHighest: limit.isHighest)
            figures = [limit.figure]
            size = limit.value == 0 ? 1 : limit.value.magnitude
        }
    }

    private static func target(
        _ name: String, _ all: SearchFigures, _ constraint: SearchConstraint
    ) throws(DiagnosticFailure) -> SimulationTarget {
        let targets = all.simulation?.targets ?? []
        if let target = targets.first(where: { $0.id == name }) { return target }
        let near = Suggestion.nearest(to: name, in: targets.map(\.id)).map { "did you mean `\($0)`?" }
        throw SearchFigures.failure(
            "unknown_id", constraint.location, "\(constraint.path).target",
            "`simulation.targets` has no target '\(name)'",
            near ?? "it has \(targets.map(\.id).joined(separator: ", "))")
    }

    private static func fund(
        _ all: SearchFigures, _ constraint: SearchConstraint
    ) throws(DiagnosticFailure) -> Form {
        let places = { (id: String) in
            all.years.indices.compactMap { all.position(id, year: $0, place: all.regionCount) }
        }
        let balances = places("fund.balance_yuan")
        guard !balances.isEmpty else {
            throw SearchFigures.failure(
                "missing_value", constraint.location, constraint.path, "the simulation has no fund",
                "add the block `simulation.funds`, or leave the constraint out")
        }
        return .fund(balances: balances, budgets: places("fund.budget_yuan"))
    }

    /// In a draw: at least 0 where the constraint is met, in parts of what is asked for; and the value itself.
    func margin(_ draw: [Double]) -> (margin: Double, value: Double) {
        switch form {
        case .path(let positions, let isHighest):
            let value = draw[positions[0]]
            let room = isHighest ? aim - value : value - aim
            return (room / size, value)
        case .peak(let positions, let years):
            let path = positions.map { draw[$0] }
            guard !path.contains(where: \.isNaN), let highest = path.max(),
                let index = path.firstIndex(of: highest)
            else { return (.nan, .nan) }
            return (aim - Double(years[index]), Double(years[index]))
        case .burden(let measure):
            let share = measure.largest(draw).share
            return ((aim - share) / size, share)
        case .fund(let balances, let budgets):
            let lowest = balances.reduce(Double.infinity) {
                draw[$1].isNaN || $0.isNaN ? .nan : min($0, draw[$1])
            }
            let size = budgets.reduce(0) { $0 + draw[$1].magnitude } / Double(max(1, budgets.count))
            return (lowest / max(1, size), lowest)
        }
    }

    /// A value of it in words: burdens in per cent of revenue.
    func reached(_ value: Double) -> LocalizedText {
        guard case .burden = form else { return LocalizedText("\(id) \(value.shortText)") }
        let percent = (value * 100).shortText
        return LocalizedText(en: "\(id) \(percent)% of revenue", zh: "\(id) \(percent)%（占财力）")
    }

    /// The value that has that margin; of a balance, in parts of the yearly budget.
    func value(ofMargin margin: Double) -> Double {
        isHighest ? aim - margin * size : aim + margin * size
    }

    /// The county and year that decide in a draw, as positions.
    func place(_ draw: [Double]) -> (county: Int, year: Int)? {
        guard case .burden(let measure) = form else { return nil }
        let found = measure.largest(draw)
        return (found.county, found.year)
    }

    var burden: BurdenMeasure? { if case .burden(let measure) = form { measure } else { nil } }

    /// Whether the margin is affine in the figures.
    var isLinear: Bool { if case .path = form { true } else { false } }
}
