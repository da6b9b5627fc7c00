import EcoAccounts
import EcoParameters
import EcoUnits

/// The rules of one accounting document as versioned data: which services count, by which formula, what must not
/// be added up.
///
/// A result without pack, parameter set and price year is not comparable.
public struct RulePack: Sendable {
    /// Lower_snake, such as `mee_2020`.
    public let id: String
    /// Of this transcription, raised whenever a rule changes.
    public let version: String
    public let title: LocalizedText
    public let sources: [String]
    /// Provisional until somebody has checked it against the printed document; every row then says so.
    public let status: ParameterStatus
    public let indicators: [IndicatorRule]
    public let overlaps: [Overlap]
    /// Nil where the document is silent or unread: then the scenario chooses, and the report says so.
    public let negativeBalance: NegativeBalanceRule?
    /// Nil as above.
    public let purification: PurificationRule?
    /// What happens to products that come from outside the region; nil as above.
    public let netImports: NetImportsRule?
    /// Against which state services are measured.
    public let referenceState: LocalizedText
    /// What the total is called, and what it covers.
    public let total: PackTotal
    /// What a reader must know of this transcription.
    public let notes: [LocalizedText]

    public init(
        id: String, version: String, title: LocalizedText, sources: [String], status: ParameterStatus,
        indicators: [IndicatorRule], overlaps: [Overlap], negativeBalance: NegativeBalanceRule? = nil,
        purification: PurificationRule? = nil, netImports: NetImportsRule? = nil,
        referenceState: LocalizedText, total: PackTotal = .gep, notes: [LocalizedText] = []
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.sources = sources
        self.status = status
        self.indicators = indicators
        self.overlaps = overlaps
        self.negativeBalance = negativeBalance
        self.purification = purification
        self.netImports = netImports
        self.referenceState = referenceState
        self.total = total
        self.notes = notes
    }

    /// Id and version, as account rows name it.
    public var label: String { "\(id) \(version)" }

    public func rule(_ indicator: String) -> IndicatorRule? { indicators.first { $0.id == indicator } }

    public func standing(of indicator: String) -> IndicatorRule.Standing? { rule(indicator)?.standing }
}

/// The sum that a document asks for.
public struct PackTotal: Hashable, Sendable {
    /// As in account tables; only `gep` may be compared with other GEP accounts.
    public let id: String
    public let title: LocalizedText
    /// The ecosystem types that it covers; nil for all.
    public let ecosystems: [EcosystemType]?

    public init(id: String, title: LocalizedText, ecosystems: [EcosystemType]? = nil) {
        self.id = id
        self.title = title
        self.ecosystems = ecosystems
    }

    public static let gep = PackTotal(
        id: "gep", title: LocalizedText(en: "gross ecosystem product", zh: "生态系统生产总值"))
}

/// What happens to the value of products that come from outside the region.
public enum NetImportsRule: String, ParameterChoice {
    case subtracted
    case ignored

    public var meaning: LocalizedText {
        switch self {
        case .subtracted:
            LocalizedText(en: "the total is net of products from outside the region", zh: "总值扣除区外流入产品价值")
        case .ignored: LocalizedText(en: "shown, not subtracted", zh: "列示，不扣除")
        }
    }
}

/// Which water balance is priced where evapotranspiration and runoff exceed precipitation.
public enum NegativeBalanceRule: String, ParameterChoice {
    /// Negative cells lower the sum.
    case signed
    /// Negative cells count as zero.
    case clamped

    public var meaning: LocalizedText {
        switch self {
        case .signed: LocalizedText(en: "negative cells lower the sum", zh: "负值计入合计")
        case .clamped: LocalizedText(en: "negative cells count as zero", zh: "负值按零计")
        }
    }
}

/// How much of a pollutant counts as removed.
public enum PurificationRule: String, ParameterChoice {
    /// What is emitted, and no more than capacity; an unknown emission leaves the account incomplete.
    case emissionLimited = "emission_limited"
    /// The lesser of emission and capacity, pollutant by pollutant; the capacity where no emission is known.
    case minimum
    /// What ecosystems could take up, whatever is emitted.
    case capacity

    public var meaning: LocalizedText {
        switch self {
        case .emissionLimited:
            LocalizedText(en: "emissions, where ecosystems can take them up", zh: "按排放量，以净化能力为限")
        case .minimum:
            LocalizedText(en: "the lesser of emission and capacity", zh: "排放量与净化能力取小")
        case .capacity: LocalizedText(en: "what ecosystems could take up", zh: "按净化能力")
        }
    }
}
