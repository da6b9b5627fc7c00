/// A limit of the Gini coefficient of emissions over an indicator of regions.
public struct GiniBound: Sendable, Equatable {
    public struct Part: Sendable, Equatable {
        /// The emissions of one region.
        public var selection: Selection
        /// Its indicator, above 0, in any unit.
        public var share: Double

        public init(selection: Selection, share: Double) {
            self.selection = selection
            self.share = share
        }
    }

    /// Unique.
    public var name: String
    public var parts: [Part]
    /// The largest coefficient.
    public var most: Double

    public init(name: String, parts: [Part], most: Double) {
        self.name = name
        self.parts = parts
        self.most = most
    }
}

/// A bound with the columns of its emissions. The order of the regions by emission for each unit of the indicator
/// gives the largest sum of all orders, so each order is a straight limit (see `Rules/GiniLimit/GiniLimit.md`).
struct GiniColumns: ConvexLimit {
    private let columns: [[Int]]
    /// Of the sum of all.
    private let shares: [Double]
    private let most: Double

    init(_ bound: GiniBound, _ problem: QuotaProblem, _ layout: QuotaLayout) {
        columns = bound.parts.map { part in
            problem.sources.indices.filter { part.selection.holds(problem.sources[$0]) }
                .map { layout.emission.lowerBound + $0 }
        }
        let sum = bound.parts.reduce(0) { $0 + $1.share }
        shares = bound.parts.map { $0.share / sum }
        most = bound.most
    }

    func cut(at values: [Double]) -> LimitCut {
        let amounts = columns.map { $0.reduce(0) { $0 + values[$1] } }
        let order = amounts.indices.sorted {
            let (left, right) = (amounts[$0] * shares[$1], amounts[$1] * shares[$0])
            return left == right ? $0 < $1 : left < right
        }
        var (below, value) = (0.0, 0.0)
        var terms: [(column: Int, value: Double)] = []
        for part in order {
            let weight = 2 * below + shares[part] - 1 - most
            below += shares[part]
            value += weight * amounts[part]
            if weight != 0 { terms += columns[part].map { ($0, weight) } }
        }
        return LimitCut(terms: terms, limit: 0, value: value, size: amounts.reduce(0, +))
    }
}
