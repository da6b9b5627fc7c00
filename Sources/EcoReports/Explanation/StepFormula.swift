import EcoUnits

/// The formula of a step of `calculations.csv` with its numbers filled in, as the step's own inputs and note give it.
///
/// Every formula is worked out exactly before it is told: one whose result is not the value of the step is left out.
enum StepFormula {
    private typealias Candidate = (expression: String, value: Rational?)

    static func formula(_ step: CalculationSteps.Step, inputs: [CalculationSteps.Step]) -> Formula? {
        let values = inputs.compactMap(\.value)
        guard let value = step.value, !values.isEmpty, values.count == inputs.count else { return nil }
        let found = candidates(step, values).first { $0.value == value }
        return found.map { Formula(value: text(value), expression: $0.expression) }
    }

    private static func candidates(_ step: CalculationSteps.Step, _ values: [Rational]) -> [Candidate] {
        let note = step.note.en
        let own: [Candidate] =
            switch step.kind {
            case "difference": differences(values)
            case "tier": [tiers(note, values), product(note, "x ", values)]
            case "weight": [product(note, "weight ", values, isNegative: true)]
            case "pool": [pool(note, values)]
            case "share": [product(note, "share ", values.suffix(1))]
            case "rounding": roundings(note, values)
            default: []
            }
        return own + [sum(values), mean(values)]
    }

    // MARK: Kinds

    private static func sum(_ values: [Rational]) -> Candidate {
        (values.map(text).joined(separator: " + "), total(values))
    }

    private static func total(_ values: [Rational]) -> Rational? {
        values.dropFirst().reduce(values.first) { sum, value in sum.flatMap { try? $0 + value } }
    }

    private static func mean(_ values: [Rational]) -> Candidate {
        let count = Rational(Int128(values.count))
        let value = total(values).flatMap { try? $0 / count }
        return ("(\(values.map(text).joined(separator: " + "))) / \(values.count)", value)
    }

    private static func differences(_ values: [Rational]) -> [Candidate] {
        guard values.count == 2 else { return [] }
        return [(values[0], values[1]), (values[1], values[0])].map { first, second in
            ("\(text(first)) - \(text(second))", try? first - second)
        }
    }

    /// The one value times the number that follows `word` in the note.
    private static func product(
        _ note: String, _ word: String, _ values: some Collection<Rational>, isNegative: Bool = false
    ) -> Candidate {
        guard values.count == 1, let value = values.first, let factor = number(after: word, in: note) else {
            return ("", nil)
        }
        let product = try? value * factor
        guard isNegative else { return ("\(text(value)) * \(text(factor))", product) }
        return ("-(\(text(value))) * \(text(factor))", product.flatMap { try? Rational(0) - $0 })
    }

    /// `4/5 of the fines, weight 1 of 3`.
    private static func pool(_ note: String, _ values: [Rational]) -> Candidate {
        guard values.count == 1, let share = number(after: "", in: note),
            let weight = number(after: "weight ", in: note),
            let whole = number(after: " of ", in: note, last: true)
        else { return ("", nil) }
        let value = try? values[0] * share * weight / whole
        return ("\(text(values[0])) * \(text(share)) * \(text(weight)) / \(text(whole))", value)
    }

    /// `marginal; up to 5 ug/m3: 100000 CNY; further: 200000 CNY`.
    private static func tiers(_ note: String, _ values: [Rational]) -> Candidate {
        guard values.count == 1, note.hasPrefix("marginal;") else { return ("", nil) }
        var parts: [String] = []
        var low = Rational(0)
        var sum: Rational? = low
        for tier in note.split(separator: ";").dropFirst().map(String.init) {
            guard let rate = number(after: ": ", in: tier) else { return ("", nil) }
            let end = number(after: "up to ", in: tier).map { min($0, values[0]) } ?? values[0]
            guard end > low, let width = try? end - low else { break }
            parts.append("\(text(width)) * \(text(rate))")
            sum = sum.flatMap { try? $0 + width * rate }
            low = end
        }
        return parts.isEmpty ? ("0 * \(text(values[0]))", low) : (parts.joined(separator: " + "), sum)
    }

    /// `half_up in steps of 100 CNY`; what is paid stands with the sign of who pays.
    private static func roundings(_ note: String, _ values: [Rational]) -> [Candidate] {
        guard values.count == 1, let step = number(after: "steps of ", in: note), !values[0].isNegative,
            let count = try? (values[0] / step).roundedToInteger(.halfUp)
        else { return [] }
        let expression = "round(\(text(values[0])) / \(text(step))) * \(text(step))"
        let value = try? Rational(count) * step
        return [(expression, value), ("-" + expression, value.flatMap { try? Rational(0) - $0 })]
    }

    // MARK: Numbers

    /// The number or fraction behind a word of a note; at the beginning where the word is empty.
    private static func number(after word: String, in note: String, last: Bool = false) -> Rational? {
        let places = note.indices.filter { note[$0...].hasPrefix(word) }
        guard let place = last ? places.last : places.first else { return nil }
        let digits = note[note.index(place, offsetBy: word.count)...].prefix {
            $0.isASCII && ($0.isNumber || $0 == "." || $0 == "/")
        }
        let parts = digits.split(separator: "/").compactMap { DecimalNumber(String($0))?.rational }
        switch parts.count {
        case 1: return parts[0]
        case 2: return try? parts[0] / parts[1]
        default: return nil
        }
    }

    /// Exactly: a decimal that ends, else a fraction.
    private static func text(_ value: Rational) -> String {
        for digits in 0...12 where (try? value.rounded(toDigits: digits)) == value {
            let text = value.text(digits: digits)
            return value.isNegative ? "(\(text))" : text
        }
        return "(\(value))"
    }
}
