import EcoAccounts
import EcoUnits

extension AllocationOutcome {
    /// A stock and its parts; what they leave stays undivided.
    mutating func add(
        _ identity: BlockIdentity, _ period: Period, _ item: String, available: Rational, _ unit: Unit,
        _ parts: [(recipient: String, calculation: Calculation)]
    ) throws(ArithmeticOverflow) {
        let given = try parts.map(\.calculation.value).total()
        for part in parts {
            amounts.append(
                AllocatedAmount(
                    allocation: identity.id, period: period, item: item, recipient: part.recipient,
                    amount: part.calculation.value, unit: unit, calculation: part.calculation))
        }
        stocks.append(
            AllocatedStock(
                allocation: identity.id, period: period, item: item, available: available,
                unallocated: try available - given, unit: unit))
    }
}

extension Apportionment {
    /// Whole steps of a stock by weight, nobody above its need; what a full one leaves goes to the others.
    static func fill(
        _ stock: Rational, needs: [Rational], weights: [Rational], step: Rational
    ) throws(ArithmeticOverflow) -> [Rational] {
        var given = needs.map { _ in Rational.zero }
        var open = needs.indices.filter { needs[$0] > .zero && weights[$0] > .zero }
        var rest = stock
        while !open.isEmpty {
            let shares = try split(rest, by: open.map { weights[$0] }, step: step)
            let full = zip(open, shares).filter { needs[$0] <= $1 }.map(\.0)
            guard !full.isEmpty else {
                for (index, share) in zip(open, shares) { given[index] = share }
                return given
            }
            for index in full {
                given[index] = needs[index]
                rest = try rest - needs[index]
            }
            open.removeAll { full.contains($0) }
        }
        return given
    }
}
