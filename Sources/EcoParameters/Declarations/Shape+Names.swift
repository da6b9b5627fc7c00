import EcoUnits

extension Shape {
    var isText: Bool {
        switch self {
        case .text, .localizedText, .choice: true
        default: false
        }
    }

    /// How a value of this shape is written, for hints.
    var example: String {
        switch self {
        case .quantity(let unit, _): "such as 20 \(unit.symbol)"
        case .number: "a number such as 12.5"
        case .integer(let range): "a whole number, \(range.lowerBound) to \(range.upperBound)"
        case .boolean: "true or false"
        case .text: "a text"
        case .choice(let options): "one of \(options.map(\.id).joined(separator: ", "))"
        case .localizedText: "{en: ..., zh: ...}"
        case .table(let table): "the path of a CSV table (\(table.id))"
        case .file(let kind): "the path of a \(kind.rawValue) file"
        case .list: "a list"
        case .group, .variant, .map: "a block of keys"
        }
    }
}

extension GroupDeclaration {
    /// Every dotted path below the group, lists and variants entered.
    public func dottedPaths() -> [String] {
        parameters.flatMap { parameter in
            [parameter.key] + parameter.shape.dottedPaths().map { "\(parameter.key).\($0)" }
        }
    }
}

extension Shape {
    fileprivate func dottedPaths() -> [String] {
        switch self {
        case .group(let group): group.dottedPaths()
        case .list(let element, _): element.dottedPaths()
        case .variant(_, let options): options.flatMap { $0.group.dottedPaths() }
        default: []
        }
    }
}
