#if canImport(Glibc)
    import Glibc
#endif

/// A colour in sRGB, with the measures that tell whether it can be read.
struct Colour: Hashable, Sendable {
    let red: UInt8
    let green: UInt8
    let blue: UInt8

    init(_ code: UInt32) {
        red = UInt8(truncatingIfNeeded: code >> 16)
        green = UInt8(truncatingIfNeeded: code >> 8)
        blue = UInt8(truncatingIfNeeded: code)
    }

    static let ink = Colour(0x1F2933)
    static let muted = Colour(0x52606D)
    static let grid = Colour(0xE1E6EB)
    static let black = Colour(0x000000)
    static let paper = Colour(0xFFFFFF)
    static let absent = Colour(0xE4E7EB)

    var hexadecimal: String {
        let code = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
        let digits = String(code, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    var luminance: Double {
        func linear(_ part: UInt8) -> Double {
            let share = Double(part) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Contrast ratio, 1 to 21 (WCAG 2.2).
    func contrast(with other: Colour) -> Double {
        let (a, b) = (luminance, other.luminance)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    /// Black or white, whichever reads better on this colour: at least 4.58, the root of 21.
    var textColour: Colour { contrast(with: .black) >= contrast(with: .paper) ? .black : .paper }

    /// The colour `share` of the way to another.
    func mixed(with other: Colour, share: Double) -> Colour {
        func between(_ a: UInt8, _ b: UInt8) -> UInt32 {
            UInt32((Double(a) + (Double(b) - Double(a)) * min(max(share, 0), 1)).rounded())
        }
        return Colour(
            between(red, other.red) << 16 | between(green, other.green) << 8 | between(blue, other.blue))
    }
}
