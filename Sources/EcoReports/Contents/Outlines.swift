import EcoParameters
import EcoRuns
import EcoUnits

/// The outlines of `outlines.geojson`, by region code.
struct Outlines: Sendable {
    let rings: [String: [[GeographicPoint]]]
    /// Who made the outlines, and what they are not.
    let attribution: LocalizedText

    static let none = Outlines(rings: [:], attribution: .empty)

    private init(rings: [String: [[GeographicPoint]]], attribution: LocalizedText) {
        self.rings = rings
        self.attribution = attribution
    }

    /// Reads Polygon and MultiPolygon features with the property `region`; others are left out.
    init(_ document: JSON) {
        var rings: [String: [[GeographicPoint]]] = [:]
        for feature in document["features"]?.elements ?? [] {
            guard let region = feature["properties"]?["region"]?.scalarText,
                let geometry = feature["geometry"]
            else { continue }
            rings[region, default: []] += Self.rings(of: geometry)
        }
        self.init(rings: rings, attribution: Self.attribution(document["attribution"]))
    }

    /// A text, or one for each language.
    private static func attribution(_ value: JSON?) -> LocalizedText {
        if let text = value?.stringValue { return LocalizedText(text) }
        return LocalizedText(en: value?["en"]?.stringValue ?? "", zh: value?["zh"]?.stringValue ?? "")
    }

    private static func rings(of geometry: JSON) -> [[GeographicPoint]] {
        let coordinates = geometry["coordinates"]?.elements ?? []
        let polygons: [JSON]
        switch geometry["type"]?.stringValue {
        case "Polygon": polygons = [.array(coordinates)]
        case "MultiPolygon": polygons = coordinates
        default: polygons = []
        }
        return polygons.flatMap(\.elements).map { $0.elements.compactMap(point) }.filter { $0.count > 2 }
    }

    private static func point(_ position: JSON) -> GeographicPoint? {
        let numbers = position.elements.prefix(2).compactMap(\.doubleValue)
        guard numbers.count == 2 else { return nil }
        return GeographicPoint(longitude: numbers[0], latitude: numbers[1])
    }
}
