import EcoAccounts
import EcoParameters
import EcoUnits

extension AccountAssembly {
    func warnings(
        _ entries: [AccountEntry], _ notCounted: [NotCountedArea]
    ) -> [Diagnostic] {
        var warnings = tables.warnings + set.warnings
        if let mixed = parameters.priceLevel.mixedIndexWarning(set.register) { warnings.append(mixed) }
        if document.status == .provisional {
            warnings.append(
                Diagnostic(
                    .warning, code: "provisional_pack", path: "accounts.rule_pack",
                    LocalizedText(
                        en: "rule pack \(pack.label) has not been checked against the printed document",
                        zh: "规则包 \(pack.label) 尚未与印刷文本核对"),
                    hint: LocalizedText(en: "every figure of the account is provisional", zh: "本核算全部数值为暂定")))
        }
        warnings += pack.chosen.map { rule in
            Diagnostic(
                .warning, code: "pack_is_silent", path: "accounts.rules.\(rule.id)",
                LocalizedText(
                    en: "rule pack \(pack.label) is silent on \(rule.title.en); the scenario chose: "
                        + rule.choice.en, zh: "规则包 \(pack.label) 未规定“\(rule.title.zh)”，情景选择：\(rule.choice.zh)"
                ),
                hint: LocalizedText(en: "say so where the account is published", zh: "公布核算时须说明"))
        }
        let required = set.leftOutThoughRequired
        if !required.isEmpty {
            let names = required.map(\.title).list()
            warnings.append(
                Diagnostic(
                    .warning, code: "required_services", path: "accounts.indicators",
                    LocalizedText(
                        en: "rule pack \(pack.label) requires \(names.en): no total is printed",
                        zh: "规则包 \(pack.label) 必算指标缺\(names.zh)，不列总值"),
                    hint: LocalizedText(
                        en: "add their blocks, or choose another rule pack", zh: "补充相应指标，或选择其他规则包")))
        }
        return warnings + implausibleAmounts(entries) + notCountedWarnings(notCounted)
            + incompleteWarnings(entries)
    }

    private func notCountedWarnings(_ areas: [NotCountedArea]) -> [Diagnostic] {
        set.members.compactMap { member in
            let own = areas.filter { $0.indicator == member.id }
            guard !own.isEmpty else { return nil }
            let (area, names) = (Note.area(own.map(\.land)), Note.classes(own.map(\.land)))
            let (title, reason) = (member.declaration.title, own[0].land.reason)
            return Diagnostic(
                .warning, code: "not_counted", path: "accounts.indicators.\(member.id)",
                LocalizedText(
                    en: "\(title.en): \(area.en) are not counted (\(names.en)): \(reason.en)",
                    zh: "\(title.zh)：\(area.zh)未计入（\(names.zh)）：\(reason.zh)"),
                hint: LocalizedText(
                    en: "give the parameter, or say in the report that these classes are left out",
                    zh: "补充该参数，或在报告中说明略去这些地类"))
        }
    }

    private func incompleteWarnings(_ entries: [AccountEntry]) -> [Diagnostic] {
        entries.filter { $0.status == .incomplete && $0.ecosystem == nil && $0.indicator != "total" }
            .filter { $0.account != .total }
            .map { entry in
                Diagnostic(
                    .warning, code: "incomplete", path: "accounts.indicators.\(entry.indicator)",
                    incompleteText(entry),
                    hint: LocalizedText(
                        en: "complete the input; no total of the region is printed", zh: "补全数据；该县不列合计"))
            }
    }

    private func incompleteText(_ entry: AccountEntry) -> LocalizedText {
        let region = set.context.regions.nameAndCode(entry.region)
        let title =
            set.members.first { $0.id == entry.indicator }?.declaration.title
            ?? LocalizedText(en: "extent", zh: "生态系统面积")
        return LocalizedText(
            en: "\(region.en): \(title.en) is incomplete: \(entry.note.en)",
            zh: "\(region.zh)：\(title.zh)不完整：\(entry.note.zh)")
    }
}
