import EcoAccounts
import EcoAir
import EcoParameters

/// A simulation prepared to be drawn: what no draw changes is computed once, each draw adds the rest.
///
/// Draws are independent: the values of a draw depend on the seed and its number alone.
public struct Simulation: Sendable {
    public let world: SimulationWorld
    /// In the order of the recorded values.
    public let figures: [SimulationFigure]
    public let warnings: [Diagnostic]
    /// Why the part that no draw changes ended before the last year.
    public let stop: SimulationFailure?
    private let processes: [any SimulationStep]
    /// Whether a process runs in each draw.
    private let isDrawn: [Bool]
    /// After the processes that no draw changes, of each year that they solve.
    private let trunk: [YearState]

    /// - Parameter years: where years are kept that no draw changes; nil for nowhere.
    /// - Throws: everything that is wrong with the block and its tables.
    public init(
        _ parameters: SimulationParameters, _ inputs: SimulationInputs, keeping years: (any YearStore)? = nil
    ) throws(DiagnosticFailure) {
        try self.init(parameters, inputs, usesTrunk: true, years)
    }

    /// - Parameter usesTrunk: false runs every process in every draw; the values are the same.
    init(
        _ parameters: SimulationParameters, _ inputs: SimulationInputs, usesTrunk: Bool,
        _ years: (any YearStore)? = nil
    ) throws(DiagnosticFailure) {
        var findings: [Diagnostic] = []
        let world = SimulationWorld(preparing: parameters, inputs, &findings)
        let processes = Self.steps(world, &findings)
        let figures = processes.flatMap(\.figures)
        if processes.isEmpty {
            findings.append(
                Diagnostic(
                    code: "nothing_to_simulate", at: parameters.location, path: "simulation",
                    "no process finds anything to do",
                    hint: "give `quota`, `air` or `accounts`, or `simulation.trends`"))
        }
        if let table = parameters.targets {
            _ = TargetTable.targets(table, figures: figures, world, &findings)
        }
        guard !findings.hasErrors else { throw DiagnosticFailure(findings.sortedByLocation()) }
        self.world = world
        self.processes = processes
        self.figures = figures
        warnings = findings
        isDrawn =
            usesTrunk
            ? Self.drawn(processes.map(\.declaration)) : [Bool](repeating: true, count: processes.count)
        (trunk, stop) = Self.trunk(world, zip(processes, isDrawn).filter { !$0.1 }.map(\.0), years)
    }

    /// A process belongs to each draw where it draws itself, or reads what such a process writes.
    static func drawn(_ processes: [ProcessDeclaration]) -> [Bool] {
        var isDrawn = processes.map(\.isDrawn)
        var fields: Set<StateField> = []
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for (index, process) in processes.enumerated() {
                let reads = !process.inputs.isDisjoint(with: fields)
                // Two that write one part belong together.
                let shares = !process.outputs.isDisjoint(with: fields)
                if reads || shares { isDrawn[index] = true }
                if isDrawn[index], !process.outputs.isSubset(of: fields) {
                    fields.formUnion(process.outputs)
                    hasChanged = true
                }
            }
        }
        return isDrawn
    }

    private static func trunk(
        _ world: SimulationWorld, _ processes: [any SimulationStep], _ store: (any YearStore)?
    ) -> (states: [YearState], stop: SimulationFailure?) {
        var states = Array((store?.finished ?? []).prefix(world.years.count))
        var state = states.last ?? world.base
        for (index, year) in world.years.enumerated().dropFirst(states.count) {
            (state.index, state.year) = (index, year)
            do throws(SimulationFailure) {
                // No process of the trunk reads the draw.
                let draw = YearDraw(seed: world.parameters.seed, draw: 0, year: index)
                for process in processes { try process.advance(&state, draw) }
            } catch {
                return (states, error)
            }
            states.append(state)
            store?.keep(state)
        }
        return (states, nil)
    }

    /// What is wrong with the block and its tables, without a year being solved (a market that foresees all years is).
    public static func findings(_ parameters: SimulationParameters, _ inputs: SimulationInputs)
        -> [Diagnostic]
    {
        var findings: [Diagnostic] = []
        let world = SimulationWorld(preparing: parameters, inputs, &findings)
        let processes = steps(world, &findings)
        if let table = parameters.targets, inputs.isWhole {
            _ = TargetTable.targets(table, figures: processes.flatMap(\.figures), world, &findings)
        }
        return findings
    }

    /// The processes of a year in their order, with the hooks at their places.
    private static func steps(
        _ world: SimulationWorld, _ findings: inout [Diagnostic]
    ) -> [any SimulationStep] {
        let processes = ProcessCatalogue.prepared(world, &findings)
        let hooked = HookedProcesses(world, processes, isWhole: world.inputs.isWhole)
        findings += hooked.findings
        return hooked.steps
    }

    /// The processes in their order, and whether each runs in every draw.
    public var schedule: [(declaration: ProcessDeclaration, isDrawn: Bool)] {
        zip(processes, isDrawn).map { ($0.declaration, $1) }
    }

    // MARK: A draw

    /// Values in one year: figures, and of each the regions and then all together.
    public var valuesPerYear: Int { figures.count * (world.regionCount + 1) }
    public var valuesPerDraw: Int { valuesPerYear * world.years.count }

    /// The years of one draw.
    /// - Returns: values by year, figure and place, not-a-number from the year on that could not be solved; and why.
    public func values(ofDraw number: Int) -> (values: [Double], stop: SimulationFailure?) {
        var run = newRun()
        let stop = run.play(number)
        return (run.values, stop)
    }

    /// Draws one after the other in memory that is used again.
    public struct Run {
        private let simulation: Simulation
        /// Of the last draw, as ``Simulation/values(ofDraw:)``.
        public private(set) var values: [Double] = []

        fileprivate init(_ simulation: Simulation) {
            self.simulation = simulation
            values.reserveCapacity(simulation.valuesPerDraw)
        }

        /// - Returns: why the draw ended early.
        public mutating func play(_ number: Int) -> SimulationFailure? {
            values.removeAll(keepingCapacity: true)
            var stop: SimulationFailure? = simulation.stop
            simulation.play(number) { state in
                for process in simulation.processes { process.record(state, into: &values) }
            } stopped: {
                stop = $0
            }
            let missing = simulation.valuesPerDraw - values.count
            values += repeatElement(.nan, count: missing)
            return stop
        }
    }

    public func newRun() -> Run { Run(self) }

    /// The states of one draw, year by year, as far as they can be solved.
    public func states(ofDraw number: Int) -> [YearState] {
        var states: [YearState] = []
        play(number) {
            states.append($0)
        } stopped: { _ in
        }
        return states
    }

    private func play(
        _ number: Int, _ visit: (YearState) -> Void, stopped: (SimulationFailure) -> Void
    ) {
        let drawn = zip(processes, isDrawn).filter(\.1).map(\.0)
        let fields = StateField.allCases.filter { field in
            zip(processes, isDrawn).contains { !$1 && $0.declaration.outputs.contains(field) }
        }
        var state = world.base
        for (index, common) in trunk.enumerated() {
            (state.index, state.year) = (index, common.year)
            for field in fields { state.adopt(field, from: common) }
            let draw = YearDraw(seed: world.parameters.seed, draw: number, year: index)
            do throws(SimulationFailure) {
                for process in drawn { try process.advance(&state, draw) }
            } catch {
                return stopped(error)
            }
            visit(state)
        }
    }
}

extension SimulationWorld {
    /// The world with its base year: land of the account, air of the observed year.
    init(
        preparing parameters: SimulationParameters, _ inputs: SimulationInputs,
        _ findings: inout [Diagnostic]
    ) {
        self.init(parameters, inputs)
        base.land = ServiceBase.land(inputs.accounts, inputs.regions)
        if base.land.isEmpty, !inputs.accounts.isEmpty {
            base.land = [Int64](repeating: 0, count: regionCount * EcosystemType.allCases.count)
        }
        guard let series = inputs.series else { return }
        if series.regions != inputs.regions.codes || series.years.isEmpty {
            findings.append(
                Diagnostic(
                    code: "no_weather_year", at: parameters.location, path: "air",
                    "the air data hold no day of the scenario's counties",
                    hint: "let `air.periods` name observed years"))
            return
        }
        kernel = inputs.evaluator.flatMap { try? AirKernel(series, $0) }
        if inputs.compensation == nil || parameters.switchedOff.contains(Compensation.id) {
            kernel?.hasMonths = false
            kernel?.hasQuarters = false
        } else if let whole = wholeSettlement {
            kernel?.hasMonths = whole.reads(.month)
            kernel?.hasQuarters = whole.reads(.quarter)
        }
        var own: [Diagnostic] = []
        guard let kernel = airKernel(&own) else { return }
        let observed = series.years.firstIndex(of: inputs.year) ?? series.years.count - 1
        let year = series.years[observed]
        let days = CalendarDate.dayCount(ofYear: year)
        let start = Int32(series.starts[observed])
        base.sourceDays = (0..<Int32(days)).map { start + $0 }
        var air = AirYear()
        kernel.evaluate(year: year, base, into: &air)
        base.air = air
    }
}
