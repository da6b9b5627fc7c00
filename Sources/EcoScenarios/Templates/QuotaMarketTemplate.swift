import EcoUnits

/// A market of emission quota between counties, under a limit at a station.
enum QuotaMarketTemplate {
    static let template = ScenarioTemplate(
        id: "quota_market",
        title: LocalizedText(en: "Market of emission quota", zh: "排污权指标交易市场"),
        meaning: LocalizedText(
            en:
                "two counties abate or trade quota of SO2 and NOx under floor prices, a fee and a station's limit",
            zh: "两县在底价、手续费与站点浓度限值下减排或交易二氧化硫、氮氧化物指标"),
        scenario: [head, quota, ExampleTables.closing],
        tables: [.init("regions.csv", .statistics, ExampleTables.regions)] + tables
            + [.init("assumptions.csv", .ecology, ExampleTables.assumptions)])

    /// The tables of the block alone, for studies of several modules.
    static let tables: [ScenarioTemplate.InputTable] = [
        .init("quota_sources.csv", .ecology, sources),
        .init("quota_measures.csv", .ecology, measures),
        .init("quota_receptors.csv", .ecology, receptors),
        .init("source_receptor.csv", .ecology, sourceReceptor),
    ]

    private static let head = #"""
        name: quota_market
        title: {en: Market of emission quota, zh: 排污权指标交易}
        year: 2019

        regions:
          table: regions.csv
        """#

    static let quota = #"""
        quota:
          sources: quota_sources.csv
          measures: quota_measures.csv
          fee_rate: 0.015
          floor_price: {so2: 18000 CNY/t, nox: 19000 CNY/t}
          receptors: quota_receptors.csv
          source_receptor: source_receptor.csv
        """#

    private static let sources = #"""
        region,pollutant,sector,baseline_t,quota_t,status,note
        140122,nox,industry,1000,800,assumed,example
        140981,nox,industry,1000,800,assumed,example
        140122,so2,industry,600,500,assumed,example
        140981,so2,industry,800,700,assumed,example
        """#

    private static let measures = #"""
        region,pollutant,sector,measure,cost_yuan_per_t,slope_yuan_per_t2,maximum_t,status,note
        140122,nox,industry,denitrification,12000,20,500,assumed,example
        140981,nox,industry,denitrification,20000,40,500,assumed,example
        140122,so2,industry,desulphurisation,15000,30,300,assumed,example
        140981,so2,industry,desulphurisation,10000,25,400,assumed,example
        """#

    private static let receptors = #"""
        receptor,name_zh,name_en,longitude,latitude,limit_ug_m3,background_ug_m3,status,note
        town,县城站,Town,112.53,38.01,35,20,assumed,example
        """#

    private static let sourceReceptor = #"""
        receptor,region,pollutant,ug_m3_per_t
        town,140122,nox,0.002
        town,140981,nox,0.003
        town,140122,so2,0.001
        town,140981,so2,0.002
        """#
}
