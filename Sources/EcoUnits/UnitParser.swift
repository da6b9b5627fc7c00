/// Reads `CNY/t`, `kJ/(m2 d)`, `MJ mm ha-1 h-1 a-1`: factors joined by blanks, `*` or `·`; `/` inverts the
/// next factor or bracket.
struct UnitParser {
    private let text: String
    /// In bytes; brackets nest, and no real symbol comes near.
    private static let maximumLength = 200
    private var rest: Substring

    init(_ symbol: String) {
        text = symbol
        rest = Substring(symbol)
    }

    mutating func parse() throws(UnitError) -> Unit {
        skipBlanks()
        guard !rest.isEmpty else { throw .empty }
        guard text.utf8.count <= Self.maximumLength else { throw .malformed(String(text.prefix(20)) + "...") }
        let product = try parseProduct(closing: false)
        guard rest.isEmpty else { throw .malformed(String(rest)) }
        return Unit(
            symbol: text.trimmingBlanks(), dimension: product.dimension, scale: product.scale,
            zeroPoint: product.zeroPoint)
    }

    private mutating func parseProduct(closing: Bool) throws(UnitError) -> Unit {
        var result = try parseFactor()
        while true {
            skipBlanks()
            guard let next = rest.first, !(closing && next == ")") else { return result }
            var sign = 1
            if next == "/" || next == "*" || next == "·" {
                rest.removeFirst()
                sign = next == "/" ? -1 : 1
                skipBlanks()
            }
            let factor = try parseFactor()
            result = try combine(result, factor, power: sign)
        }
    }

    private mutating func parseFactor() throws(UnitError) -> Unit {
        if rest.first == "(" {
            rest.removeFirst()
            let inner = try parseProduct(closing: true)
            guard rest.first == ")" else { throw .malformed(text) }
            rest.removeFirst()
            return inner
        }
        let name = rest.prefix { !" */·()^-+0123456789".contains($0) }
        let symbol = name.isEmpty ? rest.prefix { $0 == "1" } : name
        guard !symbol.isEmpty else { throw .malformed(String(rest)) }
        rest.removeFirst(symbol.count)
        let (unit, count) = try lookUp(String(symbol))
        let power = try parsePower()
        let raised = power == 1 ? unit : try combine(.one, unit, power: power)
        guard count != .one else { return raised }
        return try combine(raised, Unit(symbol: "", dimension: .dimensionless, scale: count), power: 1)
    }

    private mutating func parsePower() throws(UnitError) -> Int {
        let hasCaret = rest.first == "^"
        if hasCaret { rest.removeFirst() }
        let digits = rest.prefix { $0 == "-" || $0 == "+" || ($0.isASCII && $0.isNumber) }
        guard !digits.isEmpty || hasCaret else { return 1 }
        guard let power = Int(digits), power != 0, abs(power) <= 4 else { throw .malformed(text) }
        rest.removeFirst(digits.count)
        return power
    }

    /// The unit and its Chinese count, which a power leaves alone: 万km2 is 10^4 km2.
    private func lookUp(_ symbol: String) throws(UnitError) -> (Unit, count: Rational) {
        if let unit = UnitCatalogue.symbols[symbol] { return (unit, .one) }
        for (prefix, count) in UnitCatalogue.countingPrefixes where symbol.hasPrefix(prefix) {
            if let unit = UnitCatalogue.symbols[String(symbol.dropFirst(prefix.count))] {
                return (unit, count)
            }
        }
        throw .unknown(part: symbol)
    }

    private func combine(_ left: Unit, _ right: Unit, power: Int) throws(UnitError) -> Unit {
        var scale = left.scale
        do {
            for _ in 0..<abs(power) { scale = power > 0 ? try scale * right.scale : try scale / right.scale }
        } catch {
            throw .malformed(text)
        }
        return Unit(symbol: text, dimension: left.dimension + right.dimension * power, scale: scale)
    }

    private mutating func skipBlanks() {
        rest = rest.drop { $0 == " " }
    }
}

extension StringProtocol {
    /// Without blanks and tabs at either end.
    public func trimmingBlanks() -> String {
        let start = drop { $0 == " " || $0 == "\t" }
        guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(start[...last])
    }
}
