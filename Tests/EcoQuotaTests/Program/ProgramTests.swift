import EcoQuota
import Testing

/// The programme of a market against the model written from the records alone.
@Suite("The programme of a market")
struct ProgramTests {
    @Test(arguments: 0..<40)
    func compiledProgrammeAgreesWithThePairwiseModel(_ seed: Int) throws {
        var generator = RandomMarket(seed: UInt64(seed) + 900, isSloped: seed.isMultiple(of: 2))
        let records = generator.records(counties: 3)
        let program = MarketProgram(try QuotaProblem(records))
        let expected = PairwiseModel(records).optimum()
        let found = ReferenceSolution(program)?.objective
        #expect((expected == nil) == (found == nil))
        if let expected, let found { #expect(TextbookTests.close(found, expected, 1e-7)) }
    }

    /// Every column has a finite range, a place in one family, and the row families cover all rows.
    @Test func familiesCoverTheProgramme() throws {
        var generator = RandomMarket(seed: 5, isSloped: true)
        let program = MarketProgram(try QuotaProblem(generator.records()))
        #expect(program.upper.allSatisfy { $0.isFinite && $0 >= 0 })
        #expect(program.columnFamilies.flatMap { Array($0.range) } == Array(0..<program.columnCount))
        #expect(program.rowFamilies.flatMap { Array($0.range) } == Array(0..<program.rowCount))
        #expect(program.right.count == program.rowKinds.count)
        #expect(program.matrix.columnCount == program.columnCount)
    }
}
