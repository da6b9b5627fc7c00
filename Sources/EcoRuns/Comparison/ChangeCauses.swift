import Dispatch
import EcoParameters
import EcoUnits
import Synchronization

/// A change of figures split among the inputs that were changed: each alone, each taken back last, and their Shapley
/// values, which add up to the whole (Shapley 1953, Annals of Mathematics Studies 28:307).
public struct ChangeCauses: Sendable {
    public struct Cause: Sendable {
        /// What was changed, such as `quota.fee_rate=0.01`.
        public let name: String
        /// `PATH=VALUE` of the later run.
        public let overrides: [String]

        public init(name: String, overrides: [String]) {
            self.name = name
            self.overrides = overrides
        }
    }

    public let causes: [Cause]
    /// Those that change.
    public let figures: [RunFigure]
    /// By figure.
    public let before: [Double]
    public let after: [Double]
    /// By cause, then by figure: what it changes alone.
    public let alone: [[Double]]
    /// What it changes as the last one, all others in place.
    public let last: [[Double]]
    /// By cause, then by figure; empty where there are too many causes or a combination has no result.
    public let shapley: [[Double]]
    /// The figures under every set of causes that Shapley values rest on; empty where there are none, or one cause.
    public let combinations: [Combination]
    public private(set) var findings: [Diagnostic]

    /// The figures with some of the causes in place.
    public struct Combination: Sendable {
        /// Positions of the causes that are in place, in order.
        public let causes: [Int]
        /// By figure.
        public let values: [Double]
    }

    /// More causes take more than 1,024 runs, and only the first two are worked out.
    public static let largestExact = 10

    /// - Parameters:
    ///   - before: what every run has that none of the causes has changed.
    ///   - run: the figures of one run; thrown where it has no result.
    /// - Throws: what `run` throws for no cause, a single cause, or all of them.
    public init(
        _ causes: [Cause], figures: [RunFigure], before: [String] = [], jobs: Int = 1,
        run: @Sendable (_ overrides: [String]) throws(RunFailure) -> [Double]
    ) throws(RunFailure) {
        self.causes = causes
        let isExact = causes.count <= Self.largestExact
        let all = causes.count < Int.bitWidth - 1 ? (1 << causes.count) - 1 : Int.max
        var wanted = Set([0, all])
        if isExact {
            wanted = Set(0...all)
        } else {
            for index in causes.indices { wanted.formUnion([1 << index, all & ~(1 << index)]) }
        }
        let outcomes = Self.outcomes(wanted.sorted(), causes, before, jobs, run)
        let singles = [0, all] + causes.indices.map { 1 << $0 }
        for mask in singles {
            if case .failure(let failure)? = outcomes[mask] { throw failure }
        }
        let values = outcomes.compactMapValues { try? $0.get() }
        let (start, end) = (values[0] ?? [], values[all] ?? [])
        let kept = start.indices.filter { Self.differs(start[$0], end[$0]) || Self.moves($0, values) }
        self.figures = kept.map { figures[$0] }
        self.before = kept.map { start[$0] }
        after = kept.map { end[$0] }
        let change = { (one: Int, other: Int) -> [Double] in
            kept.map { (values[other]?[$0] ?? .nan) - (values[one]?[$0] ?? .nan) }
        }
        alone = causes.indices.map { change(0, 1 << $0) }
        last = causes.indices.map { change(all & ~(1 << $0), all) }
        let isComplete = isExact && values.count == all + 1
        shapley = isComplete ? Self.shapley(count: causes.count, kept, values) : []
        combinations =
            isComplete && causes.count > 1
            ? (0...all).map { mask in
                Combination(
                    causes: causes.indices.filter { mask & (1 << $0) != 0 },
                    values: kept.map { values[mask]?[$0] ?? .nan })
            } : []
        findings = isComplete ? [] : [Self.incomplete(count: causes.count, isExact: isExact)]
    }

    private static func incomplete(count: Int, isExact: Bool) -> Diagnostic {
        isExact
            ? Diagnostic(
                .warning, code: "causes_incomplete", path: "",
                LocalizedText(
                    en: "some combination of the changes has no result, so there are no Shapley values",
                    zh: "部分变动组合没有结果，无法计算 Shapley 值"),
                hint: LocalizedText(
                    en: "what each change does alone and last is told", zh: "仍列出各项单独变动与最后变动的影响"))
            : Diagnostic(
                .warning, code: "too_many_causes", path: "",
                LocalizedText(
                    en: "\(count) inputs differ; Shapley values are worked out for \(largestExact) at most",
                    zh: "有 \(count) 项输入不同，Shapley 值最多计算 \(largestExact) 项"),
                hint: LocalizedText(
                    en: "compare with a run in between, which has some of the changes", zh: "可与只含部分变动的中间情景比较")
            )
    }

    private static func differs(_ one: Double, _ other: Double) -> Bool {
        if one.isNaN || other.isNaN { return one.isNaN != other.isNaN }
        return (one - other).magnitude > 1e-9 * max(one.magnitude, other.magnitude)
    }

    /// Whether some cause alone moves a figure, though all of them together leave it.
    private static func moves(_ figure: Int, _ values: [Int: [Double]]) -> Bool {
        guard let start = values[0]?[figure] else { return false }
        return values.values.contains { differs(start, $0[figure]) }
    }

    /// Every wanted set of causes, by its bits.
    private static func outcomes(
        _ masks: [Int], _ causes: [Cause], _ before: [String], _ jobs: Int,
        _ run: @Sendable (_ overrides: [String]) throws(RunFailure) -> [Double]
    ) -> [Int: Result<[Double], RunFailure>] {
        let found = Mutex<[Int: Result<[Double], RunFailure>]>([:])
        let workers = max(1, min(jobs, masks.count))
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for index in stride(from: worker, to: masks.count, by: workers) {
                let mask = masks[index]
                let overrides = causes.indices.filter { mask & (1 << $0) != 0 }.flatMap {
                    causes[$0].overrides
                }
                let outcome: Result<[Double], RunFailure>
                do throws(RunFailure) { outcome = .success(try run(before + overrides)) } catch {
                    outcome = .failure(error)
                }
                found.withLock { $0[mask] = outcome }
            }
        }
        return found.withLock { $0 }
    }

    /// Sum over all sets without a cause of |S|! (n - |S| - 1)! / n! times what it adds to the set.
    private static func shapley(count: Int, _ kept: [Int], _ values: [Int: [Double]]) -> [[Double]] {
        var weights = [1 / Double(max(1, count))]
        for size in 1..<max(1, count) {
            weights.append(weights[size - 1] * Double(size) / Double(count - size))
        }
        return (0..<count).map { cause in
            var sums = [Double](repeating: 0, count: kept.count)
            for mask in 0..<(1 << count) where mask & (1 << cause) == 0 {
                guard let without = values[mask], let with = values[mask | (1 << cause)] else { continue }
                let weight = weights[mask.nonzeroBitCount]
                for (position, figure) in kept.enumerated() {
                    sums[position] += weight * (with[figure] - without[figure])
                }
            }
            return sums
        }
    }
}

extension ChangeCauses {
    /// Keeps what the causes cannot account for: files that were changed, and figures that the scenario no longer
    /// gives.
    mutating func check(against first: ComparedRun, _ pair: RunComparison.Pair) {
        let files = pair.inputs.filter { $0.kind != .value }.map(\.path)
        if !files.isEmpty {
            let list = files.prefix(8).joined(separator: ", ")
            findings.append(
                Diagnostic(
                    .warning, code: "causes_incomplete", path: files[0],
                    LocalizedText(
                        en: "what these changed is in no cause: \(list)", zh: "下列变动未计入成因：\(list)"),
                    hint: LocalizedText(
                        en: "only values of the scenario can be taken back one by one", zh: "只有情景中的参数可逐项还原")))
        }
        for (run, values) in [(first, before), (pair.later, after)] {
            let known = Dictionary(
                run.figures.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
            let others = zip(figures, values).filter { figure, value in
                guard let own = known[figure.id].flatMap({ run.amounts[$0]?.value }) else { return false }
                return (own - value).magnitude > 1e-6 * max(1, own.magnitude)
            }
            guard let (figure, _) = others.first else { continue }
            findings.append(
                Diagnostic(
                    .warning, code: "scenario_has_changed", path: figure.id,
                    LocalizedText(
                        en: "the scenario no longer gives \(others.count) figures of the run \(run.name)",
                        zh: "该情景已不能重现运行 \(run.name) 的 \(others.count) 个数字"),
                    hint: LocalizedText(
                        en: "the causes are those of the scenario as it stands", zh: "成因按情景现状计算")))
        }
    }
}
