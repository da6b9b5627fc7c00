import EcoScenarios

/// What the costs that a search may lower are sums of: figures of the years over all counties, each year discounted by
/// one year more than the one before, the first by one.
public enum SearchSum {
    /// - Parameter measure: such as `total_cost`.
    public static func terms(of measure: String) -> [(figure: String, weight: Double)] {
        switch SearchCriterion.Measure(rawValue: measure) {
        case .publicCost:
            [
                ("fund.budget_yuan", 1), ("fund.returned_yuan", -1), ("payments.net_yuan", 1),
                ("fund.from_schemes_yuan", 1), ("response.restoration_payment_yuan", 1),
            ]
        case .totalCost:
            [
                ("market.measure_cost_yuan", 1), ("pipeline.cost_yuan", 1), ("alert.cost_yuan", 1),
                ("alert.upgrade_cost_yuan", 1), ("fund.restoration_yuan", 1),
                ("response.restoration_cost_yuan", 1),
            ]
        default: []
        }
    }

    /// What is left of the fund at the end is no public cost.
    public static let leftAtTheEnd = "fund.balance_yuan"

    /// Whether that is taken off.
    public static func takesOffBalance(_ measure: String) -> Bool {
        SearchCriterion.Measure(rawValue: measure) == .publicCost
    }
}
