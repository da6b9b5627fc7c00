import EcoAccounts
import EcoParameters
import EcoUnits

extension Assessment {
    /// The figure of an observation where the section is assessed; `nil`, with a finding, where it is dry or
    /// under ice, flows back, or its figure is missing.
    mutating func value(of observation: WaterObservation, assessesBackflow: Bool = false) -> Rational? {
        let isAside = observation.state == .backflow ? !assessesBackflow : observation.state != .measured
        let place =
            "\(scope.path): \(observation.section), \(observation.item.rawValue) in \(observation.period)"
        if isAside {
            let state = observation.state.meaning
            note(
                Diagnostic(
                    .warning, code: "section_not_assessed", at: observation.location, path: place,
                    LocalizedText(en: "not assessed: \(state.en)", zh: "不考核：\(state.zh)")))
            return nil
        }
        if observation.value == nil { noteMissing(place, at: observation.location) }
        return observation.value
    }

    /// A missing figure of an own table, by the scheme's rule.
    mutating func noteMissing(_ place: String, at location: SourceLocation?) {
        let isLeftOut = scope.missingData == .notAssessed
        note(
            Diagnostic(
                isLeftOut ? .warning : .error, code: "missing_data", at: location, path: place,
                LocalizedText(
                    en: isLeftOut ? "the figure is missing: not assessed" : "the figure is missing",
                    zh: isLeftOut ? "数据缺失，不考核" : "数据缺失"),
                hint: isLeftOut
                    ? .empty
                    : LocalizedText(
                        en: "complete the data, or set `missing_data: not_assessed`",
                        zh: "补全数据，或设 `missing_data: not_assessed`")))
    }

    /// A finding where an observation has neither a target of its own nor a class limit.
    mutating func noteMissingTarget(_ observation: WaterObservation) {
        note(
            Diagnostic(
                code: "missing_target", at: observation.location, path: scope.path,
                LocalizedText(
                    en: "\(observation.section) has no target for \(observation.item.name.en)",
                    zh: "断面\(observation.section)没有\(observation.item.name.zh)目标值"),
                hint: LocalizedText(
                    en: "give the column `target`, or the section's `target_class`",
                    zh: "填写 `target` 列，或断面的 `target_class`")))
    }

    /// The rows of the periods that the scheme settles.
    func isSettled(_ period: Period) -> Bool { scope.periods.isEmpty || scope.periods.contains(period) }
}

extension WaterObservation {
    var location: SourceLocation? {
        if case .cell(let location) = origin { return location }
        return nil
    }
}

extension ClaimList {
    /// A whole amount of the step divided among the regions that answer for a section, each part with its
    /// share on top of the calculation.
    mutating func settle(
        _ shares: [WaterSection.Share], _ period: Period, _ amount: Rational, _ basis: String,
        _ calculation: Calculation, _ rules: SettlementRules
    ) throws(ArithmeticOverflow) {
        guard shares.count > 1 else {
            if let only = shares.first { settle(only.region, period, amount, basis, calculation) }
            return
        }
        let parts = try rules.split(amount.magnitude, by: shares.map(\.share))
        for (share, part) in zip(shares, parts) {
            let signed = amount.isNegative ? -part : part
            settle(
                share.region, period, signed, basis,
                Calculation(
                    .share, "section_share", signed, .yuan, note: "\(share.share)", inputs: [calculation]))
        }
    }
}
