import Foundation

/// An expression that `explain` prints, worked out in another way than the program's own: brought into reverse Polish
/// notation (Dijkstra's shunting yard), then evaluated in decimals of 38 digits.
struct Arithmetic {
    let value: Double

    init?(_ text: String) {
        guard let words = Self.words(text), let notation = Self.reversed(words),
            let value = Self.evaluated(notation), !value.isNaN
        else { return nil }
        self.value = Double(truncating: value as NSDecimalNumber)
    }

    /// The largest magnitude of a number in the text.
    static func largestNumber(in text: String) -> Double {
        text.split { !($0.isNumber || $0 == "." || $0 == "e") }.compactMap { Double($0) }.max() ?? 0
    }

    // MARK: Words

    private enum Word: Equatable {
        case number(Decimal)
        case name(String)
        case sign(UInt8)
    }

    /// What the numbers of the notation are joined by.
    private enum Operation: Equatable {
        case sign(UInt8)
        case negative
        case call(String, arguments: Int)
    }

    private static func words(_ text: String) -> [Word]? {
        var words: [Word] = []
        let bytes = Array(text.utf8)
        var place = 0
        func span(_ belongs: (UInt8) -> Bool) -> String {
            let start = place
            while place < bytes.count, belongs(bytes[place]) { place += 1 }
            return String(decoding: bytes[start..<place], as: UTF8.self)
        }
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: " "): place += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                var last = UInt8(ascii: "0")
                let digits = span { byte in
                    defer { last = byte }
                    let isSigned =
                        last == UInt8(ascii: "e") && (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"))
                    return isSigned || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e")
                        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                }
                guard let number = Decimal(string: digits) else { return nil }
                words.append(.number(number))
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                words.append(
                    .name(
                        span {
                            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_")
                        }))
            default:
                guard "+-*/(),".utf8.contains(bytes[place]) else { return nil }
                words.append(.sign(bytes[place]))
                place += 1
            }
        }
        return words
    }

    // MARK: Shunting yard

    private enum Item: Equatable {
        case number(Decimal)
        case operation(Operation)
    }

    private static func rank(_ operation: Operation) -> Int {
        switch operation {
        case .sign(UInt8(ascii: "+")), .sign(UInt8(ascii: "-")): 1
        case .sign: 2
        case .negative: 3
        case .call: 0
        }
    }

    /// Operations that wait for their second number; an open bracket is a call without a name.
    private struct Yard {
        var output: [Item] = []
        var waiting: [Operation] = []

        mutating func push(_ operation: Operation) {
            while let last = waiting.last, Arithmetic.rank(last) >= Arithmetic.rank(operation),
                operation != .negative
            {
                output.append(.operation(waiting.removeLast()))
            }
            waiting.append(operation)
        }

        /// Up to the bracket that is open, which stays.
        mutating func closeTerms() -> Bool {
            while let last = waiting.last {
                if case .call = last { return true }
                output.append(.operation(waiting.removeLast()))
            }
            return false
        }
    }

    private static func reversed(_ words: [Word]) -> [Item]? {
        var yard = Yard()
        var name = ""
        var expectsValue = true
        for word in words {
            switch word {
            case .number(let number):
                guard expectsValue, name.isEmpty else { return nil }
                yard.output.append(.number(number))
                expectsValue = false
            case .name(let text):
                guard expectsValue, name.isEmpty else { return nil }
                name = text
            case .sign(UInt8(ascii: "(")):
                guard expectsValue else { return nil }
                yard.waiting.append(.call(name, arguments: 1))
                name = ""
            case .sign(UInt8(ascii: ",")):
                guard !expectsValue, yard.closeTerms(),
                    case .call(let open, let count)? = yard.waiting.popLast(),
                    !open.isEmpty
                else { return nil }
                yard.waiting.append(.call(open, arguments: count + 1))
                expectsValue = true
            case .sign(UInt8(ascii: ")")):
                guard !expectsValue, yard.closeTerms(), let call = yard.waiting.popLast() else { return nil }
                yard.output.append(.operation(call))
            case .sign(UInt8(ascii: "-")) where expectsValue:
                guard name.isEmpty else { return nil }
                yard.push(.negative)
            case .sign(let sign):
                guard !expectsValue else { return nil }
                yard.push(.sign(sign))
                expectsValue = true
            }
        }
        guard !expectsValue, name.isEmpty, !yard.closeTerms() else { return nil }
        return yard.output
    }

    // MARK: Evaluation

    private static func evaluated(_ notation: [Item]) -> Decimal? {
        var stack: [Decimal] = []
        for item in notation {
            switch item {
            case .number(let number): stack.append(number)
            case .operation(.negative): stack.append(-stack.removeLast())
            case .operation(.sign(let sign)):
                let (right, left) = (stack.removeLast(), stack.removeLast())
                guard let value = joined(left, sign, right) else { return nil }
                stack.append(value)
            case .operation(.call(let name, let count)):
                let values = Array(stack.suffix(count))
                stack.removeLast(count)
                guard let value = called(name, values) else { return nil }
                stack.append(value)
            }
        }
        return stack.count == 1 ? stack[0] : nil
    }

    private static func joined(_ left: Decimal, _ sign: UInt8, _ right: Decimal) -> Decimal? {
        switch sign {
        case UInt8(ascii: "+"): left + right
        case UInt8(ascii: "-"): left - right
        case UInt8(ascii: "*"): left * right
        default: right.isZero ? nil : left / right
        }
    }

    private static let modes: [String: Decimal.RoundingMode] = [
        "round": .plain, "round_even": .bankers, "floor": .down, "ceil": .up,
    ]

    private static func called(_ name: String, _ values: [Decimal]) -> Decimal? {
        if let mode = modes[name], values.count == 1 {
            var (value, rounded) = (values[0], Decimal())
            NSDecimalRound(&rounded, &value, 0, mode)
            return rounded
        }
        switch name {
        case "": return values.count == 1 ? values[0] : nil
        case "min": return values.min()
        case "max": return values.max()
        case "count" where values.count >= 2:
            return Decimal(values[2...].count { values[0] <= $0 && $0 <= values[1] })
        default: return nil
        }
    }
}
