import EcoAlgebra

/// The local rows where they hang together: their sparse matrix L = Σ g a aᵀ over the links, with C the
/// coefficients that border and ambient rows have with them, factored so that C L⁻¹ Cᵀ comes out at once.
final class GraphElimination {
    private let structure: ProgramStructure
    private let links: LinkTable
    private let workers: Int
    private var cholesky: SparseCholesky
    private var values: [Double]
    /// For each link the places of its pairs of local entries, (0,0), (1,0), (1,1) and so on.
    private var pairPlaces: [Int32] = []
    private var border: SparseVectors
    /// For each link the places in `border` of its border entries times its local entries.
    private var crossPlaces: [Int32] = []
    private var dense = DenseMatrix(rows: 0, columns: 0)
    private var scratch: [Double]

    init(_ structure: ProgramStructure, _ links: LinkTable, workers: Int) {
        self.structure = structure
        self.workers = workers
        self.links = links
        let first = structure.localRow
        var pairs: [(row: Int, column: Int)] = []
        for link in 0..<structure.linkCount {
            let entries = structure.localEntryStart[link]..<structure.borderEntryStart[link]
            for entry in entries {
                for other in entries.lowerBound..<entry {
                    pairs.append(
                        (Int(structure.entryRow[entry]) - first, Int(structure.entryRow[other]) - first))
                }
            }
        }
        let pattern = SymmetricPattern(order: structure.localCount, pairs: pairs)
        pairs = []
        for link in 0..<structure.linkCount {
            let entries = structure.localEntryStart[link]..<structure.borderEntryStart[link]
            for entry in entries {
                for other in entries.lowerBound...entry {
                    let place = pattern.position(
                        Int(structure.entryRow[entry]) - first, Int(structure.entryRow[other]) - first)
                    pairPlaces.append(Int32(place ?? 0))
                }
            }
        }
        cholesky = SparseCholesky(SparseAnalysis(pattern))
        values = [Double](repeating: 0, count: pattern.count)
        scratch = [Double](repeating: 0, count: structure.localCount)
        border = SparseVectors()
        addBorderPattern()
    }

    private func addBorderPattern() {
        let first = structure.localRow
        var touched = [[Int32]](repeating: [], count: structure.borderCount)
        for link in 0..<structure.linkCount {
            for entry in structure.borderEntryStart[link]..<structure.entryStart[link + 1] {
                for local in structure.localEntryStart[link]..<structure.borderEntryStart[link] {
                    touched[Int(structure.entryRow[entry]) - structure.borderRow].append(
                        structure.entryRow[local] - Int32(first))
                }
            }
        }
        var places = [Int32](repeating: -1, count: structure.borderCount > 0 ? structure.localCount : 0)
        var placesOfRow: [[Int32: Int32]] = []
        for rows in touched {
            var unique: [(index: Int, value: Double)] = []
            for row in rows where places[Int(row)] < 0 {
                places[Int(row)] = 0
                unique.append((Int(row), 0))
            }
            let start = border.index.count
            border.append(unique)
            var own: [Int32: Int32] = [:]
            for place in start..<border.index.count {
                own[border.index[place]] = Int32(place)
                places[Int(border.index[place])] = -1
            }
            placesOfRow.append(own)
        }
        for link in 0..<structure.linkCount {
            for entry in structure.borderEntryStart[link]..<structure.entryStart[link + 1] {
                let own = placesOfRow[Int(structure.entryRow[entry]) - structure.borderRow]
                for local in structure.localEntryStart[link]..<structure.borderEntryStart[link] {
                    crossPlaces.append(own[structure.entryRow[local] - Int32(first)] ?? 0)
                }
            }
        }
    }

    /// Factors L and returns C L⁻¹ Cᵀ, ambient rows first.
    func factor(
        _ conductance: Reals, _ theta: UnsafePointer<Double>, _ active: ActiveRows
    ) throws(AlgebraError) -> DenseMatrix {
        fill(conductance, theta)
        fillAmbient(conductance, active)
        try cholesky.factor(values)
        return try cholesky.gram(dense: dense, sparse: border, workers: workers)
    }

    private func fill(_ conductance: Reals, _ theta: UnsafePointer<Double>) {
        for index in values.indices { values[index] = 0 }
        for index in border.value.indices { border.value[index] = 0 }
        let pattern = cholesky.analysis.pattern
        for row in 0..<structure.localCount {
            var sum = 0.0
            let own = structure.localRow + row
            for column in structure.singleStart[own]..<structure.singleStart[own + 1] {
                sum += structure.singleValue[column] * structure.singleValue[column] * theta[column]
            }
            values[pattern.start[row]] = sum
        }
        values.withUnsafeMutableBufferPointer { values in
            border.value.withUnsafeMutableBufferPointer { crosses in
                pairPlaces.withUnsafeBufferPointer { pairPlaces in
                    crossPlaces.withUnsafeBufferPointer { crossPlaces in
                        addLinks(conductance.base, values, pairPlaces, crosses, crossPlaces)
                    }
                }
            }
        }
    }

    private func addLinks(
        _ conductance: UnsafePointer<Double>, _ values: UnsafeMutableBufferPointer<Double>,
        _ pairPlaces: UnsafeBufferPointer<Int32>, _ crosses: UnsafeMutableBufferPointer<Double>,
        _ crossPlaces: UnsafeBufferPointer<Int32>
    ) {
        let links = links
        var (pair, cross) = (0, 0)
        for link in 0..<links.count {
            let weight = conductance[link]
            let entries = links.localEntries(link)
            for entry in entries {
                let value = weight * links.value[entry]
                for other in entries.lowerBound...entry {
                    values[Int(pairPlaces[pair])] += value * links.value[other]
                    pair += 1
                }
            }
            for entry in links.borderEntries(link) {
                let value = weight * links.value[entry]
                for local in entries {
                    crosses[Int(crossPlaces[cross])] += value * links.value[local]
                    cross += 1
                }
            }
        }
    }

    private func fillAmbient(_ conductance: Reals, _ active: ActiveRows) {
        if dense.rows != active.count {
            dense = DenseMatrix(rows: active.count, columns: structure.localCount)
        } else {
            for index in dense.elements.indices { dense.elements[index] = 0 }
        }
        guard active.count > 0 else { return }
        let count = active.count
        dense.elements.withUnsafeMutableBufferPointer { elements in
            for link in 0..<structure.linkCount where structure.linkGroup[link] >= 0 {
                let source = active.values.base + Int(structure.linkGroup[link]) * active.stride
                for entry in structure.localEntryStart[link]..<structure.borderEntryStart[link] {
                    let weight = conductance[link] * structure.entryValue[entry]
                    let target = (Int(structure.entryRow[entry]) - structure.localRow) * count
                    for row in 0..<count { elements[target + row] += weight * source[row] }
                }
            }
        }
    }

    /// Takes what the leaves pass on off the right side of the local rows (kept in `local`), and adds to the
    /// flows what the local rows pass on through their links.
    func push(
        _ right: UnsafePointer<Double>, _ flow: Reals, _ conductance: Reals, _ local: Reals
    ) {
        for row in 0..<structure.localCount { local[row] = right[row] }
        subtract(flow, from: local)
        for row in 0..<structure.localCount { scratch[row] = local[row] }
        let levels = (try? cholesky.solve(scratch)) ?? scratch
        let (links, first) = (links, structure.localRow)
        levels.withUnsafeBufferPointer { levels in
            for outer in links.outer {
                let link = Int(outer)
                var sum = 0.0
                for entry in links.localEntries(link) {
                    sum += links.value[entry] * levels[Int(links.row[entry]) - first]
                }
                flow.base[link] += conductance.base[link] * sum
            }
        }
    }

    /// The local prices where border and ambient prices drive `flow` through each link.
    func solve(_ local: Reals, _ flow: Reals, into prices: UnsafeMutablePointer<Double>) {
        subtract(flow, from: local)
        for row in 0..<structure.localCount { scratch[row] = local[row] }
        let levels = (try? cholesky.solve(scratch)) ?? scratch
        for row in 0..<structure.localCount { prices[row] = levels[row] }
    }

    private func subtract(_ flow: Reals, from local: Reals) {
        let (links, first) = (links, structure.localRow)
        for outer in links.outer {
            let link = Int(outer)
            let flow = flow.base[link]
            guard flow != 0 else { continue }
            for entry in links.localEntries(link) {
                local.base[Int(links.row[entry]) - first] -= links.value[entry] * flow
            }
        }
    }
}
