import EcoAccounts
import EcoParameters
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
    /// Where the figure of an observation or baseline stands; `nil` for what was worked out here.
    public let origin: FigureOrigin?
    /// The steps that this one reads, in reading order.
    public let inputs: [Calculation]

    /// Note and inputs are made only where calculations are explained.
    public init(
        _ step: Step, _ name: String, _ value: Rational, _ unit: Unit, note: @autoclosure () -> LocalizedText,
        origin: FigureOrigin? = nil, inputs: @autoclosure () -> [Calculation] = []
    ) {
        let isExplained = Self.isExplained
        self.step = step
        self.name = name
        self.value = value
        self.unit = unit
        self.note = isExplained ? note() : .empty
        self.origin = origin
        self.inputs = isExplained ? inputs() : []
    }

    /// - Parameter note: in formulas and numbers alone, the same in both languages.
    public init(
        _ step: Step, _ name: String, _ value: Rational, _ unit: Unit, note: @autoclosure () -> String = "",
        origin: FigureOrigin? = nil, inputs: @autoclosure () -> [Calculation] = []
    ) {
        self.init(step, name, value, unit, note: LocalizedText(note()), origin: origin, inputs: inputs())
    }

    /// False while payments alone are asked for: then steps keep their values and nothing that explains them.
    @TaskLocal private static var isExplained = true

    /// What `body` gives, computed without explanations.
    static func unexplained<Value, Failure: Error>(
        _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try $isExplained.withValue(false) { () -> Result<Value, Failure> in
            do throws(Failure) { return .success(try body()) } catch { return .failure(error) }
        }.get()
    }

    /// The same step with a name before its note.
    func named(_ who: LocalizedText) -> Calculation {
        let note = LocalizedText(
            en: note.en.isEmpty ? who.en : "\(who.en): \(note.en)",
            zh: note.zh.isEmpty ? who.zh : "\(who.zh)：\(note.zh)")
        return Calculation(step, name, value, unit, note: note, origin: origin, inputs: inputs)
    }

    /// This step and all below it, depth first.
    public var allSteps: [Calculation] { [self] + inputs.flatMap(\.allSteps) }
}

/// Where a figure that a calculation starts from stands.
public enum FigureOrigin: Hashable, Sendable {
    /// A row of `air.csv`.
    case air(RegionCode, Period, indicator: String)
    /// A cell of an input table.
    case cell(SourceLocation)
    /// A row of `accounts.csv`.
    case account(RegionCode, year: Int, indicator: String)
    /// A row of `scores.csv`.
    case score(appraisal: String, subject: String, Period)
}

extension FigureOrigin: CustomStringConvertible {
    /// As the figure is named to `explain`, or as `file:line:column`.
    public var description: String {
        switch self {
        case .air(let region, let period, let indicator): "air:\(region):\(period):\(indicator)"
        case .cell(let location): location.description
        case .account(let region, let year, let indicator): "accounts:\(region):\(year):\(indicator)"
        case .score(let appraisal, let subject, let period): "scores:\(appraisal):\(subject):\(period)"
        }
    }
}

extension Unit {
    /// Yuan, the unit of every amount before rounding to fen.
    static let yuan = Unit.named("CNY")
}
