import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// The accounts of all regions of a scenario, with what is needed to judge them.
public struct AccountResult: Sendable {
    public let rulePack: RulePack
    /// How cells at borders count; nil where the account reads no raster.
    public let zoneRule: ZoneRule?
    /// T1 to T5: extent, services by region and by ecosystem type, totals by account, `net_imports` and `gep`.
    public let entries: [AccountEntry]
    /// Parts of services, such as `soil_retention.silt`; their values are inside those of `entries`.
    public let components: [AccountEntry]
    public let validShares: [ValidShare]
    public let notCounted: [NotCountedArea]
    /// T7.
    public let register: [RegisterEntry]
    /// T8.
    public let rasters: [RasterInventoryEntry]
    public let tables: AccountTables
    /// What quantities follow from.
    public let sums: SumTrail
    public let warnings: [Diagnostic]
}

/// The part of the area to which an indicator applies, in which all its layers are valid.
public struct ValidShare: Hashable, Sendable {
    public let region: RegionCode
    public let indicator: String
    /// 0 to 1.
    public let share: Double
}

/// Area of a class that a service does not count for want of a parameter.
public struct NotCountedArea: Hashable, Sendable {
    public let region: RegionCode
    public let indicator: String
    public let land: NotCountedClass
}
