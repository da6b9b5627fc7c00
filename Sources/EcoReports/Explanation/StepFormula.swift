import EcoUnits

/// The formula of a step of `calculations.csv` with its numbers filled in, as the step's own inputs and note give it.
///
/// Every formula is worked out exactly before it is told: one whose result is not the value of the step is left out.
enum StepFormula {
    /// - Parameter group: the steps that share one whole with this one, itself among them, each with its inputs.
    static func formula(
        _ step: CalculationSteps.Step, inputs: [CalculationSteps.Step],
        group: [(step: CalculationSteps.Step, inputs: [CalculationSteps.Step])] = []
    ) -> Formula? {
        let values = inputs.compactMap(\.value)
        guard let value = step.value, !values.isEmpty, values.count == inputs.count else { return nil }
        let terms = values.map { ExactTerm($0) }
        let numbers = numbers(in: step.note.en)
        let found =
            (own(step, terms, value) + shares(step, terms, group) + general(terms, numbers))
            .lazy.flatMap { [$0, -$0] }.first { $0.value == value }
        return found.map { Formula(value: ExactTerm.text(value), expression: $0.text) }
    }

    // MARK: Kinds

    private static func own(
        _ step: CalculationSteps.Step, _ values: [ExactTerm], _ result: Rational
    ) -> [ExactTerm] {
        let note = step.note.en
        let zero = ExactTerm(.zero)
        switch step.kind {
        case "difference" where values.count == 2: return [values[0] - values[1], values[1] - values[0]]
        case "tier": return tiers(note, values) + scaled(note, "x ", values)
        case "weight": return scaled(note, "weight ", values)
        case "pool": return pool(note, values)
        case "share": return scaled(note, "share ", values.suffix(1))
        case "rounding": return roundings(note, values)
        case "exemption": return values.prefix(1).map { $0 * zero }
        case "cap": return values.prefix(1).flatMap { caps($0, note, result) }
        default: return []
        }
    }

    /// A cap or floor of the note; else the value itself, which is what a cap leaves.
    private static func caps(_ value: ExactTerm, _ note: String, _ result: Rational) -> [ExactTerm] {
        let limits = numbers(in: note).map { ExactTerm($0) }
        let own = ExactTerm(result)
        return limits.flatMap {
            [ExactTerm.larger(.smaller(value, $0), -$0), .smaller(value, $0), .larger(value, $0)]
        } + [.smaller(value, own), .larger(value, own)]
    }

    /// The one value times the number that follows `word` in the note.
    private static func scaled(
        _ note: String, _ word: String, _ values: some Collection<ExactTerm>
    ) -> [ExactTerm] {
        guard values.count == 1, let value = values.first, let factor = number(after: word, in: note) else {
            return []
        }
        return [value * ExactTerm(factor)]
    }

    /// `4/5 of the fines, weight 1 of 3`.
    private static func pool(_ note: String, _ values: [ExactTerm]) -> [ExactTerm] {
        guard values.count == 1, let share = number(after: "", in: note),
            let weight = number(after: "weight ", in: note),
            let whole = number(after: " of ", in: note, last: true)
        else { return [] }
        return [values[0] * ExactTerm(share) * ExactTerm(weight) / ExactTerm(whole)]
    }

    /// `marginal; up to 5 ug/m3: 100000 CNY; further: 200000 CNY`.
    private static func tiers(_ note: String, _ values: [ExactTerm]) -> [ExactTerm] {
        guard values.count == 1, let value = values[0].value, note.hasPrefix("marginal;") else { return [] }
        var parts: [ExactTerm] = []
        var low = Rational(0)
        for tier in note.split(separator: ";").dropFirst().map(String.init) {
            guard let rate = number(after: ": ", in: tier) else { return [] }
            let end = number(after: "up to ", in: tier).map { min($0, value) } ?? value
            guard end > low, let width = try? end - low else { break }
            parts.append(ExactTerm(width) * ExactTerm(rate))
            low = end
        }
        return [ExactTerm.sum(parts) ?? ExactTerm(.zero) * values[0]]
    }

    /// `half_up in steps of 100 CNY`.
    private static func roundings(_ note: String, _ values: [ExactTerm]) -> [ExactTerm] {
        guard values.count == 1, let step = number(after: "steps of ", in: note).map({ ExactTerm($0) }),
            values[0].value?.isNegative == false
        else { return [] }
        return [(values[0] / step).rounded * step]
    }

    // MARK: Shares of a whole

    /// What a step gets of the sum of its group in proportion to its first input: exactly, or in whole steps by the
    /// largest remainder.
    private static func shares(
        _ step: CalculationSteps.Step, _ values: [ExactTerm],
        _ group: [(step: CalculationSteps.Step, inputs: [CalculationSteps.Step])]
    ) -> [ExactTerm] {
        let results = group.compactMap(\.step.value)
        let weights = group.compactMap { $0.inputs.first?.value }
        guard !values.isEmpty, weights.count == group.count, results.count == group.count,
            let whole = total(results), let sum = total(weights), sum != .zero
        else { return [] }
        let part = ExactTerm(whole) * values[0] / ExactTerm(sum)
        return [part] + inSteps(part, step.note.en)
    }

    private static func total(_ values: [Rational]) -> Rational? {
        values.dropFirst().reduce(values.first) { sum, value in sum.flatMap { try? $0 + value } }
    }

    private static let hundredth = Rational(1, over: 100) ?? .one

    /// In whole steps, with or without one of those left over; the step of the note, else the finest that fits.
    private static func inSteps(_ part: ExactTerm, _ note: String) -> [ExactTerm] {
        guard note.contains("largest remainder") else { return [] }
        let steps =
            number(after: "steps of ", in: note).map { [$0] }
            ?? [hundredth, .one, Rational(100), Rational(1_000), Rational(10_000)]
        return steps.map { ExactTerm($0) }.flatMap { step in
            let count = (part / step).floor
            return [count * step, (count + ExactTerm(.one)) * step]
        }
    }

    // MARK: General

    /// Sums, means, products and ratios of the inputs, also with the numbers of the note.
    private static func general(_ values: [ExactTerm], _ numbers: [Rational]) -> [ExactTerm] {
        guard let sum = ExactTerm.sum(values), let product = ExactTerm.product(values) else { return [] }
        let (hundred, one) = (ExactTerm(Rational(100)), ExactTerm(.one))
        let noted = numbers.map { ExactTerm($0) }
        var found = [sum, sum / ExactTerm(Rational(Int128(values.count))), product]
        if values.count == 2 {
            let (a, b) = (values[0], values[1])
            found += [a - b, b - a, (a - b) * hundred, (b - a) * hundred, (a - b) / b, (a - b) / b * hundred]
            found += [a / b, a / b * hundred, a * (one - b), a * (one + b), .smaller(a, b), .larger(a, b)]
            found += noted.flatMap { [$0 * a / b, a * b * $0] }
        }
        if let first = values.first {
            found += [(ExactTerm.smaller, values), (ExactTerm.larger, values)].map { choose, all in
                all.dropFirst().reduce(first) { choose($0, $1) }
            }
        }
        if let all = ExactTerm.product(noted), !noted.isEmpty {
            found += [product * all, product * all / hundred]
        }
        for number in noted {
            found += [sum * number, sum / number, sum - number, sum + number, product * number]
        }
        if noted.count > 1 { found.append(sum - noted[0] * noted[1]) }
        return found
    }

    // MARK: Numbers

    /// Every number or fraction of a note, in its order.
    private static func numbers(in note: String) -> [Rational] {
        note.split { !($0.isASCII && ($0.isNumber || $0 == "." || $0 == "/")) }.compactMap {
            number(String($0))
        }
    }

    /// The number or fraction behind a word of a note; at the beginning where the word is empty.
    private static func number(after word: String, in note: String, last: Bool = false) -> Rational? {
        let places = note.indices.filter { note[$0...].hasPrefix(word) }
        guard let place = last ? places.last : places.first else { return nil }
        let digits = note[note.index(place, offsetBy: word.count)...].prefix {
            $0.isASCII && ($0.isNumber || $0 == "." || $0 == "/")
        }
        return number(String(digits))
    }

    private static func number(_ text: String) -> Rational? {
        let parts = text.split(separator: "/").compactMap { DecimalNumber(String($0))?.rational }
        switch parts.count {
        case 1: return parts[0]
        case 2: return try? parts[0] / parts[1]
        default: return nil
        }
    }
}
