import EcoUnits

/// Accounts, payments for air and water, and a market of quota in one study.
enum CombinedStudyTemplate {
    static let template = ScenarioTemplate(
        id: "combined_study",
        title: LocalizedText(en: "Combined study", zh: "综合研究"),
        meaning: LocalizedText(
            en: "ecosystem accounts, payments for air and river sections, and a quota market of two counties",
            zh: "两县生态产品总值、空气与断面水质补偿及排污权指标交易"),
        scenario: [
            head, GEPAccountTemplate.accounts, compensation, QuotaMarketTemplate.quota, ExampleTables.closing,
        ],
        tables: [.init("regions.csv", .statistics, ExampleTables.regions)] + GEPAccountTemplate.tables + [
            .init("air_figures.csv", .ecology, figures),
            .init("water_sections.csv", .water, sections),
            .init("water_observations.csv", .water, observations),
        ] + QuotaMarketTemplate.tables
            + [.init("assumptions.csv", .ecology, ExampleTables.assumptions)],
        files: GEPAccountTemplate.rasters)

    private static let head = #"""
        name: combined_study
        title: {en: Combined study of two counties, zh: 两县综合研究}
        year: 2019

        regions:
          table: regions.csv
          outlines: outlines.geojson
        """#

    private static let compensation = #"""
        compensation:
          figures: air_figures.csv
          schemes:
            - scheme: benchmark_tiers
              id: monthly_air
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
            - scheme: exceed_multiple
              id: river_sections
              preset: hebei_2016
              combination: worst
              sections: water_sections.csv
              observations: water_observations.csv
        """#

    private static let figures = #"""
        region,period,pollutant,value,unit,standard,status
        140122,2019-01,pm25,50,ug/m3,gb3095_2012,assumed
        140122,2019-02,pm25,40,ug/m3,gb3095_2012,assumed
        140122,2019-03,pm25,30,ug/m3,gb3095_2012,assumed
        140981,2019-01,pm25,70,ug/m3,gb3095_2012,assumed
        140981,2019-02,pm25,60,ug/m3,gb3095_2012,assumed
        140981,2019-03,pm25,50,ug/m3,gb3095_2012,assumed
        """#

    private static let sections = #"""
        section,region,share,target_class,previous_class,downstream,position,note
        Hexi,140981,1,iii,iii,140122,main_stem,example
        """#

    private static let observations = #"""
        section,period,item,value,unit,inflow,volume_wan_m3,state
        Hexi,2019-01,cod,18,mg/L,,2000,measured
        Hexi,2019-02,cod,18,mg/L,,2000,measured
        Hexi,2019-03,cod,18,mg/L,,2000,measured
        Hexi,2019-04,cod,26,mg/L,,2000,measured
        Hexi,2019-05,cod,18,mg/L,,2000,measured
        Hexi,2019-06,cod,18,mg/L,,2000,measured
        Hexi,2019-07,cod,18,mg/L,,2000,measured
        Hexi,2019-08,cod,26,mg/L,,2000,measured
        Hexi,2019-09,cod,18,mg/L,,2000,measured
        Hexi,2019-10,cod,18,mg/L,,2000,measured
        Hexi,2019-11,cod,18,mg/L,,2000,measured
        Hexi,2019-12,cod,26,mg/L,,2000,measured
        """#
}
