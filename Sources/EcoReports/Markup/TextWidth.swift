/// Estimated widths of labels: no font is at hand when the report is written.
enum TextWidth {
    /// Width in pixels at a font size; wide scripts take one em, the rest a little over half.
    static func of(_ text: String, size: Double) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ems($1) } * size
    }

    private static func ems(_ scalar: Unicode.Scalar) -> Double {
        switch scalar.value {
        case 0x0300...0x036F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F: 0
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F: 1
        case 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD: 1
        case 0x20, 0x2C, 0x2E, 0x3A, 0x3B, 0x69, 0x6A, 0x6C: 0.31
        case 0x41...0x5A: 0.68
        case 0x6D, 0x77: 0.84
        default: 0.56
        }
    }

    /// The text, cut with an en dash where it is wider: an ellipsis is a wide glyph in Chinese fonts.
    static func fitted(_ text: String, width: Double, size: Double) -> String {
        guard of(text, size: size) > width else { return text }
        var kept = ""
        var used = ems("–") * size
        for character in text {
            used += of(String(character), size: size)
            if used > width { break }
            kept.append(character)
        }
        return kept + "–"
    }

    /// The beginning of a sentence or list where it is wider: cut between its words or entries, and never inside
    /// brackets.
    static func excerpt(_ text: String, width: Double, size: Double) -> String {
        guard of(text, size: size) > width else { return text }
        let cut = fitted(text, width: width, size: size).dropLast()
        var (depth, end) = (0, cut.startIndex)
        for index in cut.indices {
            if depth == 0, " ,;，、；。（(".contains(cut[index]) { end = index }
            if "（(".contains(cut[index]) { depth += 1 }
            if "）)".contains(cut[index]) { depth = max(0, depth - 1) }
        }
        return (end > cut.startIndex ? String(cut[..<end]) : String(cut)) + "…"
    }
}
