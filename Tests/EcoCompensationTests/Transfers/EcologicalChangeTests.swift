@testable import EcoCompensation
import EcoUnits
import Testing

/// Classes and borders of change as the documents give them.
@Suite struct EcologicalChangeTests {
    /// HJ 192-2015: below 1 none, 1 to 3 slight, 3 to 8 clear, 8 and more marked.
    @Test(arguments: [
        ("0.9", EcologicalChange.stable), ("1", .slightlyBetter), ("2.9", .slightlyBetter), ("3", .better),
        ("7.9", .better), ("8", .clearlyBetter), ("-0.9", .stable), ("-1", .slightlyWorse), ("-3", .worse),
        ("-8", .clearlyWorse),
    ])
    func degreesOfHJ192(_ difference: String, _ change: EcologicalChange) throws {
        #expect(EcologicalIndex.hj192.change(try exact(difference)) == change)
    }

    /// County assessment: -1 to 1 stable, then borders 2 and 4.
    @Test(arguments: [
        ("1", EcologicalChange.stable), ("-1", .stable), ("1.1", .slightlyBetter), ("2", .better),
        ("4", .clearlyBetter),
        ("-1.1", .slightlyWorse), ("-2", .worse), ("-3.9", .worse), ("-4", .clearlyWorse),
    ])
    func degreesOfCountyAssessment(_ difference: String, _ change: EcologicalChange) throws {
        #expect(EcologicalIndex.countyAssessment.change(try exact(difference)) == change)
    }

    @Test(arguments: [("75", "优"), ("74.9", "良"), ("55", "良"), ("35", "一般"), ("20", "较差"), ("19.9", "差")])
    func classesOfHJ192(_ value: String, _ name: String) throws {
        #expect(EcologicalIndex.hj192.name(of: try exact(value)).zh == name)
    }

    /// Published: Henan 2024 as a whole 54.76 is class 3, 57.38 class 2, 32.73 class 4.
    @Test(arguments: [("54.76", "三类"), ("57.38", "二类"), ("32.73", "四类"), ("70", "一类"), ("29.9", "五类")])
    func classesOfEQI(_ value: String, _ name: String) throws {
        #expect(EcologicalIndex.eqi.name(of: try exact(value)).zh == name)
    }
}
