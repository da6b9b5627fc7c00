import EcoUnits

/// What is wrong with a single value.
struct ScalarError: Error {
    let code: String
    let message: String
    let hint: String
}

/// Reads single values strictly, where YAML readers disagree: `010` is no number, `NO` no truth value,
/// `12:30` no text without quotes.
enum ScalarReader {
    static func quantity(
        _ scalar: DocumentNode.Scalar, _ unit: Unit, _ range: NumberRange
    ) throws(ScalarError) -> BoundValue {
        let parts = try parse(scalar.text, expecting: unit)
        let value = unit == parts.unit ? parts.exact : try convert(parts.exact, from: parts.unit, to: unit)
        let double = value == parts.exact ? parts.double : value.doubleValue
        guard range.contains(double) else {
            throw ScalarError(
                code: "out_of_range", message: "\(scalar.text) is out of range",
                hint: "allowed: \(range)\(unit == .one ? "" : " \(unit.symbol)")")
        }
        return .number(exact: value, double: double)
    }

    static func integer(
        _ scalar: DocumentNode.Scalar, _ range: ClosedRange<Int>
    ) throws(ScalarError) -> BoundValue {
        guard let exact = DecimalNumber(scalar.text)?.rational, exact.isInteger,
            let value = Int(exactly: exact.numerator)
        else { throw notANumber(scalar.text, "a whole number", example: Self.example(range)) }
        guard range.contains(value) else {
            throw ScalarError(
                code: "out_of_range", message: "\(value) is out of range",
                hint: "allowed: \(range.lowerBound) to \(range.upperBound)")
        }
        return .integer(value)
    }

    private static func example(_ range: ClosedRange<Int>) -> String {
        range.lowerBound > -1_000_000 && range.upperBound < 1_000_000
            ? "digits alone, \(range.lowerBound) to \(range.upperBound)" : "digits alone"
    }

    static func boolean(_ scalar: DocumentNode.Scalar) throws(ScalarError) -> BoundValue {
        switch scalar.text {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default:
            throw ScalarError(
                code: "wrong_type", message: "expected true or false, got '\(scalar.text)'",
                hint: "YAML readers disagree on yes, no, on and off; write true or false")
        }
    }

    static func text(_ scalar: DocumentNode.Scalar, _ kind: TextKind) throws(ScalarError) -> BoundValue {
        if !scalar.isQuoted, case .any = kind, let reading = AmbiguousText.reading(of: scalar.text) {
            throw ScalarError(
                code: "ambiguous_text",
                message: "'\(scalar.text)' without quotes is \(reading) to some readers",
                hint: "write \"\(scalar.text)\"")
        }
        if let complaint = kind.complaint(about: scalar.text) {
            throw ScalarError(code: complaint.code, message: complaint.message, hint: complaint.hint)
        }
        return .text(scalar.text)
    }

    // MARK: Numbers with units

    private struct Parts {
        let exact: Rational
        let double: Double
        let unit: Unit
    }

    private static func parse(_ text: String, expecting unit: Unit) throws(ScalarError) -> Parts {
        let quantity: Quantity
        do { quantity = try Quantity(text) } catch { throw describe(error, text, unit) }
        // The number is read twice: once checked with its unit, once exactly.
        let digits = text.trimmingBlanks().prefix { "+-0123456789.eE".contains($0) }
        let exact = DecimalNumber(digits)?.rational ?? Rational(shortestDecimalOf: quantity.value)
        guard let exact else { throw notANumber(text, "a number", example: "12.5") }
        guard quantity.unit.dimension == unit.dimension else {
            let written = quantity.unit == .one ? "no unit" : "'\(quantity.unit.symbol)'"
            throw ScalarError(
                code: "wrong_unit",
                message: unit == .one
                    ? "expected a bare number, got \(written)" : "expected \(unit.symbol), got \(written)",
                hint: unit == .one
                    ? "leave the unit out" : "write it with its unit, such as \(digits) \(unit.symbol)")
        }
        return Parts(exact: exact, double: quantity.value, unit: quantity.unit)
    }

    private static func convert(
        _ value: Rational, from source: Unit, to target: Unit
    ) throws(ScalarError) -> Rational {
        do {
            let base = try value * source.scale + source.zeroPoint
            return try (base - target.zeroPoint) / target.scale
        } catch {
            throw ScalarError(
                code: "out_of_range", message: "the number leaves the range of exact arithmetic",
                hint: "use fewer digits or a larger unit")
        }
    }

    private static func describe(_ error: QuantityError, _ text: String, _ unit: Unit) -> ScalarError {
        switch error {
        case .noNumber: notANumber(text, "a number", example: unit == .one ? "12.5" : "20 \(unit.symbol)")
        case .malformedNumber(let digits): notANumber(digits, "a number", example: "10, 1.5 or 2.0e6")
        case .unit where unit == .one: notANumber(text, "a number", example: "12.5, without a unit")
        case .unit(.unknown(let part)):
            ScalarError(
                code: "unknown_unit", message: "unknown unit '\(part)' in '\(text)'",
                hint: "expected \(unit.symbol) or a unit that converts to it")
        case .unit:
            ScalarError(
                code: "unknown_unit", message: "the unit of '\(text)' cannot be read",
                hint: "expected \(unit.symbol), written such as CNY/t or ug/m3")
        }
    }

    private static func notANumber(_ text: String, _ kind: String, example: String) -> ScalarError {
        guard !DecimalNumber.isTooLong(text) else {
            return ScalarError(
                code: "too_many_digits",
                message: "the number has more than \(DecimalNumber.maximumDigits) digits",
                hint: "round it; no measurement has as many")
        }
        let hint =
            text.first == "0" && text.count > 1 && text.allSatisfy(\.isNumber)
            ? "a leading zero is octal to some readers: leave it out, or quote a code"
            : "write it as \(example)"
        return ScalarError(code: "wrong_type", message: "expected \(kind), got '\(text)'", hint: hint)
    }
}

/// Unquoted texts that YAML 1.1 and 1.2 readers turn into something else.
enum AmbiguousText {
    static func reading(of text: String) -> String? {
        let lower = text.lowercased()
        if ["y", "n", "yes", "no", "on", "off", "true", "false"].contains(lower) { return "a truth value" }
        if TextKind.isDate(text) { return "a date" }
        let digitsAndColons = text.allSatisfy { ("0"..."9").contains($0) || $0 == ":" }
        if digitsAndColons, text.contains(":"), text.first != ":" { return "a number of base 60" }
        let cleaned = text.filter { $0 != "_" }
        if Double(cleaned) != nil || cleaned.hasPrefix("0x") || cleaned.hasPrefix("0o") { return "a number" }
        return nil
    }
}
