import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.sediment_delivery`.
public struct SedimentDeliveryParameters: ParameterGroup {
    static let invest = "InVEST 3.20.2, sediment delivery ratio, default"

    static let variant = Parameter<SedimentVariant>.choice(
        "variant", LocalizedText(en: "the program as it computes, or its guide", zh: "计算方案"))
    static let flow = Parameter<FlowDirections>.choice(
        "flow_directions", LocalizedText(en: "where the flow of a cell goes", zh: "流向算法"))
    static let lengthSlope = Parameter<UpslopeForm>.choice(
        "slope_length_form", LocalizedText(en: "how slope length follows from the land above", zh: "坡长算法"))
    static let factors = Parameter<Table>.table(
        "factors", ErosionFactorTable.declaration,
        LocalizedText(en: "C and P by land-cover class, for every class of the legend", zh: "各地类 C、P 值表"))
    static let threshold = Parameter<Double>.number(
        "stream_threshold", range: .closed(1, 1e12),
        LocalizedText(en: "cells above that make a stream; depends on the grid", zh: "河网阈值（上游像元数）"))
    static let longest = Parameter<Double>.number(
        "longest_slope", range: .positive, default: "122",
        LocalizedText(en: "greatest slope length factor L, l_max", zh: "坡长因子上限 l_max"), source: invest,
        status: .published)
    static let greatest = Parameter<Double>.quantity(
        "greatest_ratio", unit: .one, range: .fraction, default: "0.8",
        LocalizedText(en: "greatest delivery ratio, SDR_max", zh: "最大泥沙输移比"), source: invest,
        status: .published)
    static let midpoint = Parameter<Double>.number(
        "ic0", default: "0.5",
        LocalizedText(en: "calibration: connectivity of half the greatest ratio", zh: "率定参数 IC0"),
        source: invest, status: .published)
    static let spread = Parameter<Double>.number(
        "k", range: .positive, default: "2",
        LocalizedText(en: "calibration: how gradually the ratio rises", zh: "率定参数 k"), source: invest,
        status: .published)
    static let surfaces = Parameter<SedimentSurfaces>.choice(
        "surfaces", LocalizedText(en: "which classes the figures count", zh: "统计的地表类型"))
    static let density = Parameter<Double>.quantity(
        "soil_density", unit: .named("t/m3"), range: .closed(0.2, 3),
        LocalizedText(en: "bulk density of the sediment", zh: "泥沙容重"),
        source: "published values: 0.37 to 1.29 t/m3"
    ).optional
    static let dredgingCost = Price.parameter(
        "dredging_cost", unit: .named("CNY/m3"),
        LocalizedText(en: "cost of dredging one cubic metre; absent: quantities only", zh: "清淤单价；缺省仅算实物量"),
        source: "published values: 12.6 to 19.76 CNY/m3"
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "sediment_delivery", title: LocalizedText(en: "sediment delivery", zh: "泥沙输移"),
            meaning: LocalizedText(
                en: "Sediment that reaches streams, and what plant cover keeps from them", zh: "泥沙输移比模型"),
            parameters: [
                variant.declaration, flow.declaration, lengthSlope.declaration, factors.declaration,
                threshold.declaration, longest.declaration, greatest.declaration, midpoint.declaration,
                spread.declaration, surfaces.declaration, density.declaration, dredgingCost.declaration,
            ], rules: [checkDensity])
    }

    private static func checkDensity(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        guard bound[dredgingCost] != nil else { return }
        bound.require(density, "sediment is dredged in cubic metres", &diagnostics)
    }

    public let variant: SedimentVariant
    public let flow: FlowDirections
    public let lengthSlope: UpslopeForm
    let factors: ErosionFactorTable
    public let threshold: Double
    public let longest: Double
    public let greatest: Double
    public let midpoint: Double
    public let spread: Double
    public let surfaces: SedimentSurfaces
    public let density: Double?
    public let dredgingCost: Price?
    private let factorsLocation: SourceLocation?
    private let factorsPath: String

    public init(_ bound: BoundGroup) {
        variant = bound[Self.variant]
        flow = bound[Self.flow]
        lengthSlope = bound[Self.lengthSlope]
        factors = ErosionFactorTable(bound[Self.factors])
        threshold = bound[Self.threshold]
        longest = bound[Self.longest]
        greatest = bound[Self.greatest]
        midpoint = bound[Self.midpoint]
        spread = bound[Self.spread]
        surfaces = bound[Self.surfaces]
        density = bound[Self.density]
        dredgingCost = bound[Self.dredgingCost]
        factorsLocation = bound.location(of: Self.factors)
        factorsPath = bound.path(of: Self.factors)
    }
}

extension SedimentDeliveryParameters {
    /// Classes of the legend without C or P: flow over them would be unknown.
    func findings(_ legend: LandCoverLegend) -> [Diagnostic] {
        let lacking = legend.classes.filter {
            factors.cover[$0.code] == nil || factors.practice[$0.code] == nil
        }
        guard !lacking.isEmpty else { return [] }
        let names = lacking.map { "\($0.code) \($0.name.en)" }.joined(separator: ", ")
        return [
            Diagnostic(
                code: "missing_factor", at: factorsLocation, path: factorsPath,
                "no cover or practice factor for \(names)",
                hint: "sediment flows over every class: give each class of the legend C and P")
        ]
    }

    var register: [RegisterEntry] {
        let path = "accounts.indicators.sediment_delivery"
        return [
            RegisterEntry(
                "\(path).slope_length_form.formula", lengthSlope.formula, lengthSlope.meaning,
                source: lengthSlope.source, status: .published),
            RegisterEntry(
                "\(path).reference_state", "bare soil, C = P = 1",
                LocalizedText(en: "what erosion and delivery are compared with", zh: "参照状态：裸土"),
                source: "InVEST user's guide, sediment delivery ratio", status: .published),
            RegisterEntry(
                "\(path).least_cover_weight", NumberText.shortest(DeliveryRatio.leastCover),
                LocalizedText(en: "least weight W of a cell in connectivity", zh: "连通性权重下限"),
                source: "InVEST 3.20.2", status: .published),
        ]
    }
}
