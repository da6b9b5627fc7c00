import EcoUnits

/// A province's monthly settlement by the concentrations of its cities.
enum AirSettlementTemplate {
    static let template = ScenarioTemplate(
        id: "air_settlement",
        title: LocalizedText(en: "Settlement of a province by air quality", zh: "省内环境空气质量生态补偿结算"),
        meaning: LocalizedText(
            en: "four cities pay and receive each month by PM2.5 and PM10 against the mean of the area",
            zh: "四个市按细颗粒物、可吸入颗粒物与区域均值逐月比较，计算缴纳与补偿"),
        scenario: [head, compensation, ExampleTables.closing],
        tables: [
            .init("regions.csv", .statistics, regions),
            .init("air_figures.csv", .ecology, figures),
            .init("assumptions.csv", .ecology, ExampleTables.assumptions),
        ])

    private static let head = #"""
        name: air_settlement
        title: {en: Settlement by air quality, zh: 环境空气质量生态补偿结算}
        year: 2019

        regions:
          table: regions.csv
        """#

    private static let compensation = #"""
        compensation:
          figures: air_figures.csv
          schemes:
            - scheme: benchmark_tiers
              id: monthly
              baselines: [mean_of_area]
              fine_combination: sum
              reward_condition: all
              heating_months: [11, 12, 1, 2, 3]
              indicators:
                - indicator: pm25
                  weight: 1
                  tiers:
                    - {up_to: 5 ug/m3, rate: 10 万元/(ug/m3)}
                    - {rate: 20 万元/(ug/m3)}
                - indicator: pm10
                  weight: 1
                  tiers:
                    - {up_to: 10 ug/m3, rate: 4 万元/(ug/m3)}
                    - {rate: 8 万元/(ug/m3)}
        """#

    private static let regions = #"""
        region,name_zh,name_en,city,city_zh,city_en,area_km2,longitude,latitude,population,status,note
        140100,太原市,Taiyuan,140100,太原市,Taiyuan,6988,112.55,37.87,5304061,assumed,rounded
        140200,大同市,Datong,140200,大同市,Datong,14176,113.30,40.08,3105591,assumed,rounded
        140400,长治市,Changzhi,140400,长治市,Changzhi,13955,113.12,36.20,3180884,assumed,rounded
        140700,晋中市,Jinzhong,140700,晋中市,Jinzhong,16392,112.75,37.69,3379498,assumed,rounded
        """#

    private static let figures = #"""
        region,period,pollutant,value,unit,standard,status
        140100,2019-01,pm25,90,ug/m3,gb3095_2012,assumed
        140100,2019-01,pm10,145,ug/m3,gb3095_2012,assumed
        140100,2019-02,pm25,80,ug/m3,gb3095_2012,assumed
        140100,2019-02,pm10,130,ug/m3,gb3095_2012,assumed
        140100,2019-03,pm25,65,ug/m3,gb3095_2012,assumed
        140100,2019-03,pm10,125,ug/m3,gb3095_2012,assumed
        140200,2019-01,pm25,60,ug/m3,gb3095_2012,assumed
        140200,2019-01,pm10,115,ug/m3,gb3095_2012,assumed
        140200,2019-02,pm25,50,ug/m3,gb3095_2012,assumed
        140200,2019-02,pm10,100,ug/m3,gb3095_2012,assumed
        140200,2019-03,pm25,35,ug/m3,gb3095_2012,assumed
        140200,2019-03,pm10,95,ug/m3,gb3095_2012,assumed
        140400,2019-01,pm25,85,ug/m3,gb3095_2012,assumed
        140400,2019-01,pm10,135,ug/m3,gb3095_2012,assumed
        140400,2019-02,pm25,75,ug/m3,gb3095_2012,assumed
        140400,2019-02,pm10,120,ug/m3,gb3095_2012,assumed
        140400,2019-03,pm25,60,ug/m3,gb3095_2012,assumed
        140400,2019-03,pm10,115,ug/m3,gb3095_2012,assumed
        140700,2019-01,pm25,75,ug/m3,gb3095_2012,assumed
        140700,2019-01,pm10,130,ug/m3,gb3095_2012,assumed
        140700,2019-02,pm25,65,ug/m3,gb3095_2012,assumed
        140700,2019-02,pm10,115,ug/m3,gb3095_2012,assumed
        140700,2019-03,pm25,50,ug/m3,gb3095_2012,assumed
        140700,2019-03,pm10,110,ug/m3,gb3095_2012,assumed
        """#
}
