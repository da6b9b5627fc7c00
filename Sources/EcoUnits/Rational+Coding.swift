/// As `numerator/denominator`: coders need know no numbers of 128 bits.
extension Rational: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        let parts = text.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let above = Int128(parts[0]), let below = Int128(parts[1]),
            let value = Rational(above, over: below)
        else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no fraction: \(text)")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("\(numerator)/\(denominator)")
    }
}
