import EcoParameters
import EcoUnits

/// Which index the assessment follows, with its classes and borders of change as versioned data.
enum EcologicalIndex: String, ParameterChoice {
    case hj192 = "hj192_2015"
    case countyAssessment = "county_assessment"
    case eqi = "eqi_2021"

    var meaning: LocalizedText {
        switch self {
        case .hj192:
            LocalizedText(
                en: "EI of HJ 192-2015; change from 1, 3 and 8", zh: "HJ 192-2015 生态环境状况指数，变化界限1、3、8")
        case .countyAssessment:
            LocalizedText(
                en:
                    "EI of the county assessment of key ecological function zones; change above 1, from 2 and 4 "
                    + "(borders not checked in print)",
                zh: "重点生态功能区县域考核指数，变化界限1、2、4（未核对原文）")
        case .eqi:
            LocalizedText(
                en:
                    "EQI of the 2021 method; change from 1, 2 and 4 (classes and borders not checked in print)",
                zh: "2021年区域生态质量指数，变化界限1、2、4（未核对原文）")
        }
    }

    /// Lowest value of each class, best first.
    var classes: [(minimum: Rational, name: LocalizedText)] {
        switch self {
        case .hj192, .countyAssessment:
            [
                (Rational(75), LocalizedText(en: "excellent", zh: "优")),
                (Rational(55), LocalizedText(en: "good", zh: "良")),
                (Rational(35), LocalizedText(en: "ordinary", zh: "一般")),
                (Rational(20), LocalizedText(en: "rather poor", zh: "较差")),
                (Rational(0), LocalizedText(en: "poor", zh: "差")),
            ]
        case .eqi:
            [
                (Rational(70), LocalizedText(en: "class 1", zh: "一类")),
                (Rational(55), LocalizedText(en: "class 2", zh: "二类")),
                (Rational(40), LocalizedText(en: "class 3", zh: "三类")),
                (Rational(30), LocalizedText(en: "class 4", zh: "四类")),
                (Rational(0), LocalizedText(en: "class 5", zh: "五类")),
            ]
        }
    }

    func name(of value: Rational) -> LocalizedText {
        classes.first { value >= $0.minimum }?.name ?? classes[classes.count - 1].name
    }

    /// Where a change becomes slight, middle and strong.
    private var borders: [Rational] { (self == .hj192 ? [1, 3, 8] : [1, 2, 4]).map { Rational($0) } }

    /// The degree of a change; in the county assessment a change of exactly 1 is still none.
    func change(_ difference: Rational) -> EcologicalChange {
        let size = difference.magnitude
        var degree = borders.count { size >= $0 }
        if self == .countyAssessment, size == borders[0] { degree = 0 }
        guard degree > 0 else { return .stable }
        let worse: [EcologicalChange] = [.slightlyWorse, .worse, .clearlyWorse]
        let better: [EcologicalChange] = [.slightlyBetter, .better, .clearlyBetter]
        return (difference.isNegative ? worse : better)[degree - 1]
    }
}

/// Change of ecological quality in seven degrees, worst first. Under HJ 192-2015 the outer ones are its
/// slight, clear and marked change.
enum EcologicalChange: String, CaseIterable, Sendable {
    case clearlyWorse = "clearly_worse"
    case worse
    case slightlyWorse = "slightly_worse"
    case stable
    case slightlyBetter = "slightly_better"
    case better
    case clearlyBetter = "clearly_better"

    var name: LocalizedText {
        switch self {
        case .clearlyWorse: LocalizedText(en: "clearly worse", zh: "明显变差")
        case .worse: LocalizedText(en: "worse", zh: "一般变差")
        case .slightlyWorse: LocalizedText(en: "slightly worse", zh: "轻微变差")
        case .stable: LocalizedText(en: "basically stable", zh: "基本稳定")
        case .slightlyBetter: LocalizedText(en: "slightly better", zh: "轻微变好")
        case .better: LocalizedText(en: "better", zh: "一般变好")
        case .clearlyBetter: LocalizedText(en: "clearly better", zh: "明显变好")
        }
    }

    /// Of our own; no document states factors.
    private var defaultFactor: String {
        switch self {
        case .clearlyWorse: "0.7"
        case .worse: "0.85"
        case .slightlyWorse: "0.95"
        case .stable: "1"
        case .slightlyBetter: "1.03"
        case .better: "1.06"
        case .clearlyBetter: "1.10"
        }
    }

    var factorParameter: Parameter<Rational> {
        .exactNumber(
            rawValue, range: .closed(0, 2), default: defaultFactor,
            LocalizedText(en: "factor where quality is \(name.en)", zh: "\(name.zh)时的系数"),
            source: "illustrative; no document states factors", status: .provisional)
    }
}
