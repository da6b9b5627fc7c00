import EcoAlgebra

/// Solves A Θ Aᵀ y = r for diagonal Θ >= 0, the rows of A being leaves, local rows, border rows and active
/// ambient rows in that order.
///
/// A row with columns k of entries a_k and remainders v_k leaves behind
///
///     Σ_(k<l) θ_k θ_l (a_l v_k - a_k v_l)(a_l v_k - a_k v_l)ᵀ / Σ θ_k a_k²
///
/// (Lagrange's identity), a sum of positive terms: nothing is subtracted. A leaf thus only weakens its link, as
/// resistances in series do; a local row is a star of a few bundles of columns.
final class ProgramElimination {
    private let structure: ProgramStructure
    private let links: LinkTable
    let active: ActiveRows
    private let border: BorderSystem
    private let plans: [LocalRowPlan]
    /// The local rows where they hang together.
    private let graph: GraphElimination?
    private var theta: UnsafePointer<Double>
    /// Conductance of each link behind its leaf.
    private let conductance: Reals
    /// Σ θ a² of each leaf, its link included, and the part of the link: θ a / that sum.
    private let leafTotal: Reals
    private let leafShare: Reals
    private let localTotal: Reals
    /// Weight of each group, and scratch for its emission or charge.
    private let groupWeight: Reals
    private let groupScratch: Reals
    private var panel = Reals(0)
    private let localRight: Reals
    private let linkFlow: Reals
    private var reduced = Reals(0)

    init(_ structure: ProgramStructure, _ active: ActiveRows, _ links: LinkTable, workers: Int) {
        self.structure = structure
        self.links = links
        self.active = active
        border = BorderSystem(structure)
        plans = structure.isGraph ? [] : (0..<structure.localCount).map { LocalRowPlan(structure, row: $0) }
        graph = structure.isGraph ? GraphElimination(structure, links, workers: workers) : nil
        conductance = Reals(structure.linkCount)
        leafTotal = Reals(structure.leafCount)
        leafShare = Reals(structure.leafCount)
        localTotal = Reals(structure.localCount)
        groupWeight = Reals(active.groups)
        groupScratch = Reals(active.groups)
        localRight = Reals(structure.localCount)
        linkFlow = Reals(structure.linkCount)
        theta = UnsafePointer(conductance.base)
    }

    // MARK: Factor

    /// - Parameter theta: one for each column, the slacks of the active ambient rows last.
    func factor(_ theta: UnsafePointer<Double>) throws(AlgebraError) {
        self.theta = theta
        border.clear(ambient: active.count)
        if reduced.count != structure.borderCount + active.count {
            reduced = Reals(structure.borderCount + active.count)
        }
        groupWeight.fill(0)
        weakenLinks()
        for row in 0..<plans.count { eliminate(row) }
        addFreeLinks()
        for row in 0..<structure.borderCount {
            border.network.add(row, singleSum(structure.borderRow + row))
        }
        addAmbientBlock()
        try border.factor(without: graph?.factor(conductance, theta, active))
    }

    private func singleSum(_ row: Int) -> Double {
        var sum = 0.0
        structure.singleValue.withUnsafeBufferPointer { value in
            for column in structure.singleStart[row]..<structure.singleStart[row + 1] {
                sum += value[column] * value[column] * theta[column]
            }
        }
        return sum
    }

    private func weakenLinks() {
        let links = theta + structure.singleCount
        for link in 0..<structure.linkCount { conductance[link] = links[link] }
        for leaf in 0..<structure.leafCount {
            let steps = singleSum(leaf)
            let link = Int(structure.leafLink[leaf])
            guard link >= 0 else {
                leafTotal[leaf] = steps
                continue
            }
            let value = structure.linkLeafValue[link]
            let total = steps + links[link] * value * value
            leafTotal[leaf] = total
            leafShare[leaf] = total > 0 ? links[link] * value / total : 0
            conductance[link] = total > 0 ? links[link] * (steps / total) : 0
        }
    }

    private func eliminate(_ row: Int) {
        let plan = plans[row]
        let links = structure.localLinkStart[row]..<structure.localLinkStart[row + 1]
        let silent = singleSum(structure.localRow + row)
        var total = silent
        for link in links {
            let value = structure.linkLocalValue[link]
            total += conductance[link] * value * value
        }
        localTotal[row] = total
        guard total > 0 else { return }
        switch plan {
        case .account(let group, let factor, let node): addAccount(links, group, factor, node, silent, total)
        case .general(let vectors): addPairs(links, silent, total, vectors)
        }
    }

    /// A row whose links either emit (all in one group) or lead to one and the same border row.
    private func addAccount(
        _ links: Range<Int>, _ group: Int, _ factor: Double, _ node: Int, _ silent: Double, _ total: Double
    ) {
        var (emitting, trading, traded, own) = (0.0, 0.0, 0.0, 0.0)
        for link in links {
            let value = structure.linkLocalValue[link]
            let weight = conductance[link] * value * value
            if structure.linkGroup[link] >= 0 {
                emitting += weight
                continue
            }
            let entry = structure.borderEntryStart[link]
            guard entry < structure.entryStart[link + 1] else { continue }
            let direction = structure.entryValue[entry] / value
            trading += weight
            traded += weight * direction
            for other in links.lowerBound..<link where structure.linkGroup[other] < 0 {
                let entry = structure.borderEntryStart[other]
                guard entry < structure.entryStart[other + 1] else { continue }
                let otherValue = structure.linkLocalValue[other]
                let difference = direction - structure.entryValue[entry] / otherValue
                own += weight * conductance[other] * otherValue * otherValue * difference * difference
            }
        }
        var quiet = silent
        for link in links
        where structure.linkGroup[link] < 0
            && structure.borderEntryStart[link] == structure.entryStart[link + 1]
        {
            let value = structure.linkLocalValue[link]
            quiet += conductance[link] * value * value
        }
        if group >= 0 {
            groupWeight[group] += emitting * ((quiet + trading) / total) * factor * factor
        }
        guard node >= 0, trading > 0 else { return }
        for link in links where structure.linkGroup[link] < 0 {
            let entry = structure.borderEntryStart[link]
            guard entry < structure.entryStart[link + 1] else { continue }
            let value = structure.entryValue[entry]
            own += conductance[link] * value * value * (quiet + emitting)
        }
        border.network.add(node, own / total)
        if group >= 0, active.count > 0 {
            addCoupling(group, node, -emitting * factor * traded / total)
        }
    }

    @inline(__always) private func addCoupling(_ group: Int, _ node: Int, _ weight: Double) {
        guard weight != 0 else { return }
        let target = border.coupling.base + node * active.count
        let source = active.values.base + group * active.stride
        for row in 0..<active.count { target[row] += weight * source[row] }
    }

    /// Any local row: all pairs of its columns, the silent ones as one.
    private func addPairs(_ links: Range<Int>, _ silent: Double, _ total: Double, _ known: [RemainderVector])
    {
        var next = 0
        LocalRowPlan.forEachPair(links) { first, second in
            let value = structure.linkLocalValue[first]
            var weight = conductance[first] * value * value / total
            if let second {
                let value = structure.linkLocalValue[second]
                weight *= conductance[second] * value * value
            } else {
                weight *= silent
            }
            if known.isEmpty {
                if weight > 0 { add(RemainderVector(structure, first, second), weight) }
            } else {
                add(known[next], weight)
                next += 1
            }
        }
    }

    private func addFreeLinks() {
        for link in structure.localLinkStart[structure.localCount]..<structure.linkCount {
            let weight = conductance[link]
            guard weight > 0 else { continue }
            let entry = structure.borderEntryStart[link]
            let count = structure.entryStart[link + 1] - entry
            let group = Int(structure.linkGroup[link])
            if count == 0 {
                if group >= 0 { groupWeight[group] += weight }
            } else if group < 0 && count == 1 {
                let value = structure.entryValue[entry]
                border.network.add(
                    Int(structure.entryRow[entry]) - structure.borderRow, weight * value * value)
            } else if group < 0 && count == 2 {
                border.network.add(
                    Int(structure.entryRow[entry]) - structure.borderRow, structure.entryValue[entry],
                    Int(structure.entryRow[entry + 1]) - structure.borderRow, structure.entryValue[entry + 1],
                    weight)
            } else {
                add(RemainderVector(structure, [(link, 1)]), weight)
            }
        }
    }

    /// Adds weight · v vᵀ to the border system.
    private func add(_ vector: RemainderVector, _ weight: Double) {
        guard weight > 0 else { return }
        vector.addBorder(to: border.network, weight)
        guard active.count > 0 else { return }
        for (group, factor) in vector.groups {
            for (row, value) in vector.border { addCoupling(group, row, weight * factor * value) }
        }
        if vector.groups.count == 1 {
            groupWeight[vector.groups[0].0] += weight * vector.groups[0].1 * vector.groups[0].1
        } else if vector.groups.count > 1 {
            addRankOne(vector.groups, weight)
        }
    }

    private func addRankOne(_ groups: [(Int, Double)], _ weight: Double) {
        let order = active.count
        let values = Reals(order)
        for (group, factor) in groups {
            for row in 0..<order { values[row] += factor * active.values[group * active.stride + row] }
        }
        for column in 0..<order {
            for row in column..<order {
                border.block[row + column * order] += weight * values[row] * values[column]
            }
        }
    }

    /// Σ T_g T_gᵀ weight_g in panels, and the slacks on the diagonal.
    private func addAmbientBlock() {
        let order = active.count
        guard order > 0 else { return }
        let width = 256
        if panel.count < width * active.stride { panel = Reals(width * active.stride) }
        var filled = 0
        for group in 0..<active.groups {
            let root = groupWeight[group].squareRoot()
            if root > 0 {
                let source = active.values.base + group * active.stride
                let target = panel.base + filled * active.stride
                for row in 0..<order { target[row] = root * source[row] }
                filled += 1
            }
            guard filled == width || (filled > 0 && group == active.groups - 1) else { continue }
            DenseKernels.symmetricProduct(
                panel.base, order: order, columns: filled, stride: active.stride, into: border.block.base,
                resultStride: order, keeping: 1)
            filled = 0
        }
        let slacks = theta + structure.columnCount
        for row in 0..<order { border.block[row + row * order] += slacks[row] }
    }

    // MARK: Solve

    /// Solves for a right side with one value for each row, in its place.
    func solve(_ right: UnsafeMutablePointer<Double>) {
        let remaining = structure.borderCount
        for row in 0..<(remaining + active.count) { reduced[row] = right[structure.borderRow + row] }
        groupScratch.fill(0)
        linkFlow.fill(0)
        for leaf in 0..<structure.leafCount where structure.leafLink[leaf] >= 0 {
            linkFlow[Int(structure.leafLink[leaf])] = leafShare[leaf] * right[leaf]
        }
        if let graph {
            graph.push(right + structure.localRow, linkFlow, conductance, localRight)
        } else {
            pushLocalRows(right)
        }
        pushLinks()
        DenseKernels.multiply(
            active.values.base, rows: active.count, columns: active.groups, stride: active.stride,
            by: groupScratch.base, factor: -1, into: reduced.base + remaining, keeping: 1)
        border.solve(reduced.base)
        let prices = right + structure.borderRow
        for row in 0..<(remaining + active.count) { prices[row] = reduced[row] }
        active.charges(of: prices + remaining, into: groupScratch)
        if let graph {
            for link in links.outer {
                linkFlow[Int(link)] = conductance[Int(link)] * charge(Int(link), right)
            }
            graph.solve(localRight, linkFlow, into: right + structure.localRow)
        } else {
            solveLocalRows(right)
        }
        solveLeaves(right)
    }

    private func solveLocalRows(_ right: UnsafeMutablePointer<Double>) {
        for row in 0..<structure.localCount {
            guard localTotal[row] > 0 else {
                right[structure.localRow + row] = 0
                continue
            }
            var value = localRight[row]
            for link in structure.localLinkStart[row]..<structure.localLinkStart[row + 1] {
                value -= conductance[link] * structure.linkLocalValue[link] * charge(link, right)
            }
            right[structure.localRow + row] = value / localTotal[row]
        }
    }

    private func solveLeaves(_ right: UnsafeMutablePointer<Double>) {
        for leaf in 0..<structure.leafCount {
            guard leafTotal[leaf] > 0 else {
                right[leaf] = 0
                continue
            }
            let link = Int(structure.leafLink[leaf])
            var value = right[leaf] / leafTotal[leaf]
            if link >= 0 {
                var rest = charge(link, right)
                for entry in structure.localEntryStart[link]..<structure.borderEntryStart[link] {
                    rest += structure.entryValue[entry] * right[Int(structure.entryRow[entry])]
                }
                value -= leafShare[leaf] * rest
            }
            right[leaf] = value
        }
    }

    /// What local rows pass on to their links.
    private func pushLocalRows(_ right: UnsafeMutablePointer<Double>) {
        for row in 0..<structure.localCount {
            let links = structure.localLinkStart[row]..<structure.localLinkStart[row + 1]
            var value = right[structure.localRow + row]
            for link in links { value -= structure.linkLocalValue[link] * linkFlow[link] }
            localRight[row] = value
            guard localTotal[row] > 0 else { continue }
            let level = value / localTotal[row]
            for link in links {
                linkFlow[link] += conductance[link] * structure.linkLocalValue[link] * level
            }
        }
    }

    /// What links pass on to border and ambient rows.
    private func pushLinks() {
        let (links, flows, sums) = (links, linkFlow.base, reduced.base - structure.borderRow)
        for outer in links.outer {
            let link = Int(outer)
            let flow = flows[link]
            guard flow != 0 else { continue }
            for entry in links.borderEntries(link) {
                sums[Int(links.row[entry])] -= links.value[entry] * flow
            }
            if links.group[link] >= 0 { groupScratch[Int(links.group[link])] += flow }
        }
    }

    /// What border and ambient prices charge a link.
    @inline(__always) private func charge(_ link: Int, _ prices: UnsafeMutablePointer<Double>) -> Double {
        var sum = links.group[link] >= 0 ? groupScratch[Int(links.group[link])] : 0
        for entry in links.borderEntries(link) { sum += links.value[entry] * prices[Int(links.row[entry])] }
        return sum
    }
}

/// How a local row is eliminated.
enum LocalRowPlan: Sendable {
    /// Its links emit in one group (-1 where none does) with the coefficient 1 / factor, or lead to one border
    /// row (-1 where none does).
    case account(group: Int, factor: Double, node: Int)
    /// The vectors of all pairs of its links, in their order; none where there are too many to keep.
    case general([RemainderVector])

    /// Links of a row whose pairs are kept.
    private static let longestKept = 48

    init(_ structure: ProgramStructure, row: Int) {
        var (group, factor, node) = (-1, 0.0, -1)
        for link in structure.localLinkStart[row]..<structure.localLinkStart[row + 1] {
            let entries = structure.borderEntryStart[link]..<structure.entryStart[link + 1]
            let emits = structure.linkGroup[link] >= 0
            if emits {
                let own = 1 / structure.linkLocalValue[link]
                guard entries.isEmpty, group < 0 || (group == structure.linkGroup[link] && factor == own)
                else {
                    self = .general(Self.vectors(structure, row))
                    return
                }
                (group, factor) = (Int(structure.linkGroup[link]), own)
            } else if let entry = entries.first {
                let own = Int(structure.entryRow[entry]) - structure.borderRow
                guard entries.count == 1, node < 0 || node == own else {
                    self = .general(Self.vectors(structure, row))
                    return
                }
                node = own
            }
        }
        self = .account(group: group, factor: factor, node: node)
    }

    private static func vectors(_ structure: ProgramStructure, _ row: Int) -> [RemainderVector] {
        let links = structure.localLinkStart[row]..<structure.localLinkStart[row + 1]
        guard links.count <= longestKept else { return [] }
        var vectors: [RemainderVector] = []
        forEachPair(links) { vectors.append(RemainderVector(structure, $0, $1)) }
        return vectors
    }

    /// Each link by itself, then with each later one.
    static func forEachPair(_ links: Range<Int>, _ body: (Int, Int?) -> Void) {
        for first in links {
            body(first, nil)
            for second in (first + 1)..<max(links.upperBound, first + 1) { body(first, second) }
        }
    }
}

/// A combination of what links hold in border and ambient rows.
struct RemainderVector: Sendable {
    private(set) var border: [(row: Int, value: Double)] = []
    private(set) var groups: [(Int, Double)] = []

    /// A local row's link by itself (second nil) or against another.
    init(_ structure: ProgramStructure, _ first: Int, _ second: Int?) {
        var parts = [(link: first, factor: 1 / structure.linkLocalValue[first])]
        if let second { parts.append((second, -1 / structure.linkLocalValue[second])) }
        self.init(structure, parts)
    }

    init(_ structure: ProgramStructure, _ parts: [(link: Int, factor: Double)]) {
        for (link, factor) in parts {
            for entry in structure.borderEntryStart[link]..<structure.entryStart[link + 1] {
                let row = Int(structure.entryRow[entry]) - structure.borderRow
                let value = factor * structure.entryValue[entry]
                if let index = border.firstIndex(where: { $0.row == row }) {
                    border[index].value += value
                } else {
                    border.append((row, value))
                }
            }
            guard structure.linkGroup[link] >= 0 else { continue }
            let group = Int(structure.linkGroup[link])
            if let index = groups.firstIndex(where: { $0.0 == group }) {
                groups[index].1 += factor
            } else {
                groups.append((group, factor))
            }
        }
        border.removeAll { $0.value == 0 }
        groups.removeAll { $0.1 == 0 }
    }

    func addBorder(to network: BorderNetwork, _ weight: Double) {
        if border.count == 1 { network.add(border[0].0, weight * border[0].1 * border[0].1) }
        guard border.count > 1 else { return }
        network.add(border, weight)
    }
}
