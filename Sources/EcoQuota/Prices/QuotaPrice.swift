import EcoParameters
import EcoUnits

/// A price of the market with all that is known of it: always positive, with its unit, the interval where it is
/// not unique, and how far its limit may move before it changes.
public struct QuotaPrice: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// Of the emission of a region's account: place charge and scarcity together.
        case region
        /// In one zone of one pool.
        case zone
        /// Of the limit of a receptor.
        case receptor
        case reserve
        case buyBack = "buy_back"
    }

    public let kind: Kind
    /// Empty for receptors.
    public let pollutant: String
    public let pool: String
    /// Position of the period; 0 where there is one.
    public let period: Int
    /// Code of the region, id of the zone or receptor; empty for reserve and buy-back.
    public let name: String
    /// In money of the period, yuan for each unit of `limitUnit`.
    public let price: Double
    /// What a tonne from here costs at the receptors whose limits bind; of regions only.
    public let placeCharge: Double?
    /// What quota is worth here; of regions only.
    public let scarcity: Double?
    /// The floor price of the pollutant, yuan/t; nil where there is none.
    public let benchmark: Double?
    public let interval: PriceInterval?
    /// How far the limit may move: quota of the account, balance of the pool, limit of the receptor, reserve.
    public let range: PriceRange?
    /// That of the commodity's quota, or `ug/m3`.
    public let limitUnit: String

    public var priceUnit: String { Self.unit(per: limitUnit) }

    /// `CNY/t`, `CNY/m3`, `CNY/(ug/m3)`.
    public static func unit(per unit: String) -> String {
        unit.contains { "/* ".contains($0) } ? "CNY/(\(unit))" : "CNY/\(unit)"
    }
}

/// Which ranges are told.
public enum PriceRangeScope: String, ParameterChoice, Sendable {
    case none
    /// Of zones, receptors, reserves and buy-backs.
    case limits
    /// Also of every region.
    case all

    /// Of more accounts than that no ranges of regions are told.
    public static let mostRegions = 2_000
    /// In programmes of more columns than that none are.
    public static let mostColumns = 100_000

    public var meaning: LocalizedText {
        switch self {
        case .none: LocalizedText(en: "none", zh: "不计算")
        case .limits: LocalizedText(en: "of zones, receptors, reserve and buy-back", zh: "片区、受体点、储备与回购")
        case .all: LocalizedText(en: "of every region as well", zh: "同时计算各地区")
        }
    }
}
