/// Who pays or receives.
public enum Party: Hashable, Sendable {
    case region(RegionCode)
    /// A named fund or upper-level budget, such as `province` or `reward_pool`.
    case fund(String)

    /// As `transfers.csv` writes it: six digits are a region, anything else a fund.
    public init(_ text: String) { self = RegionCode(text).map(Party.region) ?? .fund(text) }

    public var region: RegionCode? {
        if case .region(let code) = self { return code }
        return nil
    }
}

extension Party: Comparable {
    /// Regions by code, then funds by name.
    public static func < (left: Party, right: Party) -> Bool {
        switch (left, right) {
        case (.region(let a), .region(let b)): a < b
        case (.fund(let a), .fund(let b)): a < b
        case (.region, .fund): true
        case (.fund, .region): false
        }
    }
}

extension Party: CustomStringConvertible {
    public var description: String {
        switch self {
        case .region(let code): code.description
        case .fund(let name): name
        }
    }
}
