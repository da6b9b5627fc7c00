/// Reads `CNY/t`, `kJ/(m2 d)`, `MJ mm ha-1 h-1 a-1`: factors joined by blanks, `*` or `·`; `/` inverts the
/// next factor or bracket.
struct UnitParser {
    private let text: String
    private var rest: Substring

    init(_ symbol: String) {
        text = symbol
        rest = Substring(symbol)
    }

    mutating func parse() throws(UnitError) -> Unit {
        skipBlanks()
        guard !rest.isEmpty else { throw .empty }
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
        let power = try parsePower()
        let unit = try lookUp(String(symbol))
        return power == 1 ? unit : try combine(.one, unit, power: power)
    }

    private mutating func parsePower() throws(UnitError) -> Int {
        if rest.first == "^" { rest.removeFirst() }
        let digits = rest.prefix { $0 == "-" || $0 == "+" || ($0.isASCII && $0.isNumber) }
        guard !digits.isEmpty else { return 1 }
        guard let power = Int(digits), power != 0, abs(power) <= 4 else { throw .malformed(String(digits)) }
        rest.removeFirst(digits.count)
        return power
    }

    private func lookUp(_ symbol: String) throws(UnitError) -> Unit {
        if let unit = UnitCatalogue.symbols[symbol] { return unit }
        for (prefix, factor) in UnitCatalogue.countingPrefixes where symbol.hasPrefix(prefix) {
            let base = String(symbol.dropFirst(prefix.count))
            if let unit = UnitCatalogue.symbols[base], let scale = try? unit.scale * factor {
                return Unit(symbol: symbol, dimension: unit.dimension, scale: scale)
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
