import EcoScenarios
import EcoUnits

/// What a figure of a search is written in: burdens in per cent of revenue, money in the unit of its size, anything else
/// as it is.
struct SearchUnit {
    private let symbol: String
    /// Part of the revenue of a county.
    private let isBurden: Bool

    /// - Parameter figure: name of a criterion, or kind of a constraint.
    init(_ symbol: String, of figure: String) {
        self.symbol = symbol
        isBurden = symbol == "1" && Self.burdens.contains(figure)
    }

    private static let burdens = [SearchCriterion.Measure.unfairness.rawValue, "burden"]

    /// What values are multiplied by, and the unit after that.
    func scale(_ values: [Double?], _ context: ReportContext) -> (factor: Double, text: String) {
        if isBurden { return (100, context(SearchText.percentOfRevenue)) }
        if symbol == "CNY" {
            let scale = AmountScale(forBudgets: values.compactMap { $0 }, context.language)
            return (1 / Double(scale.yuan), context(scale.name))
        }
        return (1, symbol == "1" ? "" : context.unit(symbol))
    }

    func written(_ value: Double?, _ context: ReportContext) -> String {
        let scale = scale([value], context)
        let text = context.style.figure(value.map { $0 * scale.factor })
        if value == nil || scale.text.isEmpty { return text }
        return isBurden ? text + scale.text : "\(text) \(scale.text)"
    }
}
