import EcoAlgebra
import EcoQuota

/// Sources without trade under receptors and regional limits, from the file that `export_bin.py` of the peers writes:
/// five int64 (sources, receptors, regions, steps, quadratic), then doubles (matrix by source, step cost, size, rise,
/// abatement wanted at receptors and in regions, region of each source).
struct SourcesInstance {
    let program: MarketProgram

    init(file: String, isSingle: Bool) throws {
        var reader = try BinaryReader(file: file)
        let counts = reader.integers(5, as: Int64.self)
        let (count, receptors, regions, steps) = (counts[0], counts[1], counts[2], counts[3])
        guard reader.remaining == 8 * (count * (receptors + 3 * steps + 1) + receptors + regions) else {
            throw PairwiseInstance.Failure.format("\(file) has another length than its head says")
        }
        let matrix = try DenseMatrix(
            rows: receptors, columns: count, elements: reader.doubles(count * receptors))
        let costs = reader.doubles(count * steps)
        let sizes = reader.doubles(count * steps)
        let rises = reader.doubles(count * steps)
        let wanted = reader.doubles(receptors + regions)
        let region = reader.doubles(count).map { Int($0) }
        // Abatement W - e: what is wanted of it is what is left of the emission.
        let full = (0..<count).map { source in sizes[source * steps..<(source + 1) * steps].reduce(0, +) }
        var program = MarketProgram()
        var regional = [Double](repeating: 0, count: regions)
        for source in 0..<count {
            regional[region[source]] += full[source]
            program.matrix.append([(source, 1), (count + region[source], 1)])
        }
        for step in 0..<count * steps { program.matrix.append([(step / steps, 1)]) }
        program.cost = [Double](repeating: 0, count: count) + costs
        program.curvature = [Double](repeating: 0, count: count) + rises
        program.upper = full + sizes
        program.right = full + (0..<regions).map { regional[$0] - wanted[receptors + $0] }
        program.rowKinds = full.map { _ in .equal } + regional.map { _ in .atMost }
        program.rowFamilies = [
            .init("emission_balance", 0..<count, unit: "t"), .init("cap", count..<count + regions, unit: "t"),
        ]
        program.columnFamilies = [
            .init("emission", 0..<count, unit: "t"),
            .init("abatement", count..<program.cost.count, unit: "t"),
        ]
        let loads = try matrix.multiplied(by: full)
        program.ambient = AmbientRows(
            matrix: isSingle
                ? SourceReceptorMatrix(SingleMatrix(roundingUp: matrix)) : SourceReceptorMatrix(matrix),
            emission: Array(0..<count), group: Array(0..<count),
            allowance: (0..<receptors).map { loads[$0] - wanted[$0] })
        self.program = program
    }
}
