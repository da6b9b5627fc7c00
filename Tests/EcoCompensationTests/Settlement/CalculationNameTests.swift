import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoUnits
import Testing

/// What `explain` prints of the worked cases of every block.
@Suite struct CalculationNameTests {
    private static let known: Set<String> = Set(
        CalculationName.names.map(\.id) + TransferBasis.names.map(\.id)
            + AssessedIndicator.allCases.map(\.rawValue) + StandardFund.allCases.map(\.rawValue))

    private func steps(_ worked: WorkedCase) throws -> [Calculation] {
        let result = try worked.settle()
        return result.claims.flatMap(\.calculation.allSteps)
            + result.scores.compactMap(\.calculation).flatMap(\.allSteps)
            + result.allocated.flatMap(\.calculation.allSteps)
    }

    /// A step without a Chinese name would stand in English in a Chinese explanation. Names that the input
    /// gives (projects, items, dates, sections) are its own.
    @Test(arguments: WorkedCasesTests.cases) func everyStepHasAName(_ worked: WorkedCase) throws {
        let given = worked.words
        for step in try steps(worked) where !Self.known.contains(step.name) && !given.contains(step.name) {
            Issue.record("\(worked): no name for \(step.step.rawValue) '\(step.name)'")
        }
    }

    /// Words of three letters in a Chinese note are English that was left over; ids, units and formulas
    /// have shorter ones or stand in the input.
    @Test(arguments: WorkedCasesTests.cases) func chineseNotesAreChinese(_ worked: WorkedCase) throws {
        let allowed = worked.words.union(Self.symbols)
        for step in try steps(worked) {
            let words = step.note.zh.split { !$0.isASCII || !$0.isLetter }.map(String.init)
            let left = words.filter { $0.count > 3 && !allowed.contains($0) }
            #expect(left.isEmpty, "\(step.note.zh)")
        }
    }

    private static let symbols: Set<String> = ["theta", "CODMn", "ceil", "over"]
}

extension WorkedCase {
    /// Every word that the case's own text holds.
    var words: Set<String> {
        Set(node.allTexts.flatMap { [$0] + $0.split { !$0.isLetter }.map(String.init) })
    }
}

extension DocumentNode {
    fileprivate var allTexts: [String] {
        switch content {
        case .scalar(let scalar): [scalar.text]
        case .sequence(let nodes): nodes.flatMap(\.allTexts)
        case .mapping(let entries): entries.flatMap { [$0.key] + $0.value.allTexts }
        }
    }
}
