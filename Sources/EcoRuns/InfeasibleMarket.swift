import EcoParameters
import EcoQuota
import EcoUnits

/// A market whose limits cannot be met: which ones, what is missing, and what would help.
public struct InfeasibleMarket: Sendable {
    public let report: InfeasibilityReport
    /// The name of a county, pollutant, zone, pool, sector or receptor; the id where it has none.
    let name: @Sendable (String) -> LocalizedText

    public var diagnostics: [Diagnostic] { report.diagnostics(naming: name) }
}
