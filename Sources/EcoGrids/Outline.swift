/// A point in the coordinates of an outline.
public struct Point: Sendable, Hashable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// An area bounded by one outer ring, less its holes. Rings close themselves and may run either way round.
public struct Polygon: Sendable, Hashable {
    public var outer: [Point]
    public var holes: [[Point]]

    public init(_ outer: [Point], holes: [[Point]] = []) {
        self.outer = outer
        self.holes = holes
    }

    /// Area in squared coordinate units.
    public var planarArea: Double {
        holes.reduce(abs(signedArea(outer))) { $0 - abs(signedArea($1)) }
    }
}

/// A region: its id, its name, and the polygons that make it up (they must not overlap each other).
public struct RegionOutline: Sendable, Hashable {
    /// The id that tables use, such as the GB/T 2260 code.
    public var id: String
    public var name: String
    public var polygons: [Polygon]
    public var reference: CoordinateReference

    public init(id: String, name: String = "", polygons: [Polygon], reference: CoordinateReference) {
        self.id = id
        self.name = name
        self.polygons = polygons
        self.reference = reference
    }

    /// Area in squared coordinate units.
    public var planarArea: Double { polygons.reduce(0) { $0 + $1.planarArea } }
}

/// Shoelace area of a ring about its first point, positive where it runs counter-clockwise.
func signedArea(_ ring: [Point]) -> Double {
    guard let origin = ring.first, ring.count >= 3 else { return 0 }
    var twice = 0.0
    var a = ring[ring.count - 1]
    for b in ring {
        twice += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)
        a = b
    }
    return twice / 2
}
