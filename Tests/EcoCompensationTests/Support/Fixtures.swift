import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoUnits
import Testing

/// Tables given as text, under their file names.
struct TextFiles: InputFiles {
    var texts: [String: String] = [:]

    func reference(
        _ name: String, at location: EcoParameters.SourceLocation, path: String
    ) throws(DiagnosticFailure) -> FileReference {
        guard texts[name] != nil else {
            throw DiagnosticFailure([
                Diagnostic(code: "missing_file", at: location, path: path, "no file \(name)")
            ])
        }
        return FileReference(name: name, path: name, location: location)
    }

    func table(_ file: FileReference, as declaration: TableDeclaration) throws(DiagnosticFailure) -> Table {
        try TableReader.read(Array((texts[file.name] ?? "").utf8), file: file.name, as: declaration)
    }
}

/// One figure: `Figure(140100, "2019-04", .pm25, "48.4")`.
struct Figure {
    let region: RegionCode
    let period: Period
    let indicator: AssessedIndicator
    let value: Rational?
    var standard = "gb3095_2012"
    var isValid = true
    var unit: Unit?

    var evaluated: EvaluatedIndicator {
        EvaluatedIndicator(
            region: region, period: period, indicator: indicator.rawValue, value: value,
            unit: unit ?? indicator.unit, isValid: isValid, standard: standard, basis: "measured")
    }
}

func code(_ number: Int) throws -> RegionCode { try #require(RegionCode("\(number)")) }
func period(_ text: String) throws -> Period { try #require(Period(text)) }
func exact(_ text: String) throws -> Rational { try #require(Rational(decimal: text)) }

func figure(
    _ region: Int, _ time: String, _ indicator: AssessedIndicator, _ value: String?
) throws -> Figure {
    Figure(
        region: try code(region), period: try period(time), indicator: indicator,
        value: try value.map { try exact($0) })
}

func regionTable(_ codes: some Sequence<RegionCode>) -> RegionTable {
    RegionTable(
        Set(codes).sorted().map {
            let name = LocalizedText(en: "region \($0)", zh: "\($0)")
            return Region(code: $0, name: name, city: name)
        })
}

/// The block `compensation:` with the given schemes, bound by its own declaration.
func parameters(_ yaml: String, files: [String: String] = [:]) throws -> CompensationParameters {
    try parameters(PlainYAML.read(yaml, file: "scenario.yaml"), files: files)
}

func parameters(_ node: DocumentNode, files: [String: String] = [:]) throws -> CompensationParameters {
    CompensationParameters(
        try Binder.bind(node, to: CompensationParameters.declaration, files: TextFiles(texts: files)))
}

func findings(_ body: () throws -> Void) -> [Diagnostic] {
    do { try body() } catch {
        return (error as? DiagnosticFailure)?.diagnostics ?? [Diagnostic(code: "other_error", "\(error)")]
    }
    return []
}

/// Settles the figures under the block; the regions are those of the figures unless given.
func settle(
    _ yaml: String, _ figures: [Figure], files: [String: String] = [:], regions: [RegionCode]? = nil
) throws -> SettlementResult {
    try CompensationEvaluation.settle(
        parameters: try parameters(yaml, files: files), indicators: figures.map(\.evaluated),
        regions: regionTable(regions ?? figures.map(\.region)))
}

extension SettlementResult {
    /// What a party gained, in fen.
    func netFen(_ party: Party) throws -> Int64 { try ledger.net(of: party).fen }
}

/// 万元 as money: exact to the fen.
func wanYuan(_ text: String) throws -> Money {
    try Money(yuan: try exact(text) * Rational(10_000), step: try #require(Rational(1, over: 100)), .halfEven)
}

extension Settlement {
    mutating func settle(_ claims: [Claim]) throws(ArithmeticOverflow) {
        try settle(AdjustedClaims(claims: claims))
    }
}
