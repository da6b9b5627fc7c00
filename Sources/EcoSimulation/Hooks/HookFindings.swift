import EcoParameters
import EcoUnits

/// What is wrong with hooks, all at once.
struct HookFindings {
    private let world: SimulationWorld
    private let plan: HookPlan
    private let running: [String]
    private let known: [SimulationFigure]
    private let isWhole: Bool
    private(set) var findings: [Diagnostic] = []

    init(
        _ world: SimulationWorld, _ plan: HookPlan, _ processes: [any SimulationProcess], isWhole: Bool
    ) {
        (self.world, self.plan, self.isWhole) = (world, plan, isWhole)
        running = processes.map(\.declaration.id)
        known = processes.flatMap(\.figures)
        for (index, hook) in plan.hooks.enumerated() {
            if plan.hooks[..<index].contains(where: { $0.id == hook.id }) {
                tell(
                    "duplicate_id", hook.location, "\(hook.path).id", "two hooks are called '\(hook.id)'",
                    "有两条规则都叫“\(hook.id)”", "give each its own name", "请分别命名")
            }
            window(hook)
            place(hook)
            if let condition = hook.condition { figure(condition) }
            for change in hook.changes { self.change(change, hook) }
        }
        conflicts()
        if plan.states.count > HookPlan.limit, let hook = plan.hooks.first {
            tell(
                "too_many_variants", hook.location, "simulation.hooks",
                "the hooks can come together in \(plan.states.count) ways or more, above \(HookPlan.limit)",
                "各规则的组合有 \(plan.states.count) 种以上，超过 \(HookPlan.limit) 种",
                "narrow the years of cumulative hooks, or let fewer hang on figures", "请缩短累计规则的年份或减少条件规则")
        }
    }

    private mutating func tell(
        _ code: String, _ place: SourceLocation, _ path: String, _ en: String, _ zh: String, _ hint: String,
        _ hintZh: String
    ) {
        findings.append(
            Diagnostic(
                code: code, at: place, path: path, LocalizedText(en: en, zh: zh),
                hint: LocalizedText(en: hint, zh: hintZh)))
    }

    private mutating func window(_ hook: HookParameters) {
        let (first, last) = (world.years[0], world.years[world.years.count - 1])
        for (key, year) in [("from", hook.from), ("to", hook.to)] {
            guard let year, year < first || year > last else { continue }
            tell(
                "out_of_range", hook.windowLocation, "\(hook.path).\(key)", "\(year) is not simulated",
                "\(year) 年不在模拟期内", "choose \(first) to \(last)", "请在 \(first) 至 \(last) 年中选择")
        }
        if hook.window(in: world.years) == nil {
            tell(
                "out_of_range", hook.windowLocation, "\(hook.path).to", "the last year lies before the first",
                "终止年早于起始年", "let `to` be `from` or later", "`to` 不应早于 `from`")
        }
    }

    private mutating func place(_ hook: HookParameters) {
        guard isWhole, let id = hook.before ?? hook.after, !running.contains(id) else { return }
        tell(
            "unknown_process", hook.location, "\(hook.path).\(hook.before == nil ? "after" : "before")",
            "the process '\(id)' does not run in this scenario", "本情景不运行环节“\(id)”",
            "running are: \(running.joined(separator: ", "))", "运行的环节有：\(running.joined(separator: "、"))")
    }

    private mutating func figure(_ condition: HookCondition) {
        _ = condition.place(world, &findings)
        guard !known.contains(where: { $0.id == condition.figure }) else { return }
        // Before the account is computed nobody knows what comes of it.
        if !isWhole, Self.afterAccounts.contains(where: condition.figure.hasPrefix) { return }
        let ids = known.map(\.id)
        let near = Suggestion.nearest(to: condition.figure, in: ids)
        tell(
            "unknown_figure", condition.location, "\(condition.path).figure",
            "the simulation has no figure '\(condition.figure)'", "模拟没有指标“\(condition.figure)”",
            near.map { "did you mean `\($0)`?" } ?? "it has \(ids.joined(separator: ", "))",
            near.map { "是否指 `\($0)`？" } ?? "现有：\(ids.joined(separator: "、"))")
    }

    private static let afterAccounts = ["land.", "gep.", "geep.", "gdp.", "service."]

    private mutating func change(_ change: HookChange, _ hook: HookParameters) {
        guard let processes = HookReach.processes(change.path) else {
            tell(
                "fixed_over_years", change.location, change.place,
                "`\(change.path)` cannot change within the years", "`\(change.path)` 不能在模拟期内调整",
                "these can: \(HookReach.list)", "可调整的有：\(HookReach.list)")
            return
        }
        if !HookReach.takes(change) {
            tell(
                "wrong_type", change.location, change.place, "`\(change.path)` takes a number here",
                "`\(change.path)` 此处应为数值", "such as 30 CNY, 0.5 or true", "例如 30 CNY、0.5 或 true")
        }
        if hook.duration == .cumulative, change.factor == nil {
            tell(
                "contradiction", change.location, change.place, "a value that is set again stays the same",
                "重复设定同一数值没有累计效果", "give a factor, or write lasts: onward", "请改用 factor，或写 lasts: onward")
        }
        if isWhole, processes.isDisjoint(with: running) {
            tell(
                "nothing_to_change", change.location, change.place,
                "no process that runs in this scenario reads `\(change.path)`",
                "本情景没有读取 `\(change.path)` 的环节",
                "add its block, or leave the change out", "请补充相应区块或去掉该项")
        }
        let planned: Set<String> = [QuotaIssue.id, Market.id]
        if world.parameters.market?.foresight == .perfect, !processes.isDisjoint(with: planned) {
            tell(
                "contradiction", change.location, change.place,
                "a market that plans all years at once knows no change within them", "跨年统一求解的市场无法年中调整",
                "write foresight: myopic", "请写 foresight: myopic")
        }
    }

    // MARK: Two of one value

    /// Schemes by their id, whether they are named by it or by their place.
    private func normal(_ path: String) -> String {
        var parts = HookReach.normal(path).split(separator: ".").map(String.init)
        let schemes = world.inputs.compensation?.schemes ?? []
        if parts.count > 2, parts[1] == "schemes", let place = Int(parts[2]), schemes.indices.contains(place)
        {
            parts[2] = schemes[place].scope.id
        }
        return parts.joined(separator: ".")
    }

    private mutating func conflicts() {
        let all = plan.hooks.flatMap { hook in hook.changes.map { (hook, $0, normal($0.path)) } }
        for (index, one) in all.enumerated() {
            for other in all[..<index] {
                let isOne =
                    one.2 == other.2 || one.2.hasPrefix(other.2 + ".") || other.2.hasPrefix(one.2 + ".")
                let shared = world.years.first {
                    one.0.largestLevel(in: $0, of: world.years) > 0
                        && other.0.largestLevel(in: $0, of: world.years) > 0
                }
                guard isOne, let shared else { continue }
                tell(
                    "conflicting_values", one.1.location, one.1.place,
                    "'\(one.0.id)' and '\(other.0.id)' both change `\(one.1.path)` in \(shared)",
                    "“\(one.0.id)”与“\(other.0.id)”在 \(shared) 年同时调整 `\(one.1.path)`",
                    "let one end before the other begins", "请错开两者的年份")
            }
        }
    }
}
