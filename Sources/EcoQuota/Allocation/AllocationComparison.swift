import EcoAccounts
import EcoParameters

/// All methods of a scenario side by side: the quota that each gives, and the records of the same market behind it.
public struct AllocationComparison: Sendable {
    public struct Case: Sendable {
        /// Id of the method.
        public let id: String
        public let allocation: QuotaAllocation
        /// The market with this division; everything but quota and reserve is as given.
        public let records: QuotaRecords
    }

    /// One region and pollutant under one method.
    public struct Row: Sendable, Equatable {
        public let method: String
        public let period: Int
        public let pollutant: String
        public let region: String
        /// t.
        public let baseline: Double
        /// Before the allocation, t.
        public let held: Double
        /// t.
        public let quota: Double
        /// quota / baseline - 1; NaN without baseline.
        public var change: Double { baseline > 0 ? quota / baseline - 1 : .nan }
    }

    /// A figure of one division.
    public struct FactRow: Sendable, Equatable {
        public let method: String
        public let period: Int
        public let pollutant: String
        public let fact: AllocationFact
    }

    public let cases: [Case]

    /// - Parameter records: the market before any allocation.
    /// - Throws: `DiagnosticFailure` with the findings of all methods.
    public init(
        _ parameters: QuotaAllocationParameters, of records: QuotaRecords, regions: RegionTable
    ) throws(DiagnosticFailure) {
        let indicators = parameters.indicatorValues(regions)
        var findings: [Diagnostic] = []
        parameters.unknownRegions(regions, &findings)
        var cases: [Case] = []
        for method in parameters.methods {
            do throws(DiagnosticFailure) {
                let allocation = try QuotaAllocation(method, of: records, parameters, indicators: indicators)
                var divided = records
                divided.apply(allocation)
                cases.append(Case(id: method.id, allocation: allocation, records: divided))
            } catch {
                findings += error.diagnostics
            }
        }
        guard !findings.hasErrors else { throw DiagnosticFailure(findings.sortedByLocation()) }
        self.cases = cases
    }

    /// The case in force.
    public func applied(_ parameters: QuotaAllocationParameters) -> Case? {
        cases.first { $0.id == parameters.applied }
    }

    /// By method, pollutant, period and region.
    public var rows: [Row] {
        cases.flatMap { item in
            item.allocation.parts.flatMap { part in
                part.regions.indices.map { index in
                    Row(
                        method: item.id, period: part.period, pollutant: part.pollutant,
                        region: part.regions[index], baseline: part.baseline[index], held: part.held[index],
                        quota: part.quota[index])
                }
            }
        }
    }

    /// What explains the divisions: weights, efficiencies, prices, Gini coefficients.
    public var facts: [FactRow] {
        cases.flatMap { item in
            item.allocation.parts.flatMap { part in
                part.facts.map {
                    FactRow(method: item.id, period: part.period, pollutant: part.pollutant, fact: $0)
                }
            }
        }
    }
}

extension QuotaRecords {
    /// The records with the division that the block puts in force.
    /// - Throws: `DiagnosticFailure` with every finding.
    public func allocated(
        by parameters: QuotaAllocationParameters, regions: RegionTable
    ) throws(DiagnosticFailure) -> QuotaRecords {
        var result = self
        if let allocation = try allocation(by: parameters, regions: regions) { result.apply(allocation) }
        return result
    }

    /// The division that the block puts in force; nil where it names none.
    /// - Throws: `DiagnosticFailure` with every finding.
    func allocation(
        by parameters: QuotaAllocationParameters, regions: RegionTable
    ) throws(DiagnosticFailure) -> QuotaAllocation? {
        var findings: [Diagnostic] = []
        parameters.unknownRegions(regions, &findings)
        guard !findings.hasErrors else { throw DiagnosticFailure(findings.sortedByLocation()) }
        guard let method = parameters.methods.first(where: { $0.id == parameters.applied }) else {
            return nil
        }
        return try QuotaAllocation(
            method, of: self, parameters, indicators: parameters.indicatorValues(regions))
    }

    /// Gives out quota by the block in force; the findings say why not.
    mutating func allocate(
        by parameters: QuotaAllocationParameters?, regions: RegionTable, _ findings: inout [Diagnostic]
    ) {
        guard let parameters else { return }
        do throws(DiagnosticFailure) {
            self = try allocated(by: parameters, regions: regions)
        } catch {
            findings += error.diagnostics
        }
    }
}
