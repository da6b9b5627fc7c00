import EcoParameters
import EcoUnits

/// Better projects replace less. Method: `GradedDifferentiation.md`.
public struct GradedDifferentiation: QuotaRule {
    struct Grade: ParameterGroup {
        static let rankParameter = Parameter<Int>.integer(
            "rank", range: 1...9, LocalizedText(en: "rank of the project", zh: "项目等级（优先级）"))
        static let ratioParameter = Parameter<Double>.number(
            "ratio", range: NumberRange(minimum: 1),
            LocalizedText(en: "quota held for each tonne", zh: "替代倍数"))

        static var declaration: GroupDeclaration {
            GroupDeclaration(
                id: "grade", title: LocalizedText(en: "Grade", zh: "等级"),
                meaning: LocalizedText(en: "replacement of the projects of a rank", zh: "某等级项目的替代倍数"),
                parameters: [rankParameter.declaration, ratioParameter.declaration])
        }

        let rank: Int
        let ratio: Double

        init(_ bound: BoundGroup) {
            rank = bound[Self.rankParameter]
            ratio = bound[Self.ratioParameter]
        }
    }

    static let gradesParameter = Parameter<[Grade]>.groups(
        "grades", minimumCount: 1, LocalizedText(en: "ranks and their ratios", zh: "各等级替代倍数"))
    static let unrankedParameter = Parameter<Double>.number(
        "unranked_ratio", range: NumberRange(minimum: 1), default: "1",
        LocalizedText(en: "for ranks not listed and projects without one", zh: "未列等级及未评级项目的替代倍数"))

    public static var declaration: GroupDeclaration {
        .rule(
            "graded_differentiation", LocalizedText(en: "Graded differentiation", zh: "差别化总量指标"),
            LocalizedText(
                en: "the quota that a project must hold depends on its rank", zh: "按项目等级实行差别化替代，指标向优质项目倾斜"),
            RuleScope.declarations + [gradesParameter.declaration, unrankedParameter.declaration])
    }

    private let scope: RuleScope
    private let ratios: [Int: Double]
    private let unranked: Double

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        ratios = Dictionary(bound[Self.gradesParameter].map { ($0.rank, $0.ratio) }) { first, _ in first }
        unranked = bound[Self.unrankedParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        for index in records.projects.indices where scope.selection.holds(records.projects[index]) {
            let rank = records.projects[index].priority
            let ratio = rank.flatMap { ratios[$0] } ?? unranked
            records.projects[index].replacementRatio = max(records.projects[index].replacementRatio, ratio)
            effect.touched += 1
        }
    }
}
