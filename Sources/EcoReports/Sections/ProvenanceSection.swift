import EcoParameters
import EcoUnits

/// Where the figures come from: inputs with their hashes, tool and rules.
struct ProvenanceSection: ReportSection {
    static let id = "provenance"
    static let title = ReportText.provenance
    let body: [Markup]

    /// Who answers for the settlement, where the run settles anything.
    private static func signature(_ context: ReportContext) -> [(String, String)] {
        guard context.table("transfers.csv") != nil else { return [] }
        let name = context.run.manifest["signedBy"]?.stringValue
        return [(context(ReportText.signedBy), name ?? context(ReportText.unsigned))]
    }

    init(_ context: ReportContext) {
        let manifest = context.run.manifest
        let tool = manifest["tool"]
        let version = [tool?["name"]?.scalarText, tool?["version"]?.scalarText].compactMap { $0 }.joined(
            separator: " ")
        let inputs = (manifest["inputs"]?.elements ?? []).map { input in
            [input["file"]?.scalarText ?? "", input["sha256"]?.scalarText ?? ""]
        }
        let table = DataTable(
            caption: context(ReportText.inputs),
            columns: [.path(context(ReportText.file)), .text(context(ReportText.hash))], rows: inputs)
        body = [
            .paragraph(context(ReportText.reproduce)),
            .definitions(
                [
                    (context(ReportText.tool), tool?.scalarText ?? version),
                    (context(ReportText.fingerprint), manifest["fingerprint"]?.scalarText ?? ""),
                    (
                        context(ReportText.standards),
                        RunHeader.list(manifest["standards"], context) { context.label(.standard, $0) }
                    ),
                    (
                        context(ReportText.rulePacks),
                        RunHeader.list(manifest["rulePacks"], context) { context.rulePack($0) }
                    ),
                    (context(ReportText.seed), manifest["seed"]?.scalarText ?? ""),
                ] + Self.signature(context)),
            inputs.isEmpty ? .nothing : .element("div", ["class": "hashes"], table.markup),
        ]
    }
}
