import EcoParameters
import EcoQuota
import EcoUnits

/// Solves changed markets beside the plan, and keeps what could not be told, so that nothing is left out without
/// a word.
final class QuotaStudySolver {
    private let solver: (any ProgramSolver)?
    private(set) var findings: [Diagnostic] = []

    init(_ solver: (any ProgramSolver)?) { self.solver = solver }

    /// The proven plan of changed records; `nil` where they cannot meet their limits, which the result says by an
    /// absent cost, and where no plan is found or proven, which is kept as a finding.
    /// - Parameters:
    ///   - path: of the key that asks for it.
    ///   - what: a name of the market in a sentence.
    ///   - other: of records like them.
    func market(
        _ records: QuotaRecords, path: String, _ what: LocalizedText, sharing other: QuotaProblem? = nil
    ) -> QuotaMarket? {
        do {
            let problem = try QuotaProblem(records, sharing: other)
            let market = try QuotaMarket(solving: problem, with: solver)
            if market.certificate.verdict == .proven { return market }
            lack(path, what, LocalizedText(en: "has no proven plan", zh: "的方案未获证明"))
        } catch QuotaMarket.Failure.infeasible {
            return nil
        } catch {
            lack(path, what, LocalizedText(en: "was not solved", zh: "未能求解"))
        }
        return nil
    }

    /// A part of the study; where it fails, that is kept as a finding.
    func part<T>(path: String, _ what: LocalizedText, _ body: () throws -> T) -> T? {
        do { return try body() } catch {
            lack(path, what, LocalizedText(en: "could not be worked out", zh: "未能计算"))
            return nil
        }
    }

    func add(_ more: [Diagnostic]) { findings += more }

    func lack(_ path: String, _ what: LocalizedText, _ state: LocalizedText) {
        let finding = Diagnostic(
            .warning, code: "study_incomplete", path: path,
            LocalizedText(en: "\(what.en) \(state.en)", zh: "\(what.zh)\(state.zh)"),
            hint: LocalizedText(
                en: "its figures are absent; the plan itself is proven", zh: "相应数字缺省，方案本身已获证明"))
        if !findings.contains(finding) { findings.append(finding) }
    }
}
