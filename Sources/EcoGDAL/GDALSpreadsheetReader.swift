import CGDAL
import EcoParameters

/// Reads sheets of XLSX and ODS workbooks: what Excel, WPS and LibreOffice save.
public struct GDALSpreadsheetReader: SpreadsheetReader {
    public init() {}

    /// Cells as text where GDAL would else guess heads and types from what the first rows hold.
    private static let settings = [
        ("OGR_XLSX_HEADERS", "DISABLE"), ("OGR_XLSX_FIELD_TYPES", "STRING"),
        ("OGR_ODS_HEADERS", "DISABLE"), ("OGR_ODS_FIELD_TYPES", "STRING"),
    ]

    public func rows(
        of file: String, sheet: String?, namedAt location: SourceLocation
    ) throws(DiagnosticFailure) -> SheetRows {
        for (key, value) in Self.settings { CPLSetThreadLocalConfigOption(key, value) }
        defer { for (key, _) in Self.settings { CPLSetThreadLocalConfigOption(key, nil) } }
        let opened = GDALRuntime.capturing {
            GDALOpenEx(file, UInt32(GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR), nil, nil, nil)
        }
        guard let dataset = opened.result else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "unreadable_file", at: location,
                    "the workbook \(file) cannot be opened" + GDALRuntime.quoted(opened.messages),
                    hint: "open it in a spreadsheet program and save it as XLSX")
            ])
        }
        defer { _ = GDALRuntime.capturing { GDALClose(dataset) } }
        let layers = (0..<GDALDatasetGetLayerCount(dataset)).compactMap { GDALDatasetGetLayer(dataset, $0) }
        let names = layers.map { text(OGR_L_GetName($0)) }
        guard let index = sheet.map({ names.firstIndex(of: $0) }) ?? layers.indices.first else {
            throw DiagnosticFailure([missing(sheet, names, file, location)])
        }
        return SheetRows(name: names[index], rows: cells(of: layers[index]))
    }

    private func missing(
        _ sheet: String?, _ names: [String], _ file: String, _ location: SourceLocation
    ) -> Diagnostic {
        let near = sheet.flatMap { Suggestion.nearest(to: $0, in: names) }.map { "did you mean `\($0)`?" }
        return Diagnostic(
            code: "missing_sheet", at: location, "\(file) has no sheet '\(sheet ?? "")'",
            hint: near ?? "it has \(names.joined(separator: ", "))")
    }

    /// Features come in the order of rows, empty ones too.
    private func cells(of layer: OGRLayerH) -> [[String]] {
        let width = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer))
        var rows: [[String]] = []
        OGR_L_ResetReading(layer)
        while let feature = OGR_L_GetNextFeature(layer) {
            rows.append((0..<width).map { text(OGR_F_GetFieldAsString(feature, $0)) })
            OGR_F_Destroy(feature)
        }
        return rows
    }
}
