import EcoParameters
import EcoUnits

/// What changed from the first of some runs to each of the others.
public struct RunComparison: Sendable {
    /// One figure before and after.
    public struct Difference: Sendable {
        public let figure: ComparedFigure
        /// `nil` where the run does not have it.
        public let before: Double?
        public let after: Double?
        /// After less before, money exact to the fen; `nil` where either is absent.
        public let change: Double?

        /// Over all regions: what a summary shows first.
        public var isTotal: Bool {
            figure.region.isEmpty && !figure.item.hasPrefix("receptor.") && figure.group != .prices
        }

        /// As a part of what it was.
        public var relative: Double? {
            guard let change, let before, before != 0 else { return nil }
            return change / before.magnitude
        }
    }

    /// What a change means to a region's money.
    public struct Standing: Sendable {
        public enum Side: String, Sendable {
            case gains, loses, same
        }

        public let region: String
        /// Change of what it receives less what it pays as compensation, yuan.
        public let payments: Double
        /// By how much its cost in the market falls, yuan.
        public let market: Double

        public var total: Double { payments + market }
        /// Less than a fen is nothing.
        public var side: Side { total.magnitude < 0.005 ? .same : total > 0 ? .gains : .loses }
    }

    /// One of the later runs beside the first.
    public struct Pair: Sendable {
        public let later: ComparedRun
        /// Those that changed, in the order of the first run; then those that it does not have.
        public let differences: [Difference]
        public let unchanged: Int
        /// Of every region that either has, in the order of the first run.
        public let standings: [Standing]
        public let inputs: [InputChange]
        /// `nil` where it was not asked for, or cannot be told.
        public var causes: ChangeCauses?
        /// Of two simulations; `nil` where it was not asked for, or cannot be told.
        public var decomposition: SimulationDecomposition?
    }

    /// What was named to be compared: run folders, or a scenario with variants.
    public internal(set) var named: [String] = []
    /// The scenario that causes were worked out with; empty where none was named.
    public internal(set) var scenario = ""
    public let first: ComparedRun
    public var pairs: [Pair]
    /// Why some of it compares badly.
    public let warnings: [Diagnostic]

    /// Those, and what the causes leave open.
    public var findings: [Diagnostic] {
        warnings + pairs.flatMap { ($0.causes?.findings ?? []) + ($0.decomposition?.findings ?? []) }
    }

    /// - Parameter runs: at least two.
    /// - Throws: where the runs have nothing in common, or a file of theirs is damaged.
    public init(_ runs: [ComparedRun]) throws(DiagnosticFailure) {
        guard let first = runs.first, runs.count > 1 else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "nothing_to_compare", "there is one run and nothing to compare it with",
                    hint: "name another run folder, or list variants under `scenarios` in the scenario")
            ])
        }
        self.first = first
        var warnings: [Diagnostic] = []
        for later in runs.dropFirst() { warnings += Comparability(first, later).findings }
        guard !warnings.hasErrors else { throw DiagnosticFailure(warnings) }
        self.warnings = warnings
        var pairs: [Pair] = []
        for later in runs.dropFirst() { pairs.append(try Pair(first, later)) }
        self.pairs = pairs
    }
}

extension RunComparison.Pair {
    init(_ first: ComparedRun, _ later: ComparedRun) throws(DiagnosticFailure) {
        self.later = later
        var differences: [RunComparison.Difference] = []
        var unchanged = 0
        for figure in first.figures + later.figures.filter({ first.amounts[$0] == nil }) {
            let (before, after) = (first.amounts[figure], later.amounts[figure])
            let change = before.flatMap { before in after.map { before.difference(to: $0) } }
            if change == 0 {
                unchanged += 1
            } else {
                differences.append(
                    .init(figure: figure, before: before?.value, after: after?.value, change: change))
            }
        }
        self.differences = differences
        self.unchanged = unchanged
        inputs = try first.inputChanges(to: later)
        standings = Self.standings(first, later)
    }

    private static func standings(_ first: ComparedRun, _ later: ComparedRun) -> [RunComparison.Standing] {
        let regions = first.regions + later.regions.filter { !first.regions.contains($0) }
        func change(_ region: String, _ group: ComparedFigure.Group, _ measure: String) -> Double? {
            let figure = ComparedFigure(group, region: region, measure, unit: "CNY")
            guard let before = first.amounts[figure], let after = later.amounts[figure] else { return nil }
            return before.difference(to: after)
        }
        return regions.compactMap { region in
            let payments = change(region, .payments, "net_yuan")
            let cost = change(region, .quota, "net_cost_yuan")
            guard payments != nil || cost != nil else { return nil }
            return .init(region: region, payments: payments ?? 0, market: cost.map { $0 == 0 ? 0 : -$0 } ?? 0)
        }
    }
}

/// Whether two runs can be compared, and what to keep in mind.
struct Comparability {
    private(set) var findings: [Diagnostic] = []

    init(_ first: ComparedRun, _ later: ComparedRun) {
        compareRegions(first, later)
        let pairs: [(String, LocalizedText, [String], [String])] = [
            ("rulePacks", LocalizedText(en: "rule packs", zh: "核算规则包"), first.rulePacks, later.rulePacks),
            (
                "standards", LocalizedText(en: "versions of the standards", zh: "标准版本"), first.standards,
                later.standards
            ),
            ("year", LocalizedText(en: "years", zh: "年度"), ["\(first.year)"], ["\(later.year)"]),
            (
                "accounts.csv", LocalizedText(en: "price years", zh: "价格基准年"), first.priceYears,
                later.priceYears
            ),
            (
                "zoneRule", LocalizedText(en: "rules for cells at borders", zh: "边界像元规则"), [first.zoneRule],
                [later.zoneRule]
            ),
            (
                "tool.version", LocalizedText(en: "versions of the program", zh: "程序版本"), [first.version],
                [later.version]
            ),
        ]
        for (key, name, before, after) in pairs where before != after && !before.isEmpty && !after.isEmpty {
            let (one, other) = (before.joined(separator: ", "), after.joined(separator: ", "))
            warn(
                "compared_unlike", later, key,
                LocalizedText(
                    en: "the runs have other \(name.en): \(one) and \(other)",
                    zh: "两次运行的\(name.zh)不同：\(one) 与 \(other)"),
                LocalizedText(
                    en: "part of every difference comes from that; run both alike to tell it apart",
                    zh: "差异中有一部分由此产生；应统一后重新运行以便区分"))
        }
        for run in [first, later] where run.figures.isEmpty {
            warn(
                "no_figures", run, "outputs",
                LocalizedText(en: "the run has no figures: its limits cannot be met", zh: "该次运行没有结果：限值无法满足"),
                LocalizedText(en: "see its report", zh: "见其报告"))
        }
    }

    private mutating func compareRegions(_ first: ComparedRun, _ later: ComparedRun) {
        let (one, other) = (Set(first.regions), Set(later.regions))
        guard one != other else { return }
        guard !one.isDisjoint(with: other) else {
            findings.append(
                Diagnostic(
                    code: "nothing_to_compare",
                    at: SourceLocation(file: "\(later.stored.folder)/regions.csv", line: 1, column: 1),
                    path: "region",
                    "the runs \(first.name) and \(later.name) have no region in common",
                    hint: "compare runs of the same counties"))
            return
        }
        let missing = one.subtracting(other).sorted(), added = other.subtracting(one).sorted()
        let list = (missing + added).prefix(8).joined(separator: ", ")
        let count = missing.count + added.count
        warn(
            "other_regions", later, "regions.csv",
            LocalizedText(
                en: "\(count) regions are in one of the runs only: \(list)",
                zh: "有 \(count) 个地区只在其中一次运行中：\(list)"),
            LocalizedText(
                en: "their figures have no difference, and sums over all regions differ by them",
                zh: "其数字无法计算差异，合计数因此不可直接比较"))
    }

    private mutating func warn(
        _ code: String, _ run: ComparedRun, _ path: String, _ message: LocalizedText, _ hint: LocalizedText
    ) {
        let file = path.hasSuffix(".csv") ? path : "manifest.json"
        findings.append(
            Diagnostic(
                .warning, code: code,
                at: SourceLocation(
                    file: "\(run.stored.folder)/\(file)", line: run.line(of: path, in: file), column: 1),
                path: path, message, hint: hint))
    }
}

extension ComparedRun {
    /// The line of a file of the run on which a key stands; 1 where it is not found.
    fileprivate func line(of key: String, in file: String) -> Int {
        let last = key.split(separator: ".").last.map(String.init) ?? key
        let lines = String(decoding: stored.bytes(file) ?? [], as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        return (lines.firstIndex { $0.contains("\"\(last)\"") } ?? 0) + 1
    }
}
