import EcoParameters
import EcoUnits

/// The processes of a year with the hooks at their places, and what is wrong with the hooks.
struct HookedProcesses {
    private let world: SimulationWorld
    private let plan: HookPlan
    private let processes: [any SimulationProcess]
    private(set) var steps: [any SimulationStep]
    private(set) var findings: [Diagnostic] = []

    /// - Parameter isWhole: false before accounts are computed, when processes that need them are not there yet.
    init(_ world: SimulationWorld, _ processes: [any SimulationProcess], isWhole: Bool) {
        self.world = world
        self.processes = processes
        plan = HookPlan(world.parameters)
        steps = processes
        guard !plan.hooks.isEmpty else { return }
        findings = HookFindings(world, plan, processes, isWhole: isWhole).findings + world.inputs.hookFindings
        guard !findings.hasErrors else { return }
        steps = ruled()
        place()
    }

    // MARK: Variants

    private mutating func ruled() -> [any SimulationStep] {
        let worlds = Dictionary(
            world.inputs.variants.map { ($0.levels, world.with($0)) }, uniquingKeysWith: { one, _ in one })
        return processes.map { process in
            let hooks = plan.touching(process.declaration.id)
            guard !hooks.isEmpty else { return process }
            var variants: [[Int]: any SimulationProcess] = [:]
            for state in plan.states(of: hooks) where state.contains(where: { $0 > 0 }) {
                guard let other = worlds[state], let variant = variant(process, other, state) else {
                    continue
                }
                variants[hooks.map { state[$0] }] = variant
            }
            return RuledProcess(
                process, hooks: hooks.map { ($0, plan.hooks[$0]) }, years: world.years, variants: variants)
        }
    }

    private mutating func variant(
        _ process: any SimulationProcess, _ world: SimulationWorld, _ levels: [Int]
    ) -> (any SimulationProcess)? {
        var own: [Diagnostic] = []
        let variant = type(of: process).init(world, &own)
        findings += own.filter(\.isError)
        let isSame = variant.map { $0.figures.map(\.id) == process.figures.map(\.id) } ?? false
        guard isSame, self.world.hasSameSources(as: world) else {
            let hook = plan.hooks[levels.firstIndex { $0 > 0 } ?? 0]
            findings.append(
                Diagnostic(
                    code: "other_figures", at: hook.location, path: hook.path,
                    LocalizedText(
                        en:
                            "with its changes the process `\(process.declaration.id)` has other figures or sources",
                        zh: "调整后环节 `\(process.declaration.id)` 的指标或排放源发生变化"),
                    hint: LocalizedText(
                        en: "change values only: amounts from 0 on switch a scheme on",
                        zh: "请只调整数值：金额由 0 起即为启用方案")))
            return nil
        }
        return variant
    }

    // MARK: Places

    private mutating func place() {
        let plain = steps
        var start = HookStep(
            "hooks", LocalizedText(en: "Hooks", zh: "参数调整"), world, reads: [], isStart: true)
        start.fires = plan.hooks.indices.filter { plan.hooks[$0].place.isEmpty }
        steps = [start]
        for step in plain {
            let id = step.declaration.id
            add(
                "hooks_before_\(id)", LocalizedText(en: "Hooks before \(id)", zh: "参数调整（\(id) 之前）"), reads: []
            ) {
                $0.before == id
            }
            steps.append(step)
            add(
                "hooks_after_\(id)", LocalizedText(en: "Hooks after \(id)", zh: "参数调整（\(id) 之后）"),
                reads: step.declaration.outputs, watching: step
            ) { $0.after == id }
        }
    }

    private mutating func add(
        _ id: String, _ title: LocalizedText, reads: Set<StateField>,
        watching step: (any SimulationStep)? = nil,
        _ standsHere: (HookParameters) -> Bool
    ) {
        let watches = step.map(watches) ?? []
        var own = HookStep(id, title, world, reads: watches.isEmpty ? [] : reads)
        own.watches = watches
        own.fires = plan.hooks.indices.filter { standsHere(plan.hooks[$0]) }
        if !own.watches.isEmpty || !own.fires.isEmpty { steps.append(own) }
    }

    private func watches(_ step: any SimulationStep) -> [HookStep.Watch] {
        plan.hooks.indices.compactMap { hook in
            guard let condition = plan.hooks[hook].condition,
                let figure = step.figures.firstIndex(where: { $0.id == condition.figure })
            else { return nil }
            var known: [Diagnostic] = []
            let place = condition.place(world, &known)
            return HookStep.Watch(
                hook: hook, process: step, position: figure * (world.regionCount + 1) + place)
        }
    }
}

extension HookCondition {
    /// Position of its county; the number of counties for all together.
    func place(_ world: SimulationWorld, _ findings: inout [Diagnostic]) -> Int {
        guard let region else { return world.regionCount }
        let code = world.regions.code(region, at: location, path: "\(path).region", &findings)
        return code.flatMap { world.regions.index(of: $0) } ?? world.regionCount
    }
}

extension SimulationWorld {
    /// The same base year and observed days with the changes of hooks.
    fileprivate func with(_ variant: HookVariant) -> SimulationWorld {
        var inputs = inputs
        (inputs.compensation, inputs.quota, inputs.records) = (
            variant.compensation, variant.quota, variant.records
        )
        var world = SimulationWorld(variant.parameters, inputs)
        (world.base, world.kernel) = (base, kernel)
        return world
    }

    fileprivate func hasSameSources(as other: SimulationWorld) -> Bool {
        records?.sources == other.records?.sources && records?.coefficients == other.records?.coefficients
    }
}
