import EcoParameters

/// How a figure follows from others of the run: an expression of their values as they are stored, in full precision.
///
/// It holds numbers, `+ - * /`, brackets, `min`, `max`, `round`, `round_even` (GB/T 8170), `floor` and `ceil` to whole
/// numbers, `count(low, high, ...)` of the further numbers that lie from the first to the second, and nothing else, so
/// that anybody can evaluate it.
struct Formula: Sendable {
    /// The figure as it is stored.
    let value: String
    let expression: String

    /// For readers: `3,931,869.1 × 9.12`, with the signs of print.
    var text: String {
        expression.replacingWords({ $0 == "*" || $0 == "-" || $0 == " " }) { word in
            switch word {
            case " * ": " × "
            case " - ": " − "
            default: nil
            }
        }
    }

    /// `a + b - c` of the terms that are there; `nil` where none is.
    static func sum(_ value: String, _ terms: [(sign: Sign, text: String)]) -> Formula? {
        let known = terms.filter { !$0.text.isEmpty }
        guard !value.isEmpty, let first = known.first else { return nil }
        let head = first.sign == .minus ? "-" + bracketed(first.text) : first.text
        let expression = known.dropFirst().reduce(head) { $0 + $1.sign.between + bracketed($1.text) }
        return Formula(value: value, expression: expression)
    }

    static func product(_ value: String, _ factors: [String]) -> Formula? {
        guard !value.isEmpty, !factors.isEmpty, factors.allSatisfy({ !$0.isEmpty }) else { return nil }
        return Formula(value: value, expression: factors.map(bracketed).joined(separator: " * "))
    }

    static func quotient(_ value: String, _ dividend: String, _ divisor: String) -> Formula? {
        guard !value.isEmpty, !dividend.isEmpty, let number = Double(divisor), number != 0 else { return nil }
        return Formula(value: value, expression: bracketed(dividend) + " / " + bracketed(divisor))
    }

    /// `(new - old) / old`.
    static func growth(_ value: String, _ new: String, _ old: String) -> Formula? {
        guard !value.isEmpty, !new.isEmpty, let base = Double(old), base != 0 else { return nil }
        return Formula(value: value, expression: "(\(new) - \(bracketed(old))) / \(bracketed(old))")
    }

    private static func bracketed(_ text: String) -> String { text.hasPrefix("-") ? "(\(text))" : text }

    enum Sign: Sendable {
        case plus
        case minus

        fileprivate var between: String { self == .plus ? " + " : " - " }
    }

    var json: JSON {
        .object([("value", .string(value)), ("expression", .string(expression))])
    }
}
