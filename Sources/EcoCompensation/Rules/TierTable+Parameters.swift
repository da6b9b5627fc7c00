import EcoParameters
import EcoUnits

extension TierTable {
    /// The declared list `tiers:` for an indicator's unit.
    static func parameter(_ indicator: AssessedIndicator) -> Parameter<TierTable> {
        let group = declaration(indicator)
        let declaration = ParameterDeclaration(
            key: "tiers", shape: .list(of: .group(group), minimumCount: 1), presence: .optional,
            meaning: LocalizedText(
                en: "money by distance from the baseline: steps from near to far, the last without `up_to`",
                zh: "按与基数差距分档的金额，末档不设上限"))
        return Parameter(declaration) { bound in
            guard case .list(let fields)? = bound else { return TierTable(tiers: []) }
            return TierTable(
                tiers: fields.compactMap(\.value.group).map { tier in
                    Tier(upTo: tier[upTo(indicator)], rate: tier[rate(indicator)])
                })
        }
    }

    private static func upTo(_ indicator: AssessedIndicator) -> Parameter<Rational?> {
        Parameter<Rational>.exactQuantity(
            "up_to", unit: indicator.unit, range: .positive,
            LocalizedText(en: "distance up to which the rate holds; absent in the last tier", zh: "本档上限")
        ).optional
    }

    private static func rate(_ indicator: AssessedIndicator) -> Parameter<Rational> {
        .exactQuantity(
            "rate", unit: indicator.rateUnit, range: .nonNegative,
            LocalizedText(en: "money for one unit of distance", zh: "单位差距金额"))
    }

    private static func declaration(_ indicator: AssessedIndicator) -> GroupDeclaration {
        GroupDeclaration(
            id: "tier", title: LocalizedText(en: "Tier", zh: "分档"),
            meaning: LocalizedText(en: "One step of a tier table", zh: "分档表中的一档"),
            parameters: [upTo(indicator).declaration, rate(indicator).declaration])
    }

    /// What is wrong with the order of the steps; `nil` where nothing is.
    var complaint: String? {
        guard let last = tiers.last else { return "the list holds no tier" }
        guard last.upTo == nil else {
            return "the last tier has an upper end, so larger distances have no rate"
        }
        var previous = Rational.zero
        for tier in tiers.dropLast() {
            guard let end = tier.upTo else { return "only the last tier may lack `up_to`" }
            guard end > previous else { return "the tiers do not ascend" }
            previous = end
        }
        return nil
    }
}
