import EcoRuns
import EcoUnits

/// The regions of the run with their names and places, in the order of `regions.csv`.
struct RunRegions: Sendable {
    struct Region: Sendable {
        let id: String
        let name: LocalizedText
        let city: LocalizedText
        let areaSquareKilometres: Double?
        let population: Double?
        let centre: GeographicPoint?
    }

    let all: [Region]
    private let byID: [String: Region]

    init(_ table: StoredTable?) {
        all = table.map { $0.rows.map(Self.region) } ?? []
        byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func region(_ row: StoredRow) -> Region {
        var centre: GeographicPoint?
        if let longitude = row.number("longitude"), let latitude = row.number("latitude") {
            centre = GeographicPoint(longitude: longitude, latitude: latitude)
        }
        return Region(
            id: row["region"], name: LocalizedText(en: row["name_en"], zh: row["name_zh"]),
            city: LocalizedText(en: row["city_en"], zh: row["city_zh"]),
            areaSquareKilometres: row.number("area_km2"), population: row.number("population"), centre: centre
        )
    }

    subscript(id: String) -> Region? { byID[id] }

    /// The name in the language, else in the other one; `nil` for an unknown code.
    func name(_ id: String, _ language: Language) -> String? {
        guard let name = byID[id]?.name else { return nil }
        let candidates = [name(language), name.zh, name.en].filter { !$0.isEmpty }
        return candidates.first
    }

    func position(_ id: String) -> Int { all.firstIndex { $0.id == id } ?? all.count }

    func shapes(_ outlines: Outlines, _ language: Language) -> [RegionShape] {
        all.map { region in
            RegionShape(
                id: region.id, name: name(region.id, language) ?? region.id, centre: region.centre,
                rings: outlines.rings[region.id] ?? [])
        }
    }
}
