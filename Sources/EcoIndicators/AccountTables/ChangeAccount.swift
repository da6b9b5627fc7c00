import EcoAccounts
import EcoUnits

/// T6: what changed between an opening and a closing account, in current and in constant prices.
public struct ChangeAccount: Sendable {
    public let openingYear: Int
    public let openingPriceYear: Int
    public let closingYear: Int
    public let closingPriceYear: Int
    /// Parts of services, then services, accounts and the total, region by region.
    public let rows: [ChangeRow]
    /// Services by ecosystem type, split by extent, intensity and price.
    public let factors: [FactorRow]

    /// Growth of a figure at closing prices; nil where either year has none.
    func constantGrowth(_ id: String, _ region: RegionCode?) -> Double? {
        rows.first { $0.id == id && $0.region == region }?.constantGrowth
    }
}

/// The change of one part, service, account or total.
public struct ChangeRow: Hashable, Sendable {
    /// nil for all regions together.
    public let region: RegionCode?
    /// `soil_retention.silt`, `soil_retention`, `regulating`, or the id of the total.
    public let id: String
    public let unit: Unit?
    public let openingQuantity: Double?
    public let closingQuantity: Double?
    /// Yuan, each at the price level of its own account; nil where a year has no figure.
    public let openingYuan: Double?
    public let closingYuan: Double?
    /// Opening quantities at closing prices.
    public let openingAtClosingPrices: Double?
    /// Quantity at opening prices and price at closing quantities.
    public let laspeyresPaasche: TwoFactorSplit?
    public let shapley: TwoFactorSplit?
    /// Shapley takes the place of parts that are zero or negative.
    public let lmdi: TwoFactorSplit?
    public let lmdiIsShapley: Bool

    public var currentGrowth: Double? { ratio(closingYuan, openingYuan).map { $0 - 1 } }
    public var constantGrowth: Double? { ratio(closingYuan, openingAtClosingPrices).map { $0 - 1 } }
}

/// The change of a service in one ecosystem type: V = A (q/A) (V/q).
public struct FactorRow: Hashable, Sendable {
    public let region: RegionCode
    public let indicator: String
    public let ecosystem: EcosystemType
    /// km2.
    public let openingArea: Double
    public let closingArea: Double
    public let openingYuan: Double
    public let closingYuan: Double
    public let split: ThreeFactorSplit
}
