import EcoParameters
import EcoUnits

/// A file that holds source-receptor coefficients, one entry of the list `quota.source_receptor_files`.
public enum SourceReceptorFile: Sendable {
    case wide(WideMatrixFile)
    case array(ArrayMatrixFile)
    case grid(GridMatrixFile)

    static let parameter = Parameter<[SourceReceptorFile]>.variants(
        "source_receptor_files", discriminator: "format",
        options: [ArrayMatrixFile.declaration, GridMatrixFile.declaration, WideMatrixFile.declaration].map {
            VariantOption(id: $0.id, group: $0)
        },
        LocalizedText(
            en: "files of the source-receptor matrix, beside or in place of the table source_receptor",
            zh: "源—受体矩阵文件，可与 source_receptor 表并用或替代之"),
        make: { id, bound in
            switch id {
            case ArrayMatrixFile.declaration.id: .array(ArrayMatrixFile(bound))
            case GridMatrixFile.declaration.id: .grid(GridMatrixFile(bound))
            case WideMatrixFile.declaration.id: .wide(WideMatrixFile(bound))
            default: nil
            }
        })
}

/// The unit of the entries of a file; they are handed over in ug/m3 for each t/y.
///
/// A year is 31,556,952 s, so that 1 t/y = 31,688.7 ug/s.
public enum SourceReceptorUnit: String, ParameterChoice {
    case perTonneYear = "ug_m3_per_t"
    case perKilotonneYear = "ug_m3_per_kt"
    case perMicrogramSecond = "ug_m3_per_ug_s"
    case perGramSecond = "ug_m3_per_g_s"

    public var meaning: LocalizedText {
        switch self {
        case .perTonneYear: LocalizedText(en: "ug/m3 for each t/y", zh: "μg/m³ 每 t/a")
        case .perKilotonneYear: LocalizedText(en: "ug/m3 for each kt/y", zh: "μg/m³ 每 kt/a")
        case .perMicrogramSecond:
            LocalizedText(en: "ug/m3 for each ug/s, as InMAP writes it", zh: "μg/m³ 每 μg/s（InMAP）")
        case .perGramSecond: LocalizedText(en: "ug/m3 for each g/s", zh: "μg/m³ 每 g/s")
        }
    }

    /// ug/m3 for each t/y of one unit of the file.
    public var perTonne: Double {
        switch self {
        case .perTonneYear: 1
        case .perKilotonneYear: 1e-3
        case .perMicrogramSecond: 1e12 / 31_556_952
        case .perGramSecond: 1e6 / 31_556_952
        }
    }

    static let parameter = Parameter<SourceReceptorUnit>.choice(
        "unit", default: .perTonneYear, LocalizedText(en: "unit of the entries", zh: "矩阵元素单位"))
}

/// What a file must cover: the receptors with limits, and the regions that emit.
public struct SourceReceptorNeeds: Sendable {
    public let receptors: Set<String>
    /// Regions with sources, by pollutant.
    public let regions: [String: Set<String>]

    public init(receptors: Set<String>, regions: [String: Set<String>]) {
        self.receptors = receptors
        self.regions = regions
    }

    /// Findings for receptors and regions that a file does not cover, at the place that names it.
    func missing(
        receptors found: Set<String>, regions foundRegions: Set<String>, pollutant: String,
        _ reference: FileReference, _ findings: inout [Diagnostic]
    ) {
        report(
            "missing_receptors", "receptors", receptors.subtracting(found), "give their entries", reference,
            &findings)
        report(
            "missing_regions", "regions with sources of \(pollutant)",
            (regions[pollutant] ?? []).subtracting(foundRegions), "give their entries, 0 where none is felt",
            reference, &findings)
    }

    private func report(
        _ code: String, _ what: String, _ missing: Set<String>, _ hint: String, _ reference: FileReference,
        _ findings: inout [Diagnostic]
    ) {
        guard !missing.isEmpty else { return }
        let names = missing.sorted()
        let shown = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", ..." : "")
        findings.append(
            Diagnostic(
                code: code, at: reference.location, path: "quota.source_receptor_files",
                "\(reference.name) says nothing of \(names.count) \(what): \(shown)", hint: hint))
    }
}

/// Entries that are no effects: missing, negative or infinite ones, told once for each file.
struct EntryCheck {
    let reference: FileReference
    private var count = 0
    private var first = ""

    init(_ reference: FileReference) { self.reference = reference }

    mutating func check(_ value: Double, _ place: @autoclosure () -> String) {
        guard !(value >= 0 && value.isFinite) else { return }
        if count == 0 { first = "\(NumberText.shortest(value)) for \(place())" }
        count += 1
    }

    func report(_ findings: inout [Diagnostic]) {
        guard count > 0 else { return }
        findings.append(
            Diagnostic(
                code: "out_of_range", at: reference.location, path: "quota.source_receptor_files",
                "\(reference.name) holds \(count) entries that are missing, negative or infinite, the first \(first)",
                hint: "give the concentration that one unit of emission adds, at least 0"))
    }
}
