import EcoParameters
import EcoUnits

/// What every appraisal and allocation says of itself.
public struct BlockIdentity: Sendable {
    static let id = Parameter<String>.text(
        "id", kind: .identifier, LocalizedText(en: "id of the block in tables and report", zh: "标识"))
    static let clause = Parameter<LocalizedText>.localizedText(
        "clause", LocalizedText(en: "decision and clause that it rests on", zh: "依据（文件与条款）")
    ).optional

    static var declarations: [ParameterDeclaration] { [id.declaration, clause.declaration] }

    public let id: String
    /// Empty where the scenario names no decision.
    public let clause: LocalizedText
    public let path: String
    public let location: SourceLocation

    init(_ bound: BoundGroup) {
        id = bound[Self.id]
        clause = bound[Self.clause] ?? .empty
        path = bound.path
        location = bound.location
    }
}
