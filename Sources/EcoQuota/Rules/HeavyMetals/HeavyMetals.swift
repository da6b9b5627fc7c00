import EcoParameters
import EcoUnits

/// Each heavy metal is a commodity of its own, replaced at 1.2 to 1 in key areas. Method: `HeavyMetals.md`.
public struct HeavyMetals: QuotaRule {
    static let keyRegionsParameter = Parameter<[String]>.texts(
        "key_regions", .regionCode, LocalizedText(en: "key areas", zh: "重点区域"))
    static let keyRatioParameter = Parameter<Double>.number(
        "key_ratio", range: NumberRange(minimum: 1), default: "1.2",
        LocalizedText(en: "replacement in key areas", zh: "重点区域减量替代倍数"),
        source: "环固体〔2022〕17号", status: .provisional)
    static let otherRatioParameter = Parameter<Double>.number(
        "other_ratio", range: NumberRange(minimum: 1), default: "1",
        LocalizedText(en: "replacement elsewhere", zh: "其他区域替代倍数"), source: "环固体〔2022〕17号",
        status: .provisional)

    public static var declaration: GroupDeclaration {
        .rule(
            "heavy_metals", LocalizedText(en: "Heavy metals", zh: "重金属减量替换"),
            LocalizedText(
                en:
                    "new projects replace each heavy metal by the same metal, with more than 1 : 1 in key areas",
                zh: "重金属按种类分别替代，重点区域减量替换、其他区域等量替换"),
            [
                keyRegionsParameter.declaration, keyRatioParameter.declaration,
                otherRatioParameter.declaration,
            ])
    }

    private let keyAreas: Selection
    private let hasKeyAreas: Bool
    private let keyRatio: Double
    private let otherRatio: Double
    private let place: RulePlace

    public init(_ bound: BoundGroup) {
        let regions = bound[Self.keyRegionsParameter]
        keyAreas = Selection(regions: regions)
        hasKeyAreas = !regions.isEmpty
        keyRatio = bound[Self.keyRatioParameter]
        otherRatio = bound[Self.otherRatioParameter]
        place = RulePlace(bound)
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        let metals = Set(records.commodities.filter { $0.kind == .heavyMetal }.map(\.id))
        if metals.isEmpty {
            effect.report(
                "no_heavy_metal", place, "key_regions", "no commodity is a heavy metal",
                "give commodities of the kind heavy_metal")
        }
        for index in records.projects.indices where metals.contains(records.projects[index].pollutant) {
            let isKey = hasKeyAreas && keyAreas.holds(region: records.projects[index].region)
            let ratio = isKey ? keyRatio : otherRatio
            records.projects[index].replacementRatio = max(records.projects[index].replacementRatio, ratio)
            effect.touched += 1
        }
    }
}
