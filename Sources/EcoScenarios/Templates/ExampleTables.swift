/// The counties that take part, as the bureau of statistics writes them; names and codes are real, figures invented.
enum ExampleTables {
    static let regions = #"""
        region,name_zh,name_en,city,city_zh,city_en,area_km2,longitude,latitude,population,status,note
        140122,阳曲县,Yangqu,140100,太原市,Taiyuan,8,112.5030,38.0123,1000,assumed,example
        140981,原平市,Yuanping,140900,忻州市,Xinzhou,8,112.5238,38.0123,2000,assumed,example
        """#

    static let assumptions = #"""
        id,topic,statement_zh,statement_en,formula,affects
        example,all,县名与代码为真，其余数字均为示例，使用前请逐项替换。,"Names and codes of the counties are real, every other figure is an example: replace them all.",,every table and raster
        """#

    /// The last keys of every template.
    static let closing = """
        assumptions: assumptions.csv
        report:
          \(ScenarioTemplate.languages(.zh, .en))
        """
}
