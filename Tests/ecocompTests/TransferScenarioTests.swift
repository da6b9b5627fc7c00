import Foundation
import Testing

/// The reference scenarios of transfers, appraisals and allocations give what their README works out.
@Suite struct TransferScenarioTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Scenarios/reference").standardizedFileURL.path

    private func run(_ scenario: String, _ body: (TemporaryFolder) throws -> Void) throws {
        let folder = try TemporaryFolder()
        let outcome = try Command.run(
            ["run", "\(Self.folder)/\(scenario)", "--out", "\(folder.path)/run"])
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        try body(folder)
    }

    @Test func keyZoneTransfer() throws {
        try run("key_zone_transfer") { folder in
            let transfers = try CSVTable(folder.text("run/transfers.csv"))
            for (region, fen) in [
                ("140925", 2_405_600_000), ("140928", 1_739_348_495), ("140929", 2_835_751_505),
                ("140932", 1_296_300_000),
            ] {
                let found = try transfers.number("amount_fen", ["scheme": "zones", "payee": region])
                #expect(found == Double(fen), "\(region)")
            }
            for (region, wanYuan) in [("140925", 180), ("140928", 60), ("140929", 240), ("140932", 120)] {
                let found = try transfers.number(
                    "amount_fen", ["scheme": "water_contribution", "payee": region])
                #expect(found == Double(wanYuan) * 1_000_000, "\(region)")
            }
            let scores = try CSVTable(folder.text("run/scores.csv"))
            for (appraisal, region, total, grade) in [
                ("funds_2022", "140925", 88.3, "good"), ("funds_2022", "140928", 64.55, "fair"),
                ("funds_2022", "140929", 100, "excellent"), ("funds_2022", "140932", 89.12, "good"),
                ("green", "140925", 100, "good"), ("green", "140928", 93, "excellent"),
                ("green", "140932", 87.5, "poor"),
            ] {
                #expect(
                    try scores.number(
                        "value", ["appraisal": appraisal, "subject": region, "indicator": "total"]) == total)
                #expect(
                    try scores.cell(
                        "grade", ["appraisal": appraisal, "subject": region, "indicator": "total"]) == grade)
            }
        }
    }

    @Test func allocationAndTargets() throws {
        try run("allocation_and_targets") { folder in
            let scores = try CSVTable(folder.text("run/scores.csv"))
            for (appraisal, subject, indicator, value) in [
                ("plan_targets", "140921", "reclaimed_water_annual_pace", 2),
                ("plan_targets", "140981", "new_energy_capacity_gap", 0.5),
                ("plan_targets", "140121", "carbon_intensity_annual_pace", 0.125),
                ("plan_targets", "140921", "dustfall_local_gap", 2),
                ("plan_targets", "joint_area", "pm25_and_o3", 86.7415),
                ("city_rank", "linfen", "gap", 0.4), ("city_rank", "taiyuan", "rank", 4),
                ("replacement", "smelter", "lead_short", 0.1), ("alert", "140981", "nox_cut", 9),
                ("commitments", "pool", "nox_balance", 25), ("commitments", "coke", "nox_outstanding", 8),
            ] {
                let found = try scores.number(
                    "value", ["appraisal": appraisal, "subject": subject, "indicator": indicator])
                #expect(found == value, "\(subject) \(indicator)")
            }
            let parts = try CSVTable(folder.text("run/allocations.csv"))
            for (allocation, item, recipient, amount) in [
                ("quota_queue", "nox:140121", "steel_new", 60),
                ("quota_queue", "nox:140121", "glass_new", 20),
                ("quota_queue", "nox:province", "enclave_park", 20),
                ("quota_queue", "nox:province", "unallocated", 30),
                ("quota_queue", "co2:140981", "brick", 30),
                ("scored_projects", "budget", "coke_retrofit", 4_000_000),
                ("scored_projects", "budget", "unallocated", 1_000_000),
                ("effective_projects", "budget", "boiler_change", 6_000_000),
                ("effective_projects", "budget", "slope_repair", 0),
                ("carbon_split", "co2", "140921", 326.667), ("carbon_split", "co2", "140928", 326.666),
                ("incinerator", "capacity:xinding", "unallocated", 60_000),
                ("incinerator", "cost:xinding", "140928", 2_500_000),
            ] {
                let found = try parts.number(
                    "amount", ["allocation": allocation, "item": item, "recipient": recipient])
                #expect(found == amount, "\(item) \(recipient)")
            }
        }
    }
}
