import EcoAccounts
import EcoParameters
import EcoUnits

extension DamageClaim {
    private struct Case {
        let claimant: RegionCode
        let liable: Party
        let period: Period
        let restoration: Rational
        let costs: Rational
        let instalments: Int
        let row: Int
        var losses: [Calculation] = []
    }

    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        var cases = try readCases(assessment.evidence.table)
        try readLosses(&cases, assessment.evidence.table)
        var claims = ClaimList(scheme: scope.id)
        for (name, claim) in cases.sorted(by: { $0.key < $1.key }) where assessment.isSettled(claim.period) {
            do throws(ArithmeticOverflow) { try append(name, claim, &claims) } catch {
                throw .overflow("\(scope.path): \(name)")
            }
        }
        return claims.claims
    }

    private func append(
        _ name: String, _ claim: Case, _ claims: inout ClaimList
    ) throws(ArithmeticOverflow) {
        let heads =
            [
                Calculation(
                    .observation, "restoration", claim.restoration, .yuan,
                    origin: cases.origin(claim.row, Columns.restoration)),
                Calculation(
                    .observation, "costs", claim.costs, .yuan, origin: cases.origin(claim.row, Columns.costs)),
            ] + claim.losses
        let total = Calculation(
            .sum, "claim", try heads.map(\.value).total(), .yuan, note: name, inputs: heads)
        let parts = try settlement.instalments(total.value, count: claim.instalments)
        for (index, part) in parts.enumerated() {
            let step =
                parts.count == 1
                ? total
                : Calculation(
                    .share, "instalment", part, .yuan, note: "\(index + 1) / \(parts.count)", inputs: [total])
            claims.pay(
                part, from: claim.liable, to: .region(claim.claimant), .year(claim.period.year + index),
                "damage_claim", step)
        }
    }

    // MARK: Losses

    /// What a loss comes to, by the scheme's method.
    private func loss(_ row: Int, _ reader: inout RowReader) throws(ArithmeticOverflow) -> [Calculation] {
        switch method {
        case .equivalency: return [try equivalentArea(row, &reader)]
        case .serviceValue:
            return [try interimLoss(row), try permanentLoss(row, &reader)].filter { $0.value > .zero }
        }
    }

    private func values(_ row: Int) -> (base: Rational, damaged: Rational, recovered: Rational, years: Int) {
        let base = losses.number(row, Columns.base) ?? .zero
        return (
            base, losses.number(row, Columns.damaged) ?? .zero, losses.number(row, Columns.recovered) ?? base,
            losses.optional(row, Columns.years) ?? 0
        )
    }

    /// `sum_t (base - value_t) (1 + r)^-t` for t = 0 ... T, the value recovering in a straight line.
    private func interimLoss(_ row: Int) throws(ArithmeticOverflow) -> Calculation {
        let (base, damaged, recovered, years) = values(row)
        var yearly: [Rational] = []
        if years > 0 {
            for year in 0...years {
                let value = try damaged + (recovered - damaged) * Rational(year) / Rational(years)
                yearly.append(max(.zero, try base - value))
            }
        }
        let present = try DiscountFactors(rate: discountRate).presentValue(yearly)
        return Calculation(
            .sum, "interim_loss", present, .yuan,
            note: "t = 0...\(years), r = \(NumberText.shortest(discountRate.doubleValue))",
            inputs: [observed(row), Calculation(.baseline, "base", base, .yuan)])
    }

    /// `(base - recovered) / r`, or over so many years; discounted to the year of the damage.
    private func permanentLoss(
        _ row: Int, _ reader: inout RowReader
    ) throws(ArithmeticOverflow) -> Calculation {
        let (base, _, recovered, years) = values(row)
        let lasting = max(.zero, try base - recovered)
        let discounting = DiscountFactors(rate: discountRate)
        var capital = Rational.zero
        if let permanentYears {
            capital = try discounting.presentValue([.zero] + Array(repeating: lasting, count: permanentYears))
        } else if discountRate > .zero {
            capital = try lasting / discountRate
        } else if lasting > .zero {
            reader.complain(
                row, Columns.recovered, "unbounded_loss",
                LocalizedText(en: "a lasting loss without discounting has no end", zh: "无贴现的永久损失无法计算"),
                hint: LocalizedText(
                    en: "give `permanent_years` or a discount rate", zh: "填写 `permanent_years` 或贴现率"))
        }
        let factor = discountsPermanent ? try discounting.factors(to: years)[years] : .one
        let present = try (capital * factor).rounded(toDigits: 12)
        return Calculation(
            .sum, "permanent_loss", present, .yuan, note: "x \(NumberText.shortest(factor.doubleValue))",
            inputs: [observed(row)])
    }

    /// The restored area whose discounted gains equal the discounted losses, times its unit cost.
    private func equivalentArea(
        _ row: Int, _ reader: inout RowReader
    ) throws(ArithmeticOverflow) -> Calculation {
        let (base, damaged, recovered, years) = values(row)
        guard base > .zero, let area = losses.number(row, Columns.area) else {
            reader.complain(
                row, Columns.area, "missing_value",
                LocalizedText(en: "the method needs a base value and an area", zh: "该方法需要基线价值与面积"),
                hint: LocalizedText(
                    en: "fill base_yuan and affected_area_mu", zh: "填写 base_yuan 与 affected_area_mu"))
            return Calculation(.sum, "equivalent_area", .zero, .yuan)
        }
        let discounting = DiscountFactors(rate: discountRate)
        var lost: [Rational] = []
        for year in 0...years {
            let part = years == 0 ? Rational.one : try Rational(year) / Rational(years)
            lost.append(max(.zero, try (base - damaged - (recovered - damaged) * part) / base))
        }
        var gained = [Rational.zero]
        for year in 1...equivalency.lifetimeYears {
            let growth =
                try Rational(min(year, equivalency.maturityYears)) / Rational(equivalency.maturityYears)
            gained.append(try equivalency.gain * growth)
        }
        let gain = try discounting.presentValue(gained)
        guard gain > .zero else { throw ArithmeticOverflow() }
        let needed = try (area * discounting.presentValue(lost) / gain).rounded(toDigits: 4)
        let restored = Calculation(
            .difference, "equivalent_area", needed, .named("mu"), note: "A sum d_t v^t / sum g_t v^t",
            inputs: [
                Calculation(
                    .observation, "affected_area", area, .named("mu"),
                    origin: losses.origin(row, Columns.area))
            ])
        return Calculation(
            .tier, "equivalent_restoration", try needed * equivalency.unitCost, .yuan,
            note: "x \(NumberText.shortest(equivalency.unitCost.doubleValue)) CNY/mu", inputs: [restored])
    }

    private func observed(_ row: Int) -> Calculation {
        Calculation(
            .observation, losses.value(row, Columns.service), losses.number(row, Columns.damaged) ?? .zero,
            .yuan,
            origin: losses.origin(row, Columns.damaged))
    }

    // MARK: Tables

    private func readCases(_ regions: RegionTable) throws(DiagnosticFailure) -> [String: Case] {
        var reader = RowReader(cases, regions)
        var result: [String: Case] = [:]
        for row in cases.rows {
            guard let region = reader.region(row, Columns.region),
                let liable = reader.party(row, Columns.liable),
                let period = reader.period(row, Columns.year, .year)
            else { continue }
            result[cases.value(row, Columns.name)] = Case(
                claimant: region, liable: liable, period: period,
                restoration: cases.number(row, Columns.restoration) ?? .zero,
                costs: cases.number(row, Columns.costs) ?? .zero,
                instalments: cases.optional(row, Columns.instalments) ?? 1, row: row)
        }
        try reader.finish()
        return result
    }

    /// Losses already made good in kind are left out.
    private func readLosses(
        _ cases: inout [String: Case], _ regions: RegionTable
    ) throws(DiagnosticFailure) {
        var reader = RowReader(losses, regions)
        for row in losses.rows where losses.optional(row, Columns.inKind) != true {
            let name = losses.value(row, Columns.name)
            if cases[name] == nil {
                reader.complain(
                    row, Columns.name, "unknown_case",
                    LocalizedText(en: "there is no case '\(name)'", zh: "案件表中没有“\(name)”"),
                    hint: LocalizedText(en: "add it to the table of cases", zh: "请在案件表中补充"))
            }
            do throws(ArithmeticOverflow) { cases[name]?.losses += try loss(row, &reader) } catch {
                throw .overflow("\(scope.path): \(name)")
            }
        }
        try reader.finish()
    }
}
