import EcoAccounts
import EcoAir
import EcoCompensation
import EcoIndicators
import EcoParameters
import EcoQuota
import EcoScenarios
import EcoUnits

/// One run of a prepared scenario: what its values reach, computed again.
struct PreparedRun {
    private let base: Base
    private let loaded: LoadedScenario
    private let reach: Reach
    private let modules: Set<RunModule>
    private let runner: Runner
    private let settings: RunSettings
    private var scenario: Scenario { loaded.scenario }

    init(
        _ base: Base, _ loaded: LoadedScenario, _ reach: Reach, _ chosen: Set<RunModule>, _ runner: Runner,
        _ settings: RunSettings
    ) {
        self.base = base
        self.loaded = loaded
        self.reach = reach
        self.runner = runner
        self.settings = settings
        modules = reach.modules(in: loaded.scenario).intersection(chosen)
    }

    /// In the order of the base's figures.
    func values() throws(RunFailure) -> [Double] {
        var failures: [RunFailure] = []
        let quick = quickAccounts
        let accounts =
            quick == nil
            ? attempt(.accounts, &failures) { () throws(RunFailure) in try self.accounts() } : nil
        let air = attempt(.air, &failures) { () throws(RunFailure) in try self.air() }
        let market = attempt(.quota, &failures) { () throws(RunFailure) in
            try self.market()
        }
        if let failure = RunFailure.merged(failures) { throw failure }
        let payments =
            modules.contains(.compensation) ? try self.payments(accounts: accounts, air: air, market) : nil
        let figures = ModuleFigures(
            accounts: quick ?? accounts.map { FigureList($0) },
            air: air.map { FigureList($0, year: scenario.year) },
            payments: payments,
            quota: market.flatMap { base.market?.figures.list($0) })
        return zip(zip(figures.all, base.lists), RunModule.inOrderOfFigures).flatMap { lists, module in
            modules.contains(module) ? lists.0.values(of: lists.1.keys) : lists.1.values
        }
    }

    /// `nil` where the module is not reached, has no block, or fails.
    private func attempt<T>(
        _ module: RunModule, _ failures: inout [RunFailure], _ body: () throws(RunFailure) -> T?
    ) -> T? {
        guard modules.contains(module) else { return nil }
        do throws(RunFailure) { return try body() } catch {
            failures.append(error)
            return nil
        }
    }

    /// The account where values of indicators change alone and nobody else reads it; nil elsewhere.
    private var quickAccounts: FigureList? {
        guard modules.contains(.accounts), let changed = reach.indicators, let parameters = scenario.accounts,
            !modules.contains(.compensation)
                || !RunModule.compensation.inputs(in: scenario).contains(.accounts)
        else { return nil }
        return base.kept?.rows(parameters: parameters, changed: changed).flatMap {
            base.accountFigures?.list($0)
        }
    }

    private func accounts() throws(RunFailure) -> AccountResult? {
        guard let parameters = scenario.accounts else { return nil }
        if !reach.reachesRasters, let kept = base.kept {
            do throws(DiagnosticFailure) {
                if let result = try kept.account(parameters: parameters, regions: scenario.regions) {
                    return result
                }
            } catch { throw RunFailure(error) }
        }
        return try runner.run(loaded, only: [.accounts], settings: settings).accounts
    }

    private func air() throws(RunFailure) -> AirResult? {
        guard let parameters = scenario.air else { return nil }
        do throws(DiagnosticFailure) {
            return try parameters.evaluate(regions: scenario.regions)
        } catch { throw RunFailure(error) }
    }

    private func market() throws(RunFailure) -> SolvedMarket? {
        guard let quota = scenario.quota, let market = base.market else { return nil }
        return try market.solved(quota, changed: reach.quotaKeys, loaded, runner.geodata)
    }

    private func payments(
        accounts: AccountResult?, air: AirResult?, _ market: SolvedMarket?
    ) throws(RunFailure) -> FigureList? {
        guard let parameters = scenario.compensation else { return nil }
        let inputs = RunModule.compensation.inputs(in: scenario)
        if !reach.reachesEvidence, inputs.isDisjoint(with: modules), let basis = base.basis {
            let payments = try basis.payments(
                parameters, keeping: base.payments,
                besides: base.result.loaded.scenario.compensation.flatMap { reach.changes(in: $0) })
            return try figures(payments, parameters)
        }
        let isKept = { (module: RunModule) in !modules.contains(module) }
        let charging = isKept(.quota) && inputs.contains(.quota) ? base.market?.solved : market
        let basis = try SettlementBasis(
            parameters, scenario, isKept(.air) ? base.result.air?.indicators : air?.indicators,
            isKept(.accounts) ? base.result.accounts?.entries : accounts?.entries, charging)
        return try figures(basis.payments(parameters), parameters)
    }

    private func figures(
        _ payments: SettlementPayments, _ parameters: CompensationParameters
    ) throws(RunFailure) -> FigureList {
        guard let figures = base.paymentFigures else {
            return try PaymentFigures(payments, parameters, scenario.regions).base
        }
        return try figures.list(payments, parameters, scenario.regions)
    }
}

extension RunModule {
    /// As ``ModuleFigures/all``.
    fileprivate static let inOrderOfFigures: [RunModule] = [.accounts, .air, .compensation, .quota]
}

extension Runner {
    /// The sums behind an account that has just been computed; `nil` where they cannot be told.
    func keptTables(_ loaded: LoadedScenario, _ settings: RunSettings) throws(RunFailure) -> KeptTables? {
        guard let parameters = loaded.scenario.accounts else { return nil }
        let regions = loaded.scenario.regions
        do throws(DiagnosticFailure) {
            var pass = PassSettings()
            let identity = RasterIdentity(loaded.files, opener: geodata.rasters)
            pass.sums = settings.cache
            pass.identity = { identity.text($0) }
            pass.engine = Tool.engine
            let tables = try GEPAccounting.measure(
                parameters: parameters, regions: regions,
                outlines: try geodata.outlines(of: loaded.scenario, on: parameters),
                opener: geodata.rasters, settings: pass)
            return try KeptTables(parameters: parameters, regions: regions, tables: tables)
        } catch { throw RunFailure(error) }
    }
}

extension SettlementBasis {
    init(
        _ parameters: CompensationParameters, _ scenario: Scenario, _ indicators: [EvaluatedIndicator]?,
        _ entries: [AccountEntry]?, _ market: SolvedMarket?
    ) throws(RunFailure) {
        do throws(DiagnosticFailure) {
            try self.init(
                parameters: parameters, indicators: indicators ?? [], accounts: entries ?? [],
                placeCharges: market.map {
                    $0.market.placeCharges($0.parameters, year: scenario.year)
                } ?? [], regions: scenario.regions)
        } catch { throw RunFailure(error) }
    }

    func payments(
        _ parameters: CompensationParameters, keeping kept: SettlementPayments? = nil,
        besides changes: SettlementChanges? = nil
    ) throws(RunFailure) -> SettlementPayments {
        try asInput { () throws(DiagnosticFailure) in
            try CompensationEvaluation.payments(
                parameters: parameters, on: self, keeping: changes == nil ? nil : kept, besides: changes)
        }
    }
}
