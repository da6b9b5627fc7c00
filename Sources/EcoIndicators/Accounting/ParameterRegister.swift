import EcoParameters
import EcoUnits

/// A line of the parameter and source register (T7): what took part, where it came from, how well it is founded.
public struct RegisterEntry: Hashable, Sendable {
    /// What may differ between the accounts of two years.
    public enum Kind: Sendable {
        /// Choices and coefficients: frozen over a comparison.
        case coefficient
        /// Part of a price.
        case price
        /// A table or file of the year.
        case input
    }

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
    public let kind: Kind

    public init(
        path: String, value: String, meaning: LocalizedText, source: String, status: String,
        isProvisional: Bool, origin: Origin? = nil, kind: Kind = .coefficient
    ) {
        self.kind = kind
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
        let isPrice = bound.declaration.parameters.contains { $0.key == Price.yearParameter.key }
        return bound.declaration.parameters.flatMap { parameter -> [RegisterEntry] in
            guard let field = bound.fields[parameter.key] else { return [] }
            let path = bound.path.isEmpty ? parameter.key : "\(bound.path).\(parameter.key)"
            return entries(
                field, parameter, path: path, groupStatus: own, groupSource: source, isPrice: isPrice)
        }
    }

    private static func entries(
        _ field: BoundField, _ parameter: ParameterDeclaration, path: String, groupStatus: FigureStatus?,
        groupSource: String?, isPrice: Bool
    ) -> [RegisterEntry] {
        let kind: RegisterEntry.Kind = isPrice ? .price : field.value.isInput ? .input : .coefficient
        switch field.value {
        case .group(let group), .variant(_, let group): return entries(of: group)
        case .list(let fields):
            return fields.flatMap { $0.value.group.map(entries(of:)) ?? [] }
        case .map(let values):
            return values.sorted { $0.key < $1.key }.map { key, field in
                entry(field, parameter, path: "\(path).\(key)", groupStatus, groupSource, kind)
            }
        default: return [entry(field, parameter, path: path, groupStatus, groupSource, kind)]
        }
    }

    private static func entry(
        _ field: BoundField, _ parameter: ParameterDeclaration, path: String, _ groupStatus: FigureStatus?,
        _ groupSource: String?, _ kind: RegisterEntry.Kind
    ) -> RegisterEntry {
        // What a block says of its figures does not hold for the defaults beside them.
        let isDefault = parameter.isDefault(field)
        let own = parameter.foundation(of: field)
        let status = isDefault ? nil : groupStatus
        return RegisterEntry(
            path: path, value: field.text, meaning: parameter.meaning,
            source: (isDefault ? nil : groupSource) ?? own.source,
            status: status?.rawValue ?? own.status.rawValue,
            isProvisional: status?.isProvisional ?? (own.status == .provisional), origin: field.origin,
            kind: kind)
    }
}

extension BoundValue {
    /// A table or file.
    fileprivate var isInput: Bool { table != nil || file != nil }
}
