import EcoAccounts
@testable import EcoCompensation
import EcoUnits
import Testing

/// What the allocations refuse.
@Suite struct AllocationFindingsTests {
    private func codes(_ allocation: String, _ files: [String: String]) -> [String] {
        findings {
            _ = try settle(
                "allocations:\n  - \(allocation)", [], files: files, regions: [try code(140_121)])
        }
        .map { "\($0.code) \($0.location?.file ?? ""):\($0.location?.line ?? 0)" }
    }

    private func queue(
        stock: String = "140121,2023,nox,10", demands: String = "a,140121,2023,nox,key,A,5"
    ) -> [String] {
        codes(
            "{allocation: priority_queue, id: q, stock: s.csv, demands: d.csv, classes: c.csv, grades: g.csv}",
            [
                "s.csv": "holder,period,item,available\n\(stock)",
                "d.csv": "project,region,period,item,class,grade,requested\n\(demands)",
                "c.csv": "class,priority,topped_up\nkey,1,no", "g.csv": "grade,coefficient\nA,1",
            ])
    }

    @Test func queuesAreLocated() {
        #expect(queue() == [])
        #expect(queue(stock: "140121,2023,nox,-1") == ["out_of_range s.csv:2"])
        #expect(queue(stock: "149999,2023,nox,1") == ["unknown_region s.csv:2"])
        #expect(
            queue(demands: "a,140121,2023,nox,rare,A,5\nb,140121,2023,nox,key,Z,5\nc,140121,2023,nox,key,A,0")
                == ["out_of_range d.csv:4"])
        #expect(
            queue(demands: "a,140121,2023,nox,rare,A,5\nb,140121,2023,nox,key,Z,5")
                == ["unknown_class d.csv:2", "unknown_grade d.csv:3"])
    }

    private func scored(weight: String = "1", rating: String = "a,need,80", extra: String = "") -> [String] {
        codes(
            "{allocation: project_scoring, id: p, projects: p.csv, criteria: c.csv, ratings: r.csv, budget: 1 万元, "
                + "period: 2023\(extra)}",
            [
                "p.csv": "project,region,requested_yuan,effect,tilt\na,140121,5000,,",
                "c.csv": "criterion,weight\nneed,\(weight)", "r.csv": "project,criterion,score\n\(rating)",
            ])
    }

    @Test func projectsAreLocated() {
        #expect(scored() == [])
        #expect(scored(weight: "0.9") == ["sum_not_whole c.csv:2"])
        #expect(scored(rating: "b,need,80") == ["unknown_project r.csv:2"])
        #expect(scored(rating: "a,other,80") == ["missing_data p.csv:2"])
        #expect(scored(rating: "a,need,120") == ["out_of_range r.csv:2"])
        #expect(scored(extra: ", ranking: cost_effectiveness") == ["missing_data p.csv:2"])
    }

    private func split(_ extra: String, row: String = "140121,5,7") -> [String] {
        codes(
            "{allocation: target_split, id: t, counties: c.csv, item: co2, period: 2025, \(extra)}",
            ["c.csv": "region,historical,gdp_wan_yuan\n\(row)"])
    }

    @Test func splitsAreLocated() {
        #expect(split("total: 10, weights: {gdp: 1}") == [])
        #expect(split("total: 10, weights: {gdp: 0.5}") == ["sum_not_whole scenario.yaml:2"])
        #expect(split("total: 10.5, step: 1, weights: {gdp: 1}") == ["out_of_range scenario.yaml:2"])
        #expect(split("total: 10, weights: {gdp: 1}", row: "140121,5,") == ["missing_data c.csv:2"])
        #expect(split("total: 10, weights: {gdp: 1}", row: "140121,5,0") == ["no_shares c.csv:2"])
        #expect(split("total: 10, weights: {benchmark: 1}") == ["missing_data c.csv:2"])
    }

    @Test func plansForUnknownFacilitiesAreLocated() {
        let files = [
            "f.csv": "facility,region,period,capacity_t,cost_yuan\nplant,140121,2023,10,5",
            "p.csv": "facility,period,region,planned_t\nplant,2023,140121,5\nplnt,2023,140121,5",
        ]
        #expect(
            codes("{allocation: cost_sharing, id: c, facilities: f.csv, plans: p.csv}", files)
                == ["unknown_facility p.csv:3"])
    }
}
