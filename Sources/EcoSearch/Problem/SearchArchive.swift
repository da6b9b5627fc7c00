/// A point that was evaluated.
public struct SearchEntry: Sendable, Equatable {
    /// In the units of the axes.
    public let values: [Double]
    public let appraisal: Appraisal
    /// What it was evaluated for.
    public let purpose: SearchPurpose
}

public enum SearchPurpose: String, Sendable {
    case design, exact, audit, evolution, refinement, front, alternative
}

/// Why a search ends.
enum SearchEnd: Error {
    case budgetSpent
}

/// Every point evaluated so far, in order; nothing is evaluated twice.
///
/// The points of a search with few evaluations are the first points of the same search with more, so that more
/// evaluations never find worse.
public struct SearchArchive {
    /// Appraises points, in their order; throws where the search is to stop.
    public typealias Appraise = (_ points: [[Double]]) throws -> [Appraisal]

    public let space: SearchSpace
    public private(set) var entries: [SearchEntry] = []
    private var positions: [[Double]: Int] = [:]
    let budget: Int
    private let appraise: Appraise

    public init(_ space: SearchSpace, budget: Int, appraise: @escaping Appraise) {
        self.space = space
        self.budget = budget
        self.appraise = appraise
    }

    /// - Parameter points: in the units of the axes, moved to the nearest steps.
    /// - Returns: their positions among the entries.
    /// - Throws: ``SearchEnd/budgetSpent`` after the last evaluation that is left.
    @discardableResult
    mutating func evaluate(_ points: [[Double]], _ purpose: SearchPurpose) throws -> [Int] {
        let snapped = points.map { point in zip(space.axes, point).map { $0.nearest($1) } }
        var fresh: [[Double]] = []
        var seen: Set<[Double]> = []
        for point in snapped where positions[point] == nil && seen.insert(point).inserted {
            fresh.append(point)
        }
        let left = Array(fresh.prefix(budget - entries.count))
        if !left.isEmpty {
            for (point, appraisal) in zip(left, try appraise(left)) {
                positions[point] = entries.count
                entries.append(SearchEntry(values: point, appraisal: appraisal, purpose: purpose))
            }
        }
        guard left.count == fresh.count else { throw SearchEnd.budgetSpent }
        return snapped.map { positions[$0] ?? 0 }
    }

    /// Takes over what another search evaluated.
    mutating func take(_ known: [SearchEntry]) {
        for entry in known where positions[entry.values] == nil {
            positions[entry.values] = entries.count
            entries.append(entry)
        }
    }

    @discardableResult
    mutating func evaluate(shares: [[Double]], _ purpose: SearchPurpose) throws -> [Int] {
        try evaluate(shares.map { space.values(at: $0) }, purpose)
    }

    /// The best entry; of equal ones the first.
    public var best: Int? {
        entries.indices.min { entries[$0].appraisal.isBetter(than: entries[$1].appraisal) }
    }

    func shares(_ position: Int) -> [Double] { space.shares(of: entries[position].values) }
}
