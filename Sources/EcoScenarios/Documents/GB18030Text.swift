#if canImport(Glibc)
    import Glibc
#endif

/// Chinese text in the national encoding GB 18030, which spreadsheets in China write by default.
enum GB18030Text {
    /// `nil` where a byte sequence is not GB 18030.
    static func decode(_ bytes: ArraySlice<UInt8>) -> String? {
        guard let converter = iconv_open("UTF-8", "GB18030"), Int(bitPattern: converter) != -1 else {
            return nil
        }
        defer { iconv_close(converter) }
        // Two bytes of GB 18030 become at most three of UTF-8.
        var output = [UInt8](repeating: 0, count: bytes.count * 2 + 4)
        var input = Array(bytes)
        let written: Int? = input.withUnsafeMutableBytes { source in
            output.withUnsafeMutableBytes { target in
                var (from, fromCount) = (
                    source.baseAddress?.assumingMemoryBound(to: CChar.self), source.count
                )
                var (to, toCount) = (target.baseAddress?.assumingMemoryBound(to: CChar.self), target.count)
                let result = iconv(converter, &from, &fromCount, &to, &toCount)
                return result == -1 ? nil : target.count - toCount
            }
        }
        guard let written else { return nil }
        return String(validating: output[..<written], as: UTF8.self)
    }

    /// Whether bytes that are UTF-8 are more likely GB 2312: nothing but pairs of its Chinese characters, in
    /// words of two or more that touch no Latin letter. Greek, Cyrillic and accented texts fail this, because
    /// their second bytes lie below A1 or their letters stand alone (`µg/m³`, `Jīnyuán`).
    static func isUTF8ByChance(_ bytes: ArraySlice<UInt8>) -> Bool {
        var (index, word, longest) = (bytes.startIndex, 0, 0)
        var (previous, hasChineseLead) = (UInt8(0), false)
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte < 0x80 {
                if word > 0, isLetter(byte) { return false }
                (word, previous) = (0, byte)
                index += 1
                continue
            }
            guard (0xC2...0xDF).contains(byte), index + 1 < bytes.endIndex, bytes[index + 1] >= 0xA1 else {
                return false
            }
            if word == 0, isLetter(previous) { return false }
            // C2 and C3 lead the accented letters and signs of Latin-1.
            if byte > 0xC3 { hasChineseLead = true }
            word += 1
            longest = max(longest, word)
            index += 2
        }
        return longest >= 2 && hasChineseLead
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
}
