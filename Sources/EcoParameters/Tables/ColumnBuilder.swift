import EcoUnits

/// Fills one column cell by cell; says what is wrong with a cell.
struct ColumnBuilder {
    struct Finding {
        let code: String
        let message: String
        let hint: String
    }

    let declaration: ColumnDeclaration
    private(set) var storage = ColumnStorage()

    init(_ declaration: ColumnDeclaration) { self.declaration = declaration }

    mutating func append(_ field: RecordScanner.Field) -> Finding? {
        storage.cellColumns.append(Int32(truncatingIfNeeded: field.column))
        let bytes = field.bytes.trimmingBlanks()
        guard !bytes.isEmpty else {
            appendMissing()
            guard case .required = declaration.presence else { return nil }
            return Finding(
                code: "missing_value", message: "the cell is empty",
                hint: "\(declaration.meaning.en); every row needs it")
        }
        switch declaration.kind {
        case .quantity(let unit, let range): return appendNumber(bytes, unit, range)
        case .fixedPoint(let digits, let unit, let range): return appendFixedPoint(bytes, digits, unit, range)
        case .integer(let range): return appendInteger(bytes, range)
        case .boolean: return appendBoolean(bytes)
        case .text(let kind): return appendText(bytes, kind)
        case .choice(let options): return appendText(bytes, .oneOf(options.map(\.id)))
        }
    }

    /// The only cell of a column, as a scenario sets it: as the file would say it, or a number with its unit.
    static func cell(_ value: DocumentNode.Scalar, of column: ColumnDeclaration) -> (ColumnStorage, Finding?)
    {
        let text = value.isNull ? "" : value.text
        if case .quantity(let unit, let range) = column.kind, !text.isEmpty, DecimalNumber(text) == nil {
            do throws(ScalarError) {
                let number = try ScalarReader.quantity(value, unit, range).number
                return (ColumnStorage(doubles: [number ?? .nan]), nil)
            } catch {
                let finding = Finding(code: error.code, message: error.message, hint: error.hint)
                return (ColumnStorage(), finding)
            }
        }
        var builder = ColumnBuilder(column)
        let finding = builder.append(RecordScanner.Field(bytes: Array(text.utf8)[...], column: 1))
        return (builder.storage, finding)
    }

    private mutating func appendMissing() {
        switch declaration.kind {
        case .quantity: storage.doubles.append(.nan)
        case .fixedPoint, .integer, .boolean: storage.counts.append(ColumnStorage.missingCount)
        case .text, .choice: storage.texts.append("")
        }
    }

    private mutating func appendNumber(
        _ bytes: ArraySlice<UInt8>, _ unit: Unit, _ range: NumberRange
    ) -> Finding? {
        guard let number = decimal(bytes) else {
            appendMissing()
            return notANumber(bytes, unit)
        }
        let value = number.doubleValue
        storage.doubles.append(value)
        return range.contains(value) ? nil : outOfRange(bytes, unit, range)
    }

    private mutating func appendFixedPoint(
        _ bytes: ArraySlice<UInt8>, _ digits: Int, _ unit: Unit, _ range: NumberRange
    ) -> Finding? {
        guard let number = decimal(bytes) else {
            appendMissing()
            return notANumber(bytes, unit)
        }
        guard let count = number.count(ofFractionDigits: digits), count != ColumnStorage.missingCount else {
            appendMissing()
            let largest = Double(Int64.max) / DecimalNumber(significand: 1, exponent: digits).doubleValue
            if number.doubleValue.magnitude >= largest { return outOfRange(bytes, unit, range) }
            return Finding(
                code: "too_precise", message: "'\(text(bytes))' has more than \(digits) decimals",
                hint: "round it to \(digits) decimals of \(unit.symbol)")
        }
        storage.counts.append(count)
        return range.contains(number.doubleValue) ? nil : outOfRange(bytes, unit, range)
    }

    private mutating func appendInteger(_ bytes: ArraySlice<UInt8>, _ range: ClosedRange<Int>) -> Finding? {
        guard let number = decimal(bytes)?.rational, number.isInteger,
            let value = Int64(exactly: number.numerator)
        else {
            appendMissing()
            return Finding(
                code: "wrong_type", message: "'\(text(bytes))' is not a whole number",
                hint: declaration.meaning.en)
        }
        storage.counts.append(value)
        guard !range.contains(Int(value)) else { return nil }
        return Finding(
            code: "out_of_range", message: "\(value) is outside \(range.lowerBound) to \(range.upperBound)",
            hint: declaration.meaning.en)
    }

    private mutating func appendBoolean(_ bytes: ArraySlice<UInt8>) -> Finding? {
        switch text(bytes) {
        case "yes": storage.counts.append(1)
        case "no": storage.counts.append(0)
        default:
            appendMissing()
            return Finding(
                code: "wrong_type", message: "'\(text(bytes))' is neither yes nor no", hint: "write yes or no"
            )
        }
        return nil
    }

    private mutating func appendText(_ bytes: ArraySlice<UInt8>, _ kind: TextKind) -> Finding? {
        let text = text(bytes)
        storage.texts.append(text)
        return kind.complaint(about: text).map { Finding(code: $0.code, message: $0.message, hint: $0.hint) }
    }

    // MARK: Cells

    private func decimal(_ bytes: ArraySlice<UInt8>) -> DecimalNumber? {
        bytes.withUnsafeBufferPointer { DecimalNumber(bytes: $0) }
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    private func notANumber(_ bytes: ArraySlice<UInt8>, _ unit: Unit) -> Finding {
        let written = text(bytes)
        guard !DecimalNumber.isTooLong(written) else {
            return Finding(
                code: "too_many_digits",
                message: "the number has more than \(DecimalNumber.maximumDigits) digits",
                hint: "round it; no measurement has as many")
        }
        let isNaN = ["nan", "na", "null", "-", "inf"].contains(written.lowercased())
        return Finding(
            code: "wrong_type", message: "'\(written)' is not a number",
            hint: isNaN
                ? "leave the cell empty where a value is missing"
                : "a plain decimal in \(unit.symbol), such as 12.5")
    }

    private func outOfRange(_ bytes: ArraySlice<UInt8>, _ unit: Unit, _ range: NumberRange) -> Finding {
        let symbol = unit == .one ? "" : " \(unit.symbol)"
        return Finding(
            code: "out_of_range", message: "\(text(bytes))\(symbol) is out of range",
            hint: "\(declaration.meaning.en): \(range)\(symbol)")
    }
}

extension ArraySlice<UInt8> {
    func trimmingBlanks() -> ArraySlice<UInt8> {
        var slice = self
        while let first = slice.first, first == 0x20 || first == 0x09 { slice.removeFirst() }
        while let last = slice.last, last == 0x20 || last == 0x09 { slice.removeLast() }
        return slice
    }
}
