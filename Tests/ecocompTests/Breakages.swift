/// The mistakes of issue 2 and their neighbours. A place is marked with `|` in the broken file.
let breakages: [Breakage] =
    documentBreakages + tableBreakages + rasterBreakages + moduleBreakages + quotaBreakages
    + settlementBreakages

private let scenario = "scenario.yaml"

private let documentBreakages: [Breakage] = [
    Breakage(
        name: "malformed YAML", edits: [.replace(scenario, "price_year: 2019\n", "price_year: [2019\n")],
        place: (scenario, "price_year: |[2019"), cause: ["not closed"], remedy: "]"),
    Breakage(
        name: "tab", edits: [.replace(scenario, "  outlines:", "\toutlines:")],
        place: (scenario, "|\toutlines"), cause: ["tab"], remedy: "blanks"),
    Breakage(
        name: "unknown key", edits: [.replace(scenario, "  receptors: ", "  receptor: ")],
        place: (scenario, "|receptor: "), cause: ["quota.receptor: ", "unknown key"],
        remedy: "did you mean `quota.receptors`?"),
    Breakage(
        name: "wrong type", edits: [.replace(scenario, "year: 2019", "year: twenty")],
        place: (scenario, "year: |twenty"), cause: ["year: ", "whole number", "'twenty'"],
        remedy: "1990 to 2100"),
    Breakage(
        name: "wrong unit", edits: [.replace(scenario, "50 CNY/t", "50 CNY/m3")],
        place: (scenario, "|50 CNY/m3"), cause: ["carbon_price.amount: ", "CNY/t", "CNY/m3"],
        remedy: "50 CNY/t"),
    Breakage(
        name: "out of range", edits: [.replace(scenario, "forest: 0.2", "forest: 2")],
        place: (scenario, "forest: |2,"), cause: ["ratios.forest: ", "out of range"], remedy: "-1 to 1"),
    Breakage(
        name: "duplicate key", edits: [.append(scenario, "year: 2020\n")],
        place: (scenario, "|year: 2020"), cause: ["'year'", "line 9"], remedy: "keep one"),
    Breakage(
        name: "missing table", edits: [.replace(scenario, "quota_measures.csv", "quota_measure.csv")],
        place: (scenario, "|quota_measure.csv"), cause: ["quota.measures: ", "no file 'quota_measure.csv'"],
        remedy: "quota_measures.csv"),
    Breakage(
        name: "empty file", edits: [.write(scenario, [])], place: (scenario, "|"), cause: ["no value"],
        remedy: "key: value"),
    Breakage(
        name: "nested brackets",
        edits: [.write(scenario, Array(("a: " + String(repeating: "[", count: 20_000)).utf8))],
        place: (scenario, "a: [|["), cause: ["nest"], remedy: "close"),
    Breakage(
        name: "no scenario.yaml", edits: [.remove(scenario)], cause: ["two_counties: ", "scenario.yaml"],
        remedy: "name a folder"),
    Breakage(
        name: "bytes of no encoding", edits: [.write(scenario, Array(UInt8.min...UInt8.max))],
        place: (scenario, "\n|"), cause: ["UTF-8", "GB18030"], remedy: "UTF-8"),
    Breakage(
        name: "schemes without evaluated air", edits: [.replace(scenario, airBlock, "")],
        place: (scenario, "compensation:\n  |reference"), cause: ["air: ", "`compensation`"],
        remedy: "add the block `air`"),
]

private let airBlock = """
    air:
      standards: [gb3095_2012]
      settlement_standard: gb3095_2012
      periods: [2019-Q1]
      split: [month]
      daily: air_daily.csv

    """

private let tableBreakages: [Breakage] = [
    Breakage(
        name: "unknown county code", edits: [.replace("quota_sources.csv", "140981", "140982")],
        place: ("quota_sources.csv", "|140982"), cause: ["region: ", "no county '140982'"],
        remedy: "140981"),
    Breakage(
        name: "unknown county in the figures of the year before",
        edits: [.replace("air_reference.csv", "140981", "140982")],
        place: ("air_reference.csv", "|140982"), cause: ["region: ", "'140982'"], remedy: "140981"),
    Breakage(
        name: "duplicate row",
        edits: [.append("quota_sources.csv", "140981,nox,industry,100,80,assumed,again\n")],
        place: ("quota_sources.csv", "|140981,nox,industry,100,80,assumed,again"), cause: ["line 3"],
        remedy: "keep one"),
    Breakage(
        name: "negative concentration",
        edits: [.replace("air_daily.csv", "140122,2019-01-03,30", "140122,2019-01-03,-30")],
        place: ("air_daily.csv", "140122,2019-01-03,|-30"), cause: ["so2_ug_m3: ", "out of range"],
        remedy: "0 to"),
    Breakage(
        name: "NaN concentration",
        edits: [.replace("air_daily.csv", "140122,2019-01-03,30", "140122,2019-01-03,NaN")],
        place: ("air_daily.csv", "140122,2019-01-03,|NaN"), cause: ["so2_ug_m3: ", "'NaN'", "not a number"],
        remedy: "leave the cell empty"),
    Breakage(
        name: "day outside the calendar",
        edits: [.replace("air_daily.csv", "140122,2019-01-03", "140122,2019-02-30")],
        place: ("air_daily.csv", "140122,|2019-02-30"), cause: ["date: ", "2019-02-30"], remedy: "2019-04-08"),
    Breakage(
        name: "day outside the year",
        edits: [.replace("air_daily.csv", "140122,2019-01-03", "140122,2021-01-03")],
        place: ("air_daily.csv", "140122,|2021-01-03"), cause: ["date: ", "outside", "2019"],
        remedy: "periods"),
    Breakage(
        name: "empty table", edits: [.write("quota_sources.csv", [])], place: ("quota_sources.csv", "|"),
        cause: ["no heading"], remedy: "baseline_t"),
    Breakage(
        name: "heading alone",
        edits: [.write("quota_receptors.csv", Array("receptor,limit_ug_m3,status\n".utf8))],
        place: ("source_receptor.csv", "\n|town,140122"), cause: ["receptor: ", "'town'"], remedy: "add it"),
    Breakage(
        name: "missing column", edits: [.replace("quota_measures.csv", "maximum_t", "most_t")],
        place: ("quota_measures.csv", "|region"), cause: ["maximum_t: ", "missing"],
        remedy: "largest abatement"),
    Breakage(
        name: "short row",
        edits: [
            .replace("quota_measures.csv", "140981,nox,industry,scrubber,2000,200,60,assumed,", "140981,nox")
        ],
        place: ("quota_measures.csv", "|140981,nox\n"), cause: ["2 cells", "9"], remedy: "quotes"),
    Breakage(
        name: "wrong unit in a table", edits: [.replace("air_reference.csv", "52,ug/m3", "52,mg/t")],
        place: ("air_reference.csv", "52,|mg/t"), cause: ["unit: ", "ug/m3", "mg/t"], remedy: "convert"),
]

private let rain = "rasters/precipitation_mm.asc"
private let rainPlace = (file: scenario, mark: "precipitation: {file: |rasters")

private let rasterBreakages: [Breakage] = [
    Breakage(
        name: "another CRS",
        edits: [
            .replace("rasters/precipitation_mm.prj", "Standard_Parallel_1\",30", "Standard_Parallel_1\",20")
        ],
        place: rainPlace, cause: ["accounts.layers.precipitation: ", "CRS", "EPSG:6933"], remedy: "resampling"
    ),
    Breakage(
        name: "another grid", edits: [.replace(rain, "xllcorner 10854000", "xllcorner 10854500")],
        place: rainPlace, cause: ["accounts.layers.precipitation: ", "10854500 against 10854000"],
        remedy: "resampling"),
    Breakage(
        name: "no CRS", edits: [.remove("rasters/precipitation_mm.prj")], place: rainPlace,
        cause: ["accounts.layers.precipitation: ", "names no CRS"], remedy: "declare"),
    Breakage(
        name: "undeclared nodata",
        edits: [
            .replace(rain, "NODATA_value -9999\n", ""),
            .replace(rain, "500 500 500 500", "500 500 500 -9999"),
        ],
        place: rainPlace,
        cause: ["accounts.layers.precipitation: ", "no nodata", "-9999", "column 3, row 0"],
        remedy: "`nodata: -9999`", isFoundByCheck: false),
    Breakage(
        name: "truncated raster", edits: [.cut(rain, 110)], place: rainPlace,
        cause: ["accounts.layers.precipitation: ", "precipitation_mm.asc"], remedy: "damaged",
        isFoundByCheck: false),
    Breakage(
        name: "truncated heading", edits: [.cut(rain, 30)], place: rainPlace,
        cause: ["accounts.layers.precipitation: ", "precipitation_mm.asc"], remedy: "whole"),
    Breakage(
        name: "missing raster", edits: [.remove(rain)], place: (scenario, "|rasters/precipitation_mm.asc"),
        cause: ["accounts.layers.precipitation.file: ", "no file 'rasters/precipitation_mm.asc'"],
        remedy: "did you mean"),
    Breakage(
        name: "wrong unit of a raster",
        edits: [.replace(scenario, "precipitation_mm.asc, unit: mm", "precipitation_mm.asc, unit: t")],
        place: (scenario, "precipitation_mm.asc, unit: |t,"), cause: ["precipitation.unit: ", "'t'"],
        remedy: "mm"),
    Breakage(
        name: "class without a name", edits: [.replace("rasters/land_cover.asc", "1 1 2 3", "1 1 2 9")],
        place: (scenario, "land_cover:\n      file: |rasters"), cause: ["accounts.layers.land_cover: ", "9"],
        remedy: "legend",
        isFoundByCheck: false),
    Breakage(
        name: "outline of no county", edits: [.replace("outlines.geojson", "140981", "140982")],
        place: (scenario, "layers:\n    |land_cover"), cause: ["no outline", "140981"], remedy: "outlines"),
]

private let quotaBreakages: [Breakage] = [
    Breakage(
        name: "unknown zone",
        edits: [.replace(scenario, "  receptors: ", "  arcs: [{from: all, to: al}]\n  receptors: ")],
        place: (scenario, "|{from: all, to: al}"), cause: ["'al'", "zone"], remedy: "all"),
    Breakage(
        name: "ratio below 1",
        edits: [
            .replace("quota_sources.csv", "quota_t,", "quota_t,replacement_ratio,"),
            .replace(
                "quota_sources.csv", "100,80,assumed,must abate or buy 20 t\n140981",
                "100,80,0.5,assumed,\n140981"),
            .replace("quota_sources.csv", "140981,nox,industry,100,80,", "140981,nox,industry,100,80,,"),
        ],
        place: ("quota_sources.csv", "100,80,|0.5"), cause: ["replacement_ratio: ", "0.5"], remedy: "1"),
    Breakage(
        name: "negative cost",
        edits: [.replace("quota_measures.csv", "scrubber,1000,100", "scrubber,-1000,100")],
        place: ("quota_measures.csv", "scrubber,|-1000"), cause: ["cost_yuan_per_t: ", "-1000"], remedy: "0"),
    Breakage(
        name: "falling marginal cost",
        edits: [.replace("quota_measures.csv", "scrubber,1000,100", "scrubber,1000,-100")],
        place: ("quota_measures.csv", "scrubber,1000,|-100"), cause: ["slope_yuan_per_t2: ", "-100"],
        remedy: "0"),
    Breakage(
        name: "NaN in a measure",
        edits: [.replace("quota_measures.csv", "scrubber,1000,100,60", "scrubber,1000,100,NaN")],
        place: ("quota_measures.csv", "scrubber,1000,100,|NaN"), cause: ["maximum_t: ", "'NaN'"],
        remedy: "leave the cell empty"),
    Breakage(
        name: "source-receptor matrix without a column for a county",
        edits: [wideMatrix, .write("matrix.csv", Array("receptor,pollutant,140122\ntown,nox,0.01\n".utf8))],
        place: ("matrix.csv", "|receptor"), cause: ["140981", "missing"], remedy: "one tonne"),
    Breakage(
        name: "source-receptor matrix without a row for a receptor",
        edits: [
            wideMatrix,
            .write("matrix.csv", Array("receptor,pollutant,140122,140981\nhill,nox,0.01,0.02\n".utf8)),
        ],
        place: ("matrix.csv", "\n|hill"), cause: ["'hill'"], remedy: "add it to the receptors"),
    Breakage(
        name: "source-receptor matrix with a row that is too long",
        edits: [
            wideMatrix,
            .write("matrix.csv", Array("receptor,pollutant,140122,140981\ntown,nox,0.01,0.02,0.03\n".utf8)),
        ],
        place: ("matrix.csv", "\n|town"), cause: ["5 cells", "4"], remedy: "quotes"),
]

/// A matrix in a wide table in place of the list.
private let wideMatrix = ScenarioCopy.Edit.replace(
    scenario, "  source_receptor: source_receptor.csv",
    "  source_receptor_files: [{format: wide, file: matrix.csv}]")

private let moduleBreakages: [Breakage] = [
    Breakage(
        name: "no figure of the year before",
        edits: [.replace("air_reference.csv", "140981,2018-Q1,pm25,52,ug/m3,assumed,\n", "")],
        place: (scenario, "- |scheme: weighted_linear"),
        cause: ["compensation.schemes[1]: ", "pm25", "2019-Q1", "140981"],
        remedy: "missing_data"),
    Breakage(
        name: "months that nobody evaluates", edits: [.replace(scenario, "  split: [month]\n", "")],
        place: (scenario, "- |scheme: benchmark_tiers"),
        cause: ["compensation.schemes[0]: ", "month", "pm25"],
        remedy: "by month"),
    Breakage(
        name: "receptor without coefficients",
        edits: [.append("quota_receptors.csv", "hill,,,112.5,38,35,30,assumed,\n")],
        place: ("quota_receptors.csv", "|hill"), cause: ["receptor: ", "'hill'"], remedy: "coefficients"),
    // Both counties can go down to 100 - 60 = 40 t: 40 x 0.01 + 40 x 0.02 = 1.2 ug/m3 on a background of 30.
    // Under a limit of 31 that is 0.2 too much, or 0.2 / 0.02 = 10 t of East.
    Breakage(
        name: "cap that cannot be met",
        edits: [.replace("quota_receptors.csv", "112.53,38.01,35,30", "112.53,38.01,31,30")],
        place: ("quota_receptors.csv", "|town"),
        cause: ["limit_ug_m3: ", "Town", "Yuanping", "140981", "Yangqu", "140122", "0.2 ug/m3", "10 t"],
        remedy: "to 31.2 ug/m3", code: 1, isFoundByCheck: false),
    Breakage(
        name: "receptor out of reach",
        edits: [.replace("quota_receptors.csv", "112.53,38.01,35,30", "112.53,38.01,29,30")],
        place: ("quota_receptors.csv", "|town"), cause: ["limit_ug_m3: ", "Town", "background", "1 ug/m3"],
        remedy: "background", code: 1, isFoundByCheck: false),
    // 100 t less 60 t leave 40 t, 10 above a cap of 30.
    Breakage(
        name: "emission cap out of reach",
        edits: [
            .replace("quota_sources.csv", "quota_t,", "quota_t,emission_cap_t,"),
            .replace("quota_sources.csv", "100,80,assumed", "100,80,30,assumed"),
            .replace("quota_sources.csv", "140981,nox,industry,100,80,", "140981,nox,industry,100,80,,"),
        ],
        place: ("quota_sources.csv", "|140122"),
        cause: ["emission_cap_t: ", "Yangqu", "140122", "industry", "30 are allowed", "missing 10 t"],
        remedy: "40 t",
        code: 1, isFoundByCheck: false),
]
