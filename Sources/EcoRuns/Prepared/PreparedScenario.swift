import EcoAccounts
import EcoCompensation
import EcoIndicators
import EcoParameters
import EcoQuota
import EcoScenarios

/// A scenario read once, computed as often as its values change. Safe from several threads.
///
/// A run computes again what its values reach and takes the rest from the run without them: accounts come from
/// the sums over rasters that are in memory, payments without their explanations.
public final class PreparedScenario: Sendable {
    private let binding: ScenarioBinding
    private let runner: Runner
    private let settings: RunSettings
    private let chosen: Set<RunModule>
    private let comparesTrade: Bool
    private let base: Base
    /// What a run reports, in a fixed order.
    public let figures: [RunFigure]

    /// - Parameters:
    ///   - path: a folder with `scenario.yaml`, or such a file.
    ///   - overrides: `PATH=VALUE` that every run has, before its own.
    ///   - only: modules to compute, with what they read; `nil` for all that the scenario has.
    ///   - comparesTrade: false leaves out the figures that need the market without trade, which takes as long
    ///     as the market itself.
    ///   - followsMarket: the market of each run is solved from plan and prices of the scenario as it stands; a price
    ///     that could be another as well may then differ from that of a run by itself.
    /// - Throws: everything wrong with the scenario, or why it cannot be computed as it stands.
    public convenience init(
        path: String, overrides: [String] = [], only: Set<RunModule>? = nil, comparesTrade: Bool = true,
        followsMarket: Bool = false, geodata: Geodata, settings: RunSettings = RunSettings()
    ) throws(RunFailure) {
        try self.init(
            ScenarioSource(path: path, spreadsheets: geodata.spreadsheets), overrides: overrides,
            only: only, comparesTrade: comparesTrade, followsMarket: followsMarket, geodata: geodata,
            settings: settings)
    }

    init(
        _ source: ScenarioSource, overrides: [String], only: Set<RunModule>?, comparesTrade: Bool,
        followsMarket: Bool = false, geodata: Geodata, settings: RunSettings
    ) throws(RunFailure) {
        var settings = settings
        settings.cache = MemorySums(over: settings.cache)
        settings.partial = nil
        var binding = try asInput { () throws(DiagnosticFailure) in try source.binding(overrides) }
        // Rasters are no figures, and there is no place for them.
        if binding.loaded.scenario.accounts?.rasters != nil {
            let without = overrides + ["accounts.rasters=~"]
            binding = try asInput { () throws(DiagnosticFailure) in try source.binding(without) }
        }
        let loaded = binding.loaded
        self.binding = binding
        self.settings = settings
        self.comparesTrade = comparesTrade
        runner = Runner(geodata: geodata)
        // Figures are those of one period: what follows it is no part of them.
        chosen = (only ?? Set(RunModule.allCases)).subtracting([.simulation, .search])
            .withInputs(in: loaded.scenario)
        base = try Base(
            runner.run(loaded, only: chosen, settings: settings), runner, settings,
            comparesTrade: comparesTrade, followsMarket: followsMarket
        )
        figures = base.lists.flatMap(\.keys).map(\.figure)
        presentValues = base.lists.flatMap(\.values)
    }

    /// The run without any values of its own.
    public var presentResult: RunResult { base.result }

    /// The values of ``figures`` without any values of a run's own.
    public let presentValues: [Double]

    /// One run with PATH=VALUE overrides.
    ///
    /// - Returns: values in the order of ``figures``; not-a-number where one is absent.
    /// - Throws: every finding about the overrides and what they lead to, or why there is no result.
    public func run(_ overrides: [String]) throws(RunFailure) -> [Double] {
        guard !overrides.isEmpty else { return presentValues }
        let loaded = try load(overrides)
        let reach = Reach(overrides)
        return try PreparedRun(base, loaded, reach, chosen, runner, settings).values()
    }

    /// The whole result, for account tables on request.
    public func result(_ overrides: [String]) throws(RunFailure) -> RunResult {
        try runner.run(load(overrides), only: chosen, settings: settings)
    }

    private func load(_ overrides: [String]) throws(RunFailure) -> LoadedScenario {
        try asInput { () throws(DiagnosticFailure) in try binding.load(overrides) }
    }
}

/// The run that others differ from, with what they can take from it.
struct Base: Sendable {
    let result: RunResult
    let kept: KeptTables?
    let accountFigures: AccountFigures?
    let basis: SettlementBasis?
    /// On that basis.
    let payments: SettlementPayments?
    let paymentFigures: PaymentFigures?
    let market: PreparedMarket?
    let lists: [FigureList]

    init(
        _ result: RunResult, _ runner: Runner, _ settings: RunSettings, comparesTrade: Bool,
        followsMarket: Bool
    ) throws(RunFailure) {
        self.result = result
        let scenario = result.loaded.scenario
        kept =
            try result.accounts.map { _ throws(RunFailure) in
                try runner.keptTables(result.loaded, settings)
            } ?? nil
        let market = try result.quota.map { quota throws(RunFailure) in
            try PreparedMarket(
                quota.parameters, result.loaded, runner.geodata, comparesTrade: comparesTrade,
                isFollowed: followsMarket)
        }
        self.market = market
        let basis = try scenario.compensation.flatMap { result.settlement == nil ? nil : $0 }
            .map { parameters throws(RunFailure) in
                try SettlementBasis(
                    parameters, scenario, result.air?.indicators, result.accounts?.entries, market?.solved)
            }
        self.basis = basis
        let payments = try basis.flatMap { basis throws(RunFailure) in
            try scenario.compensation.map { parameters throws(RunFailure) in
                try basis.payments(parameters)
            }
        }
        self.payments = payments
        paymentFigures = try payments.flatMap { payments throws(RunFailure) in
            try scenario.compensation.map { parameters throws(RunFailure) in
                try PaymentFigures(payments, parameters, scenario.regions)
            }
        }
        accountFigures = result.accounts.map(AccountFigures.init)
        let figures = ModuleFigures(
            accounts: accountFigures?.base, air: result.air.map { FigureList($0, year: scenario.year) },
            payments: paymentFigures?.base,
            quota: market?.figures.base)
        lists = figures.all
    }
}

/// The figures of each module; none of one that is not computed.
struct ModuleFigures {
    var accounts: FigureList?
    var air: FigureList?
    var payments: FigureList?
    var quota: FigureList?

    /// In the order in which figures stand.
    var all: [FigureList] { [accounts, air, payments, quota].map { $0 ?? FigureList() } }
}
