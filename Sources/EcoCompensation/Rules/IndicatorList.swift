import EcoParameters
import EcoUnits

extension Parameter {
    /// The list `indicators`: one block for each assessed indicator, with the family's own parameters.
    static func indicators<Rule: Sendable>(
        minimumCount: Int = 0, _ meaning: LocalizedText,
        parameters: @escaping (AssessedIndicator) -> [ParameterDeclaration],
        make: @escaping @Sendable (AssessedIndicator, BoundGroup) -> Rule
    ) -> Parameter where Value == [Rule] {
        .variants(
            "indicators", discriminator: "indicator",
            options: AssessedIndicator.allCases.map { indicator in
                VariantOption(
                    id: indicator.rawValue,
                    group: GroupDeclaration(
                        id: indicator.rawValue, title: indicator.name,
                        meaning: LocalizedText(en: "One assessed indicator", zh: "一项考核指标"),
                        parameters: parameters(indicator)))
            }, minimumCount: minimumCount, meaning
        ) { id, bound in
            AssessedIndicator(rawValue: id).map { make($0, bound) }
        }
    }
}

extension BoundGroup {
    /// Findings for what neither the scenario nor its preset gives in each indicator's block.
    func requireInIndicators(
        _ diagnostics: inout [Diagnostic], _ keys: (IndicatorBlock) -> [String]
    ) {
        for block in indicatorBlocks {
            block.group.requireValues(keys(block), named: indicatorPath(block.id), &diagnostics)
        }
        checkUniqueIndicators(&diagnostics)
    }
}
