import EcoParameters
import EcoScenarios
import EcoUnits

/// A sweep that has been read, checked and prepared: its runs can begin.
public struct SweepSetup: Sendable {
    public let plan: SweepPlan
    let document: LoadedDocument<SweepParameters>
    /// One for each variant; one where the sweep has none.
    let variants: [PreparedScenario]
    /// What is kept of every run.
    public let figures: [RunFigure]
    /// For each variant, the position of each kept figure among its own; nil where it has none.
    private let positions: [[Int?]]
    /// Names without `.csv`, with the heading of each.
    let tables: [(name: String, heading: String)]

    /// - Parameters:
    ///   - path: of the scenario.
    ///   - overrides: `PATH=VALUE` that every run has.
    /// - Throws: everything wrong with scenario, plan and the ends of every value, before anything is computed;
    ///   then why the scenario cannot be computed.
    public init(
        path: String, overrides: [String], _ document: LoadedDocument<SweepParameters>, geodata: Geodata,
        settings: RunSettings
    ) throws(RunFailure) {
        self.document = document
        plan = SweepPlan(document.root)
        let source = ScenarioSource(path: path, spreadsheets: geodata.spreadsheets)
        try SweepCheck(source, overrides, plan).run()
        var variants: [PreparedScenario] = []
        for settingsOfVariant in plan.settingsOfVariants {
            variants.append(
                try Self.prepared(
                    source, overrides + settingsOfVariant, plan, geodata: geodata, settings: settings))
        }
        self.variants = variants
        let unfollowed = variants.compactMap { MarketFollowing.finding($0, document.root) }
        if let finding = unfollowed.first { throw .input([finding]) }
        let wanted = document.root.figures
        var figures: [RunFigure] = []
        var seen: Set<String> = []
        for figure in variants.flatMap(\.figures) where seen.insert(figure.id).inserted {
            if SweepFigures.keeps(figure, wanted) { figures.append(figure) }
        }
        self.figures = figures
        positions = variants.map { variant in
            let known = Dictionary(
                zip(variant.figures.map(\.id), variant.figures.indices),
                uniquingKeysWith: { first, _ in first })
            return figures.map { known[$0.id] }
        }
        tables = try Self.tables(document.root.tables, of: variants)
        let findings = SweepFigures.findings(wanted, among: Array(seen))
        if !findings.isEmpty { throw .input(findings) }
        if document.root.requiresCorners { try requireCorners() }
    }

    /// The scenario as it stands; where that cannot be computed, as one of the first runs has it: a plan may
    /// begin where limits cannot be met.
    private static func prepared(
        _ source: ScenarioSource, _ overrides: [String], _ plan: SweepPlan, geodata: Geodata,
        settings: RunSettings
    ) throws(RunFailure) -> PreparedScenario {
        let tries = [[]] + (0..<min(8, plan.designCount)).map { plan[$0].own }
        var first: RunFailure?
        for own in tries {
            do throws(RunFailure) {
                return try PreparedScenario(
                    source, overrides: overrides + own, only: nil,
                    comparesTrade: plan.parameters.figures.contains(where: SweepFigures.needsTradeCompared),
                    followsMarket: plan.parameters.market == .followed, geodata: geodata, settings: settings)
            } catch {
                if case .input = error { throw error }
                first = first ?? error
            }
        }
        throw first ?? .computation([])
    }

    private static func tables(
        _ names: [String], of variants: [PreparedScenario]
    ) throws(RunFailure) -> [(name: String, heading: String)] {
        guard !names.isEmpty, let result = variants.first?.presentResult else { return [] }
        let files: [RunFile]
        do throws(Diagnostic) { files = try RunStore.files(of: result) } catch { throw .computation([error]) }
        let known = files.filter { $0.name.hasSuffix(".csv") }
        var tables: [(String, String)] = []
        var findings: [Diagnostic] = []
        for name in names {
            if let file = known.first(where: { $0.name == "\(name).csv" }) {
                tables.append((name, String(file.text.prefix { $0 != "\n" })))
                continue
            }
            let ids = known.map { String($0.name.dropLast(4)) }
            let near = Suggestion.nearest(to: name, in: ids).map { "did you mean `\($0)`?" }
            findings.append(
                Diagnostic(
                    code: "unknown_id", path: "tables", "the run has no table '\(name)'",
                    hint: near ?? "it has \(ids.joined(separator: ", "))"))
        }
        if !findings.isEmpty { throw .input(findings) }
        return tables
    }

    // MARK: Runs

    /// Runs of the plan, then two for each variation of each variant: its low and its high value, all others
    /// as the scenario has them.
    var jobCount: Int { plan.runCount + swingCount }
    private var swingCount: Int { 2 * plan.parameters.variations.count * variants.count }

    /// The position of a run for the swing of the results.
    func swingJob(variant: Int, axis: Int, isHigh: Bool) -> Int {
        plan.runCount + 2 * (variant * plan.parameters.variations.count + axis) + (isHigh ? 1 : 0)
    }

    /// What the run of that position leaves.
    func record(_ job: Int) -> SweepRecord {
        let (variant, number, overrides) = inputs(of: job)
        do throws(RunFailure) {
            let values = try variants[variant].run(overrides)
            var record = SweepRecord(values: positions[variant].map { $0.map { values[$0] } ?? .nan })
            if !tables.isEmpty, job < plan.runCount {
                record.tables = try tableRows(variant, number, overrides)
            }
            return record
        } catch {
            return SweepRecord(
                values: [], hasFailed: true,
                failures: SweepTables.failureRows(error.diagnostics, number, plan, variant))
        }
    }

    private func inputs(of job: Int) -> (variant: Int, number: String, overrides: [String]) {
        guard job >= plan.runCount else {
            return (job / plan.designCount, "\(job + 1)", plan[job].own)
        }
        let (count, rest) = (plan.parameters.variations.count, job - plan.runCount)
        let (variant, axis) = (rest / 2 / count, rest / 2 % count)
        let swing = plan.swing(ofVariation: axis)
        let value = rest % 2 == 0 ? swing?.low : swing?.high
        let variation = plan.parameters.variations[axis]
        return (variant, "", value.map { ["\(variation.path)=\($0)"] } ?? [])
    }

    private func tableRows(
        _ variant: Int, _ number: String, _ overrides: [String]
    ) throws(RunFailure) -> [String] {
        let result = try variants[variant].result(overrides)
        do throws(Diagnostic) {
            let files = try RunStore.files(of: result)
            return tables.map { table in
                let text = files.first { $0.name == "\(table.name).csv" }?.text ?? ""
                return SweepTables.rows(of: text, run: number)
            }
        } catch { throw .computation([error]) }
    }

    /// Computes the ends of every value before anything else.
    private func requireCorners() throws(RunFailure) {
        var failures: [RunFailure] = []
        for (variant, prepared) in variants.enumerated() {
            for (axis, variation) in plan.parameters.variations.enumerated() {
                for value in [plan.ends(ofVariation: axis).first, plan.ends(ofVariation: axis).last] {
                    guard let value else { continue }
                    let override = "\(variation.path)=\(value)"
                    do throws(RunFailure) { _ = try prepared.run([override]) } catch {
                        failures.append(
                            SweepCheck.told(error, override, at: variation, plan.nameOfVariant(variant)))
                    }
                }
            }
        }
        if let failure = RunFailure.merged(failures) { throw failure }
    }

    /// A kept figure of a variant without any value of the sweep.
    func presentValue(_ figure: Int, variant: Int) -> Double {
        positions[variant][figure].map { variants[variant].presentValues[$0] } ?? .nan
    }

    // MARK: Identity

    /// What makes it the same sweep as an earlier one.
    func identity(overrides: [String]) -> SweepIdentity {
        let scenarios = variants.map { $0.presentResult.loaded }
        let texts = scenarios.map { $0.resolvedText() }
        let inputs = scenarios.flatMap(\.inputs).map { "input \($0.file) \($0.sha256)" }
        let lines =
            ["ecocomp \(Tool.version)", "plan \(document.fingerprint(toolVersion: Tool.version))"]
            + scenarios.map { "scenario \($0.fingerprint(toolVersion: Tool.version))" }
            + Set(inputs).sorted()
        return SweepIdentity(
            plan: document.resolvedText(), scenario: texts.joined(),
            record: lines.joined(separator: "\n") + "\n")
    }
}

extension SweepPlan {
    /// What each variant sets; one that sets nothing where the sweep has no variants.
    var settingsOfVariants: [[String]] {
        parameters.variants.isEmpty ? [[]] : parameters.variants.map(\.settings)
    }

    /// Empty where the sweep has no variants.
    func nameOfVariant(_ variant: Int) -> String {
        parameters.variants.isEmpty ? "" : parameters.variants[variant].id
    }
}

/// Whether the markets of a sweep can follow that of the scenario.
private enum MarketFollowing {
    static func finding(_ scenario: PreparedScenario, _ parameters: SweepParameters) -> Diagnostic? {
        guard parameters.market == .followed else { return nil }
        guard let quota = scenario.presentResult.loaded.scenario.quota else {
            return Diagnostic(
                code: "conflicting_values", at: parameters.marketLocation, path: "market",
                LocalizedText(en: "the scenario has no market to follow", zh: "情景没有可供跟随的市场"),
                hint: LocalizedText(en: "leave out `market: followed`", zh: "请去掉 `market: followed`"))
        }
        guard let solver = quota.solver else { return nil }
        return Diagnostic(
            code: "conflicting_values", at: parameters.marketLocation, path: "market",
            LocalizedText(
                en: "the scenario asks for the solver '\(solver)', which begins from nothing",
                zh: "情景指定了求解器“\(solver)”，它从头求解"),
            hint: LocalizedText(
                en: "leave out `quota.solver`, or `market: followed`",
                zh: "请去掉 `quota.solver` 或 `market: followed`"))
    }
}

/// Which figures a sweep keeps.
enum SweepFigures {
    static func keeps(_ figure: RunFigure, _ patterns: [String]) -> Bool {
        if figure.isHeadline { return true }
        return patterns.isEmpty ? figure.isOfMoney : patterns.contains { matches(figure.id, $0) }
    }

    /// The market without trade is solved for who names a figure of it.
    static func needsTradeCompared(_ pattern: String) -> Bool {
        ["gain_yuan", "saving_yuan", "cost_without_trade_yuan"].contains { pattern.hasSuffix($0) }
    }

    /// Whether the columns of `results.csv` have it.
    static func isColumn(_ figure: RunFigure, _ patterns: [String]) -> Bool {
        figure.isHeadline || patterns.contains { matches(figure.id, $0) }
    }

    static func findings(_ patterns: [String], among ids: [String]) -> [Diagnostic] {
        patterns.filter { pattern in !ids.contains { matches($0, pattern) } }.map { pattern in
            let near = Suggestion.nearest(to: pattern, in: ids.sorted()).map { "did you mean `\($0)`?" }
            return Diagnostic(
                code: "unknown_id", path: "figures", "no figure of the run is called '\(pattern)'",
                hint: near ?? "such as \(ids.sorted().prefix(3).joined(separator: ", "))")
        }
    }

    /// `*` stands for any text, even none.
    static func matches(_ id: String, _ pattern: String) -> Bool {
        let (text, pattern) = (Array(id.utf8), Array(pattern.utf8))
        var (position, place) = (0, 0)
        var star: (place: Int, position: Int)?
        while position < text.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                star = (place, position)
                place += 1
            } else if place < pattern.count, pattern[place] == text[position] {
                (position, place) = (position + 1, place + 1)
            } else if let last = star {
                star = (last.place, last.position + 1)
                (position, place) = (last.position + 1, last.place + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
