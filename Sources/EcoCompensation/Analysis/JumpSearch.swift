import EcoAccounts
import EcoParameters
import EcoUnits

/// A value of an indicator at which a region's payment jumps.
public struct PaymentJump: Hashable, Sendable {
    public let scheme: String
    public let region: RegionCode
    public let period: Period
    public let indicator: AssessedIndicator
    /// The jump lies between these values, in the indicator's unit.
    public let lower: Rational
    public let upper: Rational
    /// Yuan at the lower and at the upper value.
    public let paymentAtLower: Rational
    public let paymentAtUpper: Rational
}

/// Values of an indicator over which a region's payment does not change: it gains nothing by improving.
public struct DeadZone: Hashable, Sendable {
    public let scheme: String
    public let region: RegionCode
    public let period: Period
    public let indicator: AssessedIndicator
    public let lower: Rational
    public let upper: Rational
    /// Yuan over the whole zone.
    public let payment: Rational
    /// Whether the present value lies in it.
    public let holdsPresentValue: Bool
}

/// The block `analysis.jumps`: scans each region's value of a period, all others as they are.
struct JumpSearch: ParameterGroup {
    private static let periodParameter = Parameter<String>.text(
        "period", kind: .period, LocalizedText(en: "period whose values are scanned", zh: "扫描的时期"))
    private static let regionsParameter = Parameter<[String]>.texts(
        "regions", .regionCode, LocalizedText(en: "regions to scan; all where absent", zh: "扫描地区，缺省为全部"))
    private static let rangeParameter = Parameter<Rational>.exactNumber(
        "range", range: .fraction, default: "0.5",
        LocalizedText(en: "part of the present value to go down and up", zh: "相对现值的扫描幅度"))
    private static let stepsParameter = Parameter<Int>.integer(
        "steps", range: 4...1000, default: "40",
        LocalizedText(en: "number of steps over the whole range", zh: "扫描步数"))

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "jumps", title: LocalizedText(en: "Jumps and dead zones", zh: "跳跃点与无激励区间"),
            meaning: LocalizedText(
                en: "Scans what a region would be paid at other values of one indicator",
                zh: "扫描单项指标取值变化时的补偿金额"),
            parameters: [
                periodParameter.declaration, regionsParameter.declaration, rangeParameter.declaration,
                stepsParameter.declaration,
            ])
    }

    let period: Period?
    let regions: [RegionCode]
    let range: Rational
    let steps: Int

    init(_ bound: BoundGroup) {
        period = Period(bound[Self.periodParameter])
        regions = bound[Self.regionsParameter].compactMap { RegionCode($0) }
        range = bound[Self.rangeParameter]
        steps = bound[Self.stepsParameter]
    }
}

extension JumpSearch {
    /// How often an interval is halved in search of a jump.
    private static let halvings = 12

    func results(_ model: SettlementModel) throws(ArithmeticOverflow) -> (
        jumps: [PaymentJump], zones: [DeadZone]
    ) {
        var (jumps, zones): ([PaymentJump], [DeadZone]) = ([], [])
        for key in model.evidence.observedKeys where key.period == period {
            guard regions.isEmpty || regions.contains(key.region),
                let present = model.evidence.observedValue(key)
            else { continue }
            let schemes = model.schemes(reading: key.indicator)
            guard !schemes.isEmpty else { continue }
            let scan = Scan(model: model, key: key, present: present)
            let points = try scan.points(range, steps)
            for scheme in schemes {
                let payments = points.map { $0.payments[scheme] ?? .zero }
                guard Set(payments).count > 1 else { continue }
                zones += scan.deadZones(scheme, points.map(\.value), payments)
                jumps += try scan.jumps(scheme, points.map(\.value), payments, Self.halvings)
            }
        }
        return (jumps, zones)
    }
}

/// Payments of one region over the values of one indicator.
private struct Scan {
    let model: SettlementModel
    let key: Evidence.Key
    let present: Rational

    struct Point {
        let value: Rational
        /// Yuan by scheme.
        let payments: [String: Rational]
    }

    func points(_ range: Rational, _ steps: Int) throws(ArithmeticOverflow) -> [Point] {
        let lower = try present * (.one - range)
        let width = try present * range * Rational(2) / Rational(steps)
        var points: [Point] = []
        for index in 0...steps {
            let value = try lower + width * Rational(index)
            points.append(Point(value: value, payments: payments(at: value)))
        }
        return points
    }

    private func payments(at value: Rational) -> [String: Rational] {
        let nets = model.nets(model.evidence.replacing(key, with: value), changing: key.indicator)
        return nets.compactMapValues { $0[key.period.year]?[key.region] }
    }

    func deadZones(_ scheme: String, _ values: [Rational], _ payments: [Rational]) -> [DeadZone] {
        var zones: [DeadZone] = []
        var start = 0
        for index in payments.indices.dropFirst() where payments[index] != payments[start] {
            if index - start > 2 {
                zones.append(zone(scheme, values[start], values[index - 1], payments[start]))
            }
            start = index
        }
        if payments.count - start > 2, let last = values.last {
            zones.append(zone(scheme, values[start], last, payments[start]))
        }
        return zones
    }

    private func zone(_ scheme: String, _ lower: Rational, _ upper: Rational, _ payment: Rational) -> DeadZone
    {
        DeadZone(
            scheme: scheme, region: key.region, period: key.period, indicator: key.indicator, lower: lower,
            upper: upper, payment: payment, holdsPresentValue: lower <= present && present <= upper)
    }

    /// Changes larger than those on both sides that do not shrink when their interval is halved. A jump of
    /// less than a quarter of what a step changes anyway is not seen: scan with more steps.
    func jumps(
        _ scheme: String, _ values: [Rational], _ payments: [Rational], _ halvings: Int
    ) throws(ArithmeticOverflow) -> [PaymentJump] {
        var changes: [Rational] = []
        for index in payments.indices.dropFirst() {
            changes.append(try (payments[index] - payments[index - 1]).magnitude)
        }
        var jumps: [PaymentJump] = []
        for (index, change) in changes.enumerated() where change != .zero {
            let before = index > 0 ? changes[index - 1] : .zero
            let after = index + 1 < changes.count ? changes[index + 1] : .zero
            guard try change * Rational(4) > max(before, after) * Rational(5) else { continue }
            let found = try narrowed(
                scheme, (values[index], payments[index]), (values[index + 1], payments[index + 1]), halvings)
            let rest = try (found.upper.payment - found.lower.payment).magnitude
            guard try rest * Rational(8) > change else { continue }
            jumps.append(
                PaymentJump(
                    scheme: scheme, region: key.region, period: key.period, indicator: key.indicator,
                    lower: found.lower.value, upper: found.upper.value, paymentAtLower: found.lower.payment,
                    paymentAtUpper: found.upper.payment))
        }
        return jumps
    }

    private typealias Bound = (value: Rational, payment: Rational)

    private func narrowed(
        _ scheme: String, _ lower: Bound, _ upper: Bound, _ halvings: Int
    ) throws(ArithmeticOverflow) -> (lower: Bound, upper: Bound) {
        var (lower, upper) = (lower, upper)
        for _ in 0..<halvings {
            let middle = try (lower.value + upper.value) / Rational(2)
            let payment = payments(at: middle)[scheme] ?? .zero
            let isBelow = try (payment - lower.payment).magnitude > (upper.payment - payment).magnitude
            if isBelow { upper = (middle, payment) } else { lower = (middle, payment) }
        }
        return (lower, upper)
    }
}
