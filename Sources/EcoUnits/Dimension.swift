/// What a unit measures, as exponents of independent base dimensions.
///
/// Renminbi, visits and persons are dimensions of their own, so that `CNY/t` and `CNY/m3`, or tonnes and
/// visits, never convert into each other by accident.
public struct Dimension: Hashable, Sendable {
    public var length = 0
    public var mass = 0
    public var time = 0
    public var temperature = 0
    public var currency = 0
    public var visits = 0
    public var persons = 0

    public init() {}

    public static let dimensionless = Dimension()

    static func of(_ path: WritableKeyPath<Dimension, Int>, _ exponent: Int = 1) -> Dimension {
        var dimension = Dimension()
        dimension[keyPath: path] = exponent
        return dimension
    }

    public static func + (left: Dimension, right: Dimension) -> Dimension {
        var sum = Dimension()
        sum.length = left.length + right.length
        sum.mass = left.mass + right.mass
        sum.time = left.time + right.time
        sum.temperature = left.temperature + right.temperature
        sum.currency = left.currency + right.currency
        sum.visits = left.visits + right.visits
        sum.persons = left.persons + right.persons
        return sum
    }

    public static func * (left: Dimension, power: Int) -> Dimension {
        var product = Dimension()
        product.length = left.length * power
        product.mass = left.mass * power
        product.time = left.time * power
        product.temperature = left.temperature * power
        product.currency = left.currency * power
        product.visits = left.visits * power
        product.persons = left.persons * power
        return product
    }
}
