import EcoAccounts
import EcoParameters

/// The sums of an account, kept for accounts that differ from it in prices and other values that no cell is
/// measured with.
public struct KeptTables: Sendable {
    private let tables: SufficientTables
    /// What was measured, by indicator; nil where it cannot be told apart from another measurement.
    private let measured: [String: String?]

    /// - Parameter tables: of the account of these parameters.
    public init(
        parameters: AccountsParameters, regions: RegionTable, tables: SufficientTables
    ) throws(DiagnosticFailure) {
        self.tables = tables
        measured = try Self.texts(IndicatorSet(parameters, regions))
    }

    /// The account of other parameters over the same layers, outlines and regions.
    ///
    /// - Returns: nil where it needs a sum that is not kept.
    public func account(
        parameters: AccountsParameters, regions: RegionTable
    ) throws(DiagnosticFailure) -> AccountResult? {
        let set = try IndicatorSet(parameters, regions)
        let asked = Self.texts(set)
        guard asked.count == measured.count,
            asked.allSatisfy({ id, text in text != nil && measured[id] == .some(text) })
        else { return nil }
        return AccountAssembly(parameters, set, tables).result()
    }

    private static func texts(_ set: IndicatorSet) -> [String: String?] {
        Dictionary(set.measurements.map { ($0.id, text($0.measurement)) }, uniquingKeysWith: { $1 })
    }

    private static func text(_ measurement: Measurement) -> String? {
        guard let kernel = StoredValues.text(of: measurement.kernel) else { return nil }
        var lines = [kernel, "\(measurement.usesSlope)"]
        lines += measurement.measures.map { "\($0.id) \($0.ceiling)" }
        lines += (measurement.layers + measurement.monthly).map(\.rawValue)
        guard let model = measurement.terrain else { return lines.joined(separator: "\n") }
        return StoredValues.text(of: model).map { (lines + [$0]).joined(separator: "\n") }
    }
}
