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
        height = max((north - south) * scale + 2 * margin, heights.lowerBound)
        top = (height - (north - south) * scale) / 2
        self.north = north
        self.west = (west + east) / 2 - width / 2 / scale / shrink
    }

    func place(_ point: GeographicPoint) -> (x: Double, y: Double) {
        ((point.longitude - west) * shrink * scale, (north - point.latitude) * scale + top)
    }

    /// Closed rings: where each begins, then step by step, without those that a tenth of a pixel does not show.
    func path(_ rings: [[GeographicPoint]]) -> String {
        var commands = ""
        for ring in rings {
            var last: (x: Int, y: Int)?
            for point in ring {
                let here = tenths(point)
                guard let from = last else {
                    commands += "M" + Self.pair(here.x, here.y) + "l"
                    last = here
                    continue
                }
                guard here != from else { continue }
                if commands.last != "l", here.x >= from.x { commands += " " }
                commands += Self.pair(here.x - from.x, here.y - from.y)
                last = here
            }
            if commands.last == "l" { commands += "0 0" }
            commands += "Z"
        }
        return commands
    }

    /// Circles of one radius, as one path.
    func dots(_ points: [GeographicPoint], radius: Double) -> String {
        let (across, half) = (SVG.coordinate(2 * radius), SVG.coordinate(radius))
        return points.map { point in
            let here = tenths(point)
            return "M" + Self.pair(here.x - SVG.tenths(radius), here.y)
                + "a\(half) \(half) 0 1 0 \(across) 0 \(half) \(half) 0 1 0-\(across) 0Z"
        }.joined()
    }

    private func tenths(_ point: GeographicPoint) -> (x: Int, y: Int) {
        let (x, y) = place(point)
        return (SVG.tenths(x), SVG.tenths(y))
    }

    private static func pair(_ x: Int, _ y: Int) -> String {
        SVG.text(ofTenths: x) + (y < 0 ? "" : " ") + SVG.text(ofTenths: y)
    }
}
