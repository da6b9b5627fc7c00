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
        if let money = wholeMoney(state.air, earlier: wholeFigures(state.earlierAir)) {
            state.money = money
            return
        }
        do {
            state.money = try money(on: basis(state))
        } catch {
            throw SimulationFailure(Self.id, year: state.year, error.diagnostics)
        }
    }

    /// The figures of a year as schemes take them whole; nil where one asks for more.
    private func wholeFigures(_ air: AirYear) -> WholeFigures? {
        guard let whole, !air.attains.isEmpty else { return nil }
        return figureList.wholeFigures(air, whole.indicators)
    }

    /// nil where figures cannot be taken whole.
    private func wholeMoney(_ air: AirYear, earlier: WholeFigures?) -> MoneyYear? {
        guard let whole, let earlier else { return nil }
        return whole.balances(figureList.wholeFigures(air, whole.indicators), earlier: earlier)
            .map { money($0) }
    }

    private func basis(_ state: YearState) throws(DiagnosticFailure) -> SettlementBasis {
        try tables.with(
            figureList.indicators(state.air, year: state.year),
            earlier: figureList.indicators(state.earlierAir, year: state.year - 1)
        ).with(
            accounts: readsAccounts ? account.entries(state.services) : [],
            placeCharges: readsMarket ? state.market.charges : [],
            waterChanges: sections.changes(state))
    }

    private func money(on basis: SettlementBasis) throws(DiagnosticFailure) -> MoneyYear {
        money(try CompensationEvaluation.payments(parameters: parameters, on: basis).balances)
    }

    // MARK: Trials

    /// What trials of one year keep: they differ in the year's air alone.
    struct Trials: Sendable {
        /// The year before as schemes take it whole.
        fileprivate let earlier: WholeFigures?
        /// The figures of the last trial that was settled on tables of them, and its air.
        fileprivate var basis: SettlementBasis?
        fileprivate var air = AirYear()
    }

    /// - Parameter earlierAir: of the year before.
    func trials(earlierAir: AirYear) -> Trials { Trials(earlier: wholeFigures(earlierAir)) }

    /// As ``advance(_:_:)``, with nothing made anew but the figures that differ from those of the last trial.
    func advance(_ state: inout YearState, _ trials: inout Trials) throws(SimulationFailure) {
        if let money = wholeMoney(state.air, earlier: trials.earlier) {
            state.money = money
            return
        }
        do throws(DiagnosticFailure) {
            var basis: SettlementBasis
            if let known = trials.basis {
                basis = known
                trials.basis = nil
                try basis.renew(figureList.changes(from: trials.air, to: state.air, year: state.year))
            } else {
                basis = try self.basis(state)
            }
            state.money = try money(on: basis)
            (trials.basis, trials.air) = (basis, state.air)
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

extension SimulationWorld {
    /// nil where a scheme asks for more than figures as whole numbers.
    var wholeSettlement: WholeSettlement? {
        guard let parameters = inputs.compensation, let evaluator = inputs.evaluator else { return nil }
        return WholeSettlement(
            parameters, regions: regions, standard: evaluator.standard.version.rawValue)
    }
}
