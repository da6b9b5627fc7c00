import EcoUnits

/// Where a receptor stands and what it is called, for pictures and labels.
public struct ReceptorPlace: Sendable, Equatable {
    public let id: String
    public let name: LocalizedText
    /// Degrees; `nil` where the table gives none.
    public let longitude: Double?
    public let latitude: Double?
    /// Code of the region in which it stands; `nil` where the table does not tell.
    public var region: String?
}

extension QuotaParameters {
    /// The receptors' names and places, in the order of the table.
    public var receptorPlaces: [ReceptorPlace] {
        guard let table = receptors else { return [] }
        typealias Columns = QuotaTables.Receptors
        return table.rows.map { row in
            let id = table.value(row, Columns.receptor)
            return ReceptorPlace(
                id: id,
                name: LocalizedText(
                    en: table.optional(row, Columns.nameEn) ?? id,
                    zh: table.optional(row, Columns.nameZh) ?? id),
                longitude: table.optional(row, Columns.longitude),
                latitude: table.optional(row, Columns.latitude), region: table.optional(row, Columns.home))
        }
    }
}
