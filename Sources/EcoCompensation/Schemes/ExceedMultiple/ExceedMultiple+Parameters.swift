import EcoParameters
import EcoUnits

extension ExceedMultiple {
    private static let terms = FundTerms(
        step: "0.01 万元", source: "published amounts are whole 万元, those times 1 + m have decimals")
    private static let periodParameter = Parameter<PeriodKind>.choice(
        "period", default: .month, LocalizedText(en: "length of a settlement period", zh: "结算周期"))
    private static let combinationParameter = Parameter<Combination>.choice(
        "combination",
        LocalizedText(en: "what several items over their limits come to", zh: "多项指标超标时的计算方式"))
    private static let inflowParameter = Parameter<Bool>.boolean(
        "inflow_exemption", default: "false",
        LocalizedText(
            en:
                "no charge where the inflow is over the limit too and the concentration did not rise in the region",
            zh: "入境已超标且本地未增加浓度的不扣缴"))
    private static let backflowParameter = Parameter<Bool>.boolean(
        "backflow_assessed", default: "false",
        LocalizedText(en: "sections with backflow are assessed", zh: "倒流断面是否考核"),
        source: "no published rule states it", status: .provisional)
    private static let positionParameter = Parameter<[SectionPosition: Rational]>(
        ParameterDeclaration(
            key: "position_factors",
            shape: .map(
                key: .oneOf(SectionPosition.allCases.map(\.rawValue)), value: .number(range: .nonNegative)),
            presence: .optional,
            meaning: LocalizedText(en: "factor on charges by position of the section", zh: "按断面位置的扣缴系数"))
    ) { bound in
        guard case .map(let entries)? = bound else { return [:] }
        var factors: [SectionPosition: Rational] = [:]
        for (key, field) in entries {
            if let position = SectionPosition(rawValue: key) { factors[position] = field.value.exactNumber }
        }
        return factors
    }
    private static let worseThanVParameter = Parameter<Rational>.exactNumber(
        "worse_than_v_factor", range: .nonNegative, default: "1",
        LocalizedText(en: "further factor where the section is worse than class V", zh: "劣Ⅴ类断面再乘系数"))

    // MARK: Items

    private static let step = Parameter<Rational>.exactNumber(
        "step", range: .positive,
        LocalizedText(en: "exceed ratio of one step, begun steps count", zh: "超标倍数步长")
    ).optional
    private static let stepAmount = money("step_amount", en: "money for one begun step", zh: "每步金额")
    private static let tierLimits = Parameter<[Rational]>(
        ParameterDeclaration(
            key: "tier_limits", shape: .list(of: .number(range: .positive), minimumCount: 1),
            presence: .optional,
            meaning: LocalizedText(
                en: "exceed ratios up to which the tiers reach, from small to large; a last tier is open",
                zh: "超标倍数分档上限，由小到大，末档不设上限"))
    ) { numbers($0) }
    private static let firstAmount = money("first_amount", en: "money in the lowest tier", zh: "最低档金额")
    private static let middleAmounts = Parameter<[Rational]>(
        ParameterDeclaration(
            key: "middle_amounts",
            shape: .list(of: .quantity(unit: .yuan, range: .nonNegative), minimumCount: 0),
            presence: .optional,
            meaning: LocalizedText(en: "money in the tiers between the lowest and the open one", zh: "中间各档金额")
        )
    ) { numbers($0) }
    private static let lastAmount = money("last_amount", en: "money in the open tier", zh: "最高档金额")
    private static let deadBand = Parameter<Rational>.exactNumber(
        "dead_band", range: .nonNegative, default: "0",
        LocalizedText(en: "exceed ratios up to this one are not charged", zh: "不扣缴的超标倍数上限"))
    private static let timesRatio = Parameter<Bool>.boolean(
        "times_one_plus_ratio", default: "false",
        LocalizedText(en: "the amount is multiplied with 1 + the exceed ratio", zh: "金额乘以（1+超标倍数）"))
    private static let riverMouthAmount = money(
        "river_mouth_amount", en: "in place of the tiers where a river runs into another", zh: "入河口断面金额")

    private static func money(_ key: String, en: String, zh: String) -> Parameter<Rational?> {
        Parameter<Rational>.exactQuantity(
            key, unit: .yuan, range: .nonNegative, LocalizedText(en: en, zh: zh)
        ).optional
    }

    private static func numbers(_ bound: BoundValue?) -> [Rational] {
        guard case .list(let fields)? = bound else { return [] }
        return fields.compactMap(\.value.exactNumber)
    }

    private static func itemDeclaration(_ item: WaterItem) -> GroupDeclaration {
        GroupDeclaration(
            id: item.rawValue, title: item.name,
            meaning: LocalizedText(en: "Money by exceed ratio of one item", zh: "一项指标的超标计费"),
            parameters: [
                step.declaration, stepAmount.declaration, tierLimits.declaration, firstAmount.declaration,
                middleAmounts.declaration, lastAmount.declaration, deadBand.declaration,
                timesRatio.declaration, riverMouthAmount.declaration,
            ])
    }

    private static let itemsParameter = Parameter<[ItemRule]>.variants(
        "indicators", discriminator: "indicator",
        options: WaterItem.allCases.map { VariantOption(id: $0.rawValue, group: itemDeclaration($0)) },
        LocalizedText(en: "assessed items with their money", zh: "考核指标及金额"), make: { rule($0, $1) })

    private static func rule(_ id: String, _ bound: BoundGroup) -> ItemRule? {
        guard let item = WaterItem(rawValue: id) else { return nil }
        let amounts = [bound[firstAmount]] + bound[middleAmounts] + [bound[lastAmount]]
        return ItemRule(
            item: item, step: bound[step], stepAmount: bound[stepAmount], tierLimits: bound[tierLimits],
            tierAmounts: amounts.compactMap { $0 }, deadBand: bound[deadBand],
            isTimesRatio: bound[timesRatio], riverMouthAmount: bound[riverMouthAmount])
    }

    // MARK: Awards

    private static let heldThreeMonths = money(
        "award_held_three_months",
        en: "award for each three months running in which the section meets its target",
        zh: "连续三个月达标奖励")
    private static let heldYear = money(
        "award_held_year", en: "award where the section meets its target in all twelve months", zh: "全年达标奖励")
    private static let fromFailing = money(
        "award_from_failing_to_meeting",
        en: "award for the first year that meets the target after one that did not",
        zh: "由超标转为达标奖励")
    private static let classBetter = money(
        "award_class_better",
        en: "award for each class better than the year before, the target being met then too",
        zh: "达标后每提高一个类别奖励")
    private static let classThree = money(
        "award_class_three_or_better",
        en: "further award where the improved section reaches class III or better",
        zh: "改善后达到Ⅲ类及以上追加奖励")

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "exceed_multiple",
            title: LocalizedText(en: "Section charges by exceed multiple", zh: "断面超标倍数扣缴"),
            meaning: LocalizedText(
                en: "Charges for water sections by how far concentrations are over their limits, and awards",
                zh: "跨界断面按超标倍数扣缴，达标改善给予奖励"),
            parameters: SchemeScope.declarations + WaterTables.declarations + [
                periodParameter.declaration, itemsParameter.declaration,
                combinationParameter.optional.declaration, inflowParameter.declaration,
                backflowParameter.declaration, positionParameter.declaration,
                worseThanVParameter.declaration, heldThreeMonths.declaration, heldYear.declaration,
                fromFailing.declaration, classBetter.declaration, classThree.declaration,
            ] + terms.declarations,
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        settlement = Self.terms.rules(bound)
        records = WaterRecords(bound)
        period = bound[Self.periodParameter]
        items = bound[Self.itemsParameter]
        // With one item there is nothing to combine.
        combination = bound[Self.combinationParameter.optional] ?? .sum
        exemptsWorseInflow = bound[Self.inflowParameter]
        assessesBackflow = bound[Self.backflowParameter]
        positionFactors = bound[Self.positionParameter]
        worseThanVFactor = bound[Self.worseThanVParameter]
        awards = Awards(
            heldThreeMonths: bound[Self.heldThreeMonths], heldYear: bound[Self.heldYear],
            fromFailingToMeeting: bound[Self.fromFailing], classBetter: bound[Self.classBetter],
            classThreeOrBetter: bound[Self.classThree])
    }

    // MARK: Rules

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues(["indicators"], &diagnostics)
        if bound.indicatorBlocks.count > 1 { bound.requireValues(["combination"], &diagnostics) }
        for block in bound.indicatorBlocks { checkItem(block, in: bound, &diagnostics) }
        bound.checkUniqueIndicators(&diagnostics)
        terms.check(bound, &diagnostics)
    }

    private static func checkItem(
        _ block: BoundGroup.IndicatorBlock, in bound: BoundGroup, _ diagnostics: inout [Diagnostic]
    ) {
        let path = bound.indicatorPath(block.id)
        let limits = block.group[tierLimits]
        if limits.isEmpty {
            block.group.requireValues(["step", "step_amount"], named: path, &diagnostics)
            return
        }
        let middle = limits.count > 1 ? ["middle_amounts"] : []
        block.group.requireValues(["first_amount", "last_amount"] + middle, named: path, &diagnostics)
        let isAscending = zip(limits, limits.dropFirst()).allSatisfy { $0 < $1 }
        let given = block.group[middleAmounts]
        guard !isAscending || (given.count != limits.count - 1 && !given.isEmpty) else { return }
        diagnostics.append(
            Diagnostic(
                code: "tiers", at: block.group.location(of: tierLimits), path: "\(path).tier_limits",
                isAscending
                    ? "\(limits.count) limits make \(limits.count + 1) tiers: \(limits.count - 1) middle amounts"
                    : "the limits do not ascend",
                hint: "list limits from small to large and one middle amount for each but the lowest"))
    }
}
