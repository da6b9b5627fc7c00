/// Conductances between nodes and to the ground, and their factor L D Lᵀ by elimination without subtraction
/// (Grassmann, Taksar and Heyman 1985, doi:10.1287/opre.33.5.1107).
///
/// Where supply just meets demand, flows conduct by many powers of ten better than the ground. The factor of
/// the matrix itself would lose the ground, and with it the level of all prices.
struct NetworkFactor: Sendable {
    private let count: Int
    /// Between nodes, column by column, below the diagonal; the factor takes their place.
    private var links: [Double]
    private var ground: [Double]
    private(set) var pivots: [Double]

    init(nodes: Int) {
        count = nodes
        links = [Double](repeating: 0, count: nodes * nodes)
        ground = [Double](repeating: 0, count: nodes)
        pivots = ground
    }

    mutating func connect(_ first: Int, _ second: Int, _ conductance: Double) {
        links[max(first, second) + min(first, second) * count] += conductance
    }

    mutating func connectToGround(_ node: Int, _ conductance: Double) { ground[node] += conductance }

    /// Eliminates node after node: what went through it goes between its neighbours. A node without any link
    /// keeps the value 0.
    mutating func factor() {
        liftGround()
        for node in 0..<count {
            let column = node * count
            let pivot = links[(column + node + 1)..<(column + count)].reduce(ground[node], +)
            pivots[node] = pivot > 0 ? pivot : 1
            for other in (node + 1)..<count where links[column + other] > 0 {
                let share = links[column + other] / pivot
                ground[other] += share * ground[node]
                for third in (other + 1)..<count {
                    links[third + other * count] += share * links[column + third]
                }
            }
            for other in (node + 1)..<count { links[column + other] /= pivots[node] }
        }
    }

    /// Lifts a ground too weak to be told from the rounding of what passes the links.
    private mutating func liftGround() {
        for node in 0..<count {
            for other in (node + 1)..<count {
                let rounding = links[node * count + other] * .ulpOfOne
                ground[node] += rounding
                ground[other] += rounding
            }
        }
    }

    /// L⁻¹ b.
    func forward(_ right: [Double]) -> [Double] {
        var values = right
        for node in 0..<count where values[node] != 0 {
            for other in (node + 1)..<count {
                values[other] += links[node * count + other] * values[node]
            }
        }
        return values
    }

    /// L⁻ᵀ D⁻¹ b.
    func backward(_ right: [Double]) -> [Double] {
        var values = right
        for node in (0..<count).reversed() {
            values[node] /= pivots[node]
            for other in (node + 1)..<count {
                values[node] += links[node * count + other] * values[other]
            }
        }
        return values
    }
}
