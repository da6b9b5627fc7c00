/// The symbols that a unit is built from, each with its dimension and exact scale.
enum UnitCatalogue {
    static let symbols: [String: Unit] = {
        var table: [String: Unit] = [:]
        for (names, dimension, scale, zero) in entries {
            for name in names.split(separator: " ") {
                table[String(name)] = Unit(
                    symbol: String(name), dimension: dimension, scale: scale, zeroPoint: zero)
            }
        }
        return table
    }()

    /// Chinese counting prefixes: `万t`, `亿m3`, `万元`.
    static let countingPrefixes: [(String, Rational)] = [
        ("万", Rational(10_000)), ("亿", Rational(100_000_000)), ("千", Rational(1_000)),
    ]

    private static func ratio(_ numerator: Int128, _ denominator: Int128) -> Rational {
        Rational(numerator, over: denominator) ?? .one
    }

    private typealias Entry = (String, Dimension, Rational, Rational)

    private static let length = Dimension.of(\.length)
    private static let area = Dimension.of(\.length, 2)
    private static let volume = Dimension.of(\.length, 3)
    private static let mass = Dimension.of(\.mass)
    private static let time = Dimension.of(\.time)
    private static let energy = Dimension.of(\.mass) + Dimension.of(\.length, 2) + Dimension.of(\.time, -2)
    private static let power = Dimension.of(\.mass) + Dimension.of(\.length, 2) + Dimension.of(\.time, -3)
    private static let currency = Dimension.of(\.currency)

    private static let entries: [Entry] = [
        ("1", .dimensionless, .one, .zero),
        ("%", .dimensionless, ratio(1, 100), .zero),
        ("m", length, .one, .zero),
        ("mm", length, ratio(1, 1_000), .zero),
        ("cm", length, ratio(1, 100), .zero),
        ("hm", length, Rational(100), .zero),
        ("km", length, Rational(1_000), .zero),
        ("ha 公顷", area, Rational(10_000), .zero),
        ("mu 亩", area, ratio(2_000, 3), .zero),
        ("L", volume, ratio(1, 1_000), .zero),
        ("kg", mass, .one, .zero),
        ("g", mass, ratio(1, 1_000), .zero),
        ("mg", mass, ratio(1, 1_000_000), .zero),
        ("ug µg μg", mass, ratio(1, 1_000_000_000), .zero),
        ("t 吨", mass, Rational(1_000), .zero),
        ("kt", mass, Rational(1_000_000), .zero),
        ("Mt", mass, Rational(1_000_000_000), .zero),
        ("s", time, .one, .zero),
        ("min", time, Rational(60), .zero),
        ("h", time, Rational(3_600), .zero),
        ("d", time, Rational(86_400), .zero),
        // The mean Gregorian year, 365.2425 days.
        ("a yr 年", time, Rational(31_556_952), .zero),
        ("month 月", time, Rational(2_629_746), .zero),
        ("K", Dimension.of(\.temperature), .one, .zero),
        ("degC °C ℃", Dimension.of(\.temperature), .one, ratio(27_315, 100)),
        ("J", energy, .one, .zero),
        ("kJ", energy, Rational(1_000), .zero),
        ("MJ", energy, Rational(1_000_000), .zero),
        ("GJ", energy, Rational(1_000_000_000), .zero),
        ("kWh", energy, Rational(3_600_000), .zero),
        ("MWh", energy, Rational(3_600_000_000), .zero),
        // Soil erodibility in United States customary units, ton acre h/(100 acre ft tonf in):
        // 0.1317 t ha h ha-1 MJ-1 mm-1.
        ("K_US", Dimension.of(\.time, 3) + Dimension.of(\.length, -3), ratio(47_412, 100), .zero),
        ("W", power, .one, .zero),
        ("MW", power, Rational(1_000_000), .zero),
        ("CNY yuan 元", currency, .one, .zero),
        ("fen 分", currency, ratio(1, 100), .zero),
        ("visit visits 人次", Dimension.of(\.visits), .one, .zero),
        ("person persons 人", Dimension.of(\.persons), .one, .zero),
    ]
}
