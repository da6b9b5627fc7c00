import EcoUnits

/// An expression of numbers with its exact value; nil where that leaves 128 bits.
struct ExactTerm {
    let text: String
    let value: Rational?
    private let binding: Binding

    private enum Binding: Int {
        case sum
        case product
        case atom
    }

    init(_ number: Rational) {
        self.init(Self.text(number), number, .atom)
    }

    private init(_ text: String, _ value: Rational?, _ binding: Binding) {
        self.text = text
        self.value = value
        self.binding = binding
    }

    private func within(_ least: Binding) -> String {
        binding.rawValue < least.rawValue ? "(\(text))" : text
    }

    private static func both(
        _ left: ExactTerm, _ right: ExactTerm, _ operation: (Rational, Rational) throws -> Rational
    ) -> Rational? {
        guard let first = left.value, let second = right.value else { return nil }
        return try? operation(first, second)
    }

    static func + (left: ExactTerm, right: ExactTerm) -> ExactTerm {
        ExactTerm("\(left.text) + \(right.text)", both(left, right) { try $0 + $1 }, .sum)
    }

    static func - (left: ExactTerm, right: ExactTerm) -> ExactTerm {
        ExactTerm("\(left.text) - \(right.within(.product))", both(left, right) { try $0 - $1 }, .sum)
    }

    static func * (left: ExactTerm, right: ExactTerm) -> ExactTerm {
        ExactTerm(
            "\(left.within(.product)) * \(right.within(.atom))", both(left, right) { try $0 * $1 }, .product)
    }

    static func / (left: ExactTerm, right: ExactTerm) -> ExactTerm {
        let value = right.value == .zero ? nil : both(left, right) { try $0 / $1 }
        return ExactTerm("\(left.within(.product)) / \(right.within(.atom))", value, .product)
    }

    static prefix func - (term: ExactTerm) -> ExactTerm {
        ExactTerm("-\(term.within(.product))", both(ExactTerm(.zero), term) { try $0 - $1 }, .sum)
    }

    static func smaller(_ left: ExactTerm, _ right: ExactTerm) -> ExactTerm {
        ExactTerm("min(\(left.text), \(right.text))", both(left, right) { min($0, $1) }, .atom)
    }

    static func larger(_ left: ExactTerm, _ right: ExactTerm) -> ExactTerm {
        ExactTerm("max(\(left.text), \(right.text))", both(left, right) { max($0, $1) }, .atom)
    }

    static func sum(_ terms: [ExactTerm]) -> ExactTerm? {
        terms.dropFirst().reduce(terms.first) { sum, term in sum.map { $0 + term } }
    }

    static func product(_ terms: [ExactTerm]) -> ExactTerm? {
        terms.dropFirst().reduce(terms.first) { product, term in product.map { $0 * term } }
    }

    /// To whole numbers: halves away from zero, or down.
    var rounded: ExactTerm { whole("round", .halfUp) }
    var floor: ExactTerm { whole("floor", .down) }

    private func whole(_ name: String, _ mode: RoundingMode) -> ExactTerm {
        let isSafe = mode == .halfUp || value?.isNegative == false
        return ExactTerm(
            "\(name)(\(text))", isSafe ? value.flatMap { Rational($0.roundedToInteger(mode)) } : nil, .atom)
    }

    /// Exactly: a decimal that ends, else a fraction.
    static func text(_ value: Rational) -> String {
        for digits in 0...12 where (try? value.rounded(toDigits: digits)) == value {
            let text = value.text(digits: digits)
            return value.isNegative ? "(\(text))" : text
        }
        return "(\(value))"
    }
}
