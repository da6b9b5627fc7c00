import EcoAccounts

extension ValidityRules {
    /// True where a region has monitored enough days of an item: every month enough, and the year enough.
    ///
    /// For quarters and half-years every month must be valid (provisional: HJ 663 gives no number of its own).
    /// - Parameter isMonitored: whether a day of the year, from 0, has a value.
    func isComplete(_ period: Period, isMonitored: (Int) -> Bool) -> Bool {
        isComplete(period, monthly: days(inMonth:), isMonitored: isMonitored) { total in
            if case .year = period { return total >= daysPerYear }
            return true
        }
    }

    /// The same for TSP, Pb and BaP, which are sampled: 5 days of each month, 15 of a quarter, 60 of a year
    /// (GB 3095-2026, Table 4). A half-year needs its months alone (provisional).
    func isSampled(_ period: Period, isMonitored: (Int) -> Bool) -> Bool {
        isComplete(period, monthly: { _ in sampledDaysPerMonth }, isMonitored: isMonitored) { total in
            switch period {
            case .year: total >= sampledDaysPerYear
            case .quarter: total >= sampledDaysPerQuarter
            case .half, .month: true
            }
        }
    }

    private func isComplete(
        _ period: Period, monthly: (Int) -> Int, isMonitored: (Int) -> Bool, enough: (Int) -> Bool
    ) -> Bool {
        var total = 0
        for month in period.months {
            let monitored = Period.month(month, year: period.year).days.count(where: isMonitored)
            guard monitored >= monthly(month) else { return false }
            total += monitored
        }
        return enough(total)
    }
}
