extension TextKind {
    struct Complaint {
        let code: String
        let message: String
        let hint: String
    }

    public func accepts(_ text: String) -> Bool { complaint(about: text) == nil }

    /// What is wrong with a text of this kind; `nil` where nothing is.
    func complaint(about text: String) -> Complaint? {
        switch self {
        case .any, .value: return nil
        case .identifier:
            return Self.isIdentifier(text)
                ? nil : wrong(text, "an identifier", "lower-case letters, digits and _")
        case .regionCode:
            return text.utf8.count == 6 && text.utf8.allSatisfy(Self.isDigit)
                ? nil : wrong(text, "a region code", "six digits of GB/T 2260, such as 140122")
        case .period:
            return Self.isPeriod(text)
                ? nil : wrong(text, "a period", "2019, 2019-H1, 2019-Q2, 2019-04 or 2019-04-08")
        case .date:
            return Self.isDate(text) ? nil : wrong(text, "a date of the calendar", "such as 2019-04-08")
        case .oneOf(let options):
            guard !options.contains(text) else { return nil }
            let near = Suggestion.nearest(to: text, in: options).map { "did you mean `\($0)`?" }
            return Complaint(
                code: "unknown_choice", message: "'\(text)' is not one of \(options.joined(separator: ", "))",
                hint: near ?? "choose one of them")
        }
    }

    private func wrong(_ text: String, _ kind: String, _ hint: String) -> Complaint {
        Complaint(code: "wrong_type", message: "'\(text)' is not \(kind)", hint: hint)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.utf8.first, first >= 0x61, first <= 0x7A else { return false }
        return text.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || isDigit($0) || $0 == UInt8(ascii: "_") }
    }

    static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return false }
        return (1...12).contains(month) && day >= 1 && day <= daysInMonth(month, year)
    }

    static func isPeriod(_ text: String) -> Bool {
        if text.utf8.count == 4 { return text.utf8.allSatisfy(isDigit) }
        guard text.utf8.count == 7, text.prefix(4).utf8.allSatisfy(isDigit) else {
            return isDate(text)
        }
        let rest = text.dropFirst(4)
        if rest.hasPrefix("-H") { return ["1", "2"].contains(rest.dropFirst(2)) }
        if rest.hasPrefix("-Q") { return ["1", "2", "3", "4"].contains(rest.dropFirst(2)) }
        return isDate(text + "-01")
    }

    static func daysInMonth(_ month: Int, _ year: Int) -> Int {
        let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}
