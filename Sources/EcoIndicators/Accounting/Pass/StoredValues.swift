/// The values that a kernel or a terrain model stores, as text: equal texts give equal densities.
enum StoredValues {
    /// Type and stored properties, nested, in the order of their declaration; entries of dictionaries and sets by
    /// their text. Nil where something is stored that does not show its value, such as a closure or a reference.
    static func text(of value: Any) -> String? {
        if let leaf = leaf(value) { return leaf }
        let mirror = Mirror(reflecting: value)
        let type = String(reflecting: type(of: value))
        switch mirror.displayStyle {
        case .struct, .tuple: return list(mirror).map { "\(type)(\($0.joined(separator: ",")))" }
        case .enum where mirror.children.isEmpty: return "\(type).\(value)"
        case .enum: return list(mirror).map { "\(type)(\($0.joined(separator: ",")))" }
        case .optional: return mirror.children.isEmpty ? "nil" : list(mirror)?.first
        case .collection: return list(mirror).map { "[\($0.joined(separator: ","))]" }
        case .set, .dictionary: return list(mirror).map { "{\($0.sorted().joined(separator: ","))}" }
        default: return nil
        }
    }

    private static func leaf(_ value: Any) -> String? {
        switch value {
        case let text as any StringProtocol: String(reflecting: String(text))
        case let flag as Bool: "\(flag)"
        case let number as any BinaryInteger: "\(number)"
        case let number as any BinaryFloatingPoint: "\(number)"
        default: nil
        }
    }

    private static func list(_ mirror: Mirror) -> [String]? {
        var texts: [String] = []
        for child in mirror.children {
            guard let text = text(of: child.value) else { return nil }
            texts.append(child.label.map { "\($0):\(text)" } ?? text)
        }
        return texts
    }
}
