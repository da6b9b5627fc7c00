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
        inputs: [.air, .money], outputs: [.money])

    private let parameters: CompensationParameters
    private let figureList: YearFigures
    private let schemes: [String]
    private let world: SimulationWorld
    /// Tables of the schemes, without any figure of the air.
    private let tables: SettlementBasis

    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        guard let parameters = world.inputs.compensation, !parameters.schemes.isEmpty else { return nil }
        let unfit = parameters.inputs.subtracting([.air])
        if !unfit.isEmpty {
            findings.append(
                Diagnostic(
                    code: "unfit_scheme", at: world.parameters.location, path: "compensation.schemes",
                    "a scheme reads \(unfit.map { "`\($0)`" }.sorted().joined(separator: ", ")), which a simulation does not hand to schemes",
                    hint: "leave the scheme out of the simulated scenario"))
            return nil
        }
        guard parameters.inputs.isEmpty || world.inputs.evaluator != nil else {
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
        schemes = parameters.schemes.map(\.scope.id)
        do throws(DiagnosticFailure) {
            tables = try SettlementBasis(parameters: parameters, indicators: [], regions: world.regions)
        } catch {
            findings += error.diagnostics
            return nil
        }
    }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        do {
            let basis = try tables.with(
                figureList.indicators(state.air, year: state.year),
                earlier: figureList.indicators(state.earlierAir, year: state.year - 1))
            let payments = try CompensationEvaluation.payments(parameters: parameters, on: basis)
            state.money = money(payments.balances)
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

    /// To six decimals: schemes compute exactly from there.
    static func rational(_ value: Double) -> Rational? {
        guard value.isFinite, value.magnitude < 1e12 else { return nil }
        return Rational(Int128((value * 1_000_000).rounded(.toNearestOrEven)), over: 1_000_000)
    }
}
