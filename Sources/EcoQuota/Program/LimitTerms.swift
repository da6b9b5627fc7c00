/// The columns that the terms of limits stand for.
struct LimitTerms {
    private let problem: QuotaProblem
    private let layout: QuotaLayout
    private let sourcesOfRegion: [String: [Int]]
    private let totalPosition: [String: Int]

    init(_ problem: QuotaProblem, _ layout: QuotaLayout) {
        self.problem = problem
        self.layout = layout
        sourcesOfRegion = Dictionary(grouping: problem.sources.indices) { problem.sources[$0].region }
        totalPosition = Dictionary(
            uniqueKeysWithValues: problem.records.totals.enumerated().map { ($1.name, $0) })
    }

    /// Columns in order, each once.
    func entries(_ terms: [MarketLimit.Term]) -> [(column: Int, value: Double)] {
        var sums: [Int: Double] = [:]
        for term in terms {
            for (column, weight) in columns(term) { sums[column, default: 0] += term.coefficient * weight }
        }
        return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func columns(_ term: MarketLimit.Term) -> [(Int, Double)] {
        let selection = term.selection
        switch term.amount {
        case .emission: return sources(selection).map { (layout.emission.lowerBound + $0, 1) }
        case .abatement: return measures(selection).map { (layout.abatement.lowerBound + $0, 1) }
        case .growth: return projects(selection).map { (layout.growth.lowerBound + $0, 1) }
        case .value:
            return projects(selection).map { (layout.growth.lowerBound + $0, problem.projects[$0].value) }
        case .share:
            return projects(selection).filter { problem.projects[$0].maximum > 0 }
                .map { (layout.growth.lowerBound + $0, 1 / problem.projects[$0].maximum) }
        case .purchase: return purchases(selection)
        case .sale: return sales(selection)
        case .shortfall: return accounts(selection).map { (layout.shortfall.lowerBound + $0, 1) }
        case .carriedOver:
            let members = Set(accounts(selection))
            return problem.bankLinks.indices.filter {
                !problem.bankLinks[$0].isBorrowing && members.contains(problem.bankLinks[$0].earlier)
            }.map { (layout.bank.lowerBound + $0, 1) }
        case .total(let name):
            return totalPosition[name].map { [(layout.total.lowerBound + $0, 1)] } ?? []
        }
    }

    private func purchases(_ selection: Selection) -> [(Int, Double)] {
        let members = accounts(selection)
        let direct = direct(members, at: \.to)
        return members.map { (layout.purchase.lowerBound + $0, 1) } + direct
    }

    private func sales(_ selection: Selection) -> [(Int, Double)] {
        let members = accounts(selection)
        let direct = direct(members, at: \.from)
        return members.map { (layout.sale.lowerBound + $0, 1) } + direct
    }

    private func direct(_ members: [Int], at end: KeyPath<AccountEdge, Int>) -> [(Int, Double)] {
        guard !problem.edges.isEmpty else { return [] }
        let chosen = Set(members)
        return problem.edges.indices.filter { chosen.contains(problem.edges[$0][keyPath: end]) }
            .map { (layout.edge.lowerBound + $0, 1) }
    }

    private func sources(_ selection: Selection) -> [Int] {
        let isExact = !selection.regions.isEmpty && !selection.regions.contains { $0.hasSuffix("00") }
        let candidates =
            isExact
            ? selection.regions.sorted().flatMap { sourcesOfRegion[$0] ?? [] }
            : Array(problem.sources.indices)
        return candidates.filter { selection.holds(problem.sources[$0]) }
    }

    private func accounts(_ selection: Selection) -> [Int] {
        Set(sources(selection).map { problem.accountOfSource[$0] }).sorted()
    }

    private func measures(_ selection: Selection) -> [Int] {
        sources(selection).flatMap { problem.measuresOfSource[$0] }
            .filter { Selection.admits(selection.names, problem.measures[$0].name) }
    }

    private func projects(_ selection: Selection) -> [Int] {
        sources(selection).flatMap { problem.projectsOfSource[$0] }
            .filter { Selection.admits(selection.names, problem.projects[$0].name) }
    }
}
