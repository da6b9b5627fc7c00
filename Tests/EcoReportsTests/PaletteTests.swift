import Foundation
import Testing

@testable import EcoReports

/// Contrast by WCAG 2.2, and distance under reduced colour vision by Machado, Oliveira and Fernandes (2009).
@Suite struct PaletteTests {
    @Test func shapesStandOutFromPaper() {
        let marks =
            Palette.categories + [Palette.receives, Palette.pays, Palette.unused, Palette.outline, .muted]
        for colour in marks { #expect(colour.contrast(with: .paper) >= 3, "\(colour.hexadecimal)") }
    }

    /// Texts of the style sheet on each ground that they stand on.
    @Test func textsCanBeRead() {
        let grounds = [Colour.paper, Colour(0xF5F7F9), Colour(0xEEF4F8), Colour(0xFDF3EC)]
        for text in [Colour(0x1F2933), Colour(0x52606D), Colour(0x005A8C)] {
            for ground in grounds { #expect(text.contrast(with: ground) >= 4.5, "\(text.hexadecimal)") }
        }
        let sheet = "\(StyleSheet.text)"
        for used in ["--ink: #1f2933", "--muted: #52606d", "--accent: #005a8c", "--ground: #f5f7f9"] {
            #expect(sheet.contains(used))
        }
    }

    /// To both sides of zero the colours darken evenly, and the sides differ.
    @Test func theDivergingRampDarkensToBothSides() {
        for sign in [-1.0, 1.0] {
            let steps = (0...10).map { Palette.diverging(sign * Double($0) / 10) }
            #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.luminance > $1.luminance })
        }
        for matrix in Self.matrices {
            let (pays, receives) = (Palette.diverging(-1), Palette.diverging(1))
            #expect(Self.distance(Self.seen(pays, matrix), Self.seen(receives, matrix)) > 20)
        }
    }

    @Test func categoriesStayApartUnderReducedColourVision() {
        for matrix in Self.matrices {
            let seen = Palette.categories.map { Self.seen($0, matrix) }
            for (index, one) in seen.enumerated() {
                for other in seen[(index + 1)...] { #expect(Self.distance(one, other) >= 14) }
            }
        }
    }

    // MARK: Colour vision

    /// Normal, protanopia, deuteranopia, tritanopia; severity 1 of Machado et al., on linear RGB.
    private static let matrices: [[[Double]]] = [
        [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        [
            [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
        [
            [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
        ],
        [
            [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ]

    private static func linear(_ part: UInt8) -> Double {
        let share = Double(part) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }

    /// CIELAB (D65) of a colour as it is seen.
    private static func seen(_ colour: Colour, _ matrix: [[Double]]) -> [Double] {
        let own = [colour.red, colour.green, colour.blue].map(linear)
        let rgb = matrix.map { row in min(max(zip(row, own).map(*).reduce(0, +), 0), 1) }
        let toXYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
        let white = [0.95047, 1, 1.08883]
        let f = zip(toXYZ, white).map { row, white -> Double in
            let t = zip(row, rgb).map(*).reduce(0, +) / white
            return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116
        }
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }

    private static func distance(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    }
}
