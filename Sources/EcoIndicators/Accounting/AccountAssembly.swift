import EcoAccounts
import EcoParameters
import EcoUnits

/// Puts the account together, region by region.
struct AccountAssembly {
    let parameters: AccountsParameters
    let set: IndicatorSet
    let tables: SufficientTables
    var pack: AppliedPack { self.set.context.pack }
    var document: RulePack { pack.document }
    /// Whether rows are told by ecosystem type and component too, and put into words.
    let isExplained: Bool

    init(
        _ parameters: AccountsParameters, _ set: IndicatorSet, _ tables: SufficientTables,
        isExplained: Bool = true
    ) {
        self.parameters = parameters
        self.set = set
        self.tables = tables
        self.isExplained = isExplained
    }

    func result() -> AccountResult {
        var entries: [AccountEntry] = []
        var components: [AccountEntry] = []
        var shares: [ValidShare] = []
        var prices: [ComponentPrice] = []
        var notCounted: [NotCountedArea] = []
        for region in set.context.regions.regions {
            entries += extent(region)
            let services = set.members.map { ServiceAccount(self, $0, region.code) }
            for service in services {
                entries += service.entries
                components += service.components
                prices += service.prices
                if let share = service.validShare {
                    shares.append(ValidShare(region: region.code, indicator: service.id, share: share))
                }
                notCounted += service.flows.notCounted.map {
                    NotCountedArea(region: region.code, indicator: service.id, land: $0)
                }
            }
            entries += totals(region.code, services)
        }
        var published = set.published
        let lookup = AccountLookup(entries, components, set.context.regions)
        published?.compare(with: lookup)
        return AccountResult(
            rulePack: document, zoneRule: zoneRule, entries: entries, components: components,
            validShares: shares,
            notCounted: notCounted, register: set.register, rasters: tables.rasters,
            tables: accountTables(lookup, prices, published), sums: SumTrail(self),
            warnings: warnings(entries, notCounted) + (published?.comparisonWarnings ?? []))
    }

    func entry(
        _ region: RegionCode, _ account: AccountEntry.Account, _ indicator: String,
        _ ecosystem: EcosystemType? = nil, quantity: Double?, unit: Unit, value: Double?,
        status: AccountEntry.Status, note: @autoclosure () -> LocalizedText = .empty
    ) -> AccountEntry {
        AccountEntry(
            region: region, year: parameters.year, account: account, indicator: indicator,
            ecosystem: ecosystem, quantity: quantity, unit: unit, valueYuan: value,
            priceYear: parameters.priceLevel.year, status: status, rulePack: pack.label,
            note: isExplained ? note() : .empty)
    }

    /// What the pass left of a region; of the ecosystem types that the total covers.
    func input(_ region: RegionCode, indicator: String) -> RegionInput {
        let input = tables.input(region, indicator: indicator)
        guard let covered = document.total.ecosystems else { return input }
        func isCovered(_ sum: ClassSum) -> Bool {
            guard let land = sum.classCode.flatMap({ set.context.legend[$0] }) else { return true }
            return covered.contains(land.ecosystem)
        }
        return RegionInput(
            region: region, insideShare: input.insideShare, extent: input.extent.filter(isCovered),
            sums: input.sums.filter(isCovered), measures: input.measures)
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
}
