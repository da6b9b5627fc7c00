import EcoAccounts
import EcoParameters
import EcoQuota
import EcoScenarios
import EcoUnits

/// The market of a run: the plan, its proof, and what the regions would do without trade.
public struct QuotaResult: Sendable {
    public let market: QuotaMarket
    public let parameters: QuotaParameters
    /// Cost without trade, reserve and buy-back, yuan; `nil` where that cannot meet the limits.
    public let costWithoutTrade: Double?
    public let study: QuotaStudy
    /// The name of a county, pollutant, zone, pool, sector or receptor; the id where it has none.
    let name: @Sendable (String) -> LocalizedText
    public let warnings: [Diagnostic]

    /// Solves the market with and without trade.
    ///
    /// - Throws: input findings; or, as a failed computation, limits that cannot be met and plans that are not
    ///   proven.
    init(
        _ parameters: QuotaParameters, regions: RegionTable, matrix: [SourceReceptorCoefficient] = [],
        labels: [NameLabel] = []
    ) throws(RunFailure) {
        let solver = parameters.solver.flatMap { ProgramSolverCatalogue.solver($0)?.init() }
        do {
            let records = try QuotaRecords(parameters, regions: regions, matrix: matrix)
            let market = try QuotaMarket(solving: QuotaProblem(records), with: solver)
            let alone = try? QuotaMarket(solving: QuotaProblem(records.withoutTrade()), with: solver)
            self.market = market
            let receptors = Dictionary(
                parameters.receptorPlaces.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
            name = { receptors[$0] ?? Self.name($0, regions, labels) }
            study = QuotaStudy(
                market, alone: alone.flatMap { $0.certificate.verdict == .proven ? $0 : nil },
                records: records,
                parameters: parameters, regions: regions,
                given: { isAllocated in
                    var findings: [Diagnostic] = []
                    return QuotaRecords(
                        beforeRules: parameters, regions: regions, matrix: matrix, allocates: isAllocated,
                        &findings)
                }
            ) { changed in
                guard let problem = try? QuotaProblem(changed),
                    let market = try? QuotaMarket(solving: problem, with: solver),
                    market.certificate.verdict == .proven
                else { return nil }
                return market
            }
            self.parameters = parameters
            costWithoutTrade = alone.flatMap {
                $0.certificate.verdict == .proven ? $0.certificate.primalObjective : nil
            }
            warnings =
                parameters.warnings
                + market.problem.warnings(market.solution) { Self.name($0, regions, labels) }
        } catch let failure as DiagnosticFailure {
            throw .input(failure.diagnostics)
        } catch let failure as QuotaMarket.Failure {
            throw .computation(Self.diagnostics(failure, regions, labels))
        } catch {
            throw .computation([Diagnostic(code: "quota_failed", path: "quota", "\(error)")])
        }
        guard market.certificate.verdict == .proven else {
            throw .computation([Self.notProven(market.certificate)])
        }
    }

    private static func diagnostics(
        _ failure: QuotaMarket.Failure, _ regions: RegionTable, _ labels: [NameLabel]
    ) -> [Diagnostic] {
        switch failure {
        case .infeasible(let report): report.diagnostics { name($0, regions, labels) }
        case .hindered(let finding): [finding]
        case .solver(.breakdown(let iteration)):
            [
                Diagnostic(
                    code: "solver_breakdown", path: "quota",
                    "the solver broke down at iteration \(iteration)",
                    hint: "scale the tables to comparable sizes, or report the scenario")
            ]
        }
    }

    private static func notProven(_ certificate: ProgramCertificate) -> Diagnostic {
        Diagnostic(
            code: "not_proven", path: "quota",
            "the plan is not proven: relative gap \(certificate.gap), largest violation \(certificate.largestViolation)",
            hint: "scale the tables to comparable sizes, or report the scenario")
    }

    /// The name of a county, pollutant, zone, pool or sector; the id where it has none.
    private static func name(_ id: String, _ regions: RegionTable, _ labels: [NameLabel]) -> LocalizedText {
        if let code = RegionCode(id), regions.contains(code) { return regions.nameAndCode(code) }
        let kinds = ["zone", "pool", "sector"]
        let own = kinds.lazy.compactMap { kind in labels.first { $0.kind == kind && $0.id == id }?.name }
        return own.first ?? PollutantName.name(id) ?? LocalizedText(id)
    }
}
