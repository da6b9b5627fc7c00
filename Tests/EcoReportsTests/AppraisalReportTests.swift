@testable import EcoReports
import EcoRuns
import EcoUnits
import Testing

/// Scores and allocations in the report.
@Suite struct AppraisalReportTests {
    private func page(_ language: Language, scores: String, allocations: String) throws -> String {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        try run.write(scores, "scores.csv")
        try run.write(allocations, "allocations.csv")
        return try ReportWriter.html(of: run.stored(), language: language)
    }

    private static let scores = """
        appraisal,subject,period,indicator,value,unit,grade
        plan,141000,2023,dustfall,9.5,t/km2,not_met
        plan,141000,2023,total,,%,
        """
    private static let allocations = """
        allocation,period,item,recipient,amount,unit
        queue,2023,nox,steel,60,t
        queue,2023,nox,unallocated,20,t
        """

    /// Names and verdicts in the language; a missing value is a dash. 60 of 80 is 75 %.
    @Test(arguments: [
        (Language.zh, ["绩效评价与目标跟踪", "未达标", "迎泽区", "未分配", "75.0%", "80"]),
        (Language.en, ["Appraisals and targets", "not met", "not divided", "75.0%", "80"]),
    ])
    func showsScoresAndParts(_ language: Language, _ expected: [String]) throws {
        let page = try page(language, scores: Self.scores, allocations: Self.allocations)
        for text in expected { #expect(page.contains(">\(text)<"), "\(text)") }
        #expect(page.contains(">9.5<") && page.contains(">\(NumberStyle.absent)<"))
    }

    /// A long list is cut, and says where the rest stands.
    @Test func longListsAreCut() throws {
        let rows = (0..<200).map { "plan,city\($0)x,2023,rank,\($0),1,met" }.joined(separator: "\n")
        let heading = "appraisal,subject,period,indicator,value,unit,grade\n"
        let page = try page(.en, scores: heading + rows, allocations: Self.allocations)
        #expect(page.contains("city119x") && !page.contains("city120x"))
        #expect(page.contains("The first rows; all stand in scores.csv"))
    }

    /// A table of an older run without a column is named, not misread.
    @Test func aMissingColumnIsNamed() throws {
        let page = try page(.en, scores: "appraisal,subject\nplan,x", allocations: Self.allocations)
        #expect(page.contains("The table lacks these columns: period, indicator, value, unit, grade"))
    }
}
