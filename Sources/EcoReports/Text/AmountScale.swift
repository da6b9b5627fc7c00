import EcoUnits

/// The unit in which a column or picture shows money: 元, 万元, 亿元, or yuan and million yuan.
struct AmountScale: Sendable {
    /// Yuan in one unit shown.
    let yuan: Int64
    let name: LocalizedText
    /// Decimals of a figure in this unit.
    let digits: Int
    /// Further decimals of small sums, which whole 万元 would show as nothing.
    private var fineDigits = 0

    static let yuan = AmountScale(yuan: 1, name: LocalizedText(en: "yuan", zh: "元"), digits: 0)
    static let tenThousand = AmountScale(
        yuan: 10_000, name: LocalizedText(en: "10,000 yuan", zh: "万元"), digits: 2)
    static let million = AmountScale(
        yuan: 1_000_000, name: LocalizedText(en: "million yuan", zh: "百万元"), digits: 3)
    static let hundredMillion = AmountScale(
        yuan: 100_000_000, name: LocalizedText(en: "100 million yuan", zh: "亿元"), digits: 3)

    /// The largest unit of the language in which the largest amount is at least one.
    init(forYuan amounts: [Double], _ language: Language) {
        let largest = amounts.filter(\.isFinite).map(abs).max() ?? 0
        let scales: [AmountScale] = language == .zh ? [.hundredMillion, .tenThousand] : [.million]
        self = scales.first { largest >= Double($0.yuan) } ?? .yuan
        fineDigits = largest < Self.smallSums ? 2 : 0
    }

    /// For sums of counties' budgets: 万元 in Chinese, in which schemes and budgets reckon, however large they are.
    init(forBudgets amounts: [Double], _ language: Language) {
        let scale = AmountScale(forYuan: amounts, language)
        self = language == .zh ? .tenThousand : scale
        fineDigits = scale.fineDigits
    }

    /// The largest amount below which sums are small, yuan.
    private static let smallSums = 1e7

    /// Decimals that are as fine as so many of 万元; two more where all sums are small.
    func digits(asTenThousand digits: Int) -> Int {
        yuan == 1 ? 0 : digits + fineDigits + (yuan > Self.tenThousand.yuan ? 2 : 0)
    }

    private init(yuan: Int64, name: LocalizedText, digits: Int) {
        self.yuan = yuan
        self.name = name
        self.digits = digits
    }

    func value(_ yuan: Double) -> Double { yuan / Double(self.yuan) }

    /// The figure alone; the unit stands in the heading.
    func text(yuan amount: Double?, _ style: NumberStyle, digits: Int? = nil) -> String {
        guard let amount, amount.isFinite else { return NumberStyle.absent }
        guard let exact = Rational(shortestDecimalOf: amount), let divisor = Rational(1, over: Int128(yuan)),
            let scaled = try? exact * divisor
        else { return style.number(value(amount), digits: digits ?? self.digits) }
        return style.number(scaled, digits: digits ?? self.digits)
    }

    /// Exact: fen never pass through binary fractions.
    func text(fen: Int64, _ style: NumberStyle) -> String {
        guard let exact = Rational(Int128(fen), over: Int128(yuan) * 100) else { return NumberStyle.absent }
        return style.number(exact, digits: yuan == 1 ? 2 : digits)
    }
}

extension NumberStyle {
    /// A lone amount in four figures with its unit; the tables hold the whole amount.
    func amount(yuan: Double?) -> String {
        guard let yuan else { return Self.absent }
        let scale = AmountScale(forYuan: [yuan], language)
        let digits = min(digits(for: [scale.value(yuan)]), scale.digits)
        return scale.text(yuan: yuan, self, digits: digits) + " " + scale.name(language)
    }

    func amount(fen: Int64) -> String { amount(yuan: Double(fen) / 100) }
}
