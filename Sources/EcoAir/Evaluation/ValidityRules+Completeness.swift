import EcoAccounts

extension ValidityRules {
    /// True where a region has monitored enough days of an item: every month enough, and the year enough.
    ///
    /// For quarters every month must be valid (provisional: HJ 663 gives no number of its own).
    /// - Parameter isMonitored: whether a day of the year, from 0, has a value.
    func isComplete(_ period: Period, isMonitored: (Int) -> Bool) -> Bool {
        var total = 0
        for month in period.months {
            let monitored = Period.month(month, year: period.year).days.count(where: isMonitored)
            guard monitored >= days(inMonth: month) else { return false }
            total += monitored
        }
        if case .year = period { return total >= daysPerYear }
        return true
    }
}
