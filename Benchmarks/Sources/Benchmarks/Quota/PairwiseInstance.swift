import EcoAlgebra
import EcoQuota
import Foundation

/// A pairwise quota market from the file that `peers/export_pairwise.py` writes, as a programme.
struct PairwiseInstance {
    enum Failure: Error { case format(String) }

    private struct Counts {
        let counties, pollutants, sectors, steps, receptors, regions, projects, edges, zones: Int
        let isQuadratic: Bool

        var cells: Int { counties * pollutants }

        /// What must follow the counts.
        var bytes: Int {
            let numbers =
                cells * (2 + 2 * sectors * steps + 2 * projects + receptors) + receptors
                + pollutants * (regions + 2) + 2 * edges
            return 8 * numbers + 4 * (2 * edges + 2 * counties)
        }
    }

    let program: MarketProgram

    init(file: String) throws {
        var reader = try BinaryReader(file: file)
        guard reader.text(12) == "ECOPAIRWISE\0", reader.integers(1, as: UInt32.self) == [1] else {
            throw Failure.format("\(file) is not a pairwise market of version 1")
        }
        let n = reader.integers(10, as: Int64.self)
        let counts = Counts(
            counties: n[0], pollutants: n[1], sectors: n[2], steps: n[3], receptors: n[4], regions: n[5],
            projects: n[6], edges: n[7], zones: n[8], isQuadratic: n[9] != 0)
        guard reader.remaining == counts.bytes else {
            throw Failure.format("\(file) holds \(reader.remaining) bytes in place of \(counts.bytes)")
        }
        var builder = Builder(counts: counts)
        builder.addSources(&reader)
        let cells = counts.cells
        let matrix = try DenseMatrix(
            rows: counts.receptors, columns: cells, elements: reader.doubles(counts.receptors * cells))
        builder.program.ambient = AmbientRows(
            matrix: SourceReceptorMatrix(matrix), emission: Array(0..<cells), group: Array(0..<cells),
            allowance: reader.doubles(counts.receptors))
        builder.addRowsAndTrade(&reader)
        program = builder.program
    }

    /// Columns: emission, abatement, growth, flow, reserve. Rows: balance of each county and pollutant, quota,
    /// regional caps, zones, reserve; ambient rows apart.
    private struct Builder {
        let counts: Counts
        var program = MarketProgram()

        private var quotaRow: Int { counts.cells }
        private var capRow: Int { 2 * counts.cells }
        private var zoneRow: Int { capRow + counts.regions * counts.pollutants }
        private var reserveRow: Int { zoneRow + counts.zones * counts.pollutants }

        /// Emission columns wait for the regions, which come last in the file.
        private var natural: [Double] = []
        private var sources: [(cost: Double, upper: Double, curvature: Double, row: Int, value: Double)] = []

        init(counts: Counts) { self.counts = counts }

        mutating func addSources(_ reader: inout BinaryReader) {
            let (cells, sectors, steps) = (counts.cells, counts.sectors, counts.steps)
            natural = reader.doubles(cells)
            program.right = natural
            let sizes = reader.doubles(cells * sectors * steps)
            let costs = reader.doubles(cells * sectors * steps)
            for cell in 0..<cells {
                for sector in 0..<sectors {
                    let first = (cell * sectors + sector) * steps
                    if counts.isQuadratic {
                        let size = sizes[first..<first + steps].reduce(0, +)
                        let slope = (costs[first + steps - 1] - costs[first]) / max(size, 1e-9)
                        sources.append((costs[first], size, slope, cell, 1))
                    } else {
                        for step in first..<first + steps {
                            sources.append((costs[step], sizes[step], 0, cell, 1))
                        }
                    }
                }
            }
            let projectSizes = reader.doubles(cells * counts.projects)
            let values = reader.doubles(cells * counts.projects)
            for index in projectSizes.indices {
                let cell = index / counts.projects
                natural[cell] += projectSizes[index]
                sources.append((-values[index], projectSizes[index], 0, cell, -1))
            }
        }

        mutating func addRowsAndTrade(_ reader: inout BinaryReader) {
            let (cells, pollutants, edges) = (counts.cells, counts.pollutants, counts.edges)
            let caps = reader.doubles(counts.regions * pollutants)
            let quota = reader.doubles(cells)
            let reserve = reader.doubles(pollutants)
            let price = reader.doubles(pollutants)
            let fees = reader.doubles(edges)
            let ratios = reader.doubles(edges)
            let from = reader.integers(edges, as: Int32.self)
            let to = reader.integers(edges, as: Int32.self)
            let region = reader.integers(counts.counties, as: Int32.self)
            let zone = reader.integers(counts.counties, as: Int32.self)
            addRows(quota, caps, reserve)
            addColumns(region)
            addFlows(fees, ratios, from, to, zone, supply(quota, reserve))
            for cell in 0..<cells {
                let pollutant = cell % pollutants
                add(
                    price[pollutant], reserve[pollutant], 0,
                    [(quotaRow + cell, -1), (reserveRow + pollutant, 1)])
            }
            nameColumns()
        }

        private mutating func addRows(_ quota: [Double], _ caps: [Double], _ reserve: [Double]) {
            program.right += quota + caps
            program.right += [Double](repeating: 0, count: counts.zones * counts.pollutants) + reserve
            program.rowKinds = [MarketProgram.RowKind](repeating: .equal, count: counts.cells)
            program.rowKinds += [MarketProgram.RowKind](
                repeating: .atMost, count: program.right.count - counts.cells)
            program.rowFamilies = [
                .init("emission_balance", 0..<quotaRow, unit: "t"),
                .init("quota", quotaRow..<capRow, unit: "t"),
                .init("cap", capRow..<zoneRow, unit: "t"), .init("zone", zoneRow..<reserveRow, unit: "t"),
                .init("reserve", reserveRow..<program.right.count, unit: "t"),
            ]
        }

        private mutating func addColumns(_ region: [Int]) {
            for cell in 0..<counts.cells {
                let (county, pollutant) = (cell / counts.pollutants, cell % counts.pollutants)
                add(
                    0, natural[cell], 0,
                    [
                        (cell, 1), (quotaRow + cell, 1),
                        (capRow + region[county] * counts.pollutants + pollutant, 1),
                    ])
            }
            for source in sources {
                add(source.cost, source.upper, source.curvature, [(source.row, source.value)])
            }
        }

        private mutating func addFlows(
            _ fees: [Double], _ ratios: [Double], _ from: [Int], _ to: [Int], _ zone: [Int],
            _ supply: [Double]
        ) {
            let pollutants = counts.pollutants
            for edge in fees.indices {
                for pollutant in 0..<pollutants {
                    var entries = [
                        (row: quotaRow + from[edge] * pollutants + pollutant, value: 1.0),
                        (quotaRow + to[edge] * pollutants + pollutant, -ratios[edge]),
                    ]
                    let (left, right) = (zone[from[edge]], zone[to[edge]])
                    if left != right {
                        if right >= 0 {
                            entries.append((zoneRow + right * pollutants + pollutant, ratios[edge]))
                        }
                        if left >= 0 { entries.append((zoneRow + left * pollutants + pollutant, -1)) }
                    }
                    add(
                        fees[edge], supply[pollutant], counts.isQuadratic ? 1e-3 * fees[edge] : 0, entries)
                }
            }
        }

        /// All quota of a pollutant and its reserve: no edge of a plan without circles carries more.
        private func supply(_ quota: [Double], _ reserve: [Double]) -> [Double] {
            var total = reserve
            for cell in quota.indices { total[cell % counts.pollutants] += quota[cell] }
            return total
        }

        private mutating func add(
            _ cost: Double, _ upper: Double, _ curvature: Double, _ entries: [(row: Int, value: Double)]
        ) {
            program.cost.append(cost)
            program.upper.append(upper)
            program.curvature.append(curvature)
            program.matrix.append(entries)
        }

        private mutating func nameColumns() {
            let (cells, growth) = (counts.cells, counts.cells * counts.projects)
            let flow = counts.edges * counts.pollutants
            let abatement = cells * counts.sectors * (counts.isQuadratic ? 1 : counts.steps)
            var end = 0
            for (name, count) in [
                ("emission", cells), ("abatement", abatement), ("growth", growth), ("flow", flow),
                ("reserve", cells),
            ] {
                program.columnFamilies.append(.init(name, end..<end + count, unit: "t"))
                end += count
            }
        }
    }
}

/// Numbers of a binary file, one run after the other.
struct BinaryReader {
    private let data: Data
    private var position = 0

    init(file: String) throws {
        data = try Data(contentsOf: URL(fileURLWithPath: file), options: .alwaysMapped)
    }

    var remaining: Int { data.count - position }

    mutating func text(_ count: Int) -> String {
        defer { position += count }
        return String(decoding: data[position..<min(data.count, position + count)], as: UTF8.self)
    }

    mutating func integers<Number: FixedWidthInteger & BitwiseCopyable>(_ count: Int, as type: Number.Type)
        -> [Int]
    {
        values(count, Number.self).map { Int(Number(littleEndian: $0)) }
    }

    mutating func doubles(_ count: Int) -> [Double] { values(count, Double.self) }

    /// As many as the file still holds.
    private mutating func values<Value: BitwiseCopyable>(_ count: Int, _: Value.Type) -> [Value] {
        let size = MemoryLayout<Value>.stride
        let found = max(0, min(count, remaining / size))
        defer { position += count * size }
        return [Value](unsafeUninitializedCapacity: found) { buffer, used in
            let bytes = position..<position + found * size
            data.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyBytes(from: $0[bytes]) }
            used = found
        }
    }
}
