import EcoAccounts
import EcoParameters
import EcoUnits

extension UnitStandard {
    private struct Key: Hashable, Comparable {
        let period: Period
        let region: RegionCode
        let element: String

        static func < (left: Key, right: Key) -> Bool {
            (left.period, left.region, left.element) < (right.period, right.region, right.element)
        }
    }

    private struct Holding {
        let holder: String?
        let amount: Calculation
    }

    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        var claims = ClaimList(scheme: scope.id)
        let holdings = try readHoldings(assessment.evidence.table)
        for (key, parts) in holdings.sorted(by: { $0.key < $1.key }) where assessment.isSettled(key.period) {
            do throws(ArithmeticOverflow) { try append(parts, key, &claims) } catch {
                throw .overflow("\(scope.path): \(key.element) of \(key.region) in \(key.period)")
            }
        }
        return claims.claims
    }

    /// The county's whole sum, rounded once; the holders' parts add up to it.
    private func append(
        _ parts: [Holding], _ key: Key, _ claims: inout ClaimList
    ) throws(ArithmeticOverflow) {
        let parts = parts.sorted { ($0.holder ?? "") < ($1.holder ?? "") }
        let exact = try parts.map(\.amount.value).total()
        let sum = Calculation(.sum, "holdings", exact, .yuan, inputs: parts.map(\.amount))
        claims.settle(key.region, key.period, exact, "\(key.element)_standard", sum)
        guard paysHolders else { return }
        let shares = try settlement.split(exact, by: parts.map(\.amount.value))
        for (part, share) in zip(parts, shares) {
            guard let holder = part.holder else { continue }
            let step = Calculation(
                .share, "holder", share, .yuan,
                note: LocalizedText(en: "largest remainder over the holders", zh: "最大余数法分至权利人"),
                inputs: [part.amount])
            claims.pay(
                share, from: .region(key.region), to: .fund(holder), key.period, "\(key.element)_standard",
                step)
        }
    }

    private func readHoldings(_ regions: RegionTable) throws(DiagnosticFailure) -> [Key: [Holding]] {
        var reader = RowReader(holdings, regions)
        var result: [Key: [Holding]] = [:]
        for row in holdings.rows {
            guard let region = reader.region(row, Columns.region),
                let period = reader.period(row, Columns.period, .year)
            else { continue }
            let id = holdings.value(row, Columns.element)
            guard let standard = standards.first(where: { $0.element.rawValue == id }) else {
                reader.complain(
                    row, Columns.element, "missing_standard",
                    LocalizedText(en: "the scheme has no standard for \(id)", zh: "方案未给出该类型的补偿标准"),
                    hint: LocalizedText(en: "add it to `indicators`", zh: "请在 `indicators` 中补充"))
                continue
            }
            let amount = try DiagnosticFailure.exactly("\(scope.path): row \(row + 1)") {
                () throws(ArithmeticOverflow) in
                try self.amount(row, standard, &reader)
            }
            result[Key(period: period, region: region, element: id), default: []].append(
                Holding(holder: holdings.optional(row, Columns.holder), amount: amount))
        }
        try reader.finish()
        return result
    }

    private func amount(
        _ row: Int, _ standard: Standard, _ reader: inout RowReader
    ) throws(ArithmeticOverflow) -> Calculation {
        let mu = Unit.named("mu")
        let area = holdings.number(row, Columns.area) ?? .zero
        let affected = holdings.number(row, Columns.affected) ?? .zero
        if affected > area {
            reader.complain(
                row, Columns.affected, "out_of_range",
                LocalizedText(en: "more is affected than there is area", zh: "受损面积大于补偿面积"),
                hint: LocalizedText(en: "correct the area", zh: "请更正面积"))
        }
        let deduction = try (holdings.number(row, Columns.deduction) ?? .zero) / Rational(100)
        let quality = holdings.number(row, Columns.quality) ?? .one
        let observed = Calculation(
            .observation, "area", area, mu, note: holdings.value(row, Columns.holder),
            origin: holdings.origin(row, Columns.area))
        let paid = Calculation(
            .difference, "paid_area", try area - affected * deduction, mu,
            note: "\(NumberText.shortest(affected.doubleValue)) mu x \(deduction)", inputs: [observed])
        let price = NumberText.shortest(standard.unitPrice.doubleValue)
        return Calculation(
            .tier, standard.element.rawValue,
            try paid.value * standard.unitPrice * quality * standard.paymentFactor, .yuan,
            note: "x \(price) CNY/mu x \(quality) x \(standard.paymentFactor)", inputs: [paid])
    }
}
