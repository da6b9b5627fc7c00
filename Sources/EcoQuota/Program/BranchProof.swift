/// Why no plan of whole projects can cost less: cases, each closed by prices of its own.
///
/// The bound of the proof is the least of its cases. It is computed from the prices alone, so that a wrong
/// tree gives a low bound and never a wrong one.
public indirect enum BranchProof: Sendable {
    /// Prices that bound the cost of the case.
    case bounded(rowPrices: [Double], ambientPrices: [Double])
    /// Prices which show that the case has no plan (Farkas): with costs of 0 every plan would cost more than 0.
    case impossible(rowPrices: [Double], ambientPrices: [Double])
    /// The two cases of a whole column: left out, or taken.
    case branch(column: Int, leftOut: BranchProof, taken: BranchProof)

    /// Cases that prices close.
    public var caseCount: Int {
        guard case .branch(_, let leftOut, let taken) = self else { return 1 }
        return leftOut.caseCount + taken.caseCount
    }
}

extension MarketProgram {
    /// What every plan costs at least by a proof, yuan; infinite where it shows that there is no plan at all.
    public func safeBound(_ proof: BranchProof) -> SafeBound {
        var cases = [ColumnCase](repeating: .open, count: columnCount)
        return safeBound(proof, &cases)
    }

    private func safeBound(_ proof: BranchProof, _ cases: inout [ColumnCase]) -> SafeBound {
        switch proof {
        case .bounded(let rows, let ambient):
            return safeBound(ProgramPrices(self, rowPrices: rows, ambientPrices: ambient), cases)
        case .impossible(let rows, let ambient):
            let excess = safeBound(
                ProgramPrices(self, rowPrices: rows, ambientPrices: ambient), cases, isCostFree: true)
            return SafeBound(value: excess.value > 0 ? .infinity : -.infinity, rounding: 0)
        case .branch(let column, let leftOut, let taken):
            guard wholeColumns.contains(column), cases[column] == .open else {
                return SafeBound(value: -.infinity, rounding: 0)
            }
            cases[column] = .empty
            let first = safeBound(leftOut, &cases)
            cases[column] = .full
            let second = safeBound(taken, &cases)
            cases[column] = .open
            return first.value <= second.value ? first : second
        }
    }

    /// Whether prices show that there is no plan: with all costs 0, weak duality gives more than 0, rounding
    /// included (Farkas).
    public func isImpossible(rowPrices: [Double], ambientPrices: [Double]) -> Bool {
        infeasibilityMargin(rowPrices: rowPrices, ambientPrices: ambientPrices) > 0
    }

    /// By how much the limits under these weights are out of reach at least; the programme has no plan where
    /// this is more than 0.
    public func infeasibilityMargin(rowPrices: [Double], ambientPrices: [Double]) -> Double {
        safeBound(
            ProgramPrices(self, rowPrices: rowPrices, ambientPrices: ambientPrices),
            [ColumnCase](repeating: .open, count: columnCount), isCostFree: true
        ).value
    }
}
