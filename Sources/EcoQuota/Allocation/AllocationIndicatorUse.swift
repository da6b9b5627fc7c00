import EcoParameters
import EcoUnits

/// An indicator of a method, with its weight and the sense in which it counts.
public struct AllocationIndicatorUse: ParameterGroup {
    public enum Direction: String, ParameterChoice {
        case more
        case less

        public var meaning: LocalizedText {
            switch self {
            case .more: LocalizedText(en: "a region with more of it gets more", zh: "正向：值越大，分配越多")
            case .less: LocalizedText(en: "a region with more of it gets less", zh: "逆向：值越大，分配越少")
            }
        }
    }

    static let indicatorParameter = Parameter<String>.text(
        "indicator", kind: .identifier,
        LocalizedText(
            en: "id in the table of indicators, or population, area, revenue of the table of regions",
            zh: "指标代号：分配指标表中的代号，或地区表的 population、area、revenue"))
    static let weightParameter = Parameter<Double>.number(
        "weight", range: .nonNegative, default: "1", LocalizedText(en: "weight", zh: "权重"))
    static let directionParameter = Parameter<Direction>.choice(
        "direction", default: .more, LocalizedText(en: "the sense in which it counts", zh: "指标方向"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "allocation_indicator",
            title: LocalizedText(en: "Indicator of an allocation", zh: "分配指标"),
            meaning: LocalizedText(en: "an indicator that a division looks at", zh: "初始分配所用的指标"),
            parameters: [
                indicatorParameter.declaration, weightParameter.declaration, directionParameter.declaration,
            ])
    }

    public let indicator: String
    public let weight: Double
    public let direction: Direction

    public init(_ bound: BoundGroup) {
        self.init(
            bound[Self.indicatorParameter], weight: bound[Self.weightParameter],
            direction: bound[Self.directionParameter])
    }

    public init(_ indicator: String, weight: Double = 1, direction: Direction = .more) {
        self.indicator = indicator
        self.weight = weight
        self.direction = direction
    }
}
