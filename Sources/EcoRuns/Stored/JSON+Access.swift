import EcoParameters

extension JSON {
    /// The member of an object; `nil` where there is none or the value is no object.
    public subscript(member: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.0 == member }?.1
    }

    public var members: [(String, JSON)] {
        guard case .object(let members) = self else { return [] }
        return members
    }

    public var elements: [JSON] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    public var stringValue: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    public var doubleValue: Double? {
        switch self {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }

    /// A string, number or boolean as text; `nil` for `null`, arrays and objects.
    public var scalarText: String? {
        switch self {
        case .string(let text): text
        case .number, .integer, .boolean: text
        case .object, .array, .null: nil
        }
    }
}
