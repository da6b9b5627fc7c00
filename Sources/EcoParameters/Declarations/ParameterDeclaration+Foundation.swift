import EcoUnits

extension ParameterDeclaration {
    /// Source and status of a value in a run: those of the declaration where the value is the declared default;
    /// else a plain choice, since no standard says what a user writes.
    public func foundation(of field: BoundField) -> (source: String, status: ParameterStatus) {
        isDefault(field) ? (source, status) : ("", .choice)
    }

    /// Whether a value is the declared default, left out or written again.
    public func isDefault(_ field: BoundField) -> Bool {
        guard field.origin != .defaultValue else { return true }
        guard case .defaulted(let text) = presence else { return false }
        guard let written = field.value.exactNumber else { return text == field.text }
        return written == shape.exactNumber(text)
    }
}

extension Shape {
    /// A number as a text of this shape says it, in the shape's unit.
    fileprivate func exactNumber(_ text: String) -> Rational? {
        let unit: Unit
        switch self {
        case .quantity(let declared, _): unit = declared
        case .number: unit = .one
        default: return nil
        }
        let scalar = DocumentNode.Scalar(text, isQuoted: false)
        return (try? ScalarReader.quantity(scalar, unit, .any))?.exactNumber
    }
}
