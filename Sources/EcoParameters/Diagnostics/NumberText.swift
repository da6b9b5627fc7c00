/// Numbers as text for files: full precision, a point, no exponent where a plain decimal is short.
public enum NumberText {
    /// The shortest text that reads back to the same double; whole numbers without `.0`.
    public static func shortest(_ value: Double) -> String {
        if value == 0 { return "0" }
        if value == value.rounded(), abs(value) < 1e15 { return "\(Int64(value))" }
        return value.description
    }
}
