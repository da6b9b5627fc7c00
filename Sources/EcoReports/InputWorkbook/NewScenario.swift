import EcoParameters
import EcoRuns
import EcoScenarios
import EcoUnits

/// Writes a template as a scenario folder, whole or not at all.
public struct NewScenario: Sendable {
    public let template: ScenarioTemplate
    public let tables: ScenarioTemplate.TableForm
    public let language: Language

    public init(_ template: ScenarioTemplate, tables: ScenarioTemplate.TableForm, language: Language) {
        self.template = template
        self.tables = tables
        self.language = language
    }

    /// - Throws: a finding where the place is taken or cannot be written.
    public func write(to destination: String) throws(Diagnostic) {
        try RunFolder.requireFree(destination: destination)
        let folder = try RunFolder(destination: destination)
        try folder.write(
            template.scenarioText(tables: tables, language: language), to: "scenario.yaml")
        for (name, text) in template.files.sorted(by: { $0.key < $1.key }) {
            try folder.write(text, to: name)
        }
        switch tables {
        case .csv: for table in template.tables { try folder.write(table.text, to: table.file) }
        case .workbook: try writeWorkbooks(to: folder.temporary)
        }
        try folder.commit()
    }

    private func writeWorkbooks(to folder: String) throws(Diagnostic) {
        let declarations = template.tableDeclarations
        for bureau in Bureau.allCases {
            let sheets = template.tables.filter { $0.bureau == bureau }.compactMap { table in
                declarations[table.file].map {
                    InputWorkbook.Sheet(name: table.sheet, declaration: $0, records: table.records)
                }
            }
            guard !sheets.isEmpty else { continue }
            let title = "\(template.title(language)): \(bureau.title(language))"
            let workbook = InputWorkbook(title: title, sheets: sheets, language: language)
            let path = "\(folder)/\(bureau.workbook)"
            if let cause = workbook.write(to: path) {
                throw Diagnostic(
                    code: "cannot_write", path: path, cause, hint: "check the path and its permissions")
            }
        }
    }
}
