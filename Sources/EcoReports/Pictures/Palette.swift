/// Palettes that the common colour-vision deficiencies leave distinct.
enum Palette {
    /// Okabe and Ito's qualitative palette (jfly.uni-koeln.de/color, 2008), without black, grey last.
    static let categories: [Colour] = [
        Colour(0x0072B2), Colour(0xE69F00), Colour(0x009E73), Colour(0x56B4E9), Colour(0xCC79A7),
        Colour(0xD55E00), Colour(0xF0E442), Colour(0x999999),
    ]
    static let receives = Colour(0x0072B2)
    static let pays = Colour(0xD55E00)

    static func category(_ index: Int) -> Colour { categories[index % categories.count] }

    /// Anchors of a ramp from light to dark, monotone in luminance, in the manner of viridis.
    private static let ramp: [Colour] = [
        Colour(0xF4F3A6), Colour(0xA6D96A), Colour(0x35A784), Colour(0x2A788E), Colour(0x3F4889),
        Colour(0x3B0F52),
    ]

    /// The ramp's colour at a share from 0 (light, low) to 1 (dark, high).
    static func sequential(_ share: Double) -> Colour {
        let position = min(max(share, 0), 1) * Double(ramp.count - 1)
        let lower = min(Int(position), ramp.count - 2)
        return ramp[lower].mixed(with: ramp[lower + 1], share: position - Double(lower))
    }
}
