import EcoUnits
import EcoTestSupport
import Testing

@Suite struct UnitTests {
    private func convert(_ value: Double, _ from: String, _ to: String) throws -> Double? {
        try Unit(from).convert(value, to: Unit(to))
    }

    /// Each by the definition of the units.
    @Test(arguments: [
        (0.075, "mg/m3", "ug/m3", 75.0), (75, "ug/m3", "mg/m3", 0.075), (15.6, "km2", "m2", 15_600_000),
        (1, "km2", "ha", 100), (15, "mu", "ha", 1), (15, "亩", "hm2", 1), (5, "万元", "CNY", 50_000),
        (1, "亿元", "万元", 10_000), (1, "kWh", "MJ", 3.6), (1, "MWh", "kWh", 1000), (1, "MW h", "MWh", 1),
        (20, "CNY/kg", "CNY/t", 20_000), (1, "t/(km2 month)", "g/(m2 month)", 1), (100, "%", "1", 1),
        (10, "万元/(ug/m3)", "CNY/(ug/m3)", 100_000), (3, "亿m3", "m3", 300_000_000), (2, "万km2", "km2", 20_000),
        (1, "m3/万m3", "1", 0.0001), (1, "MJ mm ha-1 h-1 a-1", "MJ mm hm^-2 h^-1 yr^-1", 1),
        (1, "µg/m3", "μg/m3", 1), (7, "分", "元", 0.07), (3, "万人次", "visits", 30_000),
    ])
    func converts(_ value: Double, _ from: String, _ to: String, _ expected: Double) throws {
        #expect(try convert(value, from, to) == expected)
    }

    @Test func temperaturesHaveAZeroPoint() throws {
        #expect(try convert(25, "degC", "K") == 298.15)
        #expect(try convert(273.15, "K", "℃") == 0)
        #expect(try convert(25, "°C", "degC") == 25)
        // A difference per height has none.
        #expect(try convert(0.6, "degC/m", "K/m") == 0.6)
    }

    /// There and back is the same, and scales are exact fractions.
    @Test func scalesAreExact() throws {
        #expect(try Unit("mu").scale == Rational(2000, over: 3))
        #expect(try Unit("ug/m3").scale == Rational(1, over: 1_000_000_000))
        #expect(try Unit("亿m3").scale == Rational(100_000_000))
        #expect(try Unit("万km2").scale == Rational(10_000_000_000))
        #expect(try Unit("1/a").scale == Rational(1, over: 31_556_952))
        var generator = SeededGenerator(seed: 5)
        for (a, b) in [("mg/m3", "ug/m3"), ("km2", "ha"), ("万元", "CNY")] {
            for _ in 0..<100 {
                let value = Double(Int.random(in: 1...1_000_000, using: &generator)) / 8
                let there = try #require(try convert(value, a, b))
                #expect(try convert(there, b, a) == value)
            }
        }
    }

    @Test func differentThingsNeverConvert() throws {
        for (a, b) in [
            ("t", "m3"), ("CNY/t", "CNY/m3"), ("visits", "persons"), ("1", "t"), ("degC", "m"), ("d", "1"),
        ] {
            #expect(try convert(1, a, b) == nil)
            #expect(try !Unit(a).isConvertible(to: Unit(b)))
        }
    }

    @Test(arguments: ["", "  "]) func emptyUnits(_ text: String) {
        #expect(throws: UnitError.empty) { try Unit(text) }
    }

    @Test(arguments: [
        ("t/wek", "wek"), ("Yuan", "Yuan"), ("KG", "KG"), ("万foo", "万foo"), ("万", "万"), ("万 m3", "万"),
        ("m²", "m²"),
    ])
    func unknownPartsAreNamed(_ text: String, _ part: String) {
        #expect(throws: UnitError.unknown(part: part)) { try Unit(text) }
    }

    @Test func endlessBracketsAreRefused() {
        #expect(throws: UnitError.self) { try Unit(String(repeating: "(", count: 1_000_000)) }
        #expect(throws: UnitError.self) { try Unit(String(repeating: "km4 ", count: 30)) }
    }

    @Test(arguments: ["t/", "/t", "t//km2", "kJ/(m2 d", "t)", "m9", "m0", "m--1", "()", "2t", "m^", "m^x"])
    func malformedUnits(_ text: String) {
        do {
            _ = try Unit(text)
            Issue.record("'\(text)' was read")
        } catch {
            if case .malformed = error { return }
            Issue.record("'\(text)': \(error)")
        }
    }
}

@Suite struct QuantityTests {
    @Test(arguments: [
        ("20 CNY/t", 20.0, "CNY/t"), ("15.6 km2", 15.6, "km2"), ("5万元", 5, "万元"), ("30ug/m3", 30, "ug/m3"),
        ("0.5", 0.5, "1"), ("-3 degC", -3, "degC"), ("1e3 t", 1000, "t"), ("  7 % ", 7, "%"),
        ("2E-1 m", 0.2, "m"),
    ])
    func reads(_ text: String, _ value: Double, _ unit: String) throws {
        let quantity = try Quantity(text)
        #expect(quantity.value == value)
        #expect(quantity.unit.symbol == unit)
    }

    @Test func saysWhatIsWrong() {
        #expect(throws: QuantityError.noNumber) { try Quantity("CNY/t") }
        #expect(throws: QuantityError.noNumber) { try Quantity("") }
        #expect(throws: QuantityError.malformedNumber("010")) { try Quantity("010 t") }
        #expect(throws: QuantityError.malformedNumber("1_000")) { try Quantity("1_000 t") }
        #expect(throws: QuantityError.malformedNumber("-")) { try Quantity("- 5 t") }
        #expect(throws: QuantityError.unit(.unknown(part: "tons"))) { try Quantity("5 tons") }
        #expect(throws: QuantityError.unit(.unknown(part: "e"))) { try Quantity("5e") }
    }

    @Test func convertsWithItsUnit() throws {
        #expect(try Quantity("5 万元").converted(to: .named("CNY")) == Quantity(50_000, .named("CNY")))
        #expect(try Quantity("5 t").converted(to: .named("m")) == nil)
    }
}
