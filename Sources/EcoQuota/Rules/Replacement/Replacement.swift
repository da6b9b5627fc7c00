import EcoParameters
import EcoUnits

/// Double replacement and its kin, by attainment, pollutant and sector. Method: `Replacement.md`.
public struct Replacement: QuotaRule {
    enum Basis: String, ParameterChoice {
        case purchases
        case projects

        var meaning: LocalizedText {
            switch self {
            case .purchases:
                LocalizedText(en: "quota acquired counts 1/ratio", zh: "购入指标按 1/倍数 计入可用量")
            case .projects:
                LocalizedText(en: "a new project must hold ratio times its emission", zh: "新建项目须落实倍数的替代量")
            }
        }
    }

    static let ratioParameter = Parameter<Double>.number(
        "ratio", range: NumberRange(minimum: 1),
        LocalizedText(en: "tonnes to acquire for one tonne emitted", zh: "削减替代倍数"))
    static let basisParameter = Parameter<Basis>.choice(
        "applies_to", default: .purchases, LocalizedText(en: "what it holds for", zh: "适用对象"))

    public static var declaration: GroupDeclaration {
        .rule(
            "replacement", LocalizedText(en: "Replacement ratio", zh: "削减替代倍数"),
            LocalizedText(
                en: "more than one tonne must be acquired for each tonne, where a standard is missed",
                zh: "不达标地区按倍量削减替代"),
            RuleScope.declarations + [
                MissedStandard.listParameter.declaration, ratioParameter.declaration,
                basisParameter.declaration,
            ])
    }

    private let scope: RuleScope
    private let missed: [MissedStandard]
    private let ratio: Double
    private let basis: Basis

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        missed = bound[MissedStandard.listParameter]
        ratio = bound[Self.ratioParameter]
        basis = bound[Self.basisParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        scope.place.check(missed, records, &effect)
        let places = MissedPlaces(missed, records)
        let counts = { (region: String, pollutant: String) in
            missed.isEmpty || places.holds(region: region, pollutant: pollutant)
        }
        if basis == .purchases {
            for index in records.sources.indices {
                let source = records.sources[index]
                guard scope.selection.holds(source), counts(source.region, source.pollutant) else { continue }
                records.sources[index].replacementRatio = max(source.replacementRatio, ratio)
                effect.touched += 1
            }
            return
        }
        for index in records.projects.indices {
            let project = records.projects[index]
            guard scope.selection.holds(project), counts(project.region, project.pollutant),
                project.replacementRatio > 0
            else { continue }
            records.projects[index].replacementRatio = max(project.replacementRatio, ratio)
            effect.touched += 1
        }
    }
}
