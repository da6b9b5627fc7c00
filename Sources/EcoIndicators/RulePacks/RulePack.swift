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
    public let negativeBalance: NegativeBalanceRule
    public let purification: PurificationRule
    /// Bases of provisioning values that the document admits.
    public let provisioningBases: [ProvisioningBasis]
    /// Routes to fixed carbon that the document admits.
    public let carbonMethods: [CarbonMethod]

    public init(
        id: String, version: String, title: LocalizedText, sources: [String], status: ParameterStatus,
        indicators: [IndicatorRule], overlaps: [Overlap], negativeBalance: NegativeBalanceRule,
        purification: PurificationRule, provisioningBases: [ProvisioningBasis], carbonMethods: [CarbonMethod]
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
        self.provisioningBases = provisioningBases
        self.carbonMethods = carbonMethods
    }

    /// Id and version, as account rows name it.
    public var label: String { "\(id) \(version)" }

    public func rule(_ indicator: String) -> IndicatorRule? { indicators.first { $0.id == indicator } }
}

/// A service in a rule pack.
public struct IndicatorRule: Hashable, Sendable {
    public enum Standing: String, Sendable {
        case included
        case optional
        /// Accounted beside the total, never in it: a stock, or the same service measured in another way.
        case memorandum
        case excluded
    }

    public let id: String
    public let title: LocalizedText
    public let standing: Standing
    /// How it is priced, or why it is out.
    public let reason: LocalizedText

    public init(_ id: String, _ title: LocalizedText, _ standing: Standing, _ reason: LocalizedText) {
        self.id = id
        self.title = title
        self.standing = standing
        self.reason = reason
    }
}

/// Two services that count the same thing: an account with both says so.
public struct Overlap: Hashable, Sendable {
    public let first: String
    public let second: String
    public let reason: LocalizedText

    public init(_ first: String, _ second: String, _ reason: LocalizedText) {
        self.first = first
        self.second = second
        self.reason = reason
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
public enum PurificationRule: String, Sendable, CaseIterable {
    /// What is emitted, and no more than capacity; an unknown emission leaves the account incomplete.
    case emissionLimited = "emission_limited"
    /// The lesser of emission and capacity, pollutant by pollutant; the capacity where no emission is known.
    case minimum
    /// What ecosystems could take up, whatever is emitted.
    case capacity
}
