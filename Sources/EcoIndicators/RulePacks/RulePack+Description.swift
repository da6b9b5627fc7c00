import EcoUnits

extension RulePack {
    /// What `describe` prints: sources, services with their standing, other rules, overlaps, and what nobody has
    /// checked.
    public func description(_ language: Language) -> String {
        let marks = LocalizedText(
            en: "[\(status.rawValue)] marks what nobody has checked in print",
            zh: "[\(status.rawValue)] 表示未与印刷文本核对")
        let parts = [
            "\(label): \(title(language))",
            sources.map { "  \($0) [\(status.rawValue)]" }.joined(separator: "\n"),
            status == .provisional ? marks(language) : "",
            notes.map { "- \($0(language))" }.joined(separator: "\n"), services(language), rules(language),
            doubleCounts(language),
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private func services(_ language: Language) -> String {
        let heading = LocalizedText(en: "services", zh: "指标")(language)
        let lines = indicators.map { rule -> String in
            let reason = ([rule.reason] + rule.admittedTexts).clauses()(language)
            let source = rule.source.isEmpty ? "" : "\(rule.source) "
            return "  \(rule.id)  \(rule.title(language)) (\(rule.standing.name(language)))\n"
                + "      \(reason)  \(source)[\(rule.status.rawValue)]"
        }
        return "\(heading):\n" + lines.joined(separator: "\n")
    }

    private func rules(_ language: Language) -> String {
        let silent = LocalizedText(
            en: "silent: the scenario chooses in accounts.rules", zh: "未规定：由 accounts.rules 选择")
        let lines: [(String, LocalizedText)] = [
            ("negative_balance", negativeBalance?.meaning ?? silent),
            ("purification", purification?.meaning ?? silent),
            ("net_imports", netImports?.meaning ?? silent), ("reference_state", referenceState),
            ("total", total.title),
        ]
        let heading = LocalizedText(en: "rules", zh: "规则")(language)
        return "\(heading):\n" + lines.map { "  \($0.0): \($0.1(language))" }.joined(separator: "\n")
    }

    private func doubleCounts(_ language: Language) -> String {
        let heading = LocalizedText(en: "counted twice where both are there", zh: "同列即重复计算")(language)
        let refused = LocalizedText(en: "refused", zh: "不予受理")(language)
        let lines = overlaps.map { overlap in
            "  \(overlap.first) + \(overlap.second): \(overlap.reason(language))"
                + (overlap.isForbidden ? " (\(refused))" : "")
        }
        return lines.isEmpty ? "" : "\(heading):\n" + lines.joined(separator: "\n")
    }
}

extension IndicatorRule.Standing {
    public var name: LocalizedText {
        switch self {
        case .required: LocalizedText(en: "required", zh: "必算")
        case .included: LocalizedText(en: "included", zh: "计入")
        case .optional: LocalizedText(en: "optional, off unless asked for", zh: "可选，默认不计")
        case .unknown: LocalizedText(en: "not known: counts where the scenario lists it", zh: "不明，情景列出则计入")
        case .memorandum: LocalizedText(en: "beside the total, never in it", zh: "总值之外")
        case .excluded: LocalizedText(en: "excluded", zh: "不计")
        }
    }
}
