import EcoParameters
import EcoUnits

/// How the claims of a scheme become money.
public struct SettlementRules: Hashable, Sendable {
    /// Where the receivers' money comes from.
    public enum Funding: Hashable, Sendable {
        /// The receivers share this part of what is paid in, in proportion to their claims; the upper level
        /// retains the rest. Without receivers that part is carried forward.
        case pool(share: Rational)
        /// The receivers get their claims; the upper level tops up, at most `budget` yuan a period, and
        /// what they do not need is retained or carried.
        case guaranteed(surplus: Surplus, budget: Rational?)
    }

    /// What becomes of payments that no receiver needs.
    public enum Surplus: String, ParameterChoice {
        case retained
        case carried

        public var meaning: LocalizedText {
            switch self {
            case .retained: LocalizedText(en: "the upper level retains it", zh: "由上级财政留存")
            case .carried: LocalizedText(en: "it is carried forward in a named fund", zh: "结转下期")
            }
        }
    }

    public let funding: Funding
    /// The fund through which every payment runs; it holds nothing between periods.
    public let fund: String
    /// Who retains and tops up.
    public let upperLevel: String
    /// Who keeps what is carried forward.
    public let carriedFund: String
    /// In yuan; a whole number of fen.
    public let step: Rational
    public let rounding: MoneyRounding
    /// The most that a region pays in a period, in yuan; the rest is deferred to its next period.
    public let paymentCap: Rational?

    /// An amount without direction, as whole steps.
    func rounded(_ yuan: Rational) throws(ArithmeticOverflow) -> Money {
        try Money(yuan: yuan, step: step, rounding.mode)
    }

    /// What of the amounts due can be paid from `own` means and a budget in yuan: all, or whole steps in proportion.
    func limited(
        _ due: [Money], to budget: Rational?, means own: Money
    ) throws(ArithmeticOverflow) -> [Money] {
        guard let budget else { return due }
        let means = max(.zero, try own + Money(yuan: budget, step: step, .down))
        guard try due.total() > means else { return due }
        let step = try stepInFen()
        let counts = try Apportionment.largestRemainder(
            Int128(means.fen) / step, byWhole: due.map { Int128($0.fen) })
        return try counts.map { count throws(ArithmeticOverflow) in try Money(steps: count, of: step) }
    }

    func stepInFen() throws(ArithmeticOverflow) -> Int128 {
        let fen = try step * Rational(100)
        guard fen.isInteger, fen > .zero else { throw ArithmeticOverflow() }
        return fen.numerator
    }

    /// An amount without direction as whole steps, in exact yuan: for schemes whose pool is a share of rounded fines.
    func roundedYuan(_ yuan: Rational) throws(ArithmeticOverflow) -> Rational { try rounded(yuan).yuan }
}

extension Money {
    /// Whole steps of as many fen.
    init(steps count: Int128, of fen: Int128) throws(ArithmeticOverflow) {
        guard let whole = Int64(exactly: try count.times(fen)) else { throw ArithmeticOverflow() }
        self.init(fen: whole)
    }
}

/// The parameters that every family's settlement takes.
enum SettlementParameters {
    static func roundingStep(default text: String, source: String) -> Parameter<Rational> {
        .exactQuantity(
            "rounding_step", unit: .yuan, range: .positive, default: text,
            LocalizedText(en: "amounts are whole multiples of this", zh: "金额取整单位"), source: source,
            status: .published)
    }

    static let rounding = Parameter<MoneyRounding>.choice(
        "rounding", default: .halfUp,
        LocalizedText(en: "how an amount between two steps is settled", zh: "取整规则"),
        source: "no published scheme states its rule", status: .provisional)
    static let paymentCap = Parameter<Rational>.exactQuantity(
        "payment_cap", unit: .yuan, range: .nonNegative,
        LocalizedText(
            en: "the most that a region pays in a period; the rest is deferred without interest",
            zh: "单个地区每期缴纳上限，超出部分免息结转")
    ).optional
    static let upperLevel = Parameter<String>.text(
        "upper_level", kind: .identifier, default: StandardFund.province.rawValue,
        LocalizedText(en: "budget that retains and tops up", zh: "上级财政"))
    static let carriedFund = Parameter<String>.text(
        "carried_fund", kind: .identifier, default: StandardFund.carriedForward.rawValue,
        LocalizedText(en: "fund that keeps what is carried forward", zh: "结转资金账户"))

    static func fund(default fund: StandardFund) -> Parameter<String> {
        .text(
            "fund", kind: .identifier, default: fund.rawValue,
            LocalizedText(en: "fund through which the payments run", zh: "补偿资金账户"))
    }

    /// A step that is no whole number of fen, or funds that share a name.
    static func check(
        _ bound: BoundGroup, step: Parameter<Rational>, fund: Parameter<String>,
        _ diagnostics: inout [Diagnostic]
    ) {
        if let fen = try? bound[step] * Rational(100), !fen.isInteger {
            diagnostics.append(
                Diagnostic(
                    code: "out_of_range", at: bound.location(of: step), path: bound.path(of: step),
                    "the step is no whole number of fen", hint: "such as 0.01 万元, 1 CNY or 0.01 CNY"))
        }
        let names = [bound[fund], bound[upperLevel], bound[carriedFund]]
        if Set(names).count < names.count {
            diagnostics.append(
                Diagnostic(
                    code: "duplicate_id", at: bound.location(of: fund), path: bound.path(of: fund),
                    "`fund`, `upper_level` and `carried_fund` share a name", hint: "give each its own"))
        }
    }
}
