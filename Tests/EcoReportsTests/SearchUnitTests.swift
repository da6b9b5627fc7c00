import Testing

@testable import EcoReports
@testable import EcoRuns

/// How figures of a search are written.
@Suite struct SearchUnitTests {
    /// A burden of 0.0125 is 1.25 per cent of the revenue, in tables, on axes and in the verdict.
    @Test func burdensAreToldInPerCentOfRevenue() throws {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        let contents = try RunContents(run.stored(), withOutlines: false)
        let (en, zh) = (ReportContext(contents, .en), ReportContext(contents, .zh))
        for figure in ["unfairness", "burden"] {
            let unit = SearchUnit("1", of: figure)
            #expect(unit.written(0.0125, en) == "1.250% of revenue")
            #expect(unit.written(0.0125, zh) == "1.250%（占财力）")
            #expect(unit.scale([0.0125], zh).factor == 100)
            #expect(unit.scale([0.0125], zh).text == "%（占财力）")
        }
        #expect(SearchUnit("1", of: "air.composite_index").written(5.5, en) == "5.500")
        #expect(SearchUnit("ug/m3", of: "air.pm25.annual_mean").written(45, zh) == "45 µg/m³")
        #expect(SearchUnit("1", of: "unfairness").written(nil, en) == NumberStyle.absent)
    }
}
