import EcoAccounts
import EcoParameters
import EcoUnits

extension CompositeTransfer {
    /// A county's transfer of a period while it is reckoned; every amount in whole fen.
    private struct Account {
        let region: RegionCode
        var parts: [Calculation]
        var raw = Rational.zero
        /// After the factors of quality and performance.
        var assessed = Calculation(.sum, "assessed", .zero, .yuan)
        /// The change of quality, where it is an improvement.
        var improvement = Rational.zero
        var pay = Calculation(.sum, "transfer", .zero, .yuan)
    }

    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        try claimsAndSetAside(from: &assessment).claims
    }

    public func claimsAndSetAside(
        from assessment: inout Assessment
    ) throws(DiagnosticFailure) -> AdjustedClaims {
        let table = assessment.evidence.table
        let figures = try TransferFigures(figures, regions: table)
        let verdicts = try quality.map { rule throws(DiagnosticFailure) in try rule.verdicts(table) } ?? [:]
        let awards = try awardsByCounty(table)
        var result = AdjustedClaims(claims: [])
        let named = Set(scope.periods)
        for period in figures.periods where named.isEmpty || named.contains(period) {
            var accounts = try accounts(figures, period, &assessment)
            for index in accounts.indices { assess(&accounts[index], period, verdicts, &assessment) }
            guard !assessment.diagnostics.hasErrors else { continue }
            do {
                result.setAside += try distributeWithheld(&accounts, period, &assessment)
                for index in accounts.indices { try award(&accounts[index], period, awards, &assessment) }
            } catch { throw .overflow("\(scope.path): \(period)") }
            result.claims += accounts.map { account in
                Claim(
                    scheme: scope.id, region: account.region, period: period, amount: account.pay.value,
                    basis: "ecological_transfer", calculation: account.pay)
            }
        }
        return result
    }

    // MARK: Parts

    private func accounts(
        _ figures: TransferFigures, _ period: Period, _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> [Account] {
        let regions = figures.regions(period).filter { scope.regions.isEmpty || scope.regions.contains($0) }
        let complete = regions.filter { isComplete($0, period, figures, &assessment) }
        var accounts = complete.map { Account(region: $0, parts: []) }
        for part in parts {
            let amounts = try DiagnosticFailure.exactly("\(scope.path).parts.\(part.id)") {
                () throws(ArithmeticOverflow) in try self.amounts(part, period, complete, figures)
            }
            for (index, amount) in amounts.enumerated() { accounts[index].parts.append(amount) }
        }
        return accounts
    }

    /// Missing is missing: a county without a figure of any factor is not paid, or stops the settlement.
    private func isComplete(
        _ region: RegionCode, _ period: Period, _ figures: TransferFigures, _ assessment: inout Assessment
    ) -> Bool {
        let missing = Set(parts.flatMap(\.factors)).sorted()
            .filter { figures.cell($0, region, period) == nil }
        guard !missing.isEmpty else { return true }
        let name = assessment.evidence.table.nameAndCode(region)
        let list = missing.joined(separator: ", ")
        let isBlocking = scope.missingData != .notAssessed
        assessment.note(
            Diagnostic(
                isBlocking ? .error : .warning, code: "missing_data",
                at: isBlocking ? figures.location(region, period) : scope.location,
                path: "\(scope.path).figures",
                LocalizedText(
                    en: "\(name.en) has no figure of \(list) in \(period)",
                    zh: "\(name.zh) \(period) 缺少 \(list)"),
                hint: LocalizedText(
                    en: "write 0 where there is none; `missing_data: not_assessed` leaves the county out",
                    zh: "确无该项请填0；或用 `missing_data: not_assessed` 不予补助")))
        return false
    }

    /// The part of each county, in whole fen.
    private func amounts(
        _ part: TransferPart, _ period: Period, _ regions: [RegionCode], _ figures: TransferFigures
    ) throws(ArithmeticOverflow) -> [Calculation] {
        var steps: [[Calculation]] = regions.map { _ in [] }
        for weight in part.weights {
            let cells = regions.compactMap { figures.cell(weight.factor, $0, period) }
            let money = try part.pool * weight.value
            let shares = try Apportionment.split(money, by: cells.map(\.value), step: Apportionment.fen)
            for (index, share) in shares.enumerated() {
                steps[index].append(
                    Calculation(
                        .share, weight.factor, share, .yuan,
                        note: LocalizedText(
                            en: "pool \(part.pool) x \(weight.value.text(digits: 6)), share by value",
                            zh: "资金池 \(part.pool) × \(weight.value.text(digits: 6))，按因素值占比"),
                        inputs: [cells[index].calculation]))
            }
        }
        for rate in part.rates {
            for (index, region) in regions.enumerated() {
                guard let cell = figures.cell(rate.factor, region, period) else { continue }
                let amount = try (cell.value * rate.value).rounded(toDigits: 2, .halfUp)
                steps[index].append(
                    Calculation(
                        .coefficient, rate.factor, amount, .yuan,
                        note: "x \(rate.value.text(digits: 2)) CNY", inputs: [cell.calculation]))
            }
        }
        var amounts: [Calculation] = []
        for inputs in steps {
            amounts.append(
                Calculation(.sum, part.id, try inputs.map(\.value).total(), .yuan, inputs: inputs))
        }
        return amounts
    }

    // MARK: Factors

    private func assess(
        _ account: inout Account, _ period: Period, _ verdicts: [QualityRule.Key: QualityRule.Verdict],
        _ assessment: inout Assessment
    ) {
        var factors: [Calculation] = []
        if quality != nil {
            let verdict = verdicts[QualityRule.Key(region: account.region, period: period)]
            if let verdict {
                factors.append(verdict.factor)
                account.improvement = max(.zero, verdict.difference.value)
            } else {
                noteMissing("quality", account.region, period, &assessment)
            }
        }
        if let performance {
            let factor = performance.factor(account.region, period, assessment.evidence.scores)
            if let factor {
                factors.append(factor)
            } else {
                noteMissing("performance", account.region, period, &assessment)
            }
        }
        do {
            try apply(factors, to: &account)
        } catch {
            for finding in DiagnosticFailure.overflow("\(scope.path): \(account.region)").diagnostics {
                assessment.note(finding)
            }
        }
    }

    private func apply(_ factors: [Calculation], to account: inout Account) throws(ArithmeticOverflow) {
        account.raw = try account.parts.map(\.value).total()
        let isAssessed = Dictionary(uniqueKeysWithValues: parts.map { ($0.id, $0.isAssessed) })
        let moved = try account.parts.filter { isAssessed[$0.name] ?? true }.map(\.value).total()
        var amount = moved
        for factor in factors { amount = try amount * factor.value }
        let value = try account.raw - moved + amount.rounded(toDigits: 2, .halfUp)
        let raw = Calculation(.sum, "parts", account.raw, .yuan, inputs: account.parts)
        account.assessed =
            factors.isEmpty
            ? raw
            : Calculation(
                .coefficient, "assessed", value, .yuan,
                note: "\(moved) x \(factors.map { $0.value.text(digits: 2) }.joined(separator: " x "))",
                inputs: [raw] + factors)
        account.pay = account.assessed
    }

    private func noteMissing(
        _ what: String, _ region: RegionCode, _ period: Period, _ assessment: inout Assessment
    ) {
        let name = assessment.evidence.table.nameAndCode(region)
        let isBlocking = scope.missingData != .notAssessed
        assessment.note(
            Diagnostic(
                isBlocking ? .error : .warning, code: "missing_data", at: scope.location,
                path: "\(scope.path).\(what)",
                LocalizedText(
                    en: "no result for \(name.en) in \(period)" + (isBlocking ? "" : "; factor 1 applied"),
                    zh: "\(name.zh) \(period) 无结果" + (isBlocking ? "" : "，系数按1处理")),
                hint: isBlocking
                    ? LocalizedText(
                        en: "add the row, or use `missing_data: not_assessed` for a factor of 1",
                        zh: "补充该行，或用 `missing_data: not_assessed` 按系数1处理") : .empty))
    }

    // MARK: Withheld money

    /// What factors took, less what they added, goes to the improvers by their change, else to the fund.
    private func distributeWithheld(
        _ accounts: inout [Account], _ period: Period, _ assessment: inout Assessment
    ) throws(ArithmeticOverflow) -> [SetAside] {
        let differences = try accounts.map { account throws(ArithmeticOverflow) in
            try account.raw - account.assessed.value
        }
        let pool = try differences.total()
        guard pool > .zero else { return [] }
        let step = Calculation(
            .pool, withheldFund, pool, .yuan,
            note: LocalizedText(en: "withheld less added by factors", zh: "系数扣减与增加相抵后的余额"))
        let weights = accounts.map(\.improvement)
        guard withheld == .redistributed, weights.contains(where: { $0 > .zero }) else {
            if withheld == .redistributed {
                assessment.warn(
                    "pool_carried_forward",
                    LocalizedText(
                        en: "no county improved in \(period): \(pool) yuan go to `\(withheldFund)`",
                        zh: "\(period) 无变好县：\(pool) 元转入 `\(withheldFund)`"))
            }
            return [
                SetAside(
                    period: period, fund: withheldFund, amount: pool, basis: "transfer_withheld",
                    calculation: step)
            ]
        }
        for (index, share) in try Apportionment.split(pool, by: weights, step: Apportionment.fen).enumerated()
        where share > .zero {
            let part = Calculation(
                .share, "redistributed", share, .yuan,
                note: LocalizedText(
                    en: "by improvement \(weights[index].text(digits: 2))",
                    zh: "按改善幅度 \(weights[index].text(digits: 2))"), inputs: [step])
            let sum = try accounts[index].pay.value + share
            accounts[index].pay = Calculation(
                .sum, "transfer", sum, .yuan, inputs: [accounts[index].pay, part])
        }
        return []
    }

    // MARK: Awards

    private func awardsByCounty(
        _ regions: RegionTable
    ) throws(DiagnosticFailure) -> [QualityRule.Key: Calculation] {
        guard let awards else { return [:] }
        var reader = RowReader(awards, regions)
        var result: [QualityRule.Key: Calculation] = [:]
        for row in awards.rows {
            guard let region = reader.region(row, OwnColumn.region),
                let period = reader.period(row, OwnColumn.period),
                let amount = awards.number(row, Columns.amount)
            else { continue }
            result[QualityRule.Key(region: region, period: period)] = Calculation(
                .observation, amount.isNegative ? "penalty" : "award", amount, .yuan,
                origin: awards.origin(row, Columns.amount))
        }
        try reader.finish()
        return result
    }

    /// The award on top; a penalty takes at most the transfer.
    private func award(
        _ account: inout Account, _ period: Period, _ awards: [QualityRule.Key: Calculation],
        _ assessment: inout Assessment
    ) throws(ArithmeticOverflow) {
        guard let award = awards[QualityRule.Key(region: account.region, period: period)] else { return }
        let sum = try account.pay.value + award.value
        account.pay = Calculation(.sum, "transfer", sum, .yuan, inputs: [account.pay, award])
        guard sum.isNegative else { return }
        account.pay = Calculation(.cap, "at_least_zero", .zero, .yuan, inputs: [account.pay])
        let name = assessment.evidence.table.nameAndCode(account.region)
        assessment.warn(
            "penalty_above_transfer",
            LocalizedText(
                en:
                    "the penalty of \(name.en) in \(period) is above its transfer; \(sum.magnitude) yuan lapse",
                zh: "\(name.zh) \(period) 扣减额超过补助额，余 \(sum.magnitude) 元不再扣减"))
    }
}
