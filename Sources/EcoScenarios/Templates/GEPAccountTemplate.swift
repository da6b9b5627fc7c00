import EcoUnits

/// A county's ecosystem account: land cover, rain and growth as rasters, products and visits as tables.
enum GEPAccountTemplate {
    static let template = ScenarioTemplate(
        id: "gep_account",
        title: LocalizedText(en: "Ecosystem account of counties (GEP)", zh: "县域生态产品总值核算"),
        meaning: LocalizedText(
            en: "products, water retention, carbon and tourism of two counties from small rasters and tables",
            zh: "由小型栅格与统计表核算两县物质产品、水源涵养、固碳与旅游价值"),
        scenario: [head, accounts, ExampleTables.closing],
        tables: [.init("regions.csv", .statistics, ExampleTables.regions)] + tables
            + [.init("assumptions.csv", .ecology, ExampleTables.assumptions)],
        files: rasters)

    /// The tables of the block alone, for studies of several modules.
    static let tables: [ScenarioTemplate.InputTable] = [
        .init("tourism.csv", .statistics, tourism),
        .init("provisioning.csv", .agriculture, provisioning),
        .init("land_cover_classes.csv", .ecology, landCoverClasses),
    ]

    private static let head = #"""
        name: gep_account
        title: {en: Ecosystem account of two counties, zh: 两县生态产品总值核算}
        year: 2019

        regions:
          table: regions.csv
          outlines: outlines.geojson
        """#

    /// The block alone, for studies of several modules.
    static let accounts = #"""
        accounts:
          rule_pack: mee_2020
          year: 2019
          price_year: 2019
          layers:
            land_cover: {file: rasters/land_cover.asc, classes: land_cover_classes.csv, status: assumed}
            precipitation: {file: rasters/precipitation_mm.asc, unit: mm, status: assumed}
            evapotranspiration: {file: rasters/evapotranspiration_mm.asc, unit: mm, status: assumed}
            net_primary_production: {file: rasters/npp_g_m2.asc, unit: g/m2, status: assumed}
          indicators:
            agricultural_products:
              provisioning: provisioning.csv
              basis: gross
            water_retention:
              runoff_table: gong_2017
              reservoir_cost: {amount: 5 CNY/m3, price_year: 2019, status: assumed}
            carbon_fixation:
              method: nep
              production_basis: carbon
              ratios: {forest: 0.2, grassland: 0.1}
              carbon_price: {amount: 50 CNY/t, price_year: 2019, status: assumed}
            tourism:
              tourism: tourism.csv
              method: value_per_visit
        """#

    private static let provisioning = #"""
        region,product,quantity,unit,price_yuan_per_unit,price_year,status,note
        140122,grain,100,t,2000,2019,assumed,example
        140981,grain,300,t,2000,2019,assumed,example
        """#

    private static let tourism = #"""
        region,visits,unit,value_yuan_per_visit,ecosystem_share,price_year,status,note
        140122,1000,visits,100,0.5,2019,assumed,example
        140981,0.2,万人次,100,0.5,2019,assumed,example
        """#

    private static let landCoverClasses = #"""
        class,ecosystem,subtype,name_zh,name_en
        1,forest,deciduous_broadleaf_forest,落叶阔叶林,broad-leaved forest
        2,grassland,temperate_steppe,温性草原,temperate steppe
        3,cropland,,耕地,cropland
        4,urban,,城镇,town
        """#

    /// Two rectangles of 2 km by 4 km on grids of 4 x 4 cells, in the equal-area projection EPSG:6933.
    static let rasters: [String: String] = [
        "outlines.geojson": outlines,
        "rasters/land_cover.asc": landCover, "rasters/land_cover.prj": projection,
        "rasters/precipitation_mm.asc": precipitation, "rasters/precipitation_mm.prj": projection,
        "rasters/evapotranspiration_mm.asc": evapotranspiration,
        "rasters/evapotranspiration_mm.prj": projection,
        "rasters/npp_g_m2.asc": primaryProduction, "rasters/npp_g_m2.prj": projection,
    ]

    private static let landCover = #"""
        ncols 4
        nrows 4
        xllcorner 10854000
        yllcorner 4507000
        cellsize 1000
        NODATA_value -9999
        1 1 2 3
        1 2 3 3
        1 2 3 4
        2 2 2 3
        """#

    private static let precipitation = #"""
        ncols 4
        nrows 4
        xllcorner 10854000
        yllcorner 4507000
        cellsize 1000
        NODATA_value -9999
        500 500 500 500
        500 500 500 500
        500 500 500 500
        500 500 500 500
        """#

    private static let evapotranspiration = #"""
        ncols 4
        nrows 4
        xllcorner 10854000
        yllcorner 4507000
        cellsize 1000
        NODATA_value -9999
        400 400 400 400
        400 400 400 400
        400 400 400 400
        400 400 400 400
        """#

    private static let primaryProduction = #"""
        ncols 4
        nrows 4
        xllcorner 10854000
        yllcorner 4507000
        cellsize 1000
        NODATA_value -9999
        600 600 600 600
        600 600 600 600
        600 600 600 600
        600 600 600 600
        """#

    private static let projection = #"""
        PROJCS["WGS_1984_NSIDC_EASE-Grid_2.0_Global",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Cylindrical_Equal_Area"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",30.0],UNIT["Meter",1.0]]
        """#

    private static let outlines = #"""
        {
          "type": "FeatureCollection",
          "attribution": {"en": "Invented rectangles without any standing", "zh": "虚构矩形，不代表任何行政区划"},
          "features": [
            {
              "type": "Feature", "properties": {"region": "140122"},
              "geometry": {"type": "Polygon", "coordinates": [[
                [112.49267742290385, 37.992550945895225], [112.51340575852628, 37.992550945895225],
                [112.51340575852628, 38.032145298123915], [112.49267742290385, 38.032145298123915],
                [112.49267742290385, 37.992550945895225]]]}
            },
            {
              "type": "Feature", "properties": {"region": "140981"},
              "geometry": {"type": "Polygon", "coordinates": [[
                [112.51340575852628, 37.992550945895225], [112.5341340941487, 37.992550945895225],
                [112.5341340941487, 38.032145298123915], [112.51340575852628, 38.032145298123915],
                [112.51340575852628, 37.992550945895225]]]}
            }
          ]
        }
        """#
}
