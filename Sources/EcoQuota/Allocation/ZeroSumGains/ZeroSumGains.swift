import EcoParameters
import EcoUnits

/// Zero-sum-gains data envelopment analysis (Lins et al. 2003, doi:10.1016/S0377-2217(02)00687-2; Gomes and Lins 2008,
/// doi:10.1057/palgrave.jors.2602384): the pollutant is an input whose sum is fixed, and the regions end efficient.
///
/// With the pollutant as the one input that changes, the proportional strategy has a closed form: every region moves
/// to its target on the frontier, and all are scaled by one factor so that the sum holds. The frontier through the
/// targets is the frontier itself, so every region is efficient afterwards, unless bounds of change bind; the
/// efficiencies reached stand in the facts.
public struct ZeroSumGains: QuotaAllocationMethod {
    public enum Returns: String, ParameterChoice {
        case constant
        case variable

        public var meaning: LocalizedText {
            switch self {
            case .constant: LocalizedText(en: "constant returns to scale (CCR)", zh: "规模报酬不变（CCR）")
            case .variable: LocalizedText(en: "variable returns to scale (BCC)", zh: "规模报酬可变（BCC）")
            }
        }
    }

    static let outputsParameter = Parameter<[String]>.texts(
        "outputs", .identifier, minimumCount: 1,
        LocalizedText(en: "indicators that the pollutant serves to produce, such as gdp", zh: "产出指标，如地区生产总值"))
    static let inputsParameter = Parameter<[String]>.texts(
        "inputs", .identifier,
        LocalizedText(en: "other inputs, which stay as they are", zh: "其他投入指标（保持不变）"))
    static let returnsParameter = Parameter<Returns>.choice(
        "returns", default: .variable, LocalizedText(en: "returns to scale", zh: "规模报酬假设"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "zero_sum_gains", title: LocalizedText(en: "Zero-sum-gains DEA", zh: "零和博弈DEA（ZSG-DEA）"),
            meaning: LocalizedText(
                en: "the total moves to where it produces most, until every region is efficient",
                zh: "在总量不变下重新分配，使各地区均达到DEA有效"),
            parameters: [
                idParameter.declaration, outputsParameter.declaration, inputsParameter.declaration,
                returnsParameter.declaration,
            ])
    }

    public let id: String
    private let outputs: [String]
    private let inputs: [String]
    private let returns: Returns

    public init(_ bound: BoundGroup) {
        id = Self.id(bound)
        outputs = bound[Self.outputsParameter]
        inputs = bound[Self.inputsParameter]
        returns = bound[Self.returnsParameter]
    }

    public init(outputs: [String], inputs: [String] = [], returns: Returns = .variable) {
        id = Self.declaration.id
        self.outputs = outputs
        self.inputs = inputs
        self.returns = returns
    }

    public func divide(_ task: AllocationTask, _ findings: inout [Diagnostic]) -> AllocationOutcome? {
        let produced = outputs.compactMap { task.indicator($0, &findings) }
        let fixed = inputs.compactMap { task.indicator($0, &findings) }
        guard produced.count == outputs.count, fixed.count == inputs.count else { return nil }
        let analysis = { (input: [Double]) in
            DataEnvelopment(
                input: input, outputs: produced, fixedInputs: fixed,
                returns: returns == .constant ? .constant : .variable)
        }
        let targets = analysis(task.baseline).targets
        guard let quota = task.proportional(to: targets, &findings) else { return nil }
        let after = analysis(quota).efficiencies
        var facts = [
            AllocationFact("scale_factor", task.total / targets.reduce(0, +)),
            AllocationFact("least_efficiency_after", after.min() ?? 1),
        ]
        for (index, region) in task.regions.enumerated() {
            let before = task.baseline[index] > 0 ? targets[index] / task.baseline[index] : 1
            facts.append(AllocationFact("efficiency_before", of: region, before))
            facts.append(AllocationFact("efficiency_after", of: region, after[index]))
        }
        return AllocationOutcome(quota: quota, facts: facts)
    }
}
