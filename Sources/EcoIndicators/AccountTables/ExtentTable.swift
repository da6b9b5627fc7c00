import EcoAccounts
import EcoUnits

/// T1: the area of each ecosystem type, its share, and the gap to the official area.
public struct ExtentRow: Hashable, Sendable {
    /// nil for all regions together.
    public let region: RegionCode?
    /// nil for all types together.
    public let ecosystem: EcosystemType?
    /// km2; nil where the region is incomplete.
    public let area: Double?
    /// Of the classified area of the region, 0 to 1.
    public let share: Double?
    /// Official area, km2, on rows over all types.
    public let officialArea: Double?
    /// (classified - official) / official.
    public let gap: Double?
}

extension AccountLookup {
    /// T1; empty where the account has no land cover.
    var extent: [ExtentRow] {
        guard regions.codes.contains(where: { self["area", $0] != nil }) else { return [] }
        return regionsAndAll.flatMap { region -> [ExtentRow] in
            let total = quantity("area", region)
            let official = officialArea(region)
            let types = EcosystemType.allCases.map { type in
                let area = quantity("area", region, type)
                return ExtentRow(
                    region: region, ecosystem: type, area: area, share: ratio(area, total), officialArea: nil,
                    gap: nil)
            }
            let gap = ratio(sum([total, official.map { -$0 }]), official)
            return types + [
                ExtentRow(
                    region: region, ecosystem: nil, area: total, share: total.map { _ in 1 },
                    officialArea: official, gap: gap)
            ]
        }
    }

    /// km2; nil where a county's is not known.
    func officialArea(_ region: RegionCode?) -> Double? {
        sum((region.map { [$0] } ?? regions.codes).map { regions[$0]?.areaSquareKilometres })
    }

    /// Resident population; nil where a county's is not known.
    func population(_ region: RegionCode?) -> Double? {
        sum((region.map { [$0] } ?? regions.codes).map { regions[$0]?.population })
    }
}
