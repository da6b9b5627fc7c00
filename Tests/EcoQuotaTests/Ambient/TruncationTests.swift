import EcoAlgebra
import EcoTestSupport
import Testing

@testable import EcoQuota

/// What `matrix_truncation` drops, by how much a load may then come out too small, and what it does to a market.
@Suite("Truncated source-receptor matrices")
struct TruncationTests {
    private static func dense(_ rows: [[Double]]) -> DenseMatrix {
        var matrix = DenseMatrix(rows: rows.count, columns: rows[0].count)
        for (row, values) in rows.enumerated() {
            for (column, value) in values.enumerated() { matrix[row, column] = value }
        }
        return matrix
    }

    private static func entries(_ matrix: SourceReceptorMatrix) -> DenseMatrix {
        matrix.denseRows(Array(0..<matrix.rows))
    }

    /// One row: its two small entries are one background term, which fits them as they are. Stored are the large
    /// entry, one factor of the row and three of the columns; nothing is lost.
    @Test func smallEntriesOfOneRowAreTheBackground() {
        let whole = Self.dense([[1, 0.004, 0.002]])
        let cut = SourceReceptorMatrix(whole).truncated(belowShare: 0.01, emissions: [100, 100, 100])
        #expect(cut.matrix.storedNumbers == 1 + 1 + 3)
        #expect(cut.shortfall.allSatisfy { $0 <= 1e-15 })
        for column in 0..<3 { #expect(isClose(Self.entries(cut.matrix)[0, column], whole[0, column], 1e-15)) }
    }

    /// An entry at the threshold itself stays, and so does every entry of a row in which none is small.
    @Test func whatIsLargeStays() {
        let whole = Self.dense([[1, 0.01, 0.001], [0.5, 0.4, 0.3]])
        let cut = SourceReceptorMatrix(whole).truncated(belowShare: 0.01, emissions: [10, 10, 10])
        guard case .lowRank(let sum) = cut.matrix.storage else { return #expect(Bool(false), "not cut") }
        #expect(sum.rest.start == [0, 2, 5])
        for (row, column) in [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)] {
            #expect(isClose(Self.entries(cut.matrix)[row, column], whole[row, column], 1e-15))
        }
    }

    /// Two rows whose small entries are no multiple of each other: what stands for them is of rank 1, and what it
    /// leaves out is the sum of (entry - term) x the most that the column emits, where the term is the smaller.
    /// Those very emissions come to the bound, so that it could not be lower.
    @Test func theBoundIsWhatIsLeftOutAndIsReached() {
        let rows = [[1, 0.004, 0.001], [1, 0.001, 0.004]]
        let (whole, most) = (Self.dense(rows), [50.0, 300, 200])
        let exact = SourceReceptorMatrix(whole)
        let cut = exact.truncated(belowShare: 0.01, emissions: most)
        let kept = Self.entries(cut.matrix)
        #expect(isClose(kept[0, 0], 1, 1e-15) && isClose(kept[1, 0], 1, 1e-15))
        #expect(isClose(kept[0, 1] * kept[1, 2], kept[0, 2] * kept[1, 1], 1e-12))
        for row in 0..<2 {
            let lost = (1...2).map { max(0, rows[row][$0] - kept[row, $0]) }
            #expect(lost.contains { $0 > 1e-4 })
            #expect(isClose(cut.shortfall[row], lost[0] * most[1] + lost[1] * most[2], 1e-12))
            let worst = [most[0]] + (1...2).map { lost[$0 - 1] > 0 ? most[$0] : 0 }
            let missing = exact.loads(of: worst)[row] - cut.matrix.loads(of: worst)[row]
            #expect(isClose(missing, cut.shortfall[row], 1e-12))
        }
    }

    /// A column that cannot emit leaves nothing out, whatever its entries.
    @Test func columnsThatCannotEmitLeaveNothingOut() {
        let whole = Self.dense([[1, 0.004, 0.001], [1, 0.001, 0.004]])
        let cut = SourceReceptorMatrix(whole).truncated(belowShare: 0.01, emissions: [50, 0, 0])
        #expect(cut.shortfall == [0, 0])
    }

    /// In a market: the plan keeps the limits by the whole matrix, and costs no less than the best plan under them.
    /// It costs no more than the best plan under limits lowered by all that the truncated matrix may leave out and
    /// by all that it may add, for that plan keeps the truncated limits too.
    @Test(arguments: [1, 2, 3])
    func planKeepsTheWholeLimits(_ seed: Int) throws {
        let generator = InstanceGenerator(
            counties: 25, receptors: 8, zones: 3, seed: UInt64(seed), isSloped: true)
        var records = generator.records()
        let whole = try Solved(records)
        records.matrixTruncation = 0.1
        let market = try Solved(records)
        let loads = market.problem.loads(ofEmissions: market.solution.emitted)
        for (load, limit) in zip(loads, market.problem.allowances) { #expect(load <= limit * (1 + 1e-9)) }

        let (entries, cut) = (market.problem.transfer, Self.entries(market.program.ambient.matrix))
        let most = market.program.ambient.groupEmissions(market.program.upper)
        var stricter = records
        stricter.matrixTruncation = 0
        var left = 0.0
        for row in 0..<entries.rows {
            let receptor = market.problem.receptors[row].id
            let index = try #require(records.receptors.firstIndex { $0.id == receptor })
            for column in 0..<entries.columns {
                let difference = (entries[row, column] - cut[row, column]).magnitude * most[column]
                stricter.receptors[index].limit -= difference
                left += difference
            }
        }
        #expect(left > 0)
        let tolerance = 1e-8 * max(1, whole.cost.magnitude)
        #expect(market.cost >= whole.cost - tolerance)
        let bound = try QuotaMarket(solving: QuotaProblem(stricter)).certificate.primalObjective
        #expect(market.cost <= bound + tolerance)
    }

    /// Two stations at which the measure of the first county suffices: the truncated limits are out of reach, the true
    /// ones are not. The market is then solved with the whole matrix, 29.99 t at a marginal cost of 0 to 29.99.
    @Test func whatTruncationMakesImpossibleIsSolvedWhole() throws {
        var records = TextbookTests.records(slopes: [1, 1, 1], baseline: 100, quota: 100)
        for index in [1, 2] { records.measures[index].maximum = 0 }
        records.measures[0].maximum = 30
        // At most 70.01 + 0.4 + 0.1 at both.
        TextbookTests.add([[1, 0.004, 0.001], [1, 0.001, 0.004]], limits: [70.51, 70.51], to: &records)
        records.matrixTruncation = 0.01
        let problem = try QuotaProblem(records)
        #expect(try InfeasibilityReport(problem, with: InteriorPointSolver()) != nil)
        let market = try QuotaMarket(solving: problem)
        #expect(market.certificate.verdict == .proven)
        #expect(isClose(market.certificate.primalObjective, 29.99 * 29.99 / 2, 1e-6))
        #expect(market.problem.records.matrixTruncation == 0)
        // Where the whole matrix has no plan either, the report is of the limits as they were written.
        for index in records.receptors.indices { records.receptors[index].limit = 70 }
        let failure = #expect(throws: QuotaMarket.Failure.self) {
            try QuotaMarket(solving: QuotaProblem(records))
        }
        guard case .infeasible(let report)? = failure else { return #expect(Bool(false), "has a plan") }
        let limits = report.conflicts.flatMap(\.limits)
        #expect(!limits.isEmpty && limits.allSatisfy { $0.value == 70 })
        #expect(limits.allSatisfy { isClose($0.missing, 0.5, 1e-6) })
    }

    /// Contributions are those of the whole matrix.
    @Test func contributionsAreWhole() throws {
        var records = TextbookTests.records(slopes: [1, 1, 1], baseline: 100, quota: 100)
        TextbookTests.add([[1, 0.004, 0.001], [1, 0.001, 0.004]], limits: [90, 90], to: &records)
        records.matrixTruncation = 0.01
        let market = try QuotaMarket(solving: QuotaProblem(records))
        let parts = market.problem.receptorContributions(market.solution)
        #expect(parts.map(\.region) == ["140100", "140101", "140102", "140100", "140102", "140101"])
        for (part, before) in zip(parts, [100, 0.4, 0.1, 100, 0.4, 0.1]) {
            #expect(isClose(part.before, before, 1e-12))
        }
    }

    @Test func keyOfTheBlock() throws {
        let parameters = try ScenarioBlockTests.parameters([("matrix_truncation", "0.02")])
        let records = try QuotaRecords(parameters, regions: ScenarioBlockTests.regions())
        #expect(records.matrixTruncation == 0.02)
    }
}
