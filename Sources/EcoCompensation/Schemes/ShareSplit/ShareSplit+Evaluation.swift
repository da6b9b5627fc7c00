import EcoAccounts
import EcoParameters
import EcoUnits

extension ShareSplit {
    /// Money to split: positive towards the recipients.
    private struct Whole {
        let payer: String
        let period: Period
        let calculation: Calculation
    }

    private struct Recipient {
        let region: RegionCode
        let weight: Rational
    }

    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        let recipients = try recipients(assessment.evidence.table)
        let wholes =
            source == nil
            ? try declaredWholes(recipients, assessment.evidence.table)
            : try settledWholes(recipients, assessment.evidence)
        for whole in wholes { checkSteps(whole, &assessment) }
        let named = Set(scope.periods)
        return try DiagnosticFailure.exactly(scope.path) { () throws(ArithmeticOverflow) in
            var claims: [Claim] = []
            for whole in wholes where named.isEmpty || named.contains(whole.period) {
                claims += try split(whole, recipients[whole.payer] ?? [])
            }
            return claims
        }
    }

    // MARK: Inputs

    private func recipients(_ regions: RegionTable) throws(DiagnosticFailure) -> [String: [Recipient]] {
        var reader = RowReader(shares, regions)
        var recipients: [String: [Recipient]] = [:]
        for row in shares.rows {
            guard let payer = reader.subject(row, Columns.payer),
                let region = reader.region(row, OwnColumn.region),
                let weight = shares.number(row, Columns.share)
            else { continue }
            if payer == region.description {
                reader.complain(
                    row, OwnColumn.region, "self_payment",
                    LocalizedText(en: "\(payer) would pay itself", zh: "\(payer) 不能向自身支付"),
                    hint: LocalizedText(en: "name its parts, or another payer", zh: "请改为其下级或其他付款方"))
            }
            recipients[payer, default: []].append(Recipient(region: region, weight: weight))
        }
        try reader.finish()
        return recipients
    }

    private func declaredWholes(
        _ recipients: [String: [Recipient]], _ regions: RegionTable
    ) throws(DiagnosticFailure) -> [Whole] {
        guard let amounts else { return [] }
        var reader = RowReader(amounts, regions)
        var wholes: [Whole] = []
        for row in amounts.rows {
            guard let payer = reader.subject(row, Columns.payer),
                let period = reader.period(row, OwnColumn.period),
                let amount = amounts.number(row, Columns.amount)
            else { continue }
            guard recipients[payer] != nil else {
                reader.complain(
                    row, Columns.payer, "no_shares",
                    LocalizedText(en: "nobody has a share of \(payer)", zh: "\(payer) 没有份额对象"),
                    hint: LocalizedText(en: "add its recipients to the table `shares`", zh: "在份额表中补充"))
                continue
            }
            wholes.append(
                Whole(
                    payer: payer, period: period,
                    calculation: Calculation(
                        .observation, "whole", amount, .yuan, origin: amounts.origin(row, Columns.amount))))
        }
        try reader.finish()
        return wholes.sorted { ($0.period, $0.payer) < ($1.period, $1.payer) }
    }

    /// What the earlier scheme settled with each payer, all bases together.
    private func settledWholes(
        _ recipients: [String: [Recipient]], _ evidence: Evidence
    ) throws(DiagnosticFailure) -> [Whole] {
        guard let source, let settled = evidence.settled[source] else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "unknown_scheme", at: scope.location, path: "\(scope.path).of_scheme",
                    LocalizedText(
                        en: "no scheme '\(source ?? "")' stands earlier in the scenario",
                        zh: "前面没有方案“\(source ?? "")”"),
                    hint: LocalizedText(en: "put it before this one", zh: "请将其列于本方案之前"))
            ])
        }
        var wholes: [Whole] = []
        for (period, claims) in Dictionary(grouping: settled, by: \.claim.period).sorted(by: {
            $0.key < $1.key
        }) {
            for payer in recipients.keys.sorted() {
                let own = claims.filter { $0.claim.region.description == payer }
                guard !own.isEmpty else { continue }
                let sum = try DiagnosticFailure.exactly(scope.path) { () throws(ArithmeticOverflow) in
                    try own.map(\.amount.yuan).total()
                }
                wholes.append(
                    Whole(
                        payer: payer, period: period,
                        calculation: Calculation(
                            .sum, "settled", sum, .yuan, inputs: own.map(\.calculation))))
            }
        }
        return wholes
    }

    /// A whole that is no whole number of steps could not be split without a remainder.
    private func checkSteps(_ whole: Whole, _ assessment: inout Assessment) {
        guard let steps = try? whole.calculation.value / settlement.step, !steps.isInteger else { return }
        let (amount, step) = (whole.calculation.value.doubleValue, settlement.step.doubleValue)
        assessment.note(
            Diagnostic(
                code: "out_of_range", at: scope.location, path: "\(scope.path).rounding_step",
                LocalizedText(
                    en: "\(amount) CNY of \(whole.payer) in \(whole.period) is no multiple of \(step) CNY",
                    zh: "\(whole.period) \(whole.payer) 的 \(amount) 元不是 \(step) 元的整数倍"),
                hint: LocalizedText(en: "choose a smaller `rounding_step`", zh: "请减小 `rounding_step`")))
    }

    // MARK: Splitting

    private func split(
        _ whole: Whole, _ recipients: [Recipient]
    ) throws(ArithmeticOverflow) -> [Claim] {
        let total = whole.calculation.value
        let parts = try parts(of: total.magnitude, recipients.map(\.weight))
        let sum = try recipients.map(\.weight).total()
        var claims: [Claim] = []
        for (recipient, part) in zip(recipients, parts) {
            let amount = total.isNegative ? -part : part
            let share = try recipient.weight / sum
            let calculation = Calculation(
                .share, "share", amount, .yuan,
                note: LocalizedText(
                    en: "\(NumberText.shortest(share.doubleValue)); rest: \(remainder.meaning.en)",
                    zh: "\(NumberText.shortest(share.doubleValue))，尾差：\(remainder.meaning.zh)"),
                inputs: [whole.calculation])
            claims.append(
                Claim(
                    scheme: scope.id, region: recipient.region, period: whole.period, amount: amount,
                    basis: "share_of_whole", calculation: calculation, counterparty: party(whole.payer)))
        }
        return claims
    }

    private func party(_ name: String) -> Party { RegionCode(name).map(Party.region) ?? .fund(name) }

    /// Whole steps that add up to `total`.
    private func parts(of total: Rational, _ weights: [Rational]) throws(ArithmeticOverflow) -> [Rational] {
        guard remainder == .first else {
            return try Apportionment.split(total, by: weights, step: settlement.step)
        }
        let sum = try weights.total()
        var parts: [Rational] = []
        for weight in weights {
            let count = try (weight / sum * total).roundedCount(ofStep: settlement.step, .down)
            parts.append(try Rational(count) * settlement.step)
        }
        guard let first = parts.first else { return parts }
        parts[0] = try first + (total - parts.total())
        return parts
    }
}
