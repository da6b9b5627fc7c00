import EcoParameters
import EcoUnits

/// How surely the limits of receptors are kept where the weather is not known.
public struct AmbientUncertainty: Sendable, Equatable {
    /// What of the uncertain coefficients a plan must stand.
    public enum Method: String, ParameterChoice, Sendable, CaseIterable {
        case everyYear = "every_year"
        case worstYearsMean = "worst_years_mean"
        case shareOfYears = "share_of_years"
        case normal
        case budget

        public var meaning: LocalizedText {
            switch self {
            case .everyYear: LocalizedText(en: "limits hold in every year", zh: "各气象年均须达标")
            case .worstYearsMean:
                LocalizedText(
                    en: "limits hold for the mean of the worst years, those that `share` leaves",
                    zh: "最不利气象年（share 以外部分）的平均浓度须达标")
            case .shareOfYears:
                LocalizedText(en: "limits hold in a share of the years", zh: "达标年份须达到给定比例")
            case .normal:
                LocalizedText(
                    en: "limits hold with a probability, loads normal about their mean",
                    zh: "以给定概率达标（浓度按正态分布）")
            case .budget:
                LocalizedText(
                    en: "limits hold while a number of coefficients are at their worst",
                    zh: "给定个数的系数同时处于最不利值时仍须达标")
            }
        }

        var needsYears: Bool { self == .everyYear || self == .worstYearsMean || self == .shareOfYears }
    }

    public var method: Method
    /// Part of the years in which a limit holds, or the probability.
    public var share: Double
    /// Coefficients of one receptor that may be at their worst together.
    public var budget: Double
    /// True where the years in which limits do not hold are the same for all receptors.
    public var isJoint: Bool
    /// Of each year; years that are not listed weigh 1.
    public var weights: [String: Double]

    public init(
        method: Method, share: Double = 1, budget: Double = 0, isJoint: Bool = false,
        weights: [String: Double] = [:]
    ) {
        self.method = method
        self.share = share
        self.budget = budget
        self.isJoint = isJoint
        self.weights = weights
    }
}
