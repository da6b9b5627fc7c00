/// Palettes that the common colour-vision deficiencies leave distinct.
enum Palette {
    /// Chosen so that any two stay apart under normal and reduced colour vision (a CIELAB distance of at least 14
    /// by the simulation of Machado et al. 2009) and each stands out from white paper at 3:1 or more; grey last.
    static let categories: [Colour] = [
        Colour(0x0072B2), Colour(0xA84600), Colour(0x00644A), Colour(0x3A9AE0), Colour(0xA63F86),
        Colour(0x998C00), Colour(0x451400), Colour(0x7A7A7A),
    ]
    static let receives = Colour(0x0072B2)
    static let pays = Colour(0xD55E00)
    /// What could be done and is not.
    static let unused = Colour(0x8A949E)
    /// The line around areas of a map, whatever their own colour.
    static let outline = Colour(0x6B7785)

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

    /// From orange (-1, pays) over near white (0) to blue (1, receives).
    static func diverging(_ share: Double) -> Colour {
        Colour(0xF7F7F7).mixed(with: share < 0 ? Colour(0xA84600) : Colour(0x005A8C), share: abs(share))
    }
}
