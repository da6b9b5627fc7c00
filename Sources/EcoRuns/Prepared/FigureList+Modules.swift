import EcoAccounts
import EcoAir
import EcoCompensation
import EcoIndicators
import EcoQuota
import EcoUnits

extension FigureList {
    /// Values and quantities of every service and total, by region and over all regions.
    init(_ accounts: AccountResult) { self = AccountFigures(accounts).base }

    // MARK: Air

    /// Figures of the settlement standard over the longest periods that were evaluated.
    init(_ air: AirResult, year: Int) {
        let rows = air.rows.filter { $0.standard == air.settlementStandard }
        let longest = rows.map(\.period.months.count).max()
        for row in rows where row.period.months.count == longest {
            let isOfYear = row.period == .year(year)
            add(
                FigureKey(
                    block: .air, region: row.region, item: row.pollutant,
                    part: isOfYear ? "" : row.period.description,
                    measure: isOfYear ? "annual_\(row.statistic)" : row.statistic, unit: row.unit.symbol),
                row.value.doubleValue)
        }
    }
}

extension Unit {
    /// As the end of a figure's id: `t`, `m3`, `ug_per_m3`.
    var word: String {
        if self == .one { return "number" }
        let spelt = symbol.replacing("/", with: "_per_").replacing("%", with: "percent")
        return String(spelt.lowercased().map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "_" })
    }
}
