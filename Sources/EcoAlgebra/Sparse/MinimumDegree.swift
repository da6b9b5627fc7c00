/// An order of elimination with little fill: approximate minimum degree on the quotient graph (Amestoy, Davis
/// and Duff 1996, doi:10.1137/S0895479894278952), with element absorption, mass elimination and merged twins.
///
/// Ties fall by the order of the lists, so that the same pattern always gives the same order.
struct MinimumDegree {
    /// Uneliminated neighbours that no element covers yet.
    private var variables: [[Int32]]
    /// Elements (eliminated pivots) that a variable belongs to.
    private var elements: [[Int32]]
    /// The variables of an element; empty once it is absorbed.
    private var members: [[Int32]]
    private var memberWeight: [Int]
    /// Rows that a variable stands for; 0 once it is eliminated or merged into another.
    private var weight: [Int]
    /// Rows that leave together with this one.
    private var merged: [[Int32]]
    private var degrees: DegreeLists
    private var mark: [Int]
    private var outside: [Int]
    private var outsideMark: [Int]
    private var stamp = 0
    private var remaining: Int

    /// Rows in the order of elimination.
    static func order(_ pattern: SymmetricPattern) -> [Int] {
        var state = MinimumDegree(pattern)
        var pivots: [Int] = []
        while let pivot = state.degrees.popSmallest() {
            pivots.append(pivot)
            state.eliminate(pivot)
        }
        return state.expanded(pivots)
    }

    private init(_ pattern: SymmetricPattern) {
        let count = pattern.order
        variables = pattern.neighbours
        elements = [[Int32]](repeating: [], count: count)
        members = elements
        merged = elements
        memberWeight = [Int](repeating: 0, count: count)
        weight = [Int](repeating: 1, count: count)
        (mark, outside, outsideMark) = (memberWeight, memberWeight, memberWeight)
        remaining = count
        degrees = DegreeLists(variables.map(\.count))
    }

    private mutating func eliminate(_ pivot: Int) {
        let element = newElement(pivot)
        remaining -= weight[pivot]
        measureOutside(element)
        var kept: [(key: UInt, variable: Int)] = []
        for member in element {
            let variable = Int(member)
            prune(variable, pivot)
            if variables[variable].isEmpty && elements[variable].isEmpty {
                absorb(variable, into: pivot)
                remaining -= weight[variable]
                weight[variable] = 0
            } else {
                kept.append((key(of: variable), variable))
            }
        }
        // Weights of the element fell where members left with the pivot.
        let total = kept.reduce(0) { $0 + weight[$1.variable] }
        mergeTwins(kept.sorted { ($0.key, $0.variable) < ($1.key, $1.variable) })
        members[pivot] = element.filter { weight[Int($0)] > 0 }
        memberWeight[pivot] = total
        weight[pivot] = 0
        variables[pivot] = []
        elements[pivot] = []
        for member in members[pivot] { insert(Int(member), pivot) }
    }

    /// The variables that the pivot joins, taken out of the lists of degrees; elements of the pivot vanish in it.
    private mutating func newElement(_ pivot: Int) -> [Int32] {
        stamp += 1
        mark[pivot] = stamp
        var result: [Int32] = []
        take(variables[pivot], &result)
        for element in elements[pivot] {
            take(members[Int(element)], &result)
            members[Int(element)] = []
        }
        for member in result { degrees.remove(Int(member)) }
        return result
    }

    private mutating func take(_ candidates: [Int32], _ result: inout [Int32]) {
        for candidate in candidates where weight[Int(candidate)] > 0 && mark[Int(candidate)] != stamp {
            mark[Int(candidate)] = stamp
            result.append(candidate)
        }
    }

    /// For every element that touches the new one, the weight of its variables outside the new one.
    private mutating func measureOutside(_ element: [Int32]) {
        for member in element {
            for other in elements[Int(member)] where !members[Int(other)].isEmpty {
                let other = Int(other)
                if outsideMark[other] != stamp {
                    outsideMark[other] = stamp
                    outside[other] = memberWeight[other]
                }
                outside[other] -= weight[Int(member)]
            }
        }
    }

    /// Drops what the new element covers.
    private mutating func prune(_ variable: Int, _ pivot: Int) {
        let (weight, mark, stamp, members, outside) = (weight, mark, stamp, members, outside)
        variables[variable].removeAll { weight[Int($0)] == 0 || mark[Int($0)] == stamp }
        elements[variable].removeAll { members[Int($0)].isEmpty || outside[Int($0)] == 0 }
    }

    /// Equal for twins.
    private func key(of variable: Int) -> UInt {
        var key: UInt = 0
        for other in variables[variable] { key &+= UInt(other) &* 0x9E37_79B9_7F4A_7C15 }
        for element in elements[variable] { key &+= UInt(element) &* 0xBF58_476D_1CE4_E5B9 }
        return key
    }

    private mutating func mergeTwins(_ candidates: [(key: UInt, variable: Int)]) {
        for (index, candidate) in candidates.enumerated() where weight[candidate.variable] > 0 {
            for other in candidates[(index + 1)...] {
                guard other.key == candidate.key else { break }
                guard weight[other.variable] > 0, areTwins(candidate.variable, other.variable) else {
                    continue
                }
                absorb(other.variable, into: candidate.variable)
                weight[candidate.variable] += weight[other.variable]
                weight[other.variable] = 0
            }
        }
    }

    private mutating func areTwins(_ first: Int, _ second: Int) -> Bool {
        guard variables[first].count == variables[second].count,
            elements[first].count == elements[second].count
        else { return false }
        return Set(variables[first]) == Set(variables[second])
            && Set(elements[first]) == Set(elements[second])
    }

    private mutating func absorb(_ variable: Int, into other: Int) {
        merged[other].append(Int32(variable))
        variables[variable] = []
        elements[variable] = []
    }

    /// Puts a member of the new element back with its approximate degree.
    private mutating func insert(_ variable: Int, _ pivot: Int) {
        let own = memberWeight[pivot] - weight[variable]
        var bound = own
        for other in variables[variable] { bound += weight[Int(other)] }
        for element in elements[variable] { bound += outside[Int(element)] }
        let limit = remaining - weight[variable]
        elements[variable].append(Int32(pivot))
        degrees.insert(variable, degree: min(limit, degrees.degree[variable] + own, bound))
    }

    /// The pivots, each followed by the rows that left with it.
    private func expanded(_ pivots: [Int]) -> [Int] {
        var result: [Int] = []
        var waiting: [Int] = []
        for pivot in pivots {
            waiting.append(pivot)
            while let next = waiting.popLast() {
                result.append(next)
                waiting.append(contentsOf: merged[next].reversed().map(Int.init))
            }
        }
        return result
    }
}

/// Variables in lists by degree, doubly linked.
struct DegreeLists {
    private(set) var degree: [Int]
    private var head: [Int]
    private var next: [Int]
    private var previous: [Int]
    private var smallest = 0

    init(_ degree: [Int]) {
        self.degree = degree
        head = [Int](repeating: -1, count: degree.count + 1)
        next = [Int](repeating: -1, count: degree.count)
        previous = next
        for variable in degree.indices.reversed() { insert(variable, degree: degree[variable]) }
    }

    mutating func insert(_ variable: Int, degree: Int) {
        self.degree[variable] = degree
        let first = head[degree]
        next[variable] = first
        previous[variable] = -1
        if first >= 0 { previous[first] = variable }
        head[degree] = variable
        smallest = min(smallest, degree)
    }

    mutating func remove(_ variable: Int) {
        let (before, after) = (previous[variable], next[variable])
        if before >= 0 { next[before] = after } else { head[degree[variable]] = after }
        if after >= 0 { previous[after] = before }
    }

    /// A variable of the smallest degree, taken out; nil where none is left.
    mutating func popSmallest() -> Int? {
        while smallest < head.count {
            let first = head[smallest]
            if first >= 0 {
                remove(first)
                return first
            }
            smallest += 1
        }
        return nil
    }
}
