import EcoAccounts
import EcoParameters
import EcoUnits

extension ReverseLinkage {
    public func adjust(
        _ claims: [Claim], _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> AdjustedClaims {
        let industry = try LinkedIndustry(industry, regions: assessment.evidence.table)
        let states = try states(of: claims, industry, &assessment)
        guard !assessment.diagnostics.hasErrors else { return AdjustedClaims(claims: claims) }
        let byPeriod = Dictionary(grouping: claims.indices) { claims[$0].period }
        var result = AdjustedClaims(claims: claims)
        for (period, indices) in byPeriod.sorted(by: { $0.key < $1.key }) {
            do {
                let pool = try withhold(&result.claims, indices, states)
                try distribute(pool, period, &result, indices, states, &assessment)
            } catch { throw .overflow("\(path): \(period)") }
        }
        return result
    }

    /// The reduction of every county and period that receives, with its arithmetic.
    private func states(
        of claims: [Claim], _ industry: LinkedIndustry, _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> [LinkedIndustry.Key: Calculation] {
        var states: [LinkedIndustry.Key: Calculation] = [:]
        for claim in claims where claim.amount > .zero {
            let key = LinkedIndustry.Key(region: claim.region, year: claim.period.year)
            guard states[key] == nil else { continue }
            guard !baseYears.contains(key.year) else {
                note(
                    "base_year_settled", &assessment,
                    LocalizedText(
                        en: "\(key.year) is settled and cannot be a base year", zh: "\(key.year) 为结算年，不能作基期"))
                continue
            }
            let state = try DiagnosticFailure.exactly(path) { () throws(ArithmeticOverflow) in
                try industry.state(key, baseYears)
            }
            guard let state else {
                let name = assessment.evidence.table.nameAndCode(claim.region)
                note(
                    "missing_data", &assessment,
                    LocalizedText(
                        en: "no row of \(name.en) for \(key.year), or none for a base year",
                        zh: "\(name.zh) 缺 \(key.year) 年或基期年份的数据"))
                continue
            }
            states[key] = try DiagnosticFailure.exactly(path) { () throws(ArithmeticOverflow) in
                try reduction(state, industry.origin(key))
            }
        }
        return states
    }

    private func note(_ code: String, _ assessment: inout Assessment, _ message: LocalizedText) {
        assessment.note(
            Diagnostic(
                code: code, at: location, path: "\(path).industry", message,
                hint: LocalizedText(en: "complete the table `industry`", zh: "请补全表 `industry`")))
    }

    private func reduction(
        _ state: LinkageRule.State, _ origin: FigureOrigin?
    ) throws(ArithmeticOverflow) -> Calculation {
        let terms = try rule.terms(state)
        let parts: [(String, Rational, Rational)] = [
            ("share_growth", terms.shareGrowth, rule.shareWeight),
            ("negative_list_projects", terms.projects, rule.projectWeight),
            ("emission_growth", terms.emissionGrowth, rule.emissionWeight),
            ("unrepaired_damage", terms.damage, rule.damageWeight),
        ]
        let steps = parts.map { name, value, weight in
            Calculation(.difference, name, value, .one, note: "x \(weight.text(digits: 4))", origin: origin)
        }
        return Calculation(
            .adjuster, "reduction", try rule.reduction(terms), .one,
            note: LocalizedText(
                en: "min(\(rule.maximum.text(digits: 2)), sum of terms x weights)",
                zh: "min(\(rule.maximum.text(digits: 2)), 各项加权和)"), inputs: steps)
    }

    // MARK: Money

    /// Takes the reductions, each rounded to the fen, and returns their sum.
    private func withhold(
        _ claims: inout [Claim], _ indices: [Int], _ states: [LinkedIndustry.Key: Calculation]
    ) throws(ArithmeticOverflow) -> Rational {
        var pool = Rational.zero
        for index in indices {
            let claim = claims[index]
            guard claim.amount > .zero, let reduction = states[claim.linkageKey], reduction.value > .zero
            else { continue }
            let taken = min(
                claim.amount, try (claim.amount * reduction.value).rounded(toDigits: 2, .halfUp))
            pool = try pool + taken
            let rest = try claim.amount - taken
            claims[index] = claim.replacing(
                amount: rest,
                Calculation(
                    .adjuster, "reverse_linkage", rest, .yuan,
                    note: LocalizedText(
                        en: "less \(taken.text(digits: 2))", zh: "扣减 \(taken.text(digits: 2))"),
                    inputs: [claim.calculation, reduction]))
        }
        return pool
    }

    /// The withheld money to the counties without reduction by their amounts, else to the fund.
    private func distribute(
        _ pool: Rational, _ period: Period, _ result: inout AdjustedClaims, _ indices: [Int],
        _ states: [LinkedIndustry.Key: Calculation], _ assessment: inout Assessment
    ) throws(ArithmeticOverflow) {
        guard pool > .zero else { return }
        let step = Calculation(.pool, withheldFund, pool, .yuan)
        let receivers = indices.filter {
            let claim = result.claims[$0]
            return claim.amount > .zero && claim.counterparty == nil
                && states[claim.linkageKey]?.value == .zero
        }
        guard withheld == .redistributed, !receivers.isEmpty else {
            if withheld == .redistributed {
                assessment.warn(
                    "pool_carried_forward",
                    LocalizedText(
                        en: "every county is reduced in \(period): \(pool) yuan go to `\(withheldFund)`",
                        zh: "\(period) 各县均被扣减：\(pool) 元转入 `\(withheldFund)`"))
            }
            result.setAside.append(
                SetAside(
                    period: period, fund: withheldFund, amount: pool, basis: "linkage_withheld",
                    calculation: step))
            return
        }
        let shares = try Apportionment.split(
            pool, by: receivers.map { result.claims[$0].amount }, step: Apportionment.fen)
        for (index, share) in zip(receivers, shares) {
            let claim = result.claims[index]
            let sum = try claim.amount + share
            let part = Calculation(.share, "linkage_share", share, .yuan, inputs: [step])
            result.claims[index] = claim.replacing(
                amount: sum,
                Calculation(.sum, "reverse_linkage", sum, .yuan, inputs: [claim.calculation, part]))
        }
    }
}

extension Claim {
    fileprivate var linkageKey: LinkedIndustry.Key {
        LinkedIndustry.Key(region: region, year: period.year)
    }
}
