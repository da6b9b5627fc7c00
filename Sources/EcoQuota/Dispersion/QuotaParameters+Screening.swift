import EcoAccounts
import EcoParameters
import EcoUnits

extension QuotaParameters {
    /// The coefficients of the screening estimate; none where the scenario has a matrix, or the findings say why not.
    func screeningMatrix(
        of sources: [EmissionSource], regions: RegionTable, _ findings: inout [Diagnostic]
    ) -> [SourceReceptorCoefficient] {
        guard let dispersion else { return [] }
        do throws(DiagnosticFailure) {
            return try ScreeningMatrix(method: dispersion).coefficients(
                sources: sources, receptors: receptorPlaces, regions: regions)
        } catch {
            findings += error.diagnostics
            return []
        }
    }

    /// What every reader of a result must know before using it: a screening estimate stands in for a matrix.
    public var warnings: [Diagnostic] {
        guard let dispersion else { return [] }
        let title = type(of: dispersion).declaration.title
        return [
            Diagnostic(
                .warning, code: "screening_dispersion", at: places[DispersionCatalogue.parameter.key],
                path: "quota.dispersion",
                LocalizedText(
                    en: "the effects at the stations are a screening estimate: \(title.en)",
                    zh: "站点浓度响应为筛选级估算：\(title.zh)"),
                hint: LocalizedText(
                    en: "use a matrix of an air-quality model before permits or payments rest on the limits",
                    zh: "用于许可或结算前，请改用空气质量模型的源—受体矩阵"))
        ]
    }

    /// What the files of the source-receptor matrix must cover.
    public var sourceReceptorNeeds: SourceReceptorNeeds {
        var regions: [String: Set<String>] = [:]
        for row in sources.rows {
            regions[sources.value(row, QuotaTables.pollutant), default: []].insert(
                sources.value(row, QuotaTables.region))
        }
        return SourceReceptorNeeds(receptors: Set(receptorPlaces.map(\.id)), regions: regions)
    }
}
