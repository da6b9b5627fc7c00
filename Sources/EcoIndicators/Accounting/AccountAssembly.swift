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
        status: AccountEntry.Status, note: String = ""
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

    private func areaNote(_ region: Region, _ total: Double, _ share: Double) -> String {
        var notes = share < 1 ? ["\(Note.percent(share)) of the outline has a class"] : []
        if let official = region.areaSquareKilometres {
            let gap = (total - official) / official
            notes.append("official area \(Note.number(official)) km2, gap \(Note.percent(gap))")
        }
        return notes.joined(separator: "; ")
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
            note: "products from outside the region: none stated")
        let missing = pack.indicators.filter { rule in
            rule.standing == .included && !set.members.contains { $0.id == rule.id }
        }
        var notes = [Self.gap(services)]
        if !missing.isEmpty {
            let ids = missing.map(\.id).joined(separator: ", ")
            notes.append("without \(ids), which the rule pack also counts")
        }
        let note = notes.filter { !$0.isEmpty }.joined(separator: "; ")
        return sums + [imports, sum(region, .total, "gep", sums, note: note)]
    }

    /// Services of which no class of the region has a parameter.
    private static func gap(_ services: [ServiceAccount]) -> String {
        let ids = services.filter { $0.total.status == .notCounted }.map(\.id)
        return ids.isEmpty ? "" : "no figure for \(ids.joined(separator: ", ")): nothing is counted there"
    }

    private func sum(
        _ region: RegionCode, _ account: AccountEntry.Account, _ id: String, _ parts: [AccountEntry],
        note: String
    ) -> AccountEntry {
        let isComplete = !parts.contains { $0.status == .incomplete }
        let isProvisional = pack.status == .provisional || parts.contains { $0.status == .provisional }
        return entry(
            region, account, id, quantity: nil, unit: .named("CNY"),
            value: isComplete ? parts.reduce(0) { $0 + ($1.valueYuan ?? 0) } : nil,
            status: !isComplete ? .incomplete : isProvisional ? .provisional : .ok,
            note: isComplete ? note : "a service is incomplete: no total")
    }

    // MARK: Warnings

    private func warnings(
        _ entries: [AccountEntry], _ notCounted: [NotCountedArea], _ register: [RegisterEntry]
    ) -> [Diagnostic] {
        var warnings = tables.warnings
        if let mixed = PriceLevel.mixedIndexWarning(register) { warnings.append(mixed) }
        let ids = set.members.map(\.id)
        for overlap in pack.overlaps where ids.contains(overlap.first) && ids.contains(overlap.second) {
            warnings.append(
                Diagnostic(
                    .warning, code: "overlap", path: "accounts.indicators",
                    "\(overlap.first) and \(overlap.second): \(overlap.reason.en)",
                    hint: "leave one of them out, or explain the double count"))
        }
        if pack.status == .provisional {
            warnings.append(
                Diagnostic(
                    .warning, code: "provisional_pack", path: "accounts.rule_pack",
                    "rule pack \(pack.label) has not been checked against the printed document",
                    hint: "every figure of the account is provisional"))
        }
        return warnings + notCountedWarnings(notCounted) + incompleteWarnings(entries)
    }

    private func notCountedWarnings(_ areas: [NotCountedArea]) -> [Diagnostic] {
        set.members.compactMap { member in
            let own = areas.filter { $0.indicator == member.id }
            guard !own.isEmpty else { return nil }
            let total = own.reduce(0) { $0 + $1.land.area } / 1e6
            let names = Set(own.map(\.land.name.en)).sorted().joined(separator: ", ")
            return Diagnostic(
                .warning, code: "not_counted", path: "accounts.indicators.\(member.id)",
                "\(Note.number(total)) km2 are not counted (\(names)): \(own[0].land.reason)",
                hint: "give the parameter, or say in the report that these classes are left out")
        }
    }

    private func incompleteWarnings(_ entries: [AccountEntry]) -> [Diagnostic] {
        entries.filter { $0.status == .incomplete && $0.ecosystem == nil && $0.indicator != "total" }
            .filter { $0.account != .total }
            .map { entry in
                Diagnostic(
                    .warning, code: "incomplete", path: "accounts.indicators.\(entry.indicator)",
                    "\(entry.region) \(entry.indicator) is incomplete: \(entry.note)",
                    hint: "complete the input; no total of the region is printed")
            }
    }
}

/// Numbers in footnotes.
enum Note {
    /// Up to two decimals.
    static func number(_ value: Double) -> String { NumberText.shortest((value * 100).rounded() / 100) }
    static func percent(_ share: Double) -> String { "\(number(share * 100)) %" }
}
