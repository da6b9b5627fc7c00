@testable import EcoQuota
import EcoAlgebra
import Testing

@Suite("Files for other solvers")
struct ProgramFormatTests {
    /// Two columns, one of them whole and sloping, one row of each kind, one station.
    private var program: MarketProgram {
        var program = MarketProgram()
        program.constant = 7.5
        program.cost = [-2, 0.1]
        program.curvature = [0, 3]
        program.upper = [4, 1e-5]
        program.matrix.append([(0, 1), (1, -0.5)])
        program.matrix.append([(0, 1)])
        program.rowKinds = [.equal, .atMost]
        program.right = [3, 0]
        program.wholeColumns = [0]
        var weights = DenseMatrix(rows: 1, columns: 1)
        weights[0, 0] = 0.25
        program.ambient = AmbientRows(
            matrix: SourceReceptorMatrix(weights), emission: [0], group: [0], allowance: [2])
        return program
    }

    private let names = ProgramNames(
        columns: ["growth.140101.so2.新厂 A", "abatement.140101"], rows: ["balance.1", "quota.1"],
        ambient: ["ambient.r 1"])

    @Test func mps() {
        let text = ProgramFormat.mps.text(program, names: names, title: "test")
        #expect(
            text == """
                * test
                * minimise the objective, yuan
                NAME quota
                ROWS
                 N  cost
                 E  balance.1
                 L  quota.1
                 L  ambient.r_1
                 E  all_or_nothing.growth.140101.so2.新厂_A
                COLUMNS
                 growth.140101.so2.新厂_A cost -2
                 growth.140101.so2.新厂_A balance.1 1
                 growth.140101.so2.新厂_A quota.1 -0.5
                 growth.140101.so2.新厂_A ambient.r_1 0.25
                 growth.140101.so2.新厂_A all_or_nothing.growth.140101.so2.新厂_A 1
                 abatement.140101 cost 0.1
                 abatement.140101 balance.1 1
                 MARKER 'MARKER' 'INTORG'
                 whole.growth.140101.so2.新厂_A cost 0
                 whole.growth.140101.so2.新厂_A all_or_nothing.growth.140101.so2.新厂_A -4
                 MARKER 'MARKER' 'INTEND'
                 constant cost 7.5
                RHS
                 RHS balance.1 3
                 RHS ambient.r_1 2
                BOUNDS
                 UP BND growth.140101.so2.新厂_A 4
                 UP BND abatement.140101 1e-05
                 UP BND whole.growth.140101.so2.新厂_A 1
                 FX BND constant 1
                QUADOBJ
                 abatement.140101 abatement.140101 3
                ENDATA

                """)
    }

    @Test func lp() {
        let text = ProgramFormat.lp.text(program, names: names, title: "test")
        #expect(
            text == """
                \\ test
                \\ objective in yuan
                Minimize
                 cost: - 2 growth.140101.so2.新厂_A + 0.1 abatement.140101 + 0 whole.growth.140101.so2.新厂_A \
                + 7.5 constant + [ + 3 abatement.140101 ^2 ] / 2
                Subject To
                 balance.1: + 1 growth.140101.so2.新厂_A + 1 abatement.140101 = 3
                 quota.1: - 0.5 growth.140101.so2.新厂_A <= 0
                 ambient.r_1: + 0.25 growth.140101.so2.新厂_A <= 2
                 all_or_nothing.growth.140101.so2.新厂_A: + 1 growth.140101.so2.新厂_A - 4 whole.growth.140101.so2.新厂_A = 0
                Bounds
                 0 <= growth.140101.so2.新厂_A <= 4
                 0 <= abatement.140101 <= 1e-05
                 0 <= whole.growth.140101.so2.新厂_A <= 1
                 1 <= constant <= 1
                Binaries
                 whole.growth.140101.so2.新厂_A
                End

                """)
    }

    /// Names that would be read as numbers or as signs, and equal ones.
    @Test func namesAreUnique() {
        let names = ProgramNames(columns: ["a b", "a+b", "1x", ".5", "e 2"], rows: ["a b"], ambient: [])
        #expect(names.columns == ["a_b", "a_b.2", "_1x", "_.5", "e_2"] && names.rows == ["a_b.3"])
    }

    /// Every column and row of a market has a name of its own that tells what it is.
    @Test func marketsHaveReadableNames() throws {
        var generator = RandomMarket(seed: 5, isSloped: true)
        let problem = try QuotaProblem(generator.records())
        let program = MarketProgram(problem)
        let names = ProgramNames(problem, program)
        #expect(names.columns.count == program.columnCount && names.rows.count == program.rowCount)
        #expect(
            Set(names.columns + names.rows + names.ambient).count == names.columns.count + names.rows.count
                + names.ambient.count)
        #expect(names.columns[0].hasPrefix("emission.140101.") && names.rows[0].hasPrefix("balance.140101."))
        #expect(!names.columns.contains { $0.hasPrefix("column.") })
        #expect(!names.rows.contains { $0.hasPrefix("row.") })
    }
}
