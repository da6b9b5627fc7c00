import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `analysis:`: questions about the schemes that need many settlements. Nothing of it is paid.
struct AnalysisParameters: ParameterGroup {
    private static let marginal = Parameter<Bool>.boolean(
        "marginal_payments", default: "false",
        LocalizedText(
            en: "what one step of better or worse air brings each region at its present point",
            zh: "各地区现状点上单位改善或恶化的补偿变化"))
    private static let jumpsParameter = Parameter<JumpSearch>.group(
        "jumps",
        LocalizedText(en: "where a scheme's payment jumps or stands still", zh: "方案的跳跃点与无激励区间")
    ).optional
    private static let riskParameter = Parameter<FundRisk>.group(
        "fund_risk",
        LocalizedText(en: "balances of the funds over resampled weather years", zh: "气象年重抽样下的资金平衡风险")
    ).optional

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "analysis", title: LocalizedText(en: "Incentives and risk", zh: "激励与风险分析"),
            meaning: LocalizedText(
                en: "Questions about the schemes that need many settlements; nothing of it is paid",
                zh: "需多次试算的方案分析，不产生支付"),
            parameters: [marginal.declaration, jumpsParameter.declaration, riskParameter.declaration])
    }

    let isMarginal: Bool
    let jumps: JumpSearch?
    let risk: FundRisk?

    init(_ bound: BoundGroup) {
        isMarginal = bound[Self.marginal]
        jumps = bound[Self.jumpsParameter]
        risk = bound[Self.riskParameter]
    }
}

extension AssessedIndicator {
    /// A small, usual change of the indicator in the direction of worse air.
    var worseningStep: Rational {
        let size = unit == .one || self == .co ? Rational(1, over: 10) ?? .one : .one
        return isBetterHigher ? -size : size
    }
}
