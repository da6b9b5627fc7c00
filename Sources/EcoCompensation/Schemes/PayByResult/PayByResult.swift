import EcoAccounts
import EcoParameters
import EcoUnits

/// A fee that depends on what an operator achieved. Method: `PayByResult.md`.
public struct PayByResult: CompensationScheme {
    enum Rule: String, ParameterChoice {
        case linear
        case steps

        var meaning: LocalizedText {
            switch self {
            case .linear:
                LocalizedText(
                    en: "in proportion to the part of the target that was reached", zh: "按目标完成率线性付费")
            case .steps: LocalizedText(en: "by steps of that part", zh: "按目标完成率分档付费")
            }
        }
    }

    /// The part of the fee that is paid from a completion on.
    struct Step: ParameterGroup {
        fileprivate static let atLeastParameter = Parameter<Rational>.exactNumber(
            "at_least", range: .nonNegative,
            LocalizedText(en: "completion from which the step holds", zh: "完成率下限"))
        fileprivate static let paidParameter = Parameter<Rational>.exactNumber(
            "paid", range: .nonNegative, LocalizedText(en: "part of the full fee", zh: "付费比例"))

        static var declaration: GroupDeclaration {
            GroupDeclaration(
                id: "result_step", title: LocalizedText(en: "Step", zh: "分档"),
                meaning: LocalizedText(en: "A completion with its part of the fee", zh: "完成率与付费比例"),
                parameters: [atLeastParameter.declaration, paidParameter.declaration])
        }

        let atLeast: Rational
        let paid: Rational

        init(_ bound: BoundGroup) {
            atLeast = bound[Self.atLeastParameter]
            paid = bound[Self.paidParameter]
        }
    }

    public static let family = SchemeFamily(id: "pay_by_result", declaration: declaration, presets: [])

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public let inputs: Set<EvidenceSource> = []
    let contracts: Table
    let rule: Rule
    let minimum: Rational
    let maximum: Rational
    let steps: [Step]
}

extension PayByResult {
    enum Columns {
        static let contract = Column<String>.text(
            "contract", LocalizedText(en: "name of the contract", zh: "合同名称"))
        static let payer = Column<String>.text(
            "payer", kind: .regionCode, LocalizedText(en: "region that pays", zh: "付费地区代码"))
        static let operatorName = Column<String>.text(
            "operator", LocalizedText(en: "name of the operator, or code of a region", zh: "运营单位名称或地区代码"))
        static let period = Column<String>.settlementPeriod
        static let result = number("result", .nullable, en: "what was achieved", zh: "实际结果")
        static let target = number("target", .required, en: "what was agreed; positive", zh: "约定目标（大于0）")
        static let isLowerBetter = Column<Bool>.boolean(
            "lower_is_better", presence: .optional,
            LocalizedText(en: "a lower result is better; no where empty", zh: "是否越低越好，空则为否"))
        static let fee = Column<FixedPoint>.yuan(
            "full_fee_yuan", LocalizedText(en: "fee for the full result", zh: "足额付费金额"))

        private static func number(_ key: String, _ presence: ColumnPresence, en: String, zh: String)
            -> Column<
                FixedPoint
            >
        {
            .fixedPoint(
                key, fractionDigits: 6, unit: .one, range: key == "target" ? .positive : .nonNegative,
                presence: presence, LocalizedText(en: en, zh: zh))
        }
    }

    private static let terms = FundTerms(step: "0.01 CNY", source: "contracts are paid to the fen")
    private static let contractsParameter = Parameter<Table>.table(
        "contracts",
        TableDeclaration(
            id: "result_contracts",
            meaning: LocalizedText(en: "Contracts with their results", zh: "按效付费合同与结果"),
            columns: [
                Columns.contract.declaration, Columns.payer.declaration, Columns.operatorName.declaration,
                Columns.period.declaration, Columns.result.declaration, Columns.target.declaration,
                Columns.isLowerBetter.declaration, Columns.fee.declaration,
                RegionTable.Columns.note.declaration,
            ],
            uniqueBy: ["contract", "period"]),
        LocalizedText(en: "contracts with their results", zh: "合同与结果表"))
    private static let ruleParameter = Parameter<Rule>.choice(
        "rule", LocalizedText(en: "how the fee follows the result", zh: "付费规则"))
    private static let minimumParameter = Parameter<Rational>.exactNumber(
        "minimum_completion", range: .nonNegative, default: "0",
        LocalizedText(en: "nothing is paid below this completion", zh: "低于此完成率不付费"))
    private static let maximumParameter = Parameter<Rational>.exactNumber(
        "maximum_completion", range: .positive, default: "1",
        LocalizedText(en: "more than this completion is not paid for", zh: "计费完成率上限"))
    private static let stepsParameter = Parameter<[Step]>.groups(
        "steps", LocalizedText(en: "parts of the fee by completion, from low to high", zh: "分档付费比例"))

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "pay_by_result", title: LocalizedText(en: "Pay by result", zh: "按效付费"),
            meaning: LocalizedText(
                en: "A fee that depends on the part of the target that was reached", zh: "按目标完成情况付费"),
            parameters: SchemeScope.declarations + [
                contractsParameter.declaration, ruleParameter.declaration, minimumParameter.declaration,
                maximumParameter.declaration, stepsParameter.declaration,
            ] + terms.declarations, rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: [])
        settlement = Self.terms.rules(bound)
        contracts = bound[Self.contractsParameter]
        rule = bound[Self.ruleParameter]
        minimum = bound[Self.minimumParameter]
        maximum = bound[Self.maximumParameter]
        steps = bound[Self.stepsParameter]
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: [], &diagnostics)
        terms.check(bound, &diagnostics)
        guard bound[ruleParameter] == .steps else { return }
        bound.requireValues(["steps"], &diagnostics)
        let starts = bound[stepsParameter].map(\.atLeast)
        guard !zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 }) else { return }
        diagnostics.append(
            Diagnostic(
                code: "tiers", at: bound.location(of: stepsParameter), path: bound.path(of: stepsParameter),
                LocalizedText(en: "the steps do not ascend", zh: "分档未递增"),
                hint: LocalizedText(en: "list them from low to high", zh: "请由低到高列出")))
    }
}

extension PayByResult {
    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        var reader = RowReader(contracts, assessment.evidence.table)
        var claims = ClaimList(scheme: scope.id)
        for row in contracts.rows {
            guard let payer = reader.region(row, Columns.payer),
                let operatorParty = reader.party(row, Columns.operatorName),
                let period = reader.period(row, Columns.period), assessment.isSettled(period)
            else { continue }
            let place = "\(scope.path): \(contracts.value(row, Columns.contract)) in \(period)"
            guard let result = contracts.number(row, Columns.result) else {
                assessment.noteMissing(place, at: contracts.location(row, Columns.result))
                continue
            }
            let fee = try DiagnosticFailure.exactly(place) { () throws(ArithmeticOverflow) in
                try self.fee(row, result)
            }
            claims.pay(fee.value, from: .region(payer), to: operatorParty, period, "result_fee", fee)
        }
        try reader.finish()
        return claims.claims
    }

    private func fee(_ row: Int, _ result: Rational) throws(ArithmeticOverflow) -> Calculation {
        let target = contracts.number(row, Columns.target) ?? .one
        let isLowerBetter = contracts.optional(row, Columns.isLowerBetter) ?? false
        let ratio = try completion(result, target, isLowerBetter)
        let completion = Calculation(
            .difference, "completion", ratio, .one,
            note: isLowerBetter ? "target / result" : "result / target",
            inputs: [
                Calculation(
                    .observation, "result", result, .one, note: contracts.value(row, Columns.contract),
                    origin: contracts.origin(row, Columns.result)),
                Calculation(
                    .baseline, "target", target, .one, origin: contracts.origin(row, Columns.target)),
            ])
        let paid = part(ratio)
        let full = contracts.number(row, Columns.fee) ?? .zero
        return Calculation(
            .tier, rule.rawValue, try full * paid, .yuan,
            note: "\(NumberText.shortest(full.doubleValue)) CNY x \(paid)", inputs: [completion])
    }

    /// A result of 0 where lower is better has reached everything that can be paid for.
    private func completion(
        _ result: Rational, _ target: Rational, _ isLowerBetter: Bool
    ) throws(ArithmeticOverflow) -> Rational {
        guard isLowerBetter else { return try result / target }
        let best = max(maximum, steps.last?.atLeast ?? .one)
        return result > .zero ? min(try target / result, best) : best
    }

    private func part(_ completion: Rational) -> Rational {
        guard completion >= minimum else { return .zero }
        let counted = min(completion, maximum)
        switch rule {
        case .linear: return counted
        case .steps: return steps.last { completion >= $0.atLeast }?.paid ?? .zero
        }
    }
}
