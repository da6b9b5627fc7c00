import EcoUnits

/// One exact step of a payment's arithmetic, with the steps that it rests on.
///
/// The tree of a claim runs from observations to yuan; settlement puts its own steps (cap, share, rounding)
/// on top. `explain` prints it.
public struct Calculation: Hashable, Sendable {
    public enum Step: String, CaseIterable, Sendable {
        case observation
        case baseline
        /// Positive where the region does worse than its baseline.
        case difference
        case exemption
        case tier
        case combination
        case weight
        case coefficient
        /// A factor or finding that changes a claim after the formula: season, target, fraud, linkage.
        case adjuster
        case rank
        case sum
        case pool
        case share
        case cap
        case rounding
    }

    public let step: Step
    /// What the value is, as an id: `pm25`, `mean_of_area`, `reward_pool`.
    public let name: String
    public let value: Rational
    public let unit: Unit
    /// The rule of the step with its numbers; empty where the name says it all.
    public let note: LocalizedText
    /// The steps that this one reads, in reading order.
    public let inputs: [Calculation]

    public init(
        _ step: Step, _ name: String, _ value: Rational, _ unit: Unit, note: LocalizedText,
        inputs: [Calculation] = []
    ) {
        self.step = step
        self.name = name
        self.value = value
        self.unit = unit
        self.note = note
        self.inputs = inputs
    }

    /// - Parameter note: in formulas and numbers alone, the same in both languages.
    public init(
        _ step: Step, _ name: String, _ value: Rational, _ unit: Unit, note: String = "",
        inputs: [Calculation] = []
    ) {
        self.init(step, name, value, unit, note: LocalizedText(note), inputs: inputs)
    }

    /// This step and all below it, depth first.
    public var allSteps: [Calculation] { [self] + inputs.flatMap(\.allSteps) }
}

extension Unit {
    /// Yuan, the unit of every amount before rounding to fen.
    static let yuan = Unit.named("CNY")
}
