import EcoAccounts
import EcoUnits

extension AccountAssembly {
    /// Sums by account, net imports and GEP; without a value where any service is incomplete.
    func totals(_ region: RegionCode, _ services: [ServiceAccount]) -> [AccountEntry] {
        let accounts: [AccountEntry.Account] = [.provisioning, .regulating, .cultural]
        let sums = accounts.compactMap { account -> AccountEntry? in
            let own = services.indices.filter { services[$0].account == account }
            return own.isEmpty
                ? nil
                : sum(
                    region, account, "total", own.map { services[$0].total },
                    note: Self.gap(own.map { services[$0] }))
        }
        let imports = netImports(region)
        return sums + [imports, total(region, services, sums, imports)]
    }

    /// What comes from outside the region: always printed.
    private func netImports(_ region: RegionCode) -> AccountEntry {
        let own = set.netImports[region]
        let treatment: LocalizedText =
            pack.netImports == .subtracted
            ? LocalizedText(en: "subtracted from the total", zh: "已从总值扣除")
            : LocalizedText(en: "not subtracted", zh: "未从总值扣除")
        return entry(
            region, .total, "net_imports", quantity: nil, unit: .named("CNY"), value: own?.yuan ?? 0,
            status: own?.isProvisional == true ? .provisional : .ok,
            note: own == nil
                ? LocalizedText(en: "products from outside the region: none stated", zh: "未列外来产品")
                : treatment)
    }

    private func total(
        _ region: RegionCode, _ services: [ServiceAccount], _ sums: [AccountEntry], _ imports: AccountEntry
    ) -> AccountEntry {
        let rule = document.total
        let required = set.leftOutThoughRequired
        let isSubtracted = pack.netImports == .subtracted && imports.valueYuan != 0
        let net = sum(
            region, .total, rule.id, sums, less: isSubtracted ? imports : nil,
            note: totalNote(services, isSubtracted: isSubtracted))
        guard !required.isEmpty else { return net }
        let names = required.map(\.title).list()
        return entry(
            region, .total, rule.id, quantity: nil, unit: .named("CNY"), value: nil, status: .incomplete,
            note: LocalizedText(
                en: "no total: the rule pack requires \(names.en)", zh: "规则包必算指标缺\(names.zh)，不列总值"))
    }

    private func totalNote(_ services: [ServiceAccount], isSubtracted: Bool) -> LocalizedText {
        let rule = document.total
        var notes = [Self.gap(services.filter { $0.account != .memorandum })]
        let missing = set.leftOut(.included)
        if !missing.isEmpty {
            let names = missing.map(\.title).list()
            notes.append(
                LocalizedText(
                    en: "without \(names.en), which the rule pack also counts",
                    zh: "规则包另含而本次未核算：\(names.zh)"))
        }
        if rule != .gep { notes.insert(rule.title, at: 0) }
        if isSubtracted {
            notes.append(LocalizedText(en: "less net imports", zh: "已扣除区外净流入"))
        }
        return notes.clauses()
    }

    /// Services of which no class of the region has a parameter.
    private static func gap(_ services: [ServiceAccount]) -> LocalizedText {
        let names = services.filter { $0.total.status == .notCounted }.map(\.title).list()
        return names.isEmpty
            ? .empty
            : LocalizedText(
                en: "no figure for \(names.en): nothing is counted there", zh: "\(names.zh)无数值：各类均未计入")
    }

    private static let unpriced = LocalizedText(
        en: "no service has a price: quantities only", zh: "各项服务均无单价，仅列实物量")

    private func sum(
        _ region: RegionCode, _ account: AccountEntry.Account, _ id: String, _ parts: [AccountEntry],
        less subtrahend: AccountEntry? = nil, note: @autoclosure () -> LocalizedText
    ) -> AccountEntry {
        let isComplete = !parts.contains { $0.status == .incomplete }
        // What nobody has priced is worth no 0 yuan.
        let isPriced = parts.contains { $0.valueYuan != nil }
        let isProvisional =
            document.status == .provisional
            || (parts + (subtrahend.map { [$0] } ?? [])).contains { $0.status == .provisional }
        return entry(
            region, account, id, quantity: nil, unit: .named("CNY"),
            value: isComplete && isPriced
                ? parts.reduce(0) { $0 + ($1.valueYuan ?? 0) } - (subtrahend?.valueYuan ?? 0) : nil,
            status: !isComplete ? .incomplete : isProvisional ? .provisional : .ok,
            note: isComplete
                ? isPriced ? note() : [Self.unpriced, note()].clauses()
                : LocalizedText(en: "a service is incomplete: no total", zh: "有服务不完整，不列合计"))
    }
}
