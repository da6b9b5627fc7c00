import EcoAccounts
import EcoParameters

/// What the tables of a market say, read once for all values of its block that reach none of them.
public struct KeptRecords: Sendable {
    /// Before allocation and rules.
    private let tables: QuotaRecords
    private let allocation: QuotaAllocation?
    /// Those of the block as it was given; checked.
    public let records: QuotaRecords

    /// - Parameter matrix: what the files of the source-receptor matrix hold.
    /// - Throws: `DiagnosticFailure` with every finding.
    public init(
        _ parameters: QuotaParameters, regions: RegionTable, matrix: [SourceReceptorCoefficient] = []
    ) throws(DiagnosticFailure) {
        var findings: [Diagnostic] = []
        tables = QuotaRecords(tablesOf: parameters, regions: regions, matrix: matrix, &findings)
        var given = tables
        var allocation: QuotaAllocation?
        do throws(DiagnosticFailure) {
            allocation = try parameters.allocation.flatMap { block throws(DiagnosticFailure) in
                try given.allocation(by: block, regions: regions)
            }
        } catch { findings += error.diagnostics }
        self.allocation = allocation
        if let allocation { given.apply(allocation) }
        records = try given.ruled(by: parameters, findings)
    }

    /// Keys of the block that no table, estimate of a matrix or period hangs on.
    private static let single: Set<String> = [
        QuotaParameters.solver.key, QuotaParameters.arcs.key, QuotaParameters.feeRate.key,
        QuotaParameters.floorPrice.key, QuotaParameters.buyBack.key, QuotaParameters.reserve.key,
        QuotaParameters.reservePrice.key, QuotaParameters.shortfallPenalty.key,
        QuotaParameters.nonDegradation.key, QuotaParameters.allocation.key,
        QuotaModelParameters.presetParameter.key, QuotaModelParameters.rulesParameter.key,
        QuotaModelParameters.objectiveParameter.key, QuotaModelParameters.tradesInPools.key,
        QuotaModelParameters.truncationParameter.key,
    ]

    /// The records of another version of the block, in the same regions.
    ///
    /// - Parameter changed: keys of the block in which it may differ.
    /// - Returns: the records, the same as if all were read; nil where a change reaches the tables.
    /// - Throws: `DiagnosticFailure` with every finding.
    public func records(
        _ parameters: QuotaParameters, changed: Set<String>, regions: RegionTable
    ) throws(DiagnosticFailure) -> QuotaRecords? {
        guard changed.isSubset(of: Self.single) else { return nil }
        var given = tables
        given.takeSingleValues(parameters)
        var findings: [Diagnostic] = []
        if changed.contains(QuotaParameters.allocation.key) {
            given.allocate(by: parameters.allocation, regions: regions, &findings)
        } else if let allocation {
            given.apply(allocation)
        }
        return try given.ruled(by: parameters, findings, sharing: records)
    }
}
