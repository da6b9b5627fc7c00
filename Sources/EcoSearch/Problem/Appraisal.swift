/// What one point of a search comes to.
public struct Appraisal: Sendable, Equatable {
    /// Less is better.
    public let objective: Double
    /// Of each constraint: at least 0 where it is met, in parts of what it asks for.
    public let margins: [Double]
    /// The axes of fronts; less is better.
    public let criteria: [Double]
    /// Of each constraint its margin in every draw; empty where it is not of single draws.
    public let drawMargins: [[Double]]

    /// What lies this little below 0 is rounding.
    public static let tolerance = 1e-9

    public init(
        objective: Double, margins: [Double], criteria: [Double] = [], drawMargins: [[Double]] = []
    ) {
        self.objective = objective
        self.margins = margins
        self.criteria = criteria
        self.drawMargins = drawMargins
    }

    /// Of a point that cannot be computed: behind every other.
    public static func failed(constraints: Int, criteria: Int) -> Appraisal {
        Appraisal(
            objective: .infinity, margins: [Double](repeating: -.infinity, count: max(1, constraints)),
            criteria: [Double](repeating: .infinity, count: criteria))
    }

    /// Sum of what is missing; 0 where every constraint is met.
    public var violation: Double { Standing(objective, margins).violation }
    public var isFeasible: Bool { violation == 0 }

    /// Points that meet every constraint before others; of those the better objective, of the others the smaller
    /// violation (Deb 2000, doi:10.1016/S0045-7825(99)00389-8).
    public func isBetter(than other: Appraisal) -> Bool {
        Standing(objective, margins) < Standing(other.objective, other.margins)
    }
}

/// The rank of a point under some objective and constraints.
struct Standing: Comparable {
    let objective: Double
    let violation: Double

    init(_ objective: Double, _ margins: [Double]) {
        self.objective = objective.isNaN ? .infinity : objective
        violation = margins.reduce(0) { sum, margin in
            if margin.isNaN { return .infinity }
            return margin < -Appraisal.tolerance ? sum - margin : sum
        }
    }

    static func < (one: Standing, other: Standing) -> Bool {
        one.violation != other.violation ? one.violation < other.violation : one.objective < other.objective
    }
}

/// A constraint that is to hold in at least a share of the draws.
public enum ShareOfDraws {
    /// How many of `draws` draws a share asks for.
    public static func required(_ share: Double, of draws: Int) -> Int {
        min(draws, max(0, Int((share * Double(draws) - 1e-9).rounded(.up))))
    }

    /// The margin of the draw that decides, and its number: at least 0 exactly where enough draws have a margin of at
    /// least 0. Unlike the share itself it changes smoothly. Of equal margins the first draw decides.
    public static func deciding(_ margins: [Double], share: Double) -> (margin: Double, draw: Int)? {
        let count = required(share, of: margins.count)
        guard count > 0 else { return nil }
        let order = margins.indices.sorted {
            let (one, other) = (known(margins[$0]), known(margins[$1]))
            return one != other ? one > other : $0 < $1
        }
        return (known(margins[order[count - 1]]), order[count - 1])
    }

    private static func known(_ margin: Double) -> Double { margin.isNaN ? -.infinity : margin }
}
