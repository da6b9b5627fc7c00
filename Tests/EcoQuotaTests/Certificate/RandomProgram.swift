@testable import EcoQuota
import EcoAlgebra
import EcoTestSupport

/// Small random programmes with a known plan: whole numbers throughout, rows met by that plan, so that its cost
/// is exact.
struct RandomProgram {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func whole(_ low: Int, _ high: Int) -> Double {
        (random.uniform(Double(low), Double(high) + 1)).rounded(.down)
    }

    /// - Parameters:
    ///   - sloped: some columns have curvature.
    ///   - scales: the powers of ten between the sizes of columns.
    mutating func make(
        columns: Int = 8, rows: Int = 4, stations: Int = 3, sloped: Bool = false, wholeColumns: Int = 0
    ) -> (program: MarketProgram, plan: [Double]) {
        var program = MarketProgram()
        let upper = (0..<columns).map { _ in whole(0, 9) }
        var plan = upper.map { whole(0, Int($0)) }
        program.wholeColumns = Array((columns - wholeColumns)..<columns)
        for column in program.wholeColumns {
            plan[column] = plan[column] * 2 > upper[column] ? upper[column] : 0
        }
        for column in 0..<columns {
            program.cost.append(whole(-9, 20))
            program.curvature.append(sloped && whole(0, 1) == 1 ? 2 * whole(0, 4) : 0)
            program.upper.append(upper[column])
            program.matrix.append(
                (0..<rows).compactMap { row in
                    let value = whole(-3, 4)
                    return whole(0, 2) == 0 ? nil : (row, value)
                })
        }
        let left = program.matrix.multiplied(by: plan, rowCount: rows)
        program.rowKinds = (0..<rows).map { _ in whole(0, 2) == 0 ? .equal : .atMost }
        program.right = (0..<rows).map { left[$0] + (program.rowKinds[$0] == .equal ? 0 : whole(0, 3)) }
        addStations(stations, plan, &program)
        program.constant = whole(-50, 50)
        program.columnFamilies = [.init("column", 0..<columns, unit: "t")]
        program.rowFamilies = [.init("row", 0..<rows, unit: "t")]
        return (program, plan)
    }

    private mutating func addStations(_ stations: Int, _ plan: [Double], _ program: inout MarketProgram) {
        let emitting = program.cost.indices.filter { _ in whole(0, 1) == 0 }
        let groups = max(1, (emitting.count + 1) / 2)
        var weights = DenseMatrix(rows: stations, columns: groups)
        for row in 0..<stations { for group in 0..<groups { weights[row, group] = whole(0, 3) } }
        program.ambient = AmbientRows(
            matrix: SourceReceptorMatrix(weights), emission: emitting,
            group: emitting.indices.map { $0 % groups }, allowance: [])
        program.ambient.allowance = program.ambient.loads(plan).map { $0 + whole(0, 4) }
    }

    /// Any prices, of limits too, some far too large.
    mutating func prices(_ program: MarketProgram) -> (rows: [Double], ambient: [Double]) {
        let draw = { (random: inout SeededGenerator) -> Double in
            let size = random.uniform(-3, 3)
            var power = 1.0
            for _ in 0..<Int(size.magnitude) { power *= 10 }
            return random.uniform(-10, 10) * (size < 0 ? 1 / power : power)
        }
        return (
            program.right.map { _ in draw(&random) }, program.ambient.allowance.map { _ in draw(&random) }
        )
    }
}
