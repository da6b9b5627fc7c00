/// A county or city code of GB/T 2260: six digits, such as `140122`.
public struct RegionCode: Hashable, Sendable, Codable {
    /// Kept as a number, so that comparing and storing thousands of rows stays cheap.
    public let number: Int32

    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 6, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            let number = Int32(text)
        else { return nil }
        self.number = number
    }

    /// The prefecture-level code: the first four digits and `00`.
    public var prefecture: RegionCode { RegionCode(number: number / 100 * 100) }
    /// The province-level code: the first two digits and `0000`.
    public var province: RegionCode { RegionCode(number: number / 10_000 * 10_000) }

    private init(number: Int32) { self.number = number }
}

extension RegionCode: Comparable {
    public static func < (left: RegionCode, right: RegionCode) -> Bool { left.number < right.number }
}

extension RegionCode: CustomStringConvertible {
    public var description: String {
        let digits = String(number)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }
}
