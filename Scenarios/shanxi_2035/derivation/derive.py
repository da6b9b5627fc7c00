"""Writes air_daily.csv (daily values of the 117 counties of Shanxi, 2019) and city_indices.csv (168 cities).

    python3 derive.py DATA_FOLDER

The folder is that of `../../shanxi_cities/derivation/derive.py`, whose station days are used, with
`air/derived_city_annual_2019.csv`. A county with stations of its own takes their mean; one without takes its city's,
and says so in the column `basis`. A day on which the three quarters rule leaves an item out stays empty.
"""
import csv
import importlib.util
import pathlib
import sys
from types import ModuleType

import pandas

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent
DIGITS = [1, 1, 2, 1, 1, 1]

# The 168 cities by region of the programme. Membership is written from memory; check it against the official list.
RANKED = {
    "Beijing-Tianjin-Hebei and around":
        "北京 天津 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 朔州 忻州 阳泉 长治 晋城 "
        "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 平顶山 安阳 鹤壁 "
        "新乡 焦作 濮阳 许昌 漯河 南阳 商丘 信阳 周口 驻马店 呼和浩特 包头 葫芦岛",
    "Yangtze delta":
        "上海 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 绍兴 湖州 嘉兴 金华 "
        "衢州 台州 丽水 舟山 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 阜阳 宿州 滁州 六安 宣城 池州 亳州",
    "Fenwei plain": "晋中 运城 临汾 吕梁 洛阳 三门峡 西安 咸阳 宝鸡 铜川 渭南",
    "Chengdu-Chongqing": "重庆 成都 自贡 泸州 德阳 绵阳 遂宁 内江 乐山 眉山 宜宾 雅安 资阳 南充 广安 达州",
    "Middle Yangtze":
        "武汉 咸宁 孝感 黄冈 黄石 鄂州 襄阳 宜昌 荆门 荆州 随州 南昌 萍乡 新余 宜春 九江 长沙 株洲 湘潭 岳阳 常德 益阳",
    "Pearl delta": "广州 深圳 珠海 佛山 江门 肇庆 惠州 东莞 中山",
    "Other capitals": "沈阳 大连 长春 哈尔滨 福州 厦门 海口 南宁 贵阳 昆明 拉萨 兰州 西宁 银川 乌鲁木齐",
}
OWN = {"太原": "140100", "大同": "140200", "阳泉": "140300", "长治": "140400", "晋城": "140500", "朔州": "140600",
       "晋中": "140700", "运城": "140800", "忻州": "140900", "临汾": "141000", "吕梁": "141100"}


def cities() -> ModuleType:
    path = HERE.parent.parent / "shanxi_cities/derivation/derive.py"
    spec = importlib.util.spec_from_file_location("cities", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write(name: str, header: str, rows: list[list[object]]) -> None:
    with open(OUT / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def days(folder: pathlib.Path, module: ModuleType) -> None:
    """By date, so that equal rows of a city stand close and the file packs well."""
    station_days, stations = module.station_days(folder), module.stations(folder)
    counties = pandas.read_csv(folder / "boundaries/shanxi_counties.csv", dtype=str)
    tables = {}
    for region in counties.adcode.astype(str):
        own = sorted(code for code, place in stations.items() if place == region)
        city = sorted(code for code, place in stations.items() if place[:4] == region[:4])
        basis = "measured" if own else "city_mean"
        tables[region] = (basis, module.mean_days(station_days, own or city))
    rows: list[list[object]] = []
    for date in module.DAYS:
        for region, (basis, table) in sorted(tables.items()):
            means, count = table[date]
            rows.append([region, date, *[module.number(*pair) for pair in zip(means, DIGITS)], basis, count])
    write("air_daily.csv",
          "region,date,so2_ug_m3,no2_ug_m3,co_mg_m3,o3_mda8_ug_m3,pm10_ug_m3,pm25_ug_m3,basis,stations", rows)


def indices(folder: pathlib.Path) -> None:
    known = pandas.read_csv(folder / "air/derived_city_annual_2019.csv").set_index("city")["CI"]
    rows: list[list[object]] = []
    for area, names in RANKED.items():
        for city in names.split():
            rows.append([city, OWN.get(city, ""), 2019, f"{known[city]:.2f}", "derived", area])
    assert len(rows) == 168, len(rows)
    write("city_indices.csv", "city,region,year,composite_index,status,note", rows)


def main(folder: pathlib.Path) -> None:
    days(folder, cities())
    indices(folder)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
