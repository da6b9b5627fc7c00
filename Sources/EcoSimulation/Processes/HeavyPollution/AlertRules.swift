import EcoParameters

/// Levels, cut lists and grades in numbers.
struct AlertRules: Sendable {
    struct Condition: Sendable {
        let index: Double
        let days: Int
    }

    struct Cut: Sendable {
        /// Part of the emission, and yuan for each tonne emitted (share times cost).
        var share = 0.0
        var cost = 0.0
    }

    private struct Upgrade: Sendable {
        let year: Int
        let regions: [Int]
        let sector: Int
        let from: Int
        let to: Int
        let share: Double
        let cost: Double
    }

    /// Alternatives of each level, mildest first.
    let levels: [[Condition]]
    /// The smallest index of any condition: no day at or below it calls an alert.
    let lowestIndex: Int
    private let levelNames: [String]
    private let sectors: [String]
    private let gradeNames: [String]
    private let sectorOfSource: [Int]
    private let regionOfSource: [Int]
    private let regionCount: Int
    /// By sector, grade, level.
    private var list: [Cut]
    private var baseGrades: [Double]
    private var upgrades: [Upgrade] = []

    private typealias Tables = HeavyPollutionParameters

    init(
        _ parameters: HeavyPollutionParameters, _ world: SimulationWorld, _ findings: inout [Diagnostic]
    ) {
        let table = parameters.levels
        var names: [String] = []
        var conditions: [[Condition]] = []
        for row in table.rows {
            let name = table.value(row, Tables.level)
            if !names.contains(name) {
                names.append(name)
                conditions.append([])
            }
            conditions[names.firstIndex(of: name) ?? 0].append(
                Condition(
                    index: Double(table.optional(row, Tables.Levels.index) ?? 0),
                    days: table.optional(row, Tables.Levels.days) ?? 1))
        }
        (levels, levelNames) = (conditions, names)
        lowestIndex = Int(conditions.joined().map(\.index).min() ?? 0)
        let sources = world.records?.sources ?? []
        let sectors = Set(sources.map(\.sector)).sorted()
        self.sectors = sectors
        sectorOfSource = sources.map { sectors.firstIndex(of: $0.sector) ?? 0 }
        regionOfSource = world.regionOfSource
        regionCount = world.regionCount
        var grades: [String] = []
        for row in parameters.grades.rows {
            let grade = parameters.grades.value(row, Tables.grade)
            if !grades.contains(grade) { grades.append(grade) }
        }
        for row in parameters.cuts.rows {
            let grade = parameters.cuts.value(row, Tables.grade)
            if !grades.contains(grade) { grades.append(grade) }
        }
        gradeNames = grades.sorted()
        list = [Cut](repeating: Cut(), count: sectors.count * grades.count * names.count)
        baseGrades = [Double](repeating: 0, count: regionCount * sectors.count * grades.count)
        readCuts(parameters.cuts, &findings)
        readGrades(parameters.grades, world, &findings)
        if let table = parameters.upgrades { readUpgrades(table, world, &findings) }
    }

    private func sector(_ table: Table, _ row: Int, _ findings: inout [Diagnostic]) -> Int? {
        let id = table.value(row, SimulationColumn.sector)
        if let sector = sectors.firstIndex(of: id) { return sector }
        findings.append(
            table.finding(
                row, SimulationColumn.sector, "unknown_sector", "the market has no sector '\(id)'",
                hint: "known are: \(sectors.joined(separator: ", "))"))
        return nil
    }

    private mutating func readCuts(_ table: Table, _ findings: inout [Diagnostic]) {
        for row in table.rows {
            let name = table.value(row, Tables.level)
            guard let level = levelNames.firstIndex(of: name) else {
                findings.append(
                    table.finding(
                        row, Tables.level, "unknown_level", "no alert level is called '\(name)'",
                        hint: "known are: \(levelNames.joined(separator: ", "))"))
                continue
            }
            guard let sector = sector(table, row, &findings),
                let grade = gradeNames.firstIndex(of: table.value(row, Tables.grade))
            else { continue }
            let share = table.value(row, Tables.Cuts.cut) / 100
            list[(sector * gradeNames.count + grade) * levelNames.count + level] = Cut(
                share: share, cost: share * table.value(row, Tables.Cuts.cost))
        }
    }

    private mutating func readGrades(
        _ table: Table, _ world: SimulationWorld, _ findings: inout [Diagnostic]
    ) {
        // Rows of all counties first, so that rows of one county replace them.
        let rows = table.rows.sorted {
            let (one, other) = (
                table.optional($0, Tables.Grades.region) != nil,
                table.optional($1, Tables.Grades.region) != nil
            )
            return one == other ? $0 < $1 : !one
        }
        var isOwn: Set<Int> = []
        for row in rows {
            guard let sector = sector(table, row, &findings),
                let grade = gradeNames.firstIndex(of: table.value(row, Tables.grade))
            else { continue }
            let hasRegion = table.optional(row, Tables.Grades.region) != nil
            let own = hasRegion ? world.region(table, row, Tables.Grades.region, &findings) : nil
            if hasRegion, own == nil { continue }
            for region in own.map({ [$0] }) ?? Array(0..<regionCount) {
                let first = (region * sectors.count + sector) * gradeNames.count
                if own != nil, isOwn.insert(region * sectors.count + sector).inserted {
                    for place in first..<first + gradeNames.count { baseGrades[place] = 0 }
                }
                baseGrades[first + grade] = table.value(row, Tables.Grades.share)
            }
        }
        for start in stride(from: 0, to: baseGrades.count, by: max(1, gradeNames.count)) {
            let sum = baseGrades[start..<start + gradeNames.count].reduce(0, +)
            guard sum > 0, abs(sum - 1) > 1e-6 else { continue }
            let (region, sector) = (
                start / gradeNames.count / sectors.count, start / gradeNames.count % sectors.count
            )
            findings.append(
                Diagnostic(
                    code: "shares_do_not_add", at: table.location(0), path: "share",
                    "the grades of \(sectors[sector]) in \(world.regions.codes[region]) add to \(sum), not to 1",
                    hint: "give each grade its part of the sector's emission"))
            return
        }
    }

    private mutating func readUpgrades(
        _ table: Table, _ world: SimulationWorld, _ findings: inout [Diagnostic]
    ) {
        for row in table.rows {
            let hasRegion = table.optional(row, Tables.Upgrades.region) != nil
            let own = hasRegion ? world.region(table, row, Tables.Upgrades.region, &findings) : nil
            let to = table.value(row, Tables.Upgrades.to)
            guard let sector = sector(table, row, &findings), !hasRegion || own != nil else { continue }
            guard let from = gradeNames.firstIndex(of: table.value(row, Tables.grade)),
                let target = gradeNames.firstIndex(of: to)
            else {
                findings.append(
                    table.finding(
                        row, Tables.Upgrades.to, "unknown_grade",
                        "'\(table.value(row, Tables.grade))' or '\(to)' is no grade of the tables",
                        hint: "known are: \(gradeNames.joined(separator: ", "))"))
                continue
            }
            upgrades.append(
                Upgrade(
                    year: table.optional(row, Tables.Upgrades.year) ?? 0,
                    regions: own.map { [$0] } ?? regions(with: sector), sector: sector, from: from,
                    to: target, share: table.value(row, Tables.Upgrades.share),
                    cost: table.value(row, Tables.Upgrades.cost)))
        }
    }

    /// Regions that have a source of the sector: nobody invests where there is nothing.
    private func regions(with sector: Int) -> [Int] {
        Set(zip(regionOfSource, sectorOfSource).filter { $0.1 == sector }.map(\.0)).sorted()
    }

    // MARK: A year

    /// The grades after the upgrades of the year.
    func grades(_ earlier: [Double], year: Int) -> [Double] {
        var grades = earlier.isEmpty ? baseGrades : earlier
        for upgrade in upgrades where upgrade.year == year {
            for region in upgrade.regions {
                let first = (region * sectors.count + upgrade.sector) * gradeNames.count
                let moved = min(upgrade.share, grades[first + upgrade.from])
                grades[first + upgrade.from] -= moved
                grades[first + upgrade.to] += moved
            }
        }
        return grades
    }

    func upgradeCost(year: Int) -> [Double] {
        var cost = [Double](repeating: 0, count: regionCount)
        for upgrade in upgrades where upgrade.year == year {
            for region in upgrade.regions { cost[region] += upgrade.cost }
        }
        return cost
    }

    /// Cut of each source under a level (from 1), over the grades of its sector.
    func cuts(_ grades: [Double], level: Int) -> [Cut] {
        sectorOfSource.indices.map { source in
            let sector = sectorOfSource[source]
            let first = (regionOfSource[source] * sectors.count + sector) * gradeNames.count
            var cut = Cut()
            for grade in gradeNames.indices {
                let entry = list[
                    (sector * gradeNames.count + grade) * levelNames.count + level - 1]
                cut.share += grades[first + grade] * entry.share
                cut.cost += grades[first + grade] * entry.cost
            }
            return cut
        }
    }

    /// The level of each day: the highest of which a condition holds over a whole run of days.
    func levels(of indices: [Double]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: indices.count)
        for (position, conditions) in levels.enumerated() {
            for condition in conditions {
                var start = 0
                while start < indices.count {
                    guard indices[start] > condition.index else {
                        start += 1
                        continue
                    }
                    let end = indices[start...].firstIndex { $0 <= condition.index } ?? indices.count
                    if end - start >= condition.days {
                        for day in start..<end { result[day] = max(result[day], UInt8(position + 1)) }
                    }
                    start = end
                }
            }
        }
        return result
    }
}
