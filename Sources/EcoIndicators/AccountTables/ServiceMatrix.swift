import EcoAccounts

/// T4: a service by ecosystem type, in yuan.
public struct MatrixRow: Hashable, Sendable {
    /// nil for all regions together.
    public let region: RegionCode?
    /// nil for the sum of all services.
    public let indicator: String?
    /// In the order of `EcosystemType.allCases`; nil where nothing is counted or the service is incomplete.
    public let byEcosystem: [Double?]
    /// What comes from tables and belongs to no type; 0 where all of it has a type.
    public let unallocated: Double?
    public let total: Double?
}

extension AccountLookup {
    /// T4: rows add up to their service, columns to their type. Services beside the total are left out.
    var matrix: [MatrixRow] {
        let services = wholeServices.filter { $0.account != .memorandum }
        return regionsAndAll.flatMap { region -> [MatrixRow] in
            let rows = services.map { matrixRow($0, region) }
            guard !rows.isEmpty else { return [] }
            // A service without figure has no place in a sum; one that is incomplete leaves no sum at all.
            let isComplete = !services.contains { status($0.id, region) == .incomplete }
            func column(_ figure: (MatrixRow) -> Double?) -> Double? {
                isComplete ? rows.compactMap(figure).reduce(0, +) : nil
            }
            let types = EcosystemType.allCases.indices.map { index in column { $0.byEcosystem[index] } }
            return rows + [
                MatrixRow(
                    region: region, indicator: nil, byEcosystem: types,
                    unallocated: column(\.unallocated), total: column(\.total))
            ]
        }
    }

    private func matrixRow(_ service: Service, _ region: RegionCode?) -> MatrixRow {
        let types = EcosystemType.allCases.map { yuan(service.id, region, $0) }
        let total = yuan(service.id, region)
        let hasTypes = EcosystemType.allCases.contains { !rows(service.id, region, $0).isEmpty }
        return MatrixRow(
            region: region, indicator: service.id, byEcosystem: types,
            unallocated: total.map { hasTypes ? 0 : $0 }, total: total)
    }
}
