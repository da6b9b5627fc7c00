import EcoUnits
import Testing

@testable import EcoReports

@Suite struct PictureTests {
    @Test func stepsAreOneTwoOrFiveTimesAPowerOfTen() {
        // By hand: 0.13 -> 0.2, 3 -> 5, 7 -> 10, 1200 -> 2000, exact powers stay.
        let cases = [(0.13, 0.2), (3.0, 5.0), (7.0, 10.0), (1200.0, 2000.0), (10.0, 10.0), (0.05, 0.05)]
        for (rough, nice) in cases { #expect(abs(LinearScale.niceStep(for: rough) - nice) < 1e-12 * nice) }
    }

    @Test func scaleCoversItsValues() {
        let scale = LinearScale(covering: [-3.2, 7.9], from: 100, length: 200)
        // 11.1 in 5 parts is 2.22, so the step is 5 and the axis runs from -5 to 10.
        #expect(scale.ticks == [-5, 0, 5, 10])
        // 15 units on 200 pixels from -5 on: zero at 100 + 5 / 15 * 200.
        #expect(abs(scale.position(0) - (100 + 1000.0 / 15)) < 1e-9)
        #expect(scale.position(-5) == 100)
        #expect(scale.position(10) == 300)
    }

    @Test(arguments: [[], [0.0], [5.0], [-5.0, -5.0], [.nan], [1e-9, 2e-9], [1e12]])
    func oddValuesStillGiveAScale(_ values: [Double]) {
        let scale = LinearScale(covering: values, includingZero: false, from: 0, length: 100)
        #expect(scale.highest > scale.lowest)
        #expect(scale.ticks.count >= 2)
        #expect(scale.position(scale.lowest).isFinite)
    }

    @Test func gatheredFlowsKeepTheSum() {
        let flows = (1...30).map {
            Flow(from: "a\($0 % 5)", to: "b\($0 % 7)", fromName: "", toName: "", amount: Double($0))
        }
        let gathered = SankeyDiagram.gathered(flows, largest: 12, other: "other")
        // 1 + ... + 30 = 465; the twelve largest are 19 ... 30, together 294, so the rest is 171.
        #expect(gathered.count == 13)
        #expect(gathered.reduce(0) { $0 + $1.amount } == 465)
        #expect(gathered.last?.amount == 171)
        let ends = SankeyDiagram.nodes(gathered.map { ($0.from, $0.fromName, $0.amount) })
        #expect(ends.reduce(0) { $0 + $1.amount } == 465)
        #expect(ends.last?.name == "other")
    }

    @Test func luminanceAndContrastFollowTheirDefinition() {
        // WCAG: white on black is 21; pure grey 0x777777 on white is 4.48.
        #expect(abs(Colour(0x000000).contrast(with: .paper) - 21) < 1e-9)
        #expect(abs(Colour(0x777777).contrast(with: .paper) - 4.48) < 0.005)
    }

    @Test func paletteCanBeRead() {
        #expect(Colour.ink.contrast(with: .paper) >= 7)
        #expect(Colour.muted.contrast(with: .paper) >= 4.5)
        #expect(Palette.receives.contrast(with: .paper) >= 3)
        #expect(Palette.pays.contrast(with: .paper) >= 3)
        // The ramp darkens all the way, and text on every part of it keeps 4.5.
        let steps = (0...100).map { Palette.sequential(Double($0) / 100) }
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.luminance > $1.luminance })
        #expect(steps.allSatisfy { $0.contrast(with: $0.textColour) >= 4.5 })
    }

    @Test func quantileClassesHoldEqualNumbers() {
        let classes = QuantileClasses((1...10).map(Double.init), count: 5)
        #expect(classes.ranges.map(\.low) == [1, 3, 5, 7, 9])
        #expect(classes.ranges.map(\.high) == [2, 4, 6, 8, 10])
        #expect(classes.share(ofClass: 0) == 0)
        #expect(classes.share(ofClass: 4) == 1)
        #expect(QuantileClasses([4, 4, 4], count: 5).ranges.count == 1)
        #expect(QuantileClasses([], count: 5).ranges.isEmpty)
    }

    /// Three payers and two receivers: classes on both sides, zero apart, and the darker the farther from it.
    @Test func divergingClassesKeepTheSigns() {
        let classes = MapClasses.diverging([-9, -4, -1, 0, 2, 8], count: 3)
        #expect(classes.ranges.map(\.low) == [-9, -4, -1, 0, 2, 8])
        #expect(classes.colour(of: 0) == Palette.diverging(0))
        #expect(classes.colour(of: -9) == Palette.diverging(-1))
        #expect(classes.colour(of: -9).luminance < classes.colour(of: -1).luminance)
        #expect(classes.colour(of: 8).luminance < classes.colour(of: 2).luminance)
        let onlyPayers = MapClasses.diverging([-3, -2], count: 3)
        #expect(onlyPayers.ranges.allSatisfy { $0.high < 0 })
    }

    /// 200 measures of 1 t in groups of two: the tonnes stay, a group costs the mean of its own.
    @Test func theSupplyCurveKeepsItsTonnes() {
        let steps = (0..<200).map {
            SupplyCurve.Step(name: "m\($0)", tonnes: 1, used: $0 < 100 ? 1 : 0, cost: Double(199 - $0))
        }
        let gathered = SupplyCurve.gathered(steps)
        #expect(gathered.count == 100)
        #expect(gathered.reduce(0) { $0 + $1.tonnes } == 200)
        #expect(gathered.reduce(0) { $0 + $1.used } == 100)
        // Costs 0 and 1 stand first: their mean is 0.5.
        #expect(gathered.first?.cost == 0.5)
        #expect(zip(gathered, gathered.dropFirst()).allSatisfy { $0.cost < $1.cost })
    }

    @Test func labelsAreCutWithADashAndFit() {
        let long = String(repeating: "长", count: 200)
        let cut = TextWidth.fitted(long, width: 100, size: 12)
        #expect(cut.hasSuffix("–"))
        #expect(TextWidth.of(cut, size: 12) <= 100)
        #expect(TextWidth.fitted("short", width: 100, size: 12) == "short")
    }

    @Test func coordinatesAreShortAndFinite() {
        #expect(SVG.coordinate(1.06) == "1.1")
        #expect(SVG.coordinate(-0.5) == "-0.5")
        #expect(SVG.coordinate(12) == "12")
        #expect(SVG.coordinate(-0.04) == "0")
        #expect(SVG.coordinate(.nan) == "0")
    }
}
