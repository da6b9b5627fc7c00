import EcoParameters
import EcoUnits

/// The levels of hooks, moved at their place of the year.
struct HookStep: SimulationStep {
    /// A figure that a hook hangs on, as its process records it.
    struct Watch: Sendable {
        let hook: Int
        let process: any SimulationStep
        let position: Int
    }

    let declaration: ProcessDeclaration
    let hooks: [HookParameters]
    let years: [Int]
    let regionCount: Int
    /// The first of the year, which ends what lasts for a year.
    let isStart: Bool
    var watches: [Watch] = []
    /// Hooks that may fire here, as positions.
    var fires: [Int] = []

    init(
        _ id: String, _ title: LocalizedText, _ world: SimulationWorld, reads: Set<StateField>,
        isStart: Bool = false
    ) {
        declaration = ProcessDeclaration(
            id: id, title: title,
            meaning: LocalizedText(en: "changes of the scenario within the years", zh: "模拟期内的参数调整"),
            inputs: reads.union([.rules]), outputs: [.rules])
        hooks = world.parameters.hooks
        years = world.years
        regionCount = world.regionCount
        self.isStart = isStart
    }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        if isStart { begin(&state.rules) }
        for watch in watches {
            var values: [Double] = []
            watch.process.record(state, into: &values)
            state.rules.seen[watch.hook] = values[watch.position]
        }
        for hook in fires { fire(hook, state.year, &state.rules) }
    }

    private func begin(_ rules: inout HookYear) {
        if rules.levels.isEmpty {
            rules.levels = [Int](repeating: 0, count: hooks.count)
            rules.seen = [Double](repeating: .nan, count: hooks.count)
        }
        rules.fired = [Bool](repeating: false, count: hooks.count)
        rules.lookedAt = [Double](repeating: .nan, count: hooks.count)
        for hook in hooks.indices where hooks[hook].duration == .year { rules.levels[hook] = 0 }
    }

    private func fire(_ position: Int, _ year: Int, _ rules: inout HookYear) {
        let hook = hooks[position]
        guard let window = hook.window(in: years), window.contains(year) else { return }
        if let condition = hook.condition {
            rules.lookedAt[position] = rules.seen[position]
            guard condition.holds(rules.seen[position]) else { return }
        }
        guard hook.duration != .onward || rules.levels[position] == 0 else { return }
        rules.fired[position] = true
        rules.levels[position] = hook.duration == .cumulative ? rules.levels[position] + 1 : 1
    }

    // MARK: Figures

    var figures: [SimulationFigure] {
        guard isStart else { return [] }
        return hooks.flatMap { hook in
            [
                SimulationFigure(
                    "hook.\(hook.id).fired",
                    LocalizedText(en: "\(hook.title.en): fires", zh: "\(hook.title.zh)：触发"), unit: .one,
                    isMean: true),
                SimulationFigure(
                    "hook.\(hook.id).in_force",
                    LocalizedText(en: "\(hook.title.en): in force, times", zh: "\(hook.title.zh)：生效次数"),
                    unit: .one,
                    isMean: true),
            ]
        }
    }

    func record(_ state: YearState, into values: inout [Double]) {
        guard isStart else { return }
        for hook in hooks.indices {
            for value in [state.rules.fired[hook] ? 1 : 0, Double(state.rules.levels[hook])] {
                values += repeatElement(.nan, count: regionCount)
                values.append(value)
            }
        }
    }
}

/// Hooks of a year.
public struct HookYear: Sendable, Equatable, Codable {
    /// How often the changes of each hook apply; empty without hooks.
    public internal(set) var levels: [Int] = []
    /// Whether it fired in the year.
    public internal(set) var fired: [Bool] = []
    /// The value that its condition was held against; not-a-number where there is none.
    public internal(set) var lookedAt: [Double] = []
    /// The last value of the figure that it hangs on.
    var seen: [Double] = []
}

/// A process with a variant for each set of levels of the hooks that change what it reads.
struct RuledProcess: SimulationStep {
    let declaration: ProcessDeclaration
    private let variants: [[Int]: any SimulationProcess]
    private let plain: any SimulationProcess
    private let hooks: [(position: Int, hook: HookParameters)]
    private let years: [Int]

    /// - Parameters:
    ///   - hooks: that change what it reads, with their positions.
    ///   - variants: by the levels of `hooks`; those of levels 0 are the process as it stands.
    init(
        _ plain: any SimulationProcess, hooks: [(position: Int, hook: HookParameters)], years: [Int],
        variants: [[Int]: any SimulationProcess]
    ) {
        (self.plain, self.hooks, self.years, self.variants) = (plain, hooks, years, variants)
        let own = plain.declaration
        // What the calendar tells is the same in every draw.
        let reads: Set<StateField> = hooks.allSatisfy(\.hook.isKnownByYear) ? [] : [.rules]
        declaration = ProcessDeclaration(
            id: own.id, title: own.title, meaning: own.meaning, inputs: own.inputs.union(reads),
            outputs: own.outputs, isDrawn: own.isDrawn)
    }

    var figures: [SimulationFigure] { plain.figures }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        let levels = hooks.map { position, hook in
            hook.isKnownByYear
                ? hook.largestLevel(in: state.year, of: years) : state.rules.levels[position]
        }
        try (variants[levels] ?? plain).advance(&state, draw)
    }

    func record(_ state: YearState, into values: inout [Double]) { plain.record(state, into: &values) }
}
