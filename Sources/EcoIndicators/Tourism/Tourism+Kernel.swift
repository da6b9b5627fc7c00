import EcoUnits

extension Tourism {
    /// Yuan per visit that ecosystems contribute.
    static func unitValue(_ valuePerVisit: Double, ecosystemShare: Double) -> Double {
        valuePerVisit * ecosystemShare
    }

    /// Yuan of a visit from a zone of origin: time at its wage, and expense.
    static func zoneValue(hours: Double, wage: Double, expense: Double) -> Double { hours * wage + expense }

    /// A word where the value is twice or three times the income: such multipliers circulate without a reason.
    static func multipleNote(value: Double, income: Double) -> LocalizedText? {
        guard income > 0 else { return nil }
        let multiple = value / income
        guard [2.0, 3].contains(where: { abs(multiple / $0 - 1) < 0.005 }) else { return nil }
        let text = Note.number(multiple)
        return LocalizedText(
            en: "the value is \(text) times the income of tourism: a multiplier is no valuation",
            zh: "价值为旅游收入的 \(text) 倍：倍数不是估值依据")
    }
}
