"""Published prices and payments, transcribed with their pages; see the docstring of derive.py."""
from common import number, read_table


# -------- published facts
def price_rows(source):
    facts = read_table(source.folder / "facts/emission_trading_shanxi.csv").set_index("item")
    names = {"base_price_SO2": "floor_price_so2", "base_price_NOx": "floor_price_nox", "base_price_COD": "floor_price_cod",
             "base_price_NH3N": "floor_price_nh3_n", "base_price_industrial_dust": "floor_price_industrial_dust",
             "base_price_smoke_dust": "floor_price_soot"}
    rows = [[name, facts.loc[item, "value"], "CNY/t", 2017, "published", "Shanxi benchmark (floor) price of emission "
             "rights, cinic.org.cn 2017-03-07"] for item, name in names.items()]
    rows.append(["trading_fee_each_side", "0.75", "%", 2012, "published", "1.5 % of the deal value, half each side; njmfgj.cn"])
    tax = "Shanxi environmental protection tax 2018, {} yuan per pollution equivalent (People's Congress decision 2017-12-01)"
    rows += [["tax_rate_air_per_equivalent", "1.8", "CNY", 2018, "published", tax.format(1.8)],
             ["tax_rate_water_per_equivalent", "2.1", "CNY", 2018, "published", tax.format(2.1)]]
    for name, rate, kilograms in [("so2", 1.8, 0.95), ("nox", 1.8, 0.95), ("general_dust", 1.8, 4), ("soot", 1.8, 2.18),
                                  ("cod", 2.1, 1), ("nh3_n", 2.1, 0.8), ("tp", 2.1, 0.25)]:
        rows.append([f"treatment_price_{name}", number(rate / kilograms * 1000, 2), "CNY/t", 2018, "provisional",
                     f"{rate} yuan / {kilograms} kg per equivalent x 1000; equivalents of the tax law not checked in print"])
    rows += [
        ["reservoir_cost", "6.1107", "CNY/m3", 2005, "provisional", "LY/T 1721-2008, not checked in print; escalate by a named index"],
        ["dredging_cost", "12.6", "CNY/m3", 2005, "provisional", "LY/T 1721-2008 earth excavation, not checked in print"],
        ["carbon_price_afforestation", "380", "CNY/t", 2010, "published", "per t CO2; Garze account, DOI 10.5846/stxb201607011362"],
        ["carbon_price_ets", "43.43", "CNY/t", 2021, "published", "per t CO2; national ETS closing price 2021-09-17"],
        ["oxygen_price", "1000", "CNY/t", 2011, "published", "Baiyangdian account, DOI 10.5846/stxb201410091984"],
        ["electricity_price_residential", "0.477", "CNY/kWh", 2019, "provisional", "Shanxi, not checked in print"],
        ["silt_deposition_coefficient", "0.24", "1", "", "published", "four published accounts (Garze, Huanghua, Gaotianyan, Youyang)"],
    ]
    for megawatts, low, high in [(300, 7.6, 8.6), (600, 5.75, 6.55), (1000, 4.8, 5.4)]:
        paper = "浙江大学学报(工学版) 2017 51(2):363, inlet NOx 400 mg/m3, 5000 h/a"
        rows += [[f"scr_operating_cost_{megawatts}mw_low", low, "CNY/MWh", 2017, "published", paper],
                 [f"scr_operating_cost_{megawatts}mw_high", high, "CNY/MWh", 2017, "published", paper]]
    return rows


# Remarks of the facts in both languages.
REMARKS = {
    "5.07亿元": ("507 million yuan", "5.07亿元"),
    "3.67亿元 (ratio 0.724)": ("367 million yuan, 0.724 of the fines", "3.67亿元，为扣缴的0.724"),
    "largest fine": ("largest fine", "扣缴最多"),
    "news text says 'other 10 cities'; 2487.97/3109.96=0.8000 shows both are 11-city totals":
        ("the news says 'other 10 cities'; 2487.97/3109.96 = 0.8000 shows that both are totals of 11 cities",
         "报道称“其余10市”；2487.97/3109.96=0.8000，可见两数均为11市合计"),
    "same remark": ("2487.97/3109.96 = 0.8000: a total of 11 cities", "2487.97/3109.96=0.8000，为11市合计"),
    "sum of the 11 rows; =0.8*760.16": ("sum of the 11 rows; 0.8 x 760.16", "11市之和；=0.8×760.16"),
    "太原 425.44, 晋中 280.16; 大同 运城 忻州 吕梁 not fined":
        ("Taiyuan 425.44, Jinzhong 280.16; Datong, Yuncheng, Xinzhou, Lvliang not fined",
         "太原425.44、晋中280.16；大同、运城、忻州、吕梁未扣缴"),
    "not fined": ("not fined", "未扣缴"),
    "=0.8*2615.6": ("0.8 x 2615.6", "=0.8×2615.6"),
    "9 cities fined": ("9 cities fined", "9市被扣缴"),
    "largest; 晋城 运城 临汾 also rewarded": ("largest; Jincheng, Yuncheng, Linfen also rewarded", "奖励最多；晋城、运城、临汾亦获奖"),
    "only 大同, 忻州 rewarded": ("only Datong and Xinzhou rewarded", "仅大同、忻州获奖"),
}


def payment_rows(source):
    facts = read_table(source.folder / "facts/air_compensation_results.csv")
    rows, last = [], ""
    for row in facts.itertuples():
        last = row.source if not row.source.startswith("same") else last
        if row.unit in ("太原市", "忻州市", "全省", "杏花岭区"):
            note, note_zh = REMARKS.get(row.note, (row.note, ""))
            rows.append([row.period, row.unit, row.kind, row.amount_wan_yuan, note, note_zh, last])
    return rows
