import EcoAccounts
import EcoParameters
import EcoUnits

extension GepPayment {
    /// The rows that are paid for here, with their values; services that another scheme pays are left out.
    func readFlows(_ assessment: inout Assessment) throws(DiagnosticFailure) -> [Flow] {
        var reader = RowReader(services, assessment.evidence.table)
        var flows: [Flow] = []
        for row in services.rows {
            guard let provider = reader.region(row, Columns.provider),
                let beneficiary = reader.party(row, Columns.beneficiary),
                let period = reader.period(row, Columns.year, .year)
            else { continue }
            let service = services.value(row, Columns.service)
            checkPrices(row, &reader)
            checkLimits(row, &reader)
            guard paidElsewhere[service] == nil else { continue }
            guard let value = value(row, provider, period, service, assessment.evidence, &reader) else {
                continue
            }
            flows.append(
                Flow(
                    provider: provider, beneficiary: beneficiary, period: period, service: service,
                    share: services.number(row, Columns.share) ?? .one, value: value,
                    base: base(row, &reader), floor: services.number(row, Columns.floor),
                    ceiling: services.number(row, Columns.ceiling), row: row))
        }
        try reader.finish()
        return flows.sorted {
            ($0.period, $0.provider, $0.beneficiary, $0.service)
                < ($1.period, $1.provider, $1.beneficiary, $1.service)
        }
    }

    // MARK: Values

    private func value(
        _ row: Int, _ provider: RegionCode, _ period: Period, _ service: String, _ evidence: Evidence,
        _ reader: inout RowReader
    ) -> Rational? {
        switch valueSource {
        case .table:
            if let value = services.number(row, Columns.value) { return value }
            complainOfMissing(row, Columns.value, &reader)
            return nil
        case .accounts:
            let entry = evidence.accounts.first {
                $0.region == provider && $0.year == period.year && $0.indicator == service
                    && $0.ecosystem == nil
            }
            if let year = entry?.priceYear, year != priceYear { complainOfPrices(row, year, &reader) }
            if let value = entry?.valueYuan, let exact = Rational(shortestDecimalOf: value) {
                return try? exact.rounded(toDigits: 2)
            }
            complainOfMissing(row, Columns.service, &reader)
            return nil
        }
    }

    private func base(_ row: Int, _ reader: inout RowReader) -> Rational {
        guard template != .spillOver else { return .zero }
        if let base = services.number(row, Columns.previous) { return base }
        complainOfMissing(row, Columns.previous, &reader)
        return .zero
    }

    private func complainOfMissing<Value>(_ row: Int, _ column: Column<Value>, _ reader: inout RowReader) {
        reader.complain(
            row, column, "missing_data",
            LocalizedText(en: "the value is missing", zh: "缺少价值数据"),
            hint: LocalizedText(
                en: "fill the cell, or let the accounts of this run give the service", zh: "请填写，或在核算中给出该服务"))
    }

    // MARK: Checks

    private func checkPrices(_ row: Int, _ reader: inout RowReader) {
        guard let year = services.optional(row, Columns.priceYear), year != priceYear else { return }
        complainOfPrices(row, year, &reader)
    }

    private func complainOfPrices(_ row: Int, _ year: Int, _ reader: inout RowReader) {
        reader.complain(
            row, Columns.priceYear, "mixed_price_years",
            LocalizedText(
                en: "values at prices of \(year) and of \(priceYear) cannot be paid together",
                zh: "\(year)年价格与\(priceYear)年价格不可混用"),
            hint: LocalizedText(en: "convert them to one price year", zh: "请换算为同一价格年"))
    }

    private func checkLimits(_ row: Int, _ reader: inout RowReader) {
        guard let floor = services.number(row, Columns.floor),
            let ceiling = services.number(row, Columns.ceiling), floor > ceiling
        else { return }
        reader.complain(
            row, Columns.floor, "out_of_range",
            LocalizedText(en: "the floor is above the ceiling", zh: "下限高于上限"),
            hint: LocalizedText(en: "correct one of them", zh: "请更正"))
    }

    func noteSchemesElsewhere(_ assessment: inout Assessment) {
        for (service, scheme) in paidElsewhere.sorted(by: { $0.key < $1.key })
        where assessment.evidence.settled[scheme] == nil {
            assessment.note(
                Diagnostic(
                    code: "unknown_scheme", at: scope.location,
                    path: "\(scope.path).paid_elsewhere.\(service)",
                    LocalizedText(
                        en: "no scheme '\(scheme)' stands earlier in the list", zh: "前面没有方案“\(scheme)”"),
                    hint: LocalizedText(en: "name a scheme above this one", zh: "请填写排在前面的方案")))
        }
    }

    // MARK: Service ledger

    private struct Credit: Hashable {
        let provider: RegionCode
        let period: Period
        let service: String
    }

    /// The parts of one service that this scheme and the earlier ones pay for may not exceed the whole.
    func checkCredits(_ flows: [Flow], _ assessment: inout Assessment) {
        var credits = earlierCredits(assessment.evidence)
        for flow in flows {
            let credit = Credit(provider: flow.provider, period: flow.period, service: flow.service)
            let sum = (try? (credits[credit] ?? .zero) + flow.share) ?? .one
            credits[credit] = sum
            guard sum > .one else { continue }
            assessment.note(
                Diagnostic(
                    code: "service_paid_twice", at: services.location(flow.row, Columns.service),
                    path: Columns.service.key,
                    LocalizedText(
                        en:
                            "\(NumberText.shortest(sum.doubleValue)) of \(flow.service) of \(flow.provider) would be paid for",
                        zh:
                            "\(flow.provider) 的 \(flow.service) 被重复补偿，合计 \(NumberText.shortest(sum.doubleValue))"
                    ),
                    hint: LocalizedText(
                        en: "lower the shares, or name the other scheme in `paid_elsewhere`",
                        zh: "降低比例，或在 `paid_elsewhere` 中注明其他方案")))
        }
    }

    /// What schemes of this family that stand earlier paid for, from their calculations.
    private func earlierCredits(_ evidence: Evidence) -> [Credit: Rational] {
        var credits: [Credit: Rational] = [:]
        for claim in evidence.settled.values.flatMap({ $0 }).map(\.claim) where claim.basis == Self.basis {
            let steps = claim.calculation.allSteps
            let instalment = steps.first { $0.name == Self.instalmentStep }
            guard instalment?.note.en.hasPrefix("1 /") ?? true,
                let share = steps.first(where: { $0.name == Self.shareStep }),
                let part = Rational(fraction: share.note.en),
                let observed = share.allSteps.first(where: { $0.step == .observation }),
                let provider = claim.amount.isNegative ? claim.counterparty?.region : claim.region
            else { continue }
            let credit = Credit(provider: provider, period: claim.period, service: observed.name)
            credits[credit] = try? (credits[credit] ?? .zero) + part
        }
        return credits
    }
}

extension Rational {
    /// Reads `1/4` or `3`, as ``description`` writes it.
    fileprivate init?(fraction text: String) {
        let parts = text.split(separator: "/").compactMap { Int128($0) }
        guard let first = parts.first else { return nil }
        self.init(first, over: parts.count > 1 ? parts[1] : 1)
    }
}
