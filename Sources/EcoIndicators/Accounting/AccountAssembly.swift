import EcoAccounts
import EcoParameters
import EcoUnits

/// Puts the account together, region by region.
struct AccountAssembly {
    let parameters: AccountsParameters
    let set: IndicatorSet
    let tables: SufficientTables
    var pack: RulePack { parameters.rulePack }

    init(_ parameters: AccountsParameters, _ set: IndicatorSet, _ tables: SufficientTables) {
        self.parameters = parameters
        self.set = set
        self.tables = tables
    }

    func result() -> AccountResult {
        var entries: [AccountEntry] = []
        var components: [AccountEntry] = []
        var shares: [ValidShare] = []
        var notCounted: [NotCountedArea] = []
        for region in set.context.regions.regions {
            entries += extent(region)
            let services = set.members.map { ServiceAccount(self, $0, region.code) }
            for service in services {
                entries += service.entries
                components += service.components
                if let share = service.validShare {
                    shares.append(ValidShare(region: region.code, indicator: service.id, share: share))
                }
                notCounted += service.flows.notCounted.map {
                    NotCountedArea(region: region.code, indicator: service.id, land: $0)
                }
            }
            entries += totals(region.code, services)
        }
        let register = parameters.register + set.members.flatMap { $0.indicator.constants }
        return AccountResult(
            rulePack: pack, entries: entries, components: components, validShares: shares,
            notCounted: notCounted, register: register, rasters: tables.rasters,
            warnings: warnings(entries, notCounted, register))
    }

    func entry(
        _ region: RegionCode, _ account: AccountEntry.Account, _ indicator: String,
        _ ecosystem: EcosystemType? = nil, quantity: Double?, unit: Unit, value: Double?,
        status: AccountEntry.Status, note: LocalizedText = .empty
    ) -> AccountEntry {
        AccountEntry(
            region: region, year: parameters.year, account: account, indicator: indicator,
            ecosystem: ecosystem, quantity: quantity, unit: unit, valueYuan: value,
            priceYear: parameters.priceLevel.year, status: status, rulePack: pack.label, note: note)
    }

    // MARK: Extent (T1)

    /// Areas by ecosystem type in km2, and their sum with the gap to the official area.
    private func extent(_ region: Region) -> [AccountEntry] {
        guard set.layers.contains(.landCover) else { return [] }
        let sums = tables.extent.sums(of: region.code)
        var areas: [EcosystemType: Double] = [:]
        var unclassified = 0.0
        for sum in sums {
            if let land = sum.classCode.flatMap({ set.context.legend[$0] }) {
                areas[land.ecosystem, default: 0] += sum.area / 1e6
            } else {
                unclassified += sum.area / 1e6
            }
        }
        let isProvisional = parameters.layers[.landCover]?.status.isProvisional ?? false
        let rows = EcosystemType.allCases.map { type in
            let area = areas[type] ?? 0
            return entry(
                region.code, .extent, "area", type, quantity: area, unit: .named("km2"), value: nil,
                status: area == 0 ? .notApplicable : isProvisional ? .provisional : .ok)
        }
        let total = EcosystemType.allCases.reduce(0) { $0 + (areas[$1] ?? 0) }
        let inside = tables.insideShare[region.code] ?? 0
        let share = total + unclassified > 0 ? inside * total / (total + unclassified) : 0
        let isComplete = share >= parameters.minimumValidShare
        return rows + [
            entry(
                region.code, .extent, "area", quantity: isComplete ? total : nil, unit: .named("km2"),
                value: nil, status: !isComplete ? .incomplete : isProvisional ? .provisional : .ok,
                note: areaNote(region, total, share))
        ]
    }

    private func areaNote(_ region: Region, _ total: Double, _ share: Double) -> LocalizedText {
        let percent = Note.percent(share)
        var notes =
            share < 1
            ? [LocalizedText(en: "\(percent) of the outline has a class", zh: "\(percent) 的范围有地类")] : []
        if let official = region.areaSquareKilometres {
            let (area, gap) = (Note.number(official), Note.percent((total - official) / official))
            notes.append(
                LocalizedText(
                    en: "official area \(area) km², gap \(gap)", zh: "行政区面积 \(area) 平方公里，偏差 \(gap)"))
        }
        return notes.clauses()
    }

    // MARK: Totals (T5)

    /// Sums by account, net imports and GEP; without a value where any service is incomplete.
    private func totals(_ region: RegionCode, _ services: [ServiceAccount]) -> [AccountEntry] {
        let accounts: [AccountEntry.Account] = [.provisioning, .regulating, .cultural]
        let sums = accounts.compactMap { account -> AccountEntry? in
            let own = services.filter { $0.account == account }
            return own.isEmpty
                ? nil : sum(region, account, "total", own.map(\.total), note: Self.gap(own))
        }
        let imports = entry(
            region, .total, "net_imports", quantity: nil, unit: .named("CNY"), value: 0, status: .ok,
            note: LocalizedText(
                en: "products from outside the region: none stated", zh: "未列外来产品"))
        let missing = pack.indicators.filter { rule in
            rule.standing == .included && !set.members.contains { $0.id == rule.id }
        }
        var notes = [Self.gap(services.filter { $0.account != .memorandum })]
        if !missing.isEmpty {
            let names = missing.map(\.title).list()
            notes.append(
                LocalizedText(
                    en: "without \(names.en), which the rule pack also counts",
                    zh: "规则包另含而本次未核算：\(names.zh)"))
        }
        return sums + [imports, sum(region, .total, "gep", sums, note: notes.clauses())]
    }

    /// Services of which no class of the region has a parameter.
    private static func gap(_ services: [ServiceAccount]) -> LocalizedText {
        let names = services.filter { $0.total.status == .notCounted }.map(\.title).list()
        return names.isEmpty
            ? .empty
            : LocalizedText(
                en: "no figure for \(names.en): nothing is counted there", zh: "\(names.zh)无数值：各类均未计入")
    }

    private func sum(
        _ region: RegionCode, _ account: AccountEntry.Account, _ id: String, _ parts: [AccountEntry],
        note: LocalizedText
    ) -> AccountEntry {
        let isComplete = !parts.contains { $0.status == .incomplete }
        let isProvisional = pack.status == .provisional || parts.contains { $0.status == .provisional }
        return entry(
            region, account, id, quantity: nil, unit: .named("CNY"),
            value: isComplete ? parts.reduce(0) { $0 + ($1.valueYuan ?? 0) } : nil,
            status: !isComplete ? .incomplete : isProvisional ? .provisional : .ok,
            note: isComplete
                ? note : LocalizedText(en: "a service is incomplete: no total", zh: "有服务不完整，不列合计"))
    }

    // MARK: Warnings

    private func warnings(
        _ entries: [AccountEntry], _ notCounted: [NotCountedArea], _ register: [RegisterEntry]
    ) -> [Diagnostic] {
        var warnings = tables.warnings + set.warnings
        if let mixed = PriceLevel.mixedIndexWarning(register) { warnings.append(mixed) }
        let ids = set.members.map(\.id)
        for overlap in pack.overlaps where ids.contains(overlap.first) && ids.contains(overlap.second) {
            warnings.append(
                Diagnostic(
                    .warning, code: "overlap", path: "accounts.indicators",
                    overlapText(overlap),
                    hint: LocalizedText(
                        en: "leave one of them out, or explain the double count", zh: "略去其一，或说明重复计算")))
        }
        if pack.status == .provisional {
            warnings.append(
                Diagnostic(
                    .warning, code: "provisional_pack", path: "accounts.rule_pack",
                    LocalizedText(
                        en: "rule pack \(pack.label) has not been checked against the printed document",
                        zh: "规则包 \(pack.label) 尚未与印刷文本核对"),
                    hint: LocalizedText(en: "every figure of the account is provisional", zh: "本核算全部数值为暂定")))
        }
        return warnings + notCountedWarnings(notCounted) + incompleteWarnings(entries)
    }

    private func overlapText(_ overlap: Overlap) -> LocalizedText {
        let names = [overlap.first, overlap.second].map { id in
            set.members.first { $0.id == id }?.declaration.title ?? LocalizedText(id)
        }
        return Note.pair(names.joined(LocalizedText(en: " and ", zh: "与")), overlap.reason)
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

/// Numbers in footnotes.
enum Note {
    /// Up to two decimals.
    static func number(_ value: Double) -> String { NumberText.shortest((value * 100).rounded() / 100) }
    static func percent(_ share: Double) -> String { "\(number(share * 100)) %" }

    static func area(_ lands: [NotCountedClass]) -> LocalizedText {
        let area = number(lands.reduce(0) { $0 + $1.area } / 1e6)
        return LocalizedText(en: "\(area) km²", zh: "\(area) 平方公里")
    }

    static func classes(_ lands: [NotCountedClass]) -> LocalizedText {
        Set(lands.map(\.name)).sorted { $0.en < $1.en }.list()
    }

    static func pair(_ subject: LocalizedText, _ text: LocalizedText) -> LocalizedText {
        LocalizedText(en: "\(subject.en): \(text.en)", zh: "\(subject.zh)：\(text.zh)")
    }
}
