import EcoUnits

/// How the report writes numbers: thousands separators, sensible digits, 万元 and 亿元 or million yuan.
struct NumberStyle: Sendable {
    let language: Language
    /// What stands where there is no figure.
    static let absent = "–"

    /// A number with `digits` decimals, rounded by GB/T 8170 as it stands in the table.
    func number(_ value: Double?, digits: Int) -> String {
        guard let value, value.isFinite else { return Self.absent }
        guard let exact = Rational(shortestDecimalOf: value) else { return "\(value)" }
        return number(exact, digits: digits)
    }

    func number(_ value: Rational, digits: Int) -> String {
        let rounded = (try? value.rounded(toDigits: digits)) ?? value
        let text = rounded.text(digits: digits)
        let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let isZero = !unsigned.contains { $0 != "0" && $0 != "." }
        return (text.hasPrefix("-") && !isZero ? "-" : "") + Self.grouped(String(unsigned))
    }

    private static func grouped(_ text: String) -> String {
        let parts = text.split(separator: ".", maxSplits: 1)
        var whole = ""
        for (index, digit) in (parts.first ?? "0").enumerated() {
            if index > 0, ((parts.first?.count ?? 0) - index) % 3 == 0 { whole += "," }
            whole.append(digit)
        }
        return parts.count > 1 ? whole + "." + parts[1] : whole
    }

    /// A lone figure with four significant digits, whole from 1000 on.
    func figure(_ value: Double?) -> String {
        guard let value else { return Self.absent }
        return number(value, digits: digits(for: [value]))
    }

    /// Decimals for a column: four significant digits of the largest, and none of the figures shown as 0.
    func digits(for values: [Double]) -> Int {
        let magnitudes = values.map(abs).filter { $0 > 0 && $0.isFinite }
        guard let largest = magnitudes.max(), let smallest = magnitudes.min() else { return 0 }
        if magnitudes.allSatisfy({ $0 == $0.rounded() }) { return 0 }
        let wanted = Self.decimals(of: largest, significant: 4)
        return min(max(wanted, Self.decimals(of: smallest, significant: 1)), max(wanted, 3))
    }

    private static func decimals(of value: Double, significant: Int) -> Int {
        var digits = significant - 1
        var power = 1.0
        while power * 10 <= value, digits > 0 { (power, digits) = (power * 10, digits - 1) }
        while power > value, digits < 12 { (power, digits) = (power / 10, digits + 1) }
        return digits
    }

    func percent(_ share: Double?, digits: Int = 1) -> String {
        guard let share else { return Self.absent }
        return number(share * 100, digits: digits) + "%"
    }

    /// A very small share such as a duality gap, as a power of ten: `3.1×10⁻⁹`.
    func scientific(_ value: Double?) -> String {
        guard let value else { return Self.absent }
        if value == 0 || abs(value) >= 0.001 { return figure(value) }
        var exponent = 0
        var mantissa = value
        while abs(mantissa) < 1, exponent > -330 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
        let power = String("\(exponent)".compactMap { Self.superscripts[$0] })
        return number(mantissa, digits: 1) + "×10" + power
    }

    private static let superscripts: [Character: Character] = [
        "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
        "9": "⁹",
    ]
}
