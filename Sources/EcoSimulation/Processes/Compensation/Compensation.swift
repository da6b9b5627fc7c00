import EcoAccounts
import EcoAir
import EcoCompensation
import EcoParameters
import EcoUnits

/// Every scheme of the scenario on the air of the year. Method: docs/methods/simulation.md, 3.8.
struct Compensation: SimulationProcess {
    static let declaration = ProcessDeclaration(
        id: "compensation", title: LocalizedText(en: "Compensation", zh: "生态补偿结算"),
        meaning: LocalizedText(
            en: "all schemes, settled monthly or yearly as they say, against the year before",
            zh: "按各方案规定逐月或逐年结算，同比以上一模拟年为准"),
        inputs: [.air, .water, .market, .services, .money], outputs: [.money])

    private let parameters: CompensationParameters
    private let figureList: YearFigures
    private let schemes: [String]
    private let world: SimulationWorld
    private let readsAccounts: Bool
    private let readsMarket: Bool
    private let account: SimulatedAccount
    private let sections: WaterTrends
    /// Where every scheme takes figures as whole numbers.
    var whole: WholeSettlement?
    /// Tables of the schemes, without any figure of the air.
    private let tables: SettlementBasis

    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        guard let parameters = world.inputs.compensation, !parameters.schemes.isEmpty else { return nil }
        let reads = parameters.inputs
        readsAccounts = reads.contains(.accounts)
        readsMarket = reads.contains(.quota)
        for (isMissing, block) in [
            (readsAccounts && !world.inputs.hasAccounts, "accounts"),
            (readsMarket && world.records == nil, "quota"),
        ] where isMissing {
            findings.append(
                Diagnostic(
                    code: "missing_value", at: world.parameters.location, path: block,
                    "a scheme reads `\(block)`, and the scenario has no such block",
                    hint: "add the block, or leave the scheme out of the simulated scenario"))
            return nil
        }
        guard !reads.contains(.air) || world.inputs.evaluator != nil else {
            findings.append(
                Diagnostic(
                    code: "missing_value", at: world.parameters.location, path: "air",
                    "schemes of a simulation read the air, and the scenario has no block `air`",
                    hint: "add the block, or switch compensation off in simulation.switched_off"))
            return nil
        }
        self.parameters = parameters
        self.world = world
        figureList = YearFigures(world)
        account = SimulatedAccount(world)
        sections = WaterTrends(world)
        schemes = parameters.schemes.map(\.scope.id)
        whole = world.wholeSettlement
        do throws(DiagnosticFailure) {
            tables = try SettlementBasis(parameters: parameters, indicators: [], regions: world.regions)
        } catch {
            findings += error.diagnostics
            return nil
        }
    }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        if let whole, !state.earlierAir.attains.isEmpty,
            let balances = whole.balances(
                figureList.wholeFigures(state.air, whole.indicators),
                earlier: figureList.wholeFigures(state.earlierAir, whole.indicators))
        {
            state.money = money(balances)
            return
        }
        do {
            let basis = try tables.with(
                figureList.indicators(state.air, year: state.year),
                earlier: figureList.indicators(state.earlierAir, year: state.year - 1)
            ).with(
                accounts: readsAccounts ? account.entries(state.services) : [],
                placeCharges: readsMarket ? state.market.charges : [],
                waterChanges: sections.changes(state))
            state.money = money(
                try CompensationEvaluation.payments(parameters: parameters, on: basis).balances)
        } catch {
            throw SimulationFailure(Self.id, year: state.year, error.diagnostics)
        }
    }

    private func money(_ balances: [PartyBalances]) -> MoneyYear {
        var money = MoneyYear()
        money.net = [Int64](repeating: 0, count: world.regionCount)
        money.netOfScheme = schemes.map { _ in [Int64](repeating: 0, count: world.regionCount) }
        for balances in balances {
            let scheme = schemes.firstIndex(of: balances.scheme)
            for (region, sums) in balances.regions.enumerated() {
                let net = sums.received.fen - sums.paid.fen
                money.net[region] += net
                if let scheme { money.netOfScheme[scheme][region] += net }
            }
            for (party, sums) in balances.others {
                let net = sums.received.fen - sums.paid.fen
                if party == .fund(StandardFund.province.rawValue) {
                    money.upperLevel += net
                } else {
                    money.otherFunds += net
                }
            }
        }
        return money
    }

    var figures: [SimulationFigure] {
        let own = parameters.schemes.count < 2 ? [] : schemes
        return [
            SimulationFigure(
                "payments.net_yuan", LocalizedText(en: "Received less paid", zh: "补偿净额"),
                unit: .named("CNY"))
        ]
            + own.map { id in
                SimulationFigure(
                    "payments.\(id).net_yuan",
                    LocalizedText(en: "Received less paid, \(id)", zh: "补偿净额（\(id)）"), unit: .named("CNY"))
            }
    }

    func record(_ state: YearState, into values: inout [Double]) {
        let lists = [state.money.net] + (schemes.count < 2 ? [] : state.money.netOfScheme)
        for list in lists {
            let yuan = list.map { Double($0) / 100 }
            values += yuan
            values.append(Aggregate.sum(yuan))
        }
    }
}

/// The evaluated figures of a year in the form that schemes read.
struct YearFigures: Sendable {
    private let regions: RegionTable
    private let standard: String
    /// Positions in ``AirYear``, with the same period of any year.
    private let spans: [(index: Int, period: Period)]

    init(_ world: SimulationWorld) {
        regions = world.regions
        standard = world.inputs.evaluator?.standard.version.rawValue ?? ""
        let year = world.baseYear
        let periods = Period.months(of: year) + Period.quarters(of: year) + [.year(year)]
        spans = periods.enumerated().map { (index: $0, period: $1) }
    }

    /// Months, quarters and the year; empty where no air was evaluated.
    func indicators(_ air: AirYear, year: Int) -> [EvaluatedIndicator] {
        guard !air.assessed.isEmpty else { return [] }
        var result: [EvaluatedIndicator] = []
        result.reserveCapacity(spans.count * regions.count * 10)
        for span in spans {
            let period = span.period.inYear(year)
            for (region, code) in regions.codes.enumerated() {
                let place = span.index * regions.count + region
                func add(_ id: String, _ value: Rational?, _ unit: Unit) {
                    result.append(
                        EvaluatedIndicator(
                            region: code, period: period, indicator: id, value: value, unit: unit,
                            isValid: value != nil, standard: standard, basis: "simulated"))
                }
                for item in Pollutant.basic {
                    add(item.id, Self.rational(air.assessed[place * 6 + item.rawValue]), item.unit)
                }
                add("composite_index", Self.rational(air.index[place]), .one)
                let valid = air.valid[place]
                add(
                    "good_day_ratio",
                    valid == 0 ? nil : Rational(Int128(air.good[place]) * 100, over: Int128(valid)),
                    .named("%"))
                add("good_days", valid == 0 ? nil : Rational(air.good[place]), .named("d"))
                add("heavily_polluted_days", valid == 0 ? nil : Rational(air.heavy[place]), .named("d"))
            }
        }
        return result
    }

    /// The same figures in whole millionths.
    func wholeFigures(_ air: AirYear, _ indicators: Set<AssessedIndicator>) -> WholeFigures {
        var figures = WholeFigures(regionCount: regions.count)
        for indicator in indicators {
            let values: [Int64] =
                switch indicator {
                case .compositeIndex: air.index.map(Self.millionths)
                case .goodDays: zip(air.good, air.valid).map { $1 == 0 ? .min : Int64($0) * 1_000_000 }
                case .heavilyPollutedDays:
                    zip(air.heavy, air.valid).map { $1 == 0 ? .min : Int64($0) * 1_000_000 }
                default: column(air, indicator)
                }
            figures.set(indicator, values)
        }
        return figures
    }

    private func column(_ air: AirYear, _ indicator: AssessedIndicator) -> [Int64] {
        guard let item = Pollutant(id: indicator.rawValue), item.rawValue < 6 else { return [] }
        return stride(from: item.rawValue, to: air.assessed.count, by: 6).map {
            Self.millionths(air.assessed[$0])
        }
    }

    /// `Int64.min` where it is no number or too large.
    private static func millionths(_ value: Double) -> Int64 {
        guard value.isFinite, value.magnitude < 1e12 else { return .min }
        return Int64((value * 1_000_000).rounded(.toNearestOrEven))
    }

    /// To six decimals: schemes compute exactly from there.
    static func rational(_ value: Double) -> Rational? {
        let whole = millionths(value)
        return whole == .min ? nil : Rational(Int128(whole), over: 1_000_000)
    }
}

extension SimulationWorld {
    /// nil where a scheme asks for more than figures as whole numbers.
    var wholeSettlement: WholeSettlement? {
        guard let parameters = inputs.compensation, let evaluator = inputs.evaluator else { return nil }
        return WholeSettlement(
            parameters, regions: regions, standard: evaluator.standard.version.rawValue)
    }
}
