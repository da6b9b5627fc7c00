/// A number with its unit.
public struct Quantity: Hashable, Sendable {
    public let value: Double
    public let unit: Unit

    public init(_ value: Double, _ unit: Unit) {
        self.value = value
        self.unit = unit
    }

    /// Reads `20 CNY/t`, `15.6 km2`, `5万元` or a bare number (unit 1).
    public init(_ text: some StringProtocol) throws(QuantityError) {
        let trimmed = text.trimmingBlanks()
        let digits = Self.numberPrefix(of: trimmed)
        guard !digits.isEmpty else { throw .noNumber }
        guard let number = DecimalNumber(digits) else { throw .malformedNumber(String(digits)) }
        let symbol = trimmed.dropFirst(digits.count).trimmingBlanks()
        value = number.doubleValue
        guard !symbol.isEmpty else {
            unit = .one
            return
        }
        do { unit = try Unit(symbol) } catch { throw .unit(error) }
    }

    /// The same quantity in `other`; `nil` where the dimensions differ.
    public func converted(to other: Unit) -> Quantity? {
        unit.convert(value, to: other).map { Quantity($0, other) }
    }

    /// The longest leading part that a number could be: an `e` counts only before digits (`1e3`, not `1 eV`).
    private static func numberPrefix(of text: String) -> Substring {
        let characters = Array(text)
        var end = 0
        while end < characters.count {
            let character = characters[end]
            let isExponent =
                (character == "e" || character == "E") && end > 0 && end + 1 < characters.count
                && "+-0123456789".contains(characters[end + 1])
            let isSign =
                (character == "-" || character == "+") && (end == 0 || "eE".contains(characters[end - 1]))
            guard "0123456789._".contains(character) || isExponent || isSign else { break }
            end += 1
        }
        return text.prefix(end)
    }
}

/// Why a quantity could not be read.
public enum QuantityError: Error, Hashable, Sendable {
    case noNumber
    case malformedNumber(String)
    case unit(UnitError)
}

extension Quantity: CustomStringConvertible {
    public var description: String { unit == .one ? "\(value)" : "\(value) \(unit.symbol)" }
}
