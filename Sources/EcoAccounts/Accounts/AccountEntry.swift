import EcoUnits

/// One row of an account: a quantity, and its value where the rule pack prices it.
public struct AccountEntry: Hashable, Sendable {
    public enum Account: String, CaseIterable, Sendable {
        case extent
        case provisioning
        case regulating
        case cultural
        /// Shown beside the others and in no total, such as a stock of carbon.
        case memorandum
        /// Sums over the others: `gep`, `net_imports`.
        case total
    }

    public enum Status: String, Sendable {
        case ok
        /// An input or parameter that nobody has checked in print, or an assumed figure, took part.
        case provisional
        /// The class or service does not occur in the region: zero is the right figure.
        case notApplicable = "not_applicable"
        /// A needed input is missing: there is no figure, and no total of the region is printed.
        case incomplete
        /// The class occurs, but the rule pack gives no parameter for it.
        case notCounted = "not_counted"
    }

    public let region: RegionCode
    public let year: Int
    public let account: Account
    /// The indicator's id, such as `water_retention`; for the extent account `area`.
    public let indicator: String
    /// `nil` for a row over all types.
    public let ecosystem: EcosystemType?
    /// `nil` where it could not be had.
    public let quantity: Double?
    public let unit: Unit
    public let valueYuan: Double?
    public let priceYear: Int?
    public let status: Status
    /// Rule pack and version that the row follows.
    public let rulePack: String
    /// The footnote: what was left out, which variant was used; empty where there is nothing to say.
    public let note: LocalizedText

    public init(
        region: RegionCode, year: Int, account: Account, indicator: String, ecosystem: EcosystemType? = nil,
        quantity: Double?, unit: Unit, valueYuan: Double?, priceYear: Int?, status: Status, rulePack: String,
        note: LocalizedText = .empty
    ) {
        self.region = region
        self.year = year
        self.account = account
        self.indicator = indicator
        self.ecosystem = ecosystem
        self.quantity = quantity
        self.unit = unit
        self.valueYuan = valueYuan
        self.priceYear = priceYear
        self.status = status
        self.rulePack = rulePack
        self.note = note
    }
}
