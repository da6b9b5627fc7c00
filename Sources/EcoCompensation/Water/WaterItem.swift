import EcoParameters
import EcoUnits

/// The items of surface water that sections are assessed by.
public enum WaterItem: String, ParameterChoice {
    case cod
    case permanganateIndex = "permanganate_index"
    case ammoniaNitrogen = "ammonia_nitrogen"
    case totalPhosphorus = "total_phosphorus"
    case totalNitrogen = "total_nitrogen"
    case dissolvedOxygen = "dissolved_oxygen"

    public var name: LocalizedText {
        switch self {
        case .cod: LocalizedText(en: "COD", zh: "化学需氧量")
        case .permanganateIndex: LocalizedText(en: "permanganate index", zh: "高锰酸盐指数")
        case .ammoniaNitrogen: LocalizedText(en: "ammonia nitrogen", zh: "氨氮")
        case .totalPhosphorus: LocalizedText(en: "total phosphorus", zh: "总磷")
        case .totalNitrogen: LocalizedText(en: "total nitrogen", zh: "总氮")
        case .dissolvedOxygen: LocalizedText(en: "dissolved oxygen", zh: "溶解氧")
        }
    }

    public var meaning: LocalizedText { name }

    static let unit = Unit.named("mg/L")
    static let rateUnit = Unit.named("CNY/(mg/L)")

    /// Whether a higher value is better water.
    public var isBetterHigher: Bool { self == .dissolvedOxygen }

    /// Values outside are taken for a mistaken unit, in mg/L: a tenth of the usual detection limit, and more
    /// than raw sewage holds.
    var plausible: ClosedRange<Rational> {
        switch self {
        case .cod: Self.range(2, 5, to: 5_000)
        case .permanganateIndex: Self.range(5, 100, to: 1_000)
        case .ammoniaNitrogen: Self.range(25, 10_000, to: 500)
        case .totalPhosphorus: Self.range(1, 1_000, to: 100)
        case .totalNitrogen: Self.range(5, 1_000, to: 1_000)
        case .dissolvedOxygen: Rational.zero...Rational(40)
        }
    }

    private static func range(_ numerator: Int128, _ denominator: Int128, to upper: Int) -> ClosedRange<
        Rational
    > {
        (Rational(numerator, over: denominator) ?? .zero)...Rational(upper)
    }

    /// How far the value is over its limit, as a part of the limit; for oxygen, how far below.
    func exceedRatio(of value: Rational, over limit: Rational) throws(ArithmeticOverflow) -> Rational {
        isBetterHigher ? try (limit - value) / limit : try (value - limit) / limit
    }
}

/// A class of the surface-water standard; larger is worse.
public enum WaterClass: String, ParameterChoice, Comparable {
    case i
    case ii
    case iii
    case iv
    case v
    case worseThanV = "worse_than_v"

    public var meaning: LocalizedText {
        switch self {
        case .i: LocalizedText(en: "class I", zh: "Ⅰ类")
        case .ii: LocalizedText(en: "class II", zh: "Ⅱ类")
        case .iii: LocalizedText(en: "class III", zh: "Ⅲ类")
        case .iv: LocalizedText(en: "class IV", zh: "Ⅳ类")
        case .v: LocalizedText(en: "class V", zh: "Ⅴ类")
        case .worseThanV: LocalizedText(en: "worse than class V", zh: "劣Ⅴ类")
        }
    }

    /// 1 for class I, 6 for worse than V.
    public var rank: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }

    public static func < (left: WaterClass, right: WaterClass) -> Bool { left.rank < right.rank }
}

/// Rivers and lakes have different limits of total phosphorus.
public enum WaterBody: String, ParameterChoice {
    case river
    case lake

    public var meaning: LocalizedText {
        switch self {
        case .river: LocalizedText(en: "river", zh: "河流")
        case .lake: LocalizedText(en: "lake or reservoir", zh: "湖库")
        }
    }
}
