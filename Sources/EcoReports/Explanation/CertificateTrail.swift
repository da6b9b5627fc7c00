import EcoParameters
import EcoRuns
import EcoUnits

/// The proof of a market's plan as `explain` tells it: `certificate:FAMILY`, a family of constraints with its largest
/// violation, beside the cost, its lower bound and the gap between them.
struct CertificateTrail: Sendable {
    static let pattern = "certificate:FAMILY"
    private static let prefix = "certificate:"
    private let figures: CertificateFigures
    private let family: String
    private let context: ReportContext

    /// - Returns: `nil` where the address is none of a certificate, or the run has none.
    /// - Throws: ``DiagnosticFailure`` where the proof has no such family.
    init?(_ figure: String, _ context: ReportContext) throws(DiagnosticFailure) {
        guard figure.hasPrefix(Self.prefix), let document = try context.run.document("certificate.json")
        else { return nil }
        figures = CertificateFigures(document)
        family = String(figure.dropFirst(Self.prefix.count))
        self.context = context
        guard figures.violations.contains(where: { [family] in $0.family == family }) else {
            let example = figures.violations.first.map { "such as \(Self.address(of: $0.family))" }
            throw DiagnosticFailure([
                Diagnostic(
                    code: "unknown_figure", path: figure, "the run holds no such figure",
                    hint: example ?? "the run holds no violations")
            ])
        }
    }

    static func address(of family: String) -> String { prefix + family }

    var explanation: ([String], [Explanation.Line]) {
        let amount = figures.violations.first { $0.family == family }?.amount
        let pairs = [
            (ReportText.violation, amount), (ReportText.tolerance, figures.tolerance),
            (ReportText.quotaCost, figures.objective), (ReportText.lowerBound, figures.dualBound),
            (ReportText.gap, figures.gap),
        ]
        let lines = pairs.compactMap { title, value in
            value.map { Explanation.Line(depth: 1, title: context(title), value: "\($0)") }
        }
        let title = context.titled(
            ReportText.certificate, context(ReportText.constraintFamily(family)))
        let head = Explanation.Line(
            depth: 0, title: "certificate.json", value: context(ReportText.verdict(figures)))
        return ([title, context(Self.made)], [head] + lines)
    }

    private static let made = LocalizedText(
        en:
            "How far the plan breaks any constraint of the family at most, relative to the largest term of the constraint, recomputed from the plan itself; the plan counts as proven where this and the gap between its cost and the lower bound from the dual prices are below the tolerance.",
        zh: "方案对该类约束的最大违反程度（相对于约束中的最大项），由方案本身重新计算；违反程度与费用同对偶价格下界之差均小于容许误差时，视为已证明。")
}
