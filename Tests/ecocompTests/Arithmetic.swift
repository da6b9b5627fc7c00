/// Numbers, `+ - * /`, brackets, `min`, `max`, `round`, `floor` and `ceil`, read and evaluated.
struct Arithmetic {
    let value: Double

    init?(_ text: String) {
        var reader = Reader(rest: text[...])
        guard let value = reader.sum(), reader.isAtEnd else { return nil }
        self.value = value
    }

    /// The largest magnitude of a number in the text.
    static func largestNumber(in text: String) -> Double {
        text.split { !($0.isNumber || $0 == "." || $0 == "e") }.compactMap { Double($0) }.max() ?? 0
    }

    private struct Reader {
        var rest: Substring

        var isAtEnd: Bool { rest.allSatisfy(\.isWhitespace) }

        private mutating func take(_ text: String) -> Bool {
            rest = rest.drop(while: \.isWhitespace)
            guard rest.hasPrefix(text) else { return false }
            rest = rest.dropFirst(text.count)
            return true
        }

        mutating func sum() -> Double? {
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
            if take("round(") { return bracketed().map { $0.rounded() } }
            if take("floor(") { return bracketed().map { $0.rounded(.down) } }
            if take("ceil(") { return bracketed().map { $0.rounded(.up) } }
            if take("min(") { return list()?.min() }
            if take("max(") { return list()?.max() }
            if take("(") { return bracketed() }
            return number()
        }

        private mutating func bracketed() -> Double? {
            guard let value = sum(), take(")") else { return nil }
            return value
        }

        private mutating func list() -> [Double]? {
            var values: [Double] = []
            repeat {
                guard let value = sum() else { return nil }
                values.append(value)
            } while take(",")
            return take(")") ? values : nil
        }

        private mutating func number() -> Double? {
            var digits = rest.prefix { $0.isNumber || $0 == "." }
            let tail = rest.dropFirst(digits.count)
            if tail.first == "e" {
                let sign = tail.dropFirst().first.map { $0 == "-" || $0 == "+" } == true ? 2 : 1
                let power = tail.dropFirst(sign).prefix(while: \.isNumber)
                digits = rest[..<power.endIndex]
            }
            rest = rest[digits.endIndex...]
            return Double(digits)
        }
    }
}
