/// What a map needs of one region.
struct RegionShape: Sendable {
    let id: String
    let name: String
    let centre: GeographicPoint?
    /// Closed rings, holes among them; empty where the run has no outline.
    let rings: [[GeographicPoint]]

    var points: [GeographicPoint] { rings.isEmpty ? [centre].compactMap { $0 } : rings.flatMap { $0 } }

    /// Area of the bounding box in square degrees: which name is placed first.
    var extent: Double {
        let points = rings.flatMap { $0 }
        guard let west = points.map(\.longitude).min(), let east = points.map(\.longitude).max(),
            let south = points.map(\.latitude).min(), let north = points.map(\.latitude).max()
        else { return 0 }
        return (east - west) * (north - south)
    }
}
