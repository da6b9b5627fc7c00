import EcoParameters
import EcoUnits

/// A version of the surface-water standard: the class limits of each item.
public struct WaterStandard: Sendable {
    public let id: String
    public let title: LocalizedText
    public let source: String
    /// Nobody has yet checked the limits in print.
    public let status: ParameterStatus
    /// Limits of classes I to V in mg/L, by item and body; an item that does not count for a body is absent.
    private let limits: [WaterItem: [WaterBody: [Rational]]]

    /// Environmental quality standards for surface water, table 1.
    public static let gb3838 = WaterStandard(
        id: "gb3838_2002",
        title: LocalizedText(en: "GB 3838-2002", zh: "《地表水环境质量标准》GB 3838-2002"),
        source: "GB 3838-2002, table 1, as recollected: check against the printed standard",
        status: .provisional,
        limits: [
            .cod: both("15", "15", "20", "30", "40"),
            .permanganateIndex: both("2", "4", "6", "10", "15"),
            .ammoniaNitrogen: both("0.15", "0.5", "1.0", "1.5", "2.0"),
            .totalPhosphorus: [
                .river: exact("0.02", "0.1", "0.2", "0.3", "0.4"),
                .lake: exact("0.01", "0.025", "0.05", "0.1", "0.2"),
            ],
            .totalNitrogen: [.lake: exact("0.2", "0.5", "1.0", "1.5", "2.0")],
            .dissolvedOxygen: both("7.5", "6", "5", "3", "2"),
        ])

    public static let all = [gb3838]

    private static func exact(_ texts: String...) -> [Rational] { texts.compactMap { Rational(decimal: $0) } }

    private static func both(_ texts: String...) -> [WaterBody: [Rational]] {
        let values = texts.compactMap { Rational(decimal: $0) }
        return [.river: values, .lake: values]
    }

    /// The limit of a class; `nil` where the item does not count for the body, or the class has no limit.
    public func limit(_ item: WaterItem, _ body: WaterBody, _ target: WaterClass) -> Rational? {
        guard let limits = limits[item]?[body], target.rank <= limits.count else { return nil }
        return limits[target.rank - 1]
    }

    /// The best class whose limit the value meets; `nil` where the item does not count for the body.
    public func waterClass(_ item: WaterItem, _ value: Rational, _ body: WaterBody) -> WaterClass? {
        guard let limits = limits[item]?[body] else { return nil }
        let met = limits.firstIndex { item.isBetterHigher ? value >= $0 : value <= $0 }
        return WaterClass.allCases[met ?? limits.count]
    }

    /// The class by the worst single item; `nil` where no value counts.
    public func waterClass(_ values: [WaterItem: Rational], _ body: WaterBody) -> WaterClass? {
        values.compactMap { waterClass($0.key, $0.value, body) }.max()
    }
}

extension WaterStandard {
    /// Which version's limits a scheme reads.
    static let parameter = Parameter<String>.text(
        "water_standard", kind: .oneOf(all.map(\.id)), default: gb3838.id,
        LocalizedText(en: "surface-water standard whose class limits are read", zh: "采用的地表水环境质量标准"),
        source: gb3838.source, status: .provisional)

    static func standard(_ bound: BoundGroup) -> WaterStandard {
        all.first { $0.id == bound[parameter] } ?? gb3838
    }
}
