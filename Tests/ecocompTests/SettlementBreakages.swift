/// The bad input that a settlement may meet: each is told with its place, and nothing is paid.
let settlementBreakages: [Breakage] = [
    Breakage(
        name: "CO in ug for mg",
        edits: [.replace("air_daily.csv", "140122,2019-01-03,30,20,1,", "140122,2019-01-03,30,20,1000,")],
        place: ("air_daily.csv", "140122,2019-01-03,30,20,|1000,"),
        cause: ["co_mg_m3: ", "1000.0 mg/m3", "beyond ambient air"], remedy: "divide values in ug/m3 by 1000"),
    Breakage(
        name: "PM2.5 of one county in mg for ug",
        edits: [.write("air_daily.csv", Array(daysWithMilligrams.utf8))],
        place: ("air_daily.csv", "140122,2019-01-01,30,20,1,80,70,|0.035"),
        cause: ["pm25_ug_m3: ", "no value of pm25 in 90 of 140122"],
        remedy: "multiply values in mg/m3 by 1000"),
    Breakage(
        name: "PM2.5 of one station in mg for ug",
        edits: hourly(stations: "W,140122\nE,140981\n", hours: hoursWithMilligrams),
        place: ("hours.csv", "2019-01-01T01:00,E,30,20,1,80,70,|0.055"),
        cause: ["pm25_ug_m3: ", "no value of pm25 in 168 of station E"],
        remedy: "multiply values in mg/m3 by 1000"),
    Breakage(
        name: "duplicated hour",
        edits: hourly(
            stations: "W,140122\nE,140981\n",
            hours: "2019-01-01T01:00,W,30,20,1,80,70,35\n2019-01-01T01:00,W,31,20,1,80,70,35\n"),
        place: ("hours.csv", "70,35\n|2019-01-01T01:00,W,31"),
        cause: ["time: ", "2019-01-01T01:00", "station W", "twice"], remedy: "keep one"),
    Breakage(
        name: "station in no county",
        edits: hourly(
            stations: "W,140122\nE,140982\n", hours: "2019-01-01T01:00,W,30,20,1,80,70,35\n"),
        place: ("stations.csv", "E,|140982"), cause: ["region: ", "no county '140982'"], remedy: "140981"),
    Breakage(
        name: "percent above 100",
        edits: [.append("air_reference.csv", "140122,2018-Q1,good_day_ratio,104,%,assumed,\n")],
        place: ("air_reference.csv", "good_day_ratio,|104"),
        cause: ["value: ", "104", "more than the whole"],
        remedy: "at most 100"),
    Breakage(
        name: "mixed versions of the standard",
        edits: [.write("air_reference.csv", Array(referenceOfAnotherVersion.utf8))],
        place: (scenario, "- |scheme: weighted_linear"),
        cause: ["compensation.schemes[1]: pm25", "gb3095_2012 and gb3095_2026_transitional"],
        remedy: "`standard`"),
    Breakage(
        name: "ladder longer than the field",
        edits: [
            scheme(
                "rank_ladder, id: ladder, rewards: [30 万元, 20 万元], fines: [30 万元, 20 万元], "
                    + "indicators: [{indicator: pm25, level_weight: 1}]")
        ],
        place: (scenario, "- |{scheme: rank_ladder"), cause: ["compensation.schemes[2]", "2019-01"],
        remedy: "ladder"),
    Breakage(
        name: "pool without receivers",
        edits: [
            scheme("pool_share, id: pool, pool: 10 万元, figures: pool.csv"),
            .write("pool.csv", Array("region,period,value,base\n".utf8)),
        ],
        place: ("pool.csv", "|region"), cause: ["compensation.schemes[2]", "no region"],
        remedy: "shares the pool"),
    Breakage(
        name: "overflow",
        edits: [
            .replace(
                scenario, "money_per_point: 20 万元", "money_per_point: 1000000000000000000000 CNY")
        ],
        place: (scenario, "- |scheme: weighted_linear"),
        cause: ["compensation.schemes[1]", "exact arithmetic leaves the range"], remedy: "fewer digits"),
    Breakage(
        name: "number of 31 digits",
        edits: [.replace("air_reference.csv", "pm25,52,", "pm25,5200000000000000000000000000000,")],
        place: ("air_reference.csv", "pm25,|5200000000000000000000000000000"),
        cause: ["value: ", "more than 30 digits"], remedy: "round it"),
]

private let scenario = "scenario.yaml"

/// One more scheme, as the last of the list.
private func scheme(_ members: String) -> ScenarioCopy.Edit {
    .replace(
        scenario, "\nquota:\n  # Marginal", "    - {scheme: \(members)}\n\nquota:\n  # Marginal")
}

/// The hourly table and its stations in place of the daily one.
private func hourly(stations: String, hours: String) -> [ScenarioCopy.Edit] {
    let heading = "time,station,so2_ug_m3,no2_ug_m3,co_mg_m3,o3_ug_m3,pm10_ug_m3,pm25_ug_m3\n"
    return [
        .replace(scenario, "  daily: air_daily.csv", "  hourly: hours.csv\n  stations: stations.csv"),
        .write("stations.csv", Array(("station,region\n" + stations).utf8)),
        .write("hours.csv", Array((heading + hours).utf8)),
    ]
}

/// Seven days of both stations, 24 hours each, PM2.5 of one of them a thousandth.
private let hoursWithMilligrams = (1...7).map { day in
    ["W,30,20,1,80,70,35", "E,30,20,1,80,70,0.055"].map { row in
        (0...23).map { hour in
            // The last hour of a day ends at 00:00 of the next.
            let (date, time) = hour == 23 ? (day + 1, 0) : (day, hour + 1)
            return "2019-01-0\(date)T\(time < 10 ? "0" : "")\(time):00,\(row)\n"
        }.joined()
    }.joined()
}.joined()

/// The quarter's 90 days of both counties, PM2.5 of one of them a thousandth.
private let daysWithMilligrams =
    "region,date,so2_ug_m3,no2_ug_m3,co_mg_m3,o3_mda8_ug_m3,pm10_ug_m3,pm25_ug_m3,basis,stations\n"
    + [("140122", "0.035"), ("140981", "55")].map { region, value in
        [(1, 31), (2, 28), (3, 31)].map { month, days in
            (1...days).map { day in
                "\(region),2019-0\(month)-\(day < 10 ? "0" : "")\(day),30,20,1,80,70,\(value),assumed,1\n"
            }.joined()
        }.joined()
    }.joined()

private let referenceOfAnotherVersion = """
    region,period,pollutant,value,unit,standard,status,note
    140122,2018-Q1,pm25,40,ug/m3,gb3095_2026_transitional,assumed,
    140981,2018-Q1,pm25,52,ug/m3,gb3095_2026_transitional,assumed,

    """
