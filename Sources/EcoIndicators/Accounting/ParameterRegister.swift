import EcoParameters
import EcoUnits

/// A line of the parameter and source register (T7): what took part, where it came from, how well it is founded.
public struct RegisterEntry: Hashable, Sendable {
    /// Dotted path in the scenario; for published figures that no scenario sets, below the indicator's path.
    public let path: String
    /// As written, with its unit.
    public let value: String
    public let meaning: LocalizedText
    public let source: String
    public let status: String
    /// True where nobody has checked the figure in print, or it was assumed.
    public let isProvisional: Bool
    /// Where the value was written; nil for a figure of a shipped table.
    public let origin: Origin?

    public init(
        path: String, value: String, meaning: LocalizedText, source: String, status: String,
        isProvisional: Bool, origin: Origin? = nil
    ) {
        self.path = path
        self.value = value
        self.meaning = meaning
        self.source = source
        self.status = status
        self.isProvisional = isProvisional
        self.origin = origin
    }

    /// A figure of a shipped table.
    init(
        _ path: String, _ value: String, _ meaning: LocalizedText, source: String, status: ParameterStatus
    ) {
        self.init(
            path: path, value: value, meaning: meaning, source: source, status: status.rawValue,
            isProvisional: status == .provisional)
    }
}

/// The register of a bound block, read off the declarations themselves.
enum ParameterRegister {
    static func entries(of bound: BoundGroup) -> [RegisterEntry] {
        let own = bound.fields["status"]?.value.text.flatMap(FigureStatus.init)
        let source = bound.fields["source"]?.value.text
        return bound.declaration.parameters.flatMap { parameter -> [RegisterEntry] in
            guard let field = bound.fields[parameter.key] else { return [] }
            let path = bound.path.isEmpty ? parameter.key : "\(bound.path).\(parameter.key)"
            return entries(field, parameter, path: path, groupStatus: own, groupSource: source)
        }
    }

    private static func entries(
        _ field: BoundField, _ parameter: ParameterDeclaration, path: String, groupStatus: FigureStatus?,
        groupSource: String?
    ) -> [RegisterEntry] {
        switch field.value {
        case .group(let group), .variant(_, let group): return entries(of: group)
        case .list(let fields):
            return fields.flatMap { $0.value.group.map(entries(of:)) ?? [] }
        case .map(let values):
            return values.sorted { $0.key < $1.key }.map { key, field in
                entry(field, parameter, path: "\(path).\(key)", groupStatus, groupSource)
            }
        default: return [entry(field, parameter, path: path, groupStatus, groupSource)]
        }
    }

    private static func entry(
        _ field: BoundField, _ parameter: ParameterDeclaration, path: String, _ groupStatus: FigureStatus?,
        _ groupSource: String?
    ) -> RegisterEntry {
        // What a block says of its figures does not hold for the defaults beside them.
        let isDefault = parameter.isDefault(field)
        let own = parameter.foundation(of: field)
        let status = isDefault ? nil : groupStatus
        return RegisterEntry(
            path: path, value: field.text, meaning: parameter.meaning,
            source: (isDefault ? nil : groupSource) ?? own.source,
            status: status?.rawValue ?? own.status.rawValue,
            isProvisional: status?.isProvisional ?? (own.status == .provisional), origin: field.origin)
    }
}
