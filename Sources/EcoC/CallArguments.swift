import CEcoComp

typealias CText = UnsafePointer<CChar>
typealias CTexts = UnsafePointer<CText?>

/// What a caller hands over, checked as far as it can be.
enum CallArguments {
    /// More than any honest call has; keeps sizes far from overflow.
    static let largestCount: Int64 = 1 << 40
    /// The same for lists of texts and of figures, which are read before anything else can tell that they are too long.
    static let longestList: Int64 = 1 << 20

    static func text(_ text: CText?, _ argument: String) throws(CallFailure) -> String {
        guard let text else { throw .call(argument, "the text is a null pointer") }
        guard let text = String(validatingCString: text) else {
            throw .call(argument, "the text is no UTF-8")
        }
        return text
    }

    static func optionalText(_ text: CText?, _ argument: String) throws(CallFailure) -> String? {
        text == nil ? nil : try self.text(text, argument)
    }

    static func texts(
        _ texts: CTexts?, _ count: Int64, _ argument: String
    ) throws(CallFailure) -> [String] {
        let count = try length(count, argument)
        guard count > 0 else { return [] }
        guard let texts else { throw .call(argument, "the list is a null pointer") }
        var result: [String] = []
        for index in 0..<count {
            result.append(try text(texts[index], "\(argument)[\(index)]"))
        }
        return result
    }

    static func count(_ count: Int64, _ argument: String) throws(CallFailure) -> Int {
        guard (0...largestCount).contains(count) else {
            throw .call(argument, "\(count) is no number of elements")
        }
        return Int(count)
    }

    static func length(_ count: Int64, _ argument: String) throws(CallFailure) -> Int {
        guard (0...longestList).contains(count) else {
            throw .call(argument, "\(count) is no length of a list (at most \(longestList))")
        }
        return Int(count)
    }

    static func positive(_ count: Int64, _ argument: String) throws(CallFailure) -> Int {
        guard count >= 1, count <= largestCount else { throw .call(argument, "\(count) is not from 1") }
        return Int(count)
    }

    /// Hands a text out where there is room for it and a final zero.
    /// - Returns: its length.
    static func hand(
        _ text: String, to buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int64
    ) throws(CallFailure) -> Int64 {
        let bytes = Array(text.utf8)
        let capacity = try count(capacity, "capacity")
        guard capacity > 0 else { return Int64(bytes.count) }
        guard let buffer else { throw .call("text", "the buffer is a null pointer") }
        if bytes.count < capacity {
            for (index, byte) in bytes.enumerated() { buffer[index] = CChar(bitPattern: byte) }
            buffer[bytes.count] = 0
        }
        return Int64(bytes.count)
    }
}
