import EcoAccounts
import EcoAir
import EcoCompensation
import EcoIndicators
import EcoParameters
import EcoQuota
import EcoScenarios

extension Runner {
    /// Everything that can be found wrong without reading rasters or solving the market: tables against
    /// regions, limits against data. Air and schemes are evaluated, since only the evaluated periods tell what
    /// a scheme lacks.
    public func check(_ loaded: LoadedScenario) -> [Diagnostic] {
        let scenario = loaded.scenario
        return
            (accountFindings(scenario) + airFindings(scenario) + quotaFindings(loaded)
            + simulationFindings(loaded) + searchFindings(loaded))
            .sortedByLocation()
    }

    private func accountFindings(_ scenario: Scenario) -> [Diagnostic] {
        guard let parameters = scenario.accounts else { return [] }
        return findings { () throws(DiagnosticFailure) in
            try GEPAccounting.check(
                parameters: parameters, regions: scenario.regions,
                outlines: try geodata.outlines(of: scenario, on: parameters), opener: geodata.rasters)
        }
    }

    /// Of the air and of the schemes. Those that read accounts or the market, which `check` does not compute,
    /// have their tables checked and nothing more.
    private func airFindings(_ scenario: Scenario) -> [Diagnostic] {
        let regions = scenario.regions
        guard let schemes = scenario.compensation else {
            return scenario.air?.findings(regions: regions) ?? []
        }
        var indicators: [EvaluatedIndicator]?
        let own = findings { () throws(DiagnosticFailure) in
            indicators = try scenario.air?.evaluate(regions: regions).indicators ?? []
            return []
        }
        guard let indicators, schemes.inputs.isDisjoint(with: [.accounts, .quota]) else {
            return own + CompensationEvaluation.findings(parameters: schemes, regions: regions)
        }
        return findings { () throws(DiagnosticFailure) in
            _ = try CompensationEvaluation.settle(
                parameters: schemes, indicators: indicators, regions: regions)
            return []
        }
    }

    private func quotaFindings(_ loaded: LoadedScenario) -> [Diagnostic] {
        guard let quota = loaded.scenario.quota else { return [] }
        return findings { () throws(DiagnosticFailure) in
            let matrix = try geodata.sourceReceptor(of: quota, in: loaded)
            _ = try QuotaProblem(quota, regions: loaded.scenario.regions, matrix: matrix)
            return []
        }
    }

    private func findings(_ body: () throws(DiagnosticFailure) -> [Diagnostic]) -> [Diagnostic] {
        do { return try body() } catch { return error.diagnostics }
    }
}
