import EcoParameters
import EcoUnits

extension TierTable {
    /// A declared list of tiers over distances in `unit`, priced in `rateUnit`.
    static func parameter(
        _ key: String = "tiers", unit: Unit, rateUnit: Unit,
        _ meaning: LocalizedText = LocalizedText(
            en: "money by distance from the baseline: steps from near to far, the last without `up_to`",
            zh: "按与基数差距分档的金额，末档不设上限")
    ) -> Parameter<TierTable> {
        let columns = TierColumns(unit: unit, rateUnit: rateUnit)
        let declaration = ParameterDeclaration(
            key: key, shape: .list(of: .group(columns.declaration), minimumCount: 1), presence: .optional,
            meaning: meaning)
        return Parameter(declaration) { bound in
            guard case .list(let fields)? = bound else { return TierTable(tiers: []) }
            return TierTable(tiers: fields.compactMap(\.value.group).map(columns.tier))
        }
    }

    static func parameter(_ key: String = "tiers", indicator: AssessedIndicator) -> Parameter<TierTable> {
        parameter(key, unit: indicator.unit, rateUnit: indicator.rateUnit)
    }

    /// A finding where the steps are out of order or priced twice or not at all.
    static func check(
        _ parameter: Parameter<TierTable>, in group: BoundGroup, path: String,
        _ diagnostics: inout [Diagnostic]
    ) {
        guard case .list(let fields)? = group.fields[parameter.key]?.value else { return }
        let prices = fields.compactMap(\.value.group).map { tier in
            ["rate", "amount"].filter { tier.fields[$0] != nil }
        }
        let complaint =
            prices.contains { $0.count != 1 }
            ? "a tier has either `rate` or `amount`"
            : Set(prices.flatMap { $0 }).count > 1
                ? "some tiers have `rate`, others `amount`" : group[parameter].complaint
        guard let complaint else { return }
        diagnostics.append(
            Diagnostic(
                code: "tiers", at: group.location(of: parameter), path: "\(path).\(parameter.key)", complaint,
                hint: "list the tiers from near to far, the last without `up_to`"))
    }

    /// What is wrong with the order of the steps; `nil` where nothing is.
    var complaint: String? {
        guard let last = tiers.last else { return "the list holds no tier" }
        guard last.upTo == nil else {
            return "the last tier has an upper end, so larger distances have no price"
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

private struct TierColumns: Sendable {
    /// Tiers of rates of change have a name of their own beside those of levels.
    let isOfPercentages: Bool
    let upTo: Parameter<Rational?>
    let rate: Parameter<Rational?>
    let amount: Parameter<Rational?>

    init(unit: Unit, rateUnit: Unit) {
        isOfPercentages = unit == .named("%")
        upTo =
            Parameter<Rational>.exactQuantity(
                "up_to", unit: unit, range: .positive,
                LocalizedText(
                    en: "distance up to which the price holds; absent in the last tier", zh: "本档上限")
            ).optional
        rate =
            Parameter<Rational>.exactQuantity(
                "rate", unit: rateUnit, range: .nonNegative,
                LocalizedText(en: "money for one unit of distance", zh: "单位差距金额")
            ).optional
        amount =
            Parameter<Rational>.exactQuantity(
                "amount", unit: .yuan, range: .nonNegative,
                LocalizedText(en: "money for any distance within the tier, in place of `rate`", zh: "本档定额")
            ).optional
    }

    var declaration: GroupDeclaration {
        GroupDeclaration(
            id: isOfPercentages ? "percentage_tier" : "tier", title: LocalizedText(en: "Tier", zh: "分档"),
            meaning: LocalizedText(en: "One step of a tier table", zh: "分档表中的一档"),
            parameters: [upTo.declaration, rate.declaration, amount.declaration])
    }

    func tier(_ bound: BoundGroup) -> TierTable.Tier {
        TierTable.Tier(
            upTo: bound[upTo],
            price: bound[amount].map { .amount($0) } ?? .rate(bound[rate] ?? .zero))
    }
}
