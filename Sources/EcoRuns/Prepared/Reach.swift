import EcoCompensation
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
    /// Whether more than the blocks of modules is touched.
    private var reachesAll = false
    /// Keys below the blocks of the modules.
    private var paths: [RunModule: [[String]]] = [:]

    /// Blocks that no figure is computed from.
    private static let shown: Set<String> = ["name", "title", "report", "assumptions", "labels"]
    private static let layers: Set<String> = ["layers", "zone_rule", "rasters", "rule_pack", "rules", "year"]
    private static let evidence: Set<String> = ["figures", "reference", "targets"]

    init(_ overrides: [String]) {
        for text in overrides { take(Self.keys(text)) }
    }

    /// The keys of the blocks that the path goes through, elements of lists by place or id.
    static func keys(_ text: String) -> [String] {
        text.prefix { $0 != "=" }.split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init)
    }

    private mutating func take(_ keys: [String]) {
        let block = keys.first ?? ""
        if Self.shown.contains(block) { return }
        guard let module = RunModule(rawValue: block) else {
            modules = Set(RunModule.allCases)
            (reachesRasters, reachesEvidence, reachesAll) = (true, true, true)
            return
        }
        modules.insert(module)
        paths[module, default: []].append(Array(keys.dropFirst()))
        let key = keys.count > 1 ? keys[1] : ""
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

    /// Ids of the indicators whose blocks are touched; nil where more of the account is.
    var indicators: Set<String>? {
        var ids: Set<String> = []
        for path in paths[.accounts] ?? [] {
            guard path.count > 2, path[0] == "indicators" else { return nil }
            ids.insert(path[1])
        }
        return reachesRasters ? nil : ids
    }

    /// Keys of the market's block that are touched; nil where more is.
    var quotaKeys: Set<String>? {
        let keys = paths[.quota, default: []].map(\.first)
        return reachesAll || keys.contains(nil) ? nil : Set(keys.compactMap { $0 })
    }

    /// What a settlement on the same figures need not do again; nil where it does all.
    ///
    /// - Parameter parameters: before the values are set.
    func changes(in parameters: CompensationParameters) -> SettlementChanges? {
        var changes = SettlementChanges(schemes: [], reachesAppraisals: false, reachesAllocations: false)
        for path in paths[.compensation] ?? [] {
            switch path.first {
            case "appraisals": changes.reachesAppraisals = true
            case "allocations": changes.reachesAllocations = true
            case "analysis", "published", "in_kind", "signed_by": break
            case "schemes":
                let name = path.count > 1 ? path[1] : ""
                let place =
                    parameters.schemes.firstIndex { $0.scope.id == name }
                    ?? Int(name).flatMap { parameters.schemes.indices.contains($0) ? $0 : nil }
                guard let place else { return nil }
                changes.schemes?.insert(place)
            default: return nil
            }
        }
        return changes
    }
}
