import EcoAccounts
import EcoIndicators
import EcoUnits

/// How rows of an account become figures: found once, and followed by all runs whose rows are of the same kind.
struct AccountFigures: Sendable {
    /// The figures of the account itself.
    private(set) var base = FigureList()
    /// What every row is of.
    private let rows: [Row]
    /// For each row, the places of its sums over all regions.
    private var sums: [(value: Int, quantity: Int?)] = []
    private var sumCount = 0

    private struct Row {
        let region: RegionCode
        let account: AccountEntry.Account
        let indicator: String
        let unit: String

        init(_ entry: AccountEntry) {
            region = entry.region
            account = entry.account
            indicator = entry.indicator
            unit = entry.unit.symbol
        }

        func isKind(of entry: AccountEntry) -> Bool {
            region == entry.region && account == entry.account && indicator == entry.indicator
                && unit == entry.unit.symbol
        }
    }

    init(_ accounts: AccountResult) {
        let entries = accounts.entries.filter { $0.ecosystem == nil && $0.account != .extent }
        rows = entries.map(Row.init)
        let total = accounts.rulePack.total.id
        var keys: [FigureKey] = []
        var sumKeys: [FigureKey] = []
        var places: [FigureKey: Int] = [:]
        func place(_ entry: AccountEntry, _ item: String, _ measure: String, _ unit: String) -> Int {
            keys.append(
                FigureKey(block: .gep, region: entry.region, item: item, measure: measure, unit: unit))
            let sum = FigureKey(block: .gep, item: item, measure: measure, unit: unit)
            if let known = places[sum] { return known }
            places[sum] = sumKeys.count
            sumKeys.append(sum)
            return sumKeys.count - 1
        }
        for entry in entries {
            let isTotal = entry.account == .total && entry.indicator == total
            let item =
                isTotal ? "" : entry.indicator == "total" ? entry.account.rawValue : entry.indicator
            let value = place(entry, item, "value_yuan", "CNY")
            let hasQuantity = entry.account != .total && entry.indicator != "total"
            let quantity =
                hasQuantity ? place(entry, item, "quantity_\(entry.unit.word)", entry.unit.symbol) : nil
            sums.append((value, quantity))
        }
        sumCount = sumKeys.count
        base = FigureList(keys + sumKeys, values(entries))
    }

    /// The figures of other rows; nil where they are not of the same kind.
    func list(_ entries: [AccountEntry]) -> FigureList? {
        guard entries.count == rows.count, zip(entries, rows).allSatisfy({ $1.isKind(of: $0) }) else {
            return nil
        }
        return FigureList(base.keys, values(entries))
    }

    private func values(_ entries: [AccountEntry]) -> [Double] {
        var values: [Double] = []
        values.reserveCapacity(2 * entries.count + sumCount)
        // A sum without one of its parts is no sum.
        var totals = [Double](repeating: 0, count: sumCount)
        for (entry, sum) in zip(entries, sums) {
            let value = entry.valueYuan ?? .nan
            values.append(value)
            totals[sum.value] += value
            guard let place = sum.quantity else { continue }
            let quantity = entry.quantity ?? .nan
            values.append(quantity)
            totals[place] += quantity
        }
        return values + totals
    }
}
