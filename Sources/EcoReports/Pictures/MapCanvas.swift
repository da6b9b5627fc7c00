#if canImport(Glibc)
    import Glibc
#endif

/// A point in degrees.
struct GeographicPoint: Hashable, Sendable {
    let longitude: Double
    let latitude: Double
}

/// Fits degrees into a box: equirectangular, true to scale at the middle latitude.
struct MapCanvas: Sendable {
    let width: Double
    let height: Double
    private let west: Double
    private let north: Double
    private let shrink: Double
    private let scale: Double
    private let top: Double

    /// The box keeps the land's proportions within `heights`, with a margin for what stands around the points.
    init?(covering points: [GeographicPoint], width: Double, heights: ClosedRange<Double>, margin: Double) {
        let usable = points.filter { abs($0.longitude) <= 180 && abs($0.latitude) <= 90 }
        guard let west = usable.map(\.longitude).min(), let east = usable.map(\.longitude).max(),
            let south = usable.map(\.latitude).min(), let north = usable.map(\.latitude).max()
        else { return nil }
        shrink = max(cos((south + north) / 2 * .pi / 180), 0.05)
        let wide = max((east - west) * shrink, 0.05)
        let high = max(north - south, 0.05)
        scale = min((width - 2 * margin) / wide, (heights.upperBound - 2 * margin) / high)
        self.width = width
        height = max(high * scale + 2 * margin, heights.lowerBound)
        top = (height - (north - south) * scale) / 2
        self.north = north
        self.west = (west + east) / 2 - width / 2 / scale / shrink
    }

    func place(_ point: GeographicPoint) -> (x: Double, y: Double) {
        ((point.longitude - west) * shrink * scale, (north - point.latitude) * scale + top)
    }

    func path(_ rings: [[GeographicPoint]]) -> String {
        rings.map { ring in
            ring.enumerated().map { index, point in
                let (x, y) = place(point)
                return "\(index == 0 ? "M" : "L")\(SVG.coordinate(x)) \(SVG.coordinate(y))"
            }.joined() + "Z"
        }.joined()
    }
}
