import EcoGrids
import EcoParameters

/// Texts that hold everything the sums of a pass depend on.
///
/// Equal texts mean equal sums: the program, the files' content and how it is read, the grid, the outlines, and what the kernel stores.
struct SumKeys: Sendable {
    private let stack: LayerStack
    private let settings: PassSettings
    /// Grid, outlines and land cover; nil where the content of a file has no identity.
    let extent: String?

    init(_ stack: LayerStack, outlines: [RegionOutline], zoneRule: ZoneRule, settings: PassSettings) {
        self.stack = stack
        self.settings = settings
        let lines = [
            "engine \(settings.engine)", "grid \(Self.text(stack.grid))",
            "outlines \(OutlineDigest.text(outlines))", "zones \(zoneRule.rawValue)",
        ]
        extent = Self.layer(.landCover, stack, settings).map { (lines + [$0]).joined(separator: "\n") }
    }

    /// The key of a measurement's sums; nil where they cannot be told apart from others.
    func key(_ measurement: Measurement) -> String? {
        guard let extent, let kernel = StoredValues.text(of: measurement.kernel) else { return nil }
        var lines = [extent, "kernel \(kernel)", "slope \(measurement.usesSlope)"]
        lines += measurement.measures.map { "measure \($0.id) \($0.ceiling)" }
        if let model = measurement.terrain {
            guard let text = StoredValues.text(of: model) else { return nil }
            lines.append("terrain \(text)")
        }
        let roles = Set(measurement.layers + (measurement.terrain?.layers ?? []))
        for role in LayerRole.allCases where roles.contains(role) {
            guard let layer = Self.layer(role, stack, settings) else { return nil }
            lines.append(layer)
        }
        return lines.joined(separator: "\n")
    }

    /// The key of what a terrain model makes, whatever the regions; nil where it cannot be told apart from others.
    func key(_ model: any TerrainModel) -> String? {
        guard let text = StoredValues.text(of: model) else { return nil }
        var lines = ["engine \(settings.engine)", "grid \(Self.text(stack.grid))", "terrain \(text)"]
        for role in model.layers {
            guard let layer = Self.layer(role, stack, settings) else { return nil }
            lines.append(layer)
        }
        return lines.joined(separator: "\n")
    }

    private static func layer(_ role: LayerRole, _ stack: LayerStack, _ settings: PassSettings) -> String? {
        guard let layer = stack.layers[role], let identity = settings.identity(layer.request.path) else {
            return nil
        }
        let nodata = layer.parameters.nodata.map { "\($0)" } ?? "declared"
        let method = layer.parameters.resampling?.rawValue ?? "none"
        return "layer \(role.rawValue) \(identity) nodata \(nodata) resampling \(method) "
            + "factor \(layer.factor) offset \(layer.offset)"
            + (layer.parameters.slopeUnit.map { " slope \($0.rawValue)" } ?? "")
    }

    private static func text(_ grid: Grid) -> String {
        "\(grid.originX) \(grid.originY) \(grid.cellWidth) \(grid.cellHeight) \(grid.width) \(grid.height) "
            + "\(grid.reference.authority) \(grid.reference.isGeographic) \(grid.reference.metresPerUnit) "
            + "\(grid.reference.ellipsoid) \(grid.reference.wkt)"
    }
}

/// A digest of outlines by their coordinates.
enum OutlineDigest {
    static func text(_ outlines: [RegionOutline]) -> String {
        var digest = Mixture()
        for outline in outlines {
            for byte in outline.id.utf8 { digest.mix(UInt64(byte)) }
            for polygon in outline.polygons {
                for ring in [polygon.outer] + polygon.holes {
                    digest.mix(UInt64(ring.count))
                    for point in ring {
                        digest.mix(point.x.bitPattern)
                        digest.mix(point.y.bitPattern)
                    }
                }
                digest.mix(UInt64(polygon.holes.count))
            }
            digest.mix(UInt64(outline.polygons.count))
        }
        return "\(outlines.count) \(String(digest.first, radix: 16)) \(String(digest.second, radix: 16))"
    }

    /// Two multiplicative hashes of 64 bits with different constants (those of SplitMix64 and MurmurHash3).
    private struct Mixture {
        var first: UInt64 = 0x9e37_79b9_7f4a_7c15
        var second: UInt64 = 0xff51_afd7_ed55_8ccd

        mutating func mix(_ word: UInt64) {
            first = (first ^ word) &* 0xbf58_476d_1ce4_e5b9
            first ^= first >> 29
            second = (second ^ word) &* 0xc4ce_b9fe_1a85_ec53
            second ^= second >> 32
        }
    }
}
