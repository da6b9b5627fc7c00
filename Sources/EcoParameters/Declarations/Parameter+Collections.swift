import EcoUnits

extension Parameter {
    /// A list of blocks. Absent means empty where `minimumCount` is 0.
    public static func groups<Element: ParameterGroup>(
        _ key: String, minimumCount: Int = 0, _ meaning: LocalizedText
    ) -> Parameter where Value == [Element] {
        list(key, of: .group(Element.declaration), minimumCount: minimumCount, meaning) { bound in
            bound.group.map(Element.init)
        }
    }

    /// A list of choices.
    public static func choices<Element: ParameterChoice>(
        _ key: String, minimumCount: Int = 1, _ meaning: LocalizedText, source: String = ""
    ) -> Parameter where Value == [Element] {
        list(key, of: .choice(Element.options), minimumCount: minimumCount, meaning, source: source) {
            bound in
            bound.text.flatMap { Element(rawValue: $0) }
        }
    }

    /// A list of texts.
    public static func texts(
        _ key: String, _ kind: TextKind, minimumCount: Int = 0, _ meaning: LocalizedText
    ) -> Parameter where Value == [String] {
        list(key, of: .text(kind), minimumCount: minimumCount, meaning) { $0.text }
    }

    /// A list of blocks, each of the group that its `discriminator` key names; `make` builds the element.
    public static func variants<Element: Sendable>(
        _ key: String, discriminator: String, options: [VariantOption], minimumCount: Int = 0,
        _ meaning: LocalizedText, make: @escaping @Sendable (String, BoundGroup) -> Element?
    ) -> Parameter where Value == [Element] {
        let shape = Shape.variant(discriminator: discriminator, options: options)
        return list(key, of: shape, minimumCount: minimumCount, meaning) { bound in
            guard case .variant(let id, let group) = bound else { return nil }
            return make(id, group)
        }
    }

    /// A block of free keys with quantities: `{so2: 18000 CNY/t}`. Absent means empty.
    public static func quantities(
        _ key: String, keys: TextKind, unit: Unit, range: NumberRange = .any, _ meaning: LocalizedText,
        source: String = "", status: ParameterStatus = .choice
    ) -> Parameter where Value == [String: Double] {
        let shape = Shape.map(key: keys, value: .quantity(unit: unit, range: range))
        let declaration = ParameterDeclaration(
            key: key, shape: shape, presence: .optional, meaning: meaning, source: source, status: status)
        return Parameter(declaration) { bound in
            guard case .map(let entries) = bound else { return [:] }
            return entries.compactMapValues { $0.value.number }
        }
    }

    private static func list<Element: Sendable>(
        _ key: String, of shape: Shape, minimumCount: Int, _ meaning: LocalizedText, source: String = "",
        decode: @escaping @Sendable (BoundValue) -> Element?
    ) -> Parameter where Value == [Element] {
        let declaration = ParameterDeclaration(
            key: key, shape: .list(of: shape, minimumCount: minimumCount),
            presence: minimumCount > 0 ? .required : .optional, meaning: meaning, source: source)
        return Parameter(declaration) { bound in
            guard case .list(let fields) = bound else { return [] }
            return fields.compactMap { decode($0.value) }
        }
    }
}
