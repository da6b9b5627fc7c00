import EcoAccounts
import EcoParameters
import EcoUnits

extension RankSplit {
    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        let amounts = try amountsOfCity(assessment.evidence)
        var claims: [Claim] = []
        for (city, period, amount) in amounts {
            let positions = try ranking.positions(period, &assessment)
            guard positions.count == gainShares.count else {
                noteShareCount(positions.count, period, &assessment)
                continue
            }
            claims += try DiagnosticFailure.exactly("\(scope.path): \(period)") {
                () throws(ArithmeticOverflow) in try split(amount, of: city, positions, period)
            }
        }
        return claims
    }

    // MARK: The city's amount

    private func amountsOfCity(
        _ evidence: Evidence
    ) throws(DiagnosticFailure) -> [(RegionCode, Period, Calculation)] {
        var findings: [Diagnostic] = []
        let code = evidence.table.code(city, at: cityLocation, path: "\(scope.path).city", &findings)
        if evidence.settled[source] == nil {
            findings.append(
                Diagnostic(
                    code: "unknown_scheme", at: scope.location, path: "\(scope.path).of_scheme",
                    "no scheme '\(source)' stands before this one",
                    hint: "name an earlier scheme of the list"))
        }
        try DiagnosticFailure.throwErrors(findings)
        guard let code, let settled = evidence.settled[source] else { return [] }
        let own = settled.filter { $0.claim.region == code }
        let byPeriod = Dictionary(grouping: own, by: \.claim.period).sorted { $0.key < $1.key }
        return try DiagnosticFailure.exactly(scope.path) { () throws(ArithmeticOverflow) in
            var amounts: [(RegionCode, Period, Calculation)] = []
            for (period, parts) in byPeriod where scope.periods.isEmpty || scope.periods.contains(period) {
                let sum = try parts.map(\.amount.yuan).total()
                amounts.append(
                    (
                        code, period,
                        Calculation(
                            .sum, source, sum, .yuan,
                            note: LocalizedText(en: "settled with the city", zh: "市级已结算金额"),
                            inputs: parts.map(\.calculation))
                    ))
            }
            return amounts
        }
    }

    private func noteShareCount(_ count: Int, _ period: Period, _ assessment: inout Assessment) {
        assessment.note(
            Diagnostic(
                code: "ladder_longer_than_field", at: scope.location, path: "\(scope.path): \(period)",
                LocalizedText(
                    en: "\(gainShares.count) shares by rank, but \(count) regions are ranked",
                    zh: "份额 \(gainShares.count) 个，参评地区 \(count) 个"),
                hint: LocalizedText(
                    en: "give one share for each ranked region", zh: "按参评地区数给出份额")))
    }

    // MARK: Parts

    /// Whole steps that add up to the amount; equal places share their shares; odd steps go by largest
    /// remainder, ties to the better rank.
    private func split(
        _ amount: Calculation, of city: RegionCode, _ positions: [Ranking.Position], _ period: Period
    ) throws(ArithmeticOverflow) -> [Claim] {
        let isLoss = amount.value.isNegative
        let shares = try averaged(isLoss ? lossShares : gainShares, positions)
        let parts = try settlement.split(amount.value.magnitude, by: shares)
        return zip(zip(positions, shares), parts).map { entry, part in
            let (position, share) = entry
            let value = isLoss ? -part : part
            return Claim(
                scheme: scope.id, region: position.region, period: period, amount: value,
                basis: isLoss ? "loss_split" : "gain_split",
                calculation: Calculation(
                    .share, isLoss ? "loss_split" : "gain_split", value, .yuan,
                    note: LocalizedText(
                        en: "share \(share) of rank \(position.rank), largest remainder",
                        zh: "第 \(position.rank) 名份额 \(share)，最大余数法"),
                    inputs: [amount, position.calculation]),
                counterparty: .region(city))
        }.sorted { $0.region < $1.region }
    }

    private func averaged(
        _ shares: [Rational], _ positions: [Ranking.Position]
    ) throws(ArithmeticOverflow) -> [Rational] {
        var result: [Rational] = []
        for position in positions {
            let places = positions.indices.filter { positions[$0].rank == position.rank }
            result.append(try places.map { shares[$0] }.total() / Rational(places.count))
        }
        return result
    }
}
