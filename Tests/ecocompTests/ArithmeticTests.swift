import Testing

/// The arithmetic that figures are worked out by, on sums that anybody can do in the head.
@Suite struct ArithmeticTests {
    @Test(arguments: [
        ("2 + 3 * 4", 14), ("2 - 3 - 4", -5), ("8 / 4 / 2", 1), ("-2 * -3", 6), ("2 - -3", 5),
        ("(1 + 2) * (3 - 5)", -6), ("-(1 + 2) * 2", -6), ("1.5e3 + 2e-1", 1500.2),
        ("min(3, 1, 2) + max(1, 4)", 5),
        ("round(2.5) * 10 + round_even(2.5)", 32), ("round_even(3.5) - round_even(-2.5)", 6),
        ("floor(-1.5) + ceil(1.2)", 0), ("count(1, 3, 0, 1, 2, 3, 4)", 3), ("count(1, 3)", 0),
        ("1 / 3 * 3", 1), ("0.1 + 0.2 - 0.3", 0), ("min(round(1.4), 2 * (3 + 4))", 1),
    ])
    func isWorkedOut(_ text: String, _ value: Double) {
        #expect(Arithmetic(text)?.value == value)
    }

    @Test(arguments: [
        "", "1 +", "(1", "1)", "1 2", "f(1)", "1 / 0", "round(1, 2)", "min", "(1, 2)", "1 & 2", "* 2",
    ])
    func isRefused(_ text: String) {
        #expect(Arithmetic(text) == nil)
    }
}
