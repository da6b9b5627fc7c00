/// A JSON value that keeps the order of its members and the exact text of its numbers.
public indirect enum JSON: Sendable {
    case object([(String, JSON)])
    case array([JSON])
    case string(String)
    /// The shortest decimal that reads back to the same double; not-a-number and infinities become `null`.
    case number(Double)
    case integer(Int)
    case boolean(Bool)
    case null

    /// The text, indented by two blanks a level.
    public var text: String {
        var output = ""
        write(to: &output, indent: 0)
        return output
    }

    private func write(to output: inout String, indent: Int) {
        switch self {
        case .object(let members):
            Self.writeList(members, "{", "}", to: &output, indent: indent) { member, output in
                Self.writeString(member.0, to: &output)
                output += ": "
                member.1.write(to: &output, indent: indent + 1)
            }
        case .array(let elements):
            Self.writeList(elements, "[", "]", to: &output, indent: indent) { element, output in
                element.write(to: &output, indent: indent + 1)
            }
        case .string(let text): Self.writeString(text, to: &output)
        case .number(let value): output += value.isFinite ? NumberText.shortest(value) : "null"
        case .integer(let value): output += "\(value)"
        case .boolean(let value): output += value ? "true" : "false"
        case .null: output += "null"
        }
    }

    private static func writeList<Element>(
        _ elements: [Element], _ open: String, _ close: String, to output: inout String, indent: Int,
        _ body: (Element, inout String) -> Void
    ) {
        guard !elements.isEmpty else {
            output += open + close
            return
        }
        output += open
        for (index, element) in elements.enumerated() {
            output += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: indent + 1)
            body(element, &output)
        }
        output += "\n" + String(repeating: "  ", count: indent) + close
    }

    private static func writeString(_ text: String, to output: inout String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }
}
