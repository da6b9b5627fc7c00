import EcoParameters
import EcoScenarios

/// How far values that are set reach: which parts of a run they can change.
struct Reach {
    /// Modules whose own block, or one that all read, is touched.
    private(set) var modules: Set<RunModule> = []
    /// Whether layers, outlines, regions or the years of the account are touched.
    private(set) var reachesRasters = false
    /// Whether tables are touched that schemes read.
    private(set) var reachesEvidence = false

    /// Blocks that no figure is computed from.
    private static let shown: Set<String> = ["name", "title", "report", "assumptions", "labels"]
    private static let layers: Set<String> = ["layers", "zone_rule", "rasters", "rule_pack", "rules", "year"]
    private static let evidence: Set<String> = ["figures", "reference", "targets"]

    init(_ overrides: [String]) {
        for text in overrides { take(Self.keys(text)) }
    }

    /// The keys of the blocks that the path goes through.
    private static func keys(_ text: String) -> [Substring] {
        text.prefix { $0 != "=" }.split { $0 == "." || $0 == "[" || $0 == "]" }
    }

    private mutating func take(_ keys: [Substring]) {
        let block = keys.first.map(String.init) ?? ""
        if Self.shown.contains(block) { return }
        guard let module = RunModule(rawValue: block) else {
            modules = Set(RunModule.allCases)
            (reachesRasters, reachesEvidence) = (true, true)
            return
        }
        modules.insert(module)
        let key = keys.count > 1 ? String(keys[1]) : ""
        if module == .accounts, key.isEmpty || Self.layers.contains(key) { reachesRasters = true }
        if module == .compensation, key.isEmpty || Self.evidence.contains(key) { reachesEvidence = true }
    }

    /// Modules to compute again: those touched, and those that read their results.
    func modules(in scenario: Scenario) -> Set<RunModule> {
        var reached = modules
        if !RunModule.compensation.inputs(in: scenario).isDisjoint(with: modules) {
            reached.insert(.compensation)
        }
        return reached
    }
}
