import EcoAccounts
@testable import EcoCompensation
import EcoUnits
import Testing

/// What the appraisals refuse, and what they warn of.
@Suite struct AppraisalFindingsTests {
    private func outcome(
        _ appraisal: String, _ files: [String: String], regions: [Int] = [140_121]
    ) throws -> SettlementResult {
        try settle("appraisals:\n  - \(appraisal)", [], files: files, regions: regions.map { try code($0) })
    }

    private func codes(_ appraisal: String, _ files: [String: String]) -> [String] {
        findings { _ = try outcome(appraisal, files) }
            .map { "\($0.code) \($0.location?.file ?? ""):\($0.location?.line ?? 0)" }
    }

    // MARK: Points

    static let scored = "{appraisal: performance_score, id: funds, indicators: i.csv, results: r.csv}"
    static let results = "subject,period,indicator,target,actual,note\n"

    @Test func pointsMustMakeAWhole() {
        let files = ["i.csv": "indicator,points,rule\na,60,threshold\nb,30,threshold", "r.csv": Self.results]
        #expect(codes(Self.scored, files) == ["sum_not_whole i.csv:2"])
    }

    @Test func unknownIndicatorsAndCountiesAreLocated() {
        let files = [
            "i.csv": "indicator,points,rule\na,100,threshold",
            "r.csv": Self.results + "140121,2023,aa,1,1,\n140999,2023,a,1,1,\n140121,2023-04-05,a,1,1,",
        ]
        #expect(
            codes(Self.scored, files) == [
                "unknown_indicator r.csv:2", "unknown_region r.csv:3", "wrong_type r.csv:4",
            ])
    }

    /// 140 of 100 without a note: full points and a warning; with one none. A target of 0 cannot be scored.
    @Test func overAchievementNeedsANote() throws {
        let files = [
            "i.csv": "indicator,points,rule\na,100,proportional",
            "r.csv": Self.results + "x,2023,a,100,140,\ny,2023,a,100,140,rain\nz,2023,a,0,3,",
        ]
        let result = try outcome(Self.scored, files)
        #expect(result.warnings.map(\.code) == ["over_achievement", "zero_target"])
        #expect(result.warnings.map { $0.location?.line } == [2, 4])
        let totals = result.scores.filter { $0.indicator == Score.total }.map(\.value)
        #expect(totals == [Rational(100), Rational(100), nil])
    }

    /// Grades at their borders: 90, 89.99, 80, 60, 59.99.
    @Test func bordersOfGrades() throws {
        let actual = [("p", "90"), ("q", "89.99"), ("r", "80"), ("s", "60"), ("t", "59.99")]
        let rows = actual.map { "\($0.0),2023,a,100,\($0.1),\n" }.joined()
        let files = ["i.csv": "indicator,points,rule\na,100,proportional", "r.csv": Self.results + rows]
        let grades = try outcome(Self.scored, files).scores.filter { $0.indicator == Score.total }.map(
            \.grade)
        #expect(grades == ["excellent", "good", "good", "fair", "poor"])
        let reversed = Self.scored.dropLast() + ", good_from: 95}"
        #expect(codes(String(reversed), files) == ["out_of_order scenario.yaml:2"])
    }

    // MARK: Targets

    static let target = "subject,period,indicator,kind,direction,target,unit\n"

    /// A mean over one of two members would be the figure of another area.
    @Test func aMissingMemberLeavesNoVerdict() throws {
        let result = try outcome(
            "{appraisal: target_tracking, id: plan, targets: t.csv, values: v.csv, members: m.csv}",
            [
                "t.csv": Self.target + "area,2023,pm25,value,at_most,35,ug/m3",
                "v.csv": "subject,period,indicator,actual\na,2023,pm25,30\nb,2023,pm25,",
                "m.csv": "group,subject\narea,a\narea,b",
            ])
        #expect(result.warnings.map(\.code) == ["missing_data"])
        #expect(result.scores.map(\.value) == [nil, nil])
        #expect(result.scores.allSatisfy { $0.grade.isEmpty })
    }

    @Test func unknownUnitsOfTargetsAreLocated() {
        #expect(
            codes(
                "{appraisal: target_tracking, id: plan, targets: t.csv}",
                ["t.csv": Self.target + "area,2023,pm25,value,at_most,35,bushel"]) == ["unknown_unit t.csv:2"]
        )
    }

    @Test func aListShorterThanThePlaceIsRefused() {
        #expect(
            codes(
                "{appraisal: rank_target, id: c, list: l.csv, target_rank: 158}",
                ["l.csv": "subject,period,value\na,2023,4"]) == ["out_of_range scenario.yaml:2"])
    }

    // MARK: Tonnes that count once

    @Test func aReductionCannotReplaceTwice() {
        let projects =
            "subject,period,pollutant,added_t,replaced_t,source\n"
            + "a,2023,nox,5,5,boiler\nb,2023,nox,5,5,boiler\nc,2023,nox,1,1,stove"
        #expect(
            codes(
                "{appraisal: replacement_ratio, id: r, projects: p.csv, reductions: s.csv}",
                ["p.csv": projects, "s.csv": "source,pollutant,reduced_t\nboiler,nox,8"])
                == ["credited_twice p.csv:3", "unknown_source p.csv:4"])
    }

    static let ledger =
        "{appraisal: quota_commitments, id: q, commitments: c.csv, deliveries: d.csv, freed: f.csv, as_of: 2023-12-31}"

    private func ledgerCodes(deliveries: String, freed: String) -> [String] {
        codes(
            Self.ledger,
            [
                "c.csv": "project,region,pollutant,tonnes,deadline\nsteel,140121,nox,10,2023-06-30",
                "d.csv": "project,pollutant,date,tonnes\n\(deliveries)",
                "f.csv": "firm,pollutant,date,before_t,after_t\n\(freed)",
            ])
    }

    @Test func quotaIsHandedOverOnce() {
        #expect(
            ledgerCodes(deliveries: "steel,nox,2023-02-01,10", freed: "power,nox,2023-01-01,50,44")
                == ["pool_overdrawn d.csv:2"])
        #expect(
            ledgerCodes(
                deliveries: "steel,nox,2023-02-01,8\nsteel,nox,2023-02-02,8\nglass,nox,2023-02-02,1",
                freed: "power,nox,2023-01-01,50,4") == [
                    "over_delivered d.csv:3", "unknown_commitment d.csv:4",
                ])
        #expect(
            ledgerCodes(deliveries: "steel,nox,2023-02-01,8", freed: "power,nox,2023-01-01,4,50")
                == ["out_of_range f.csv:2"])
    }

    // MARK: Cuts

    private func cutCodes(_ cuts: String) -> [String] {
        codes(
            "{appraisal: emergency_reduction, id: a, firms: f.csv, cuts: c.csv, alert_level: red, days: 1, period: 2023}",
            [
                "f.csv": "firm,region,grade,pollutant,emission_t_per_day\nkiln,140121,C,nox,2",
                "c.csv": "grade,level,cut_percent\n\(cuts)",
            ])
    }

    @Test func aGradeWithoutACutIsNoCutOfZero() {
        #expect(cutCodes("A,red,0") == ["unknown_grade f.csv:2"])
        #expect(cutCodes("A,red,30\nC,red,20") == ["out_of_order c.csv:3"])
        #expect(cutCodes("C,red,101") == ["out_of_range c.csv:2"])
    }
}
