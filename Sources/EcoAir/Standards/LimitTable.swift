/// Averaging time of a limit in GB 3095.
public enum Averaging: String, Sendable {
    case year, quarter, day, hour
    /// Daily maximum of the 8-hour running means (O3).
    case eightHourMaximum
}

/// Grade of a limit: grade I for protected areas (class I zones), grade II for all others.
public enum LimitGrade: Sendable {
    case gradeI, gradeII
}

/// Concentration limits of one version of GB 3095, in the pollutant's unit.
public struct LimitTable: Sendable {
    /// One line of the table: a substance, an averaging time and its two limits.
    public struct Row: Sendable {
        public let pollutant: Pollutant
        public let averaging: Averaging
        public let gradeI: Concentration
        public let gradeII: Concentration

        init(
            _ pollutant: Pollutant, _ averaging: Averaging, _ gradeI: Concentration, _ gradeII: Concentration
        ) {
            self.pollutant = pollutant
            self.averaging = averaging
            self.gradeI = gradeI
            self.gradeII = gradeII
        }
    }

    /// All rows, basic items first.
    public let rows: [Row]

    /// The limit, or nil where the standard sets none.
    public func limit(_ pollutant: Pollutant, _ averaging: Averaging, _ grade: LimitGrade = .gradeII)
        -> Concentration?
    {
        guard let row = rows.first(where: { $0.pollutant == pollutant && $0.averaging == averaging }) else {
            return nil
        }
        return grade == .gradeI ? row.gradeI : row.gradeII
    }
}

extension LimitTable {
    /// GB 3095-2012, Tables 1 and 2; the 2018 amendment changed the reference state, not the numbers.
    static let gb3095Of2012 = LimitTable(rows: [
        Row(.so2, .year, 20, 60), Row(.so2, .day, 50, 150), Row(.so2, .hour, 150, 500),
        Row(.no2, .year, 40, 40), Row(.no2, .day, 80, 80), Row(.no2, .hour, 200, 200),
        Row(.co, .day, 4, 4), Row(.co, .hour, 10, 10),
        Row(.o3, .eightHourMaximum, 100, 160), Row(.o3, .hour, 160, 200),
        Row(.pm10, .year, 40, 70), Row(.pm10, .day, 50, 150),
        Row(.pm25, .year, 15, 35), Row(.pm25, .day, 35, 75),
        Row(.tsp, .year, 80, 200), Row(.tsp, .day, 120, 300),
        Row(.nox, .year, 50, 50), Row(.nox, .day, 100, 100), Row(.nox, .hour, 250, 250),
        Row(.lead, .year, 0.5, 0.5), Row(.lead, .quarter, 1, 1),
        Row(.benzoAPyrene, .year, 0.001, 0.001), Row(.benzoAPyrene, .day, 0.0025, 0.0025),
    ])

    /// GB 3095-2026, Tables 1 and 2, limits in force to 2030-12-31.
    static let gb3095Of2026Transitional = LimitTable(
        rows: [
            Row(.so2, .year, 20, 60), Row(.so2, .day, 50, 150), Row(.so2, .hour, 150, 500),
            Row(.no2, .year, 40, 40), Row(.no2, .day, 80, 80),
            Row(.pm10, .year, 40, 60), Row(.pm10, .day, 50, 120),
            Row(.pm25, .year, 15, 30), Row(.pm25, .day, 35, 60),
            Row(.nox, .year, 50, 50), Row(.nox, .day, 100, 100),
        ] + unchangedOf2026)

    /// GB 3095-2026, Tables 1 and 2, limits in force from 2031-01-01.
    static let gb3095Of2026Final = LimitTable(
        rows: [
            Row(.so2, .year, 20, 20), Row(.so2, .day, 50, 50), Row(.so2, .hour, 150, 150),
            Row(.no2, .year, 30, 30), Row(.no2, .day, 50, 50),
            Row(.pm10, .year, 20, 50), Row(.pm10, .day, 50, 100),
            Row(.pm25, .year, 10, 25), Row(.pm25, .day, 25, 50),
            Row(.nox, .year, 40, 40), Row(.nox, .day, 70, 70),
        ] + unchangedOf2026)

    /// Limits of GB 3095-2026 that are the same in both stages.
    private static let unchangedOf2026 = [
        Row(.no2, .hour, 200, 200),
        Row(.co, .day, 4, 4), Row(.co, .hour, 10, 10),
        Row(.o3, .eightHourMaximum, 100, 160), Row(.o3, .hour, 160, 200),
        Row(.tsp, .year, 80, 200), Row(.tsp, .day, 120, 300), Row(.nox, .hour, 250, 250),
        Row(.lead, .year, 0.5, 0.5), Row(.lead, .quarter, 1, 1),
        Row(.benzoAPyrene, .year, 0.001, 0.001), Row(.benzoAPyrene, .day, 0.0025, 0.0025),
    ]
}
