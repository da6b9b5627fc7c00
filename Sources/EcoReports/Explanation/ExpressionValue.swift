/// The value of an expression of a ``Formula``, so that none is told that does not give its figure.
struct ExpressionValue {
    private var rest: Substring

    /// Nil where the text is no expression.
    static func of(_ text: String) -> Double? {
        var reader = ExpressionValue(rest: text[...])
        guard let value = reader.sum() else { return nil }
        reader.skip()
        return reader.rest.isEmpty ? value : nil
    }

    /// Whether the expression gives the figure, to what is left of sums of many terms.
    static func gives(_ expression: String, _ figure: Double) -> Bool {
        guard let value = of(expression) else { return false }
        return abs(value - figure) <= 1e-9 * max(abs(figure), 1e-6)
    }

    /// The same of differences too: what is left of their largest number is no more exact than that number.
    static func givesOrCancels(_ expression: String, _ figure: Double) -> Bool {
        guard let value = of(expression) else { return false }
        let numbers = expression.split { !($0.isNumber || $0 == "." || $0 == "e") }.compactMap { Double($0) }
        return gives(expression, figure) || abs(value - figure) <= 1e-11 * (numbers.max() ?? 0)
    }

    private mutating func skip() { rest = rest.drop { $0 == " " } }

    private mutating func take(_ text: String) -> Bool {
        skip()
        guard rest.hasPrefix(text) else { return false }
        rest = rest.dropFirst(text.count)
        return true
    }

    private mutating func sum() -> Double? {
        guard var value = product() else { return nil }
        while true {
            if take("+") {
                guard let next = product() else { return nil }
                value += next
            } else if take("-") {
                guard let next = product() else { return nil }
                value -= next
            } else {
                return value
            }
        }
    }

    private mutating func product() -> Double? {
        guard var value = factor() else { return nil }
        while true {
            if take("*") {
                guard let next = factor() else { return nil }
                value *= next
            } else if take("/") {
                guard let next = factor() else { return nil }
                value /= next
            } else {
                return value
            }
        }
    }

    private mutating func factor() -> Double? {
        if take("-") { return factor().map { -$0 } }
        if take("round(") { return arguments().flatMap { $0.count == 1 ? $0[0].rounded() : nil } }
        if take("floor(") { return arguments().flatMap { $0.count == 1 ? $0[0].rounded(.down) : nil } }
        if take("round_even(") {
            return arguments().flatMap { $0.count == 1 ? $0[0].rounded(.toNearestOrEven) : nil }
        }
        if take("count(") { return arguments().flatMap(Self.count) }
        if take("ceil(") { return arguments().flatMap { $0.count == 1 ? $0[0].rounded(.up) : nil } }
        if take("min(") { return arguments()?.min() }
        if take("max(") { return arguments()?.max() }
        if take("(") { return arguments().flatMap { $0.count == 1 ? $0[0] : nil } }
        return number()
    }

    /// How many of the further numbers lie from the first to the second.
    private static func count(_ values: [Double]) -> Double? {
        guard values.count >= 2 else { return nil }
        return Double(values.dropFirst(2).count { values[0] <= $0 && $0 <= values[1] })
    }

    /// What stands before the closing bracket.
    private mutating func arguments() -> [Double]? {
        var values: [Double] = []
        repeat {
            guard let value = sum() else { return nil }
            values.append(value)
        } while take(",")
        return take(")") ? values : nil
    }

    private mutating func number() -> Double? {
        skip()
        var digits = rest.prefix { $0.isNumber || $0 == "." }
        let tail = rest.dropFirst(digits.count)
        if tail.first == "e" {
            let sign = tail.dropFirst().first.map { $0 == "-" || $0 == "+" } == true ? 2 : 1
            digits = rest[..<tail.dropFirst(sign).prefix(while: \.isNumber).endIndex]
        }
        rest = rest[digits.endIndex...]
        return Double(digits)
    }
}
