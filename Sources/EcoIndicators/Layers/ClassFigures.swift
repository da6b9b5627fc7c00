import EcoAccounts
import EcoParameters
import EcoUnits

/// Numbers by second-level type of the legend or by ecosystem type; the former goes first.
public struct ClassFigures: Sendable {
    /// By subtype, such as `deciduous_broadleaf_forest`, or ecosystem type, such as `forest`.
    public let values: [String: Double]

    /// The scenario's own figures over those of a published table.
    public init(_ own: [String: Double], over table: [String: Double] = [:]) {
        values = table.merging(own) { $1 }
    }

    public func value(of land: LandCoverClass) -> Double? {
        land.subtype.flatMap { values[$0] } ?? values[land.ecosystem.rawValue]
    }

    /// The figures by class code, for kernels.
    func lookup(_ legend: LandCoverLegend) -> ClassLookup {
        let pairs = legend.classes.compactMap { land in value(of: land).map { (land.code, $0) } }
        return ClassLookup(Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    }

    /// A map of such figures in a scenario.
    static func parameter(
        _ key: String, unit: Unit, range: NumberRange = .any, _ meaning: LocalizedText, source: String = ""
    ) -> Parameter<[String: Double]> {
        .quantities(key, keys: .identifier, unit: unit, range: range, meaning, source: source)
    }

    /// Keys that name no class: a misspelt one would else go unnoticed.
    static func findings(
        _ keys: some Sequence<String>, in legend: LandCoverLegend, at location: SourceLocation, path: String
    ) -> [Diagnostic] {
        guard !legend.classes.isEmpty else { return [] }
        let subtypes = Set(legend.classes.compactMap(\.subtype)).sorted()
        let known = subtypes + EcosystemType.allCases.map(\.rawValue)
        return keys.sorted().filter { !known.contains($0) }.map { key in
            let near = Suggestion.nearest(to: key, in: known).map { "did you mean `\($0)`?" }
            return Diagnostic(
                code: "unknown_subtype", at: location, path: "\(path).\(key)",
                "'\(key)' is neither a subtype of the legend nor an ecosystem type",
                hint: near ?? "the legend's subtypes are \(subtypes.joined(separator: ", "))")
        }
    }

    /// Lines of the register for the figures of a published table that take part.
    static func register(
        _ table: [String: Double], without own: [String: Double], unit: String, path: String,
        _ meaning: LocalizedText, source: String, status: ParameterStatus
    ) -> [RegisterEntry] {
        table.keys.sorted().filter { own[$0] == nil }.compactMap { key in
            table[key].map { value in
                RegisterEntry(
                    "\(path).\(key)", "\(NumberText.shortest(value)) \(unit)", meaning, source: source,
                    status: status)
            }
        }
    }
}
