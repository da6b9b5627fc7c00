import EcoUnits

/// What a change between two simulations comes from.
public enum ChangeGroup: String, CaseIterable, Sendable {
    case policy, growth, weather, market

    public var title: LocalizedText {
        switch self {
        case .policy: LocalizedText(en: "Policy", zh: "政策")
        case .growth: LocalizedText(en: "Growth", zh: "增长")
        case .weather: LocalizedText(en: "Weather", zh: "气象")
        case .market: LocalizedText(en: "Market", zh: "市场")
        }
    }

    /// Blocks by the beginning of their paths; what is in none of them is decided by somebody, and so policy.
    private static let blocks: [(path: String, group: ChangeGroup)] = [
        ("simulation.growth", .growth), ("simulation.trends", .growth),
        ("simulation.services.gdp_growth", .growth), ("accounts", .growth), ("regions", .growth),

        ("simulation.weather", .weather), ("simulation.seed", .weather), ("simulation.draws", .weather),
        ("air.daily", .weather), ("air.hourly", .weather), ("air.weather", .weather),
        ("simulation.market", .market), ("quota", .market),
    ]

    /// - Parameter path: of a value, or `PATH=VALUE`.
    public init(of path: String) {
        let path = path.prefix { $0 != "=" }
        let found = Self.blocks.first { block, _ in
            guard path.hasPrefix(block) else { return false }
            let next = path.dropFirst(block.count).first
            return next == nil || next == "." || next == "["
        }
        self = found?.group ?? .policy
    }
}
