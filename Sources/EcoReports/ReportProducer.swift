import EcoParameters
import EcoRuns
import EcoUnits

/// Adds `report.html`, the report in the other languages as `report.<language>.html`, and `workbook.xlsx`.
public struct ReportProducer: RunFileProducer {
    /// The first one is that of `report.html` and of the workbook.
    private let languages: [Language]

    public init(languages: [Language]) { self.languages = languages }

    public func produce(_ run: StoredRun) throws(DiagnosticFailure) -> [String] {
        let contents = try RunContents(run, withOutlines: true)
        var names: [String] = []
        for (index, language) in languages.enumerated() {
            let name = index == 0 ? "report.html" : "report.\(language.rawValue).html"
            let html = try ReportWriter.html(of: contents, language: language)
            do { try WholeFile.write(html, to: "\(run.folder)/\(name)") } catch {
                throw DiagnosticFailure([error])
            }
            names.append(name)
        }
        let workbook = "workbook.xlsx"
        try WorkbookWriter.write(
            contents, to: "\(run.folder)/\(workbook)", language: languages.first ?? .en)
        return names + [workbook]
    }
}
