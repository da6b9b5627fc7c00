import EcoParameters
import EcoUnits

/// A run as comparisons see it: what it was made with, and its figures.
public struct ComparedRun: Sendable {
    public let stored: StoredRun
    /// What readers call it: the name of a variant, else the name of the folder.
    public private(set) var name: String
    /// The scenario that it is a variant of, and the values that make the variant; `nil` for a run folder.
    private(set) var variant: (scenario: String, settings: [String])?
    public let title: LocalizedText
    public let year: Int
    /// Codes of the regions, in the order of the run.
    public let regions: [String]
    public let rulePacks: [String]
    public let standards: [String]
    public let priceYears: [String]
    /// Version of the program.
    public let version: String
    public let zoneRule: String
    public let fingerprint: String
    /// The figures in the order in which they stand.
    public let figures: [ComparedFigure]
    public let amounts: [ComparedFigure: ComparedAmount]

    /// - Throws: what is damaged in the folder.
    public init(_ stored: StoredRun, name: String? = nil) throws(DiagnosticFailure) {
        let manifest = stored.manifest
        guard manifest["scenario"]?.stringValue != nil else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "not_a_run_folder", path: stored.folder, "the folder holds no run of a scenario",
                    hint: "name a folder that `ecocomp run` wrote, or a scenario with `scenarios`")
            ])
        }
        self.stored = stored
        self.name = name ?? stored.folder.split(separator: "/").last.map(String.init) ?? stored.folder
        let words = manifest["title"]
        title = LocalizedText(en: words?["en"]?.stringValue ?? "", zh: words?["zh"]?.stringValue ?? "")
        year = Int(manifest["year"]?.doubleValue ?? 0)
        regions = try stored.table("regions.csv")?.rows.map { $0["region"] } ?? []
        let texts = { (key: String) in manifest[key]?.elements.compactMap(\.stringValue) ?? [] }
        (rulePacks, standards) = (texts("rulePacks"), texts("standards"))
        version = manifest["tool"]?["version"]?.stringValue ?? ""
        zoneRule = manifest["zoneRule"]?.stringValue ?? ""
        fingerprint = manifest["fingerprint"]?.stringValue ?? ""
        var reader = FigureReader()
        try reader.read(stored)
        (figures, amounts) = (reader.figures, reader.amounts)
        priceYears = reader.priceYears.sorted()
    }

    func renamed(_ name: String) -> ComparedRun {
        var run = self
        run.name = name
        return run
    }

    func asVariant(of scenario: String, _ settings: [String]) -> ComparedRun {
        var run = self
        run.variant = (scenario, settings)
        return run
    }

    /// File and SHA-256 of every input; scenario files are told apart by their values.
    var inputs: [String: String] {
        var found: [String: String] = [:]
        for input in stored.manifest["inputs"]?.elements ?? [] {
            guard let file = input["file"]?.stringValue, !file.hasSuffix(".yaml"), !file.hasSuffix(".yml")
            else { continue }
            found[file] = input["sha256"]?.stringValue ?? ""
        }
        return found
    }
}
