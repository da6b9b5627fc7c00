import EcoAlgebra

/// The border rows as a network: conductances between them and to the ground, with the signs of rows turned so
/// that conductances come out positive wherever that is possible; factored without subtraction (Grassmann,
/// Taksar and Heyman 1985, doi:10.1287/opre.33.5.1107).
///
/// Where supply just meets demand, flows conduct by many powers of ten better than the ground. The factor of
/// the matrix itself would lose the ground, and with it the level of all prices.
final class BorderNetwork {
    let count: Int
    /// Column by column, below the diagonal; the factor takes their place.
    private let links: Reals
    private let ground: Reals
    let pivots: Reals
    let sign: [Double]

    init(_ structure: ProgramStructure) {
        count = structure.borderCount
        links = Reals(count * count)
        ground = Reals(count)
        pivots = Reals(count)
        sign = Self.signs(structure)
    }

    /// Signs under which as many columns as possible have entries of both signs in the border.
    private static func signs(_ structure: ProgramStructure) -> [Double] {
        let first = structure.borderRow
        var neighbours = [[(row: Int, sign: Double)]](repeating: [], count: structure.borderCount)
        for link in 0..<structure.linkCount {
            let entries = structure.borderEntryStart[link]..<structure.entryStart[link + 1]
            guard entries.count == 2 else { continue }
            let (a, b) = (entries.lowerBound, entries.lowerBound + 1)
            let (i, j) = (Int(structure.entryRow[a]) - first, Int(structure.entryRow[b]) - first)
            let turn = structure.entryValue[a] * structure.entryValue[b] < 0 ? 1.0 : -1
            neighbours[i].append((j, turn))
            neighbours[j].append((i, turn))
        }
        var sign = [Double](repeating: 0, count: structure.borderCount)
        for root in sign.indices where sign[root] == 0 {
            sign[root] = 1
            var open = [root]
            while let node = open.popLast() {
                for next in neighbours[node] where sign[next.row] == 0 {
                    sign[next.row] = sign[node] * next.sign
                    open.append(next.row)
                }
            }
        }
        return sign
    }

    func clear() {
        links.fill(0)
        ground.fill(0)
    }

    /// Adds conductance · v vᵀ for a v with one entry.
    @inline(__always) func add(_ row: Int, _ conductance: Double) { ground[row] += conductance }

    /// Adds conductance · v vᵀ for a v with two entries.
    @inline(__always) func add(_ first: Int, _ a: Double, _ second: Int, _ b: Double, _ conductance: Double) {
        let (a, b) = (a * sign[first], b * sign[second])
        ground[first] += conductance * a * (a + b)
        ground[second] += conductance * b * (a + b)
        links[max(first, second) + min(first, second) * count] -= conductance * a * b
    }

    /// Adds conductance · v vᵀ for any v, given as its entries.
    func add(_ vector: [(row: Int, value: Double)], _ conductance: Double) {
        var sum = 0.0
        for entry in vector { sum += entry.value * sign[entry.row] }
        for (index, first) in vector.enumerated() {
            let value = first.value * sign[first.row]
            ground[first.row] += conductance * value * sum
            for second in vector[(index + 1)...] {
                let (row, column) = (max(first.row, second.row), min(first.row, second.row))
                links[row + column * count] -= conductance * value * second.value * sign[second.row]
            }
        }
    }

    /// Factors; false where the rows are no network, so that the factor would subtract.
    func factor() -> Bool {
        for node in 0..<count {
            var sum = 0.0
            for other in (node + 1)..<max(count, node + 1) { sum += links[node * count + other].magnitude }
            guard ground[node] >= -1e-14 * sum else { return false }
            ground[node] = max(0, ground[node])
        }
        for index in 0..<(count * count) where links[index] < 0 { return false }
        liftGround()
        for node in 0..<count { eliminate(node) }
        return true
    }

    /// Lifts a ground too weak to be told from the rounding of what passes the links.
    private func liftGround() {
        for node in 0..<count {
            for other in (node + 1)..<max(count, node + 1) {
                let rounding = links[node * count + other] * .ulpOfOne
                ground[node] += rounding
                ground[other] += rounding
            }
        }
    }

    /// What went through a row goes between its neighbours. A row without any link keeps the price 0.
    private func eliminate(_ node: Int) {
        let column = links.base + node * count
        var pivot = ground[node]
        for other in (node + 1)..<max(count, node + 1) { pivot += column[other] }
        pivots[node] = pivot > 0 ? pivot : 1
        guard pivot > 0 else { return }
        let toGround = ground[node]
        for other in (node + 1)..<max(count, node + 1) where column[other] > 0 {
            let share = column[other] / pivot
            ground[other] += share * toGround
            let target = links.base + other * count
            for third in (other + 1)..<max(count, other + 1) { target[third] += share * column[third] }
        }
        for other in (node + 1)..<max(count, node + 1) { column[other] /= pivot }
    }

    /// The matrix itself, of turned rows, lower triangle; only before `factor`.
    func assemble(into matrix: UnsafeMutablePointer<Double>, stride: Int) {
        for node in 0..<count {
            matrix[node + node * stride] = ground[node]
            for other in (node + 1)..<max(count, node + 1) {
                matrix[other + node * stride] = -links[other + node * count]
            }
        }
        for node in 0..<count {
            for other in (node + 1)..<max(count, node + 1) {
                matrix[node + node * stride] += links[other + node * count]
                matrix[other + other * stride] += links[other + node * count]
            }
        }
    }

    @inline(__always) func link(_ row: Int, _ column: Int) -> Double { links[row + column * count] }

    /// L⁻¹ b in place.
    func forward(_ values: UnsafeMutablePointer<Double>) {
        for node in 0..<count where values[node] != 0 {
            let column = links.base + node * count
            for other in (node + 1)..<max(count, node + 1) { values[other] += column[other] * values[node] }
        }
    }

    /// L⁻ᵀ D⁻¹ b in place.
    func backward(_ values: UnsafeMutablePointer<Double>) {
        for node in (0..<count).reversed() {
            let column = links.base + node * count
            var value = values[node] / pivots[node]
            for other in (node + 1)..<max(count, node + 1) { value += column[other] * values[other] }
            values[node] = value
        }
    }
}
