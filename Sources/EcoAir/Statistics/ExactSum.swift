import EcoUnits

/// An exact running sum of fractions that does not depend on the order of its terms.
///
/// Terms with the same denominator are added as integers; the few distinct denominators are joined once,
/// when the sum is read. A year of daily means then costs additions, not greatest common divisors.
struct ExactSum {
    private var partial: [(denominator: Int128, numerator: Int128)] = []
    private(set) var count = 0

    mutating func add(_ term: Rational) throws(ArithmeticOverflow) {
        count += 1
        guard let index = partial.firstIndex(where: { $0.denominator == term.denominator }) else {
            partial.append((term.denominator, term.numerator))
            return
        }
        let (sum, overflow) = partial[index].numerator.addingReportingOverflow(term.numerator)
        if overflow { throw ArithmeticOverflow() }
        partial[index].numerator = sum
    }

    /// The sum of all terms; 0 of none.
    func total() throws(ArithmeticOverflow) -> Rational {
        var total = Rational.zero
        for term in partial.sorted(by: { $0.denominator < $1.denominator }) {
            total = try total + (Rational(term.numerator, over: term.denominator) ?? .zero)
        }
        return total
    }

    /// The arithmetic mean; nil of no terms.
    func mean() throws(ArithmeticOverflow) -> Rational? {
        count == 0 ? nil : try total() / Rational(count)
    }
}
