import EcoParameters
import EcoUnits

/// Incentives and risk of the schemes; empty where the scenario does not ask for them.
public struct Analysis: Sendable {
    /// `nil` where the scenario does not ask for it; empty where nothing was found.
    public private(set) var marginalPayments: [MarginalPayment]?
    public private(set) var jumps: [PaymentJump]?
    public private(set) var deadZones: [DeadZone]?
    public private(set) var fundRisk: [FundRiskResult] = []
    let warnings: [Diagnostic]

    /// - Throws: ``DiagnosticFailure`` where the history of a risk analysis is incomplete.
    init(_ model: SettlementModel) throws(DiagnosticFailure) {
        guard let asked = model.parameters.analysis else {
            warnings = []
            return
        }
        do throws(ArithmeticOverflow) {
            if asked.isMarginal { marginalPayments = try model.marginalPayments() }
            if let search = asked.jumps { (jumps, deadZones) = try search.results(model) }
        } catch { throw .overflow("compensation.analysis") }
        fundRisk = try asked.risk?.results(model) ?? []
        warnings = (marginalPayments ?? []).filter { $0.gainIfBetter < .zero }.map { payment in
            Diagnostic(
                .warning, code: "perverse_incentive", path: payment.scheme,
                LocalizedText(
                    en:
                        "\(payment.region) loses money under \(payment.scheme) where its \(payment.indicator.name.en) of \(payment.year) gets better",
                    zh:
                        "\(payment.region) 的\(payment.indicator.name.zh)（\(payment.year)年）改善时在方案 \(payment.scheme) 下反而减收"
                ))
        }
    }
}
