/// The sections of a river tree, read back from a matrix of transfers: what one tonne adds at every section below.
///
/// In such a matrix the sections that feel a source lie on one way downstream, and all sources above a section
/// pass it on to the next one with the same share.
struct RiverNetwork {
    /// The next section downstream; -1 at the mouth.
    private(set) var below: [Int]
    /// The part of a section's load that reaches the next one.
    private(set) var share: [Double]
    /// For each group of sources the section that feels it first (-1: none), and what one tonne adds there.
    private(set) var section: [Int] = []
    private(set) var effect: [Double] = []

    /// nil where the matrix has another form.
    init?(_ matrix: SourceReceptorMatrix) {
        let (sections, groups) = (matrix.rows, matrix.columns)
        guard sections * groups <= Self.largestSize else { return nil }
        let dense = matrix.denseRows(Array(0..<sections))
        var above = [Int](repeating: 0, count: sections)
        for group in 0..<groups {
            for section in 0..<sections where dense[section, group] != 0 { above[section] += 1 }
        }
        below = [Int](repeating: -2, count: sections)
        share = [Double](repeating: 0, count: sections)
        for group in 0..<groups {
            // The more sources a section feels, the further down it lies.
            let way = (0..<sections).filter { dense[$0, group] != 0 }.sorted {
                (above[$0], $0) < (above[$1], $1)
            }
            guard way.allSatisfy({ dense[$0, group] > 0 }) else { return nil }
            section.append(way.first ?? -1)
            effect.append(way.first.map { dense[$0, group] } ?? 0)
            for (index, own) in way.enumerated() {
                let next = index + 1 < way.count ? way[index + 1] : -1
                let part = next < 0 ? 0 : dense[next, group] / dense[own, group]
                if below[own] == -2 {
                    (below[own], share[own]) = (next, part)
                } else if below[own] != next || (share[own] - part).magnitude > 1e-12 * part {
                    return nil
                }
            }
        }
        for section in 0..<sections where below[section] == -2 { below[section] = -1 }
    }

    /// Numbers of the matrix that are looked through at most.
    private static let largestSize = 20_000_000

    /// The programme with a column for the load of each section in place of the ambient rows: a load takes in
    /// what its sources and the sections above pass on. Its row stands behind the programme's own rows.
    func program(_ program: MarketProgram) -> MarketProgram {
        var result = MarketProgram()
        result.constant = program.constant
        result.cost = program.cost
        result.curvature = program.curvature
        result.upper = program.upper
        let first = program.rowCount
        var group = [Int](repeating: -1, count: program.columnCount)
        for (column, number) in zip(program.ambient.emission, program.ambient.group) {
            group[column] = number
        }
        let matrix = program.matrix
        for column in 0..<program.columnCount {
            var entries = (matrix.start[column]..<matrix.start[column + 1]).map {
                (row: Int(matrix.row[$0]), value: matrix.value[$0])
            }
            if group[column] >= 0, section[group[column]] >= 0 {
                entries.append((first + section[group[column]], effect[group[column]]))
            }
            result.matrix.append(entries)
        }
        for (section, next) in below.enumerated() {
            result.cost.append(0)
            result.curvature.append(0)
            result.upper.append(max(0, program.ambient.allowance[section]))
            let own = (row: first + section, value: -1.0)
            result.matrix.append(next < 0 ? [own] : [own, (first + next, share[section])])
        }
        result.right = program.right + below.map { _ in 0 }
        result.rowKinds = program.rowKinds + below.map { _ in .atMost }
        return result
    }

    /// The prices of the sections from those of the load rows: what a tonne there is worth less what of it is
    /// paid for further down.
    func prices(_ rows: ArraySlice<Double>) -> [Double] {
        let own = Array(rows)
        return below.enumerated().map { section, next in
            max(0, own[section] - (next < 0 ? 0 : share[section] * own[next]))
        }
    }
}
