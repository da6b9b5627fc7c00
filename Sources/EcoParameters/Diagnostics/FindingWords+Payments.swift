extension FindingWords {
    /// Findings of the air and of compensation.
    static let payments = #"""
        {} is not among the evaluated standards
            {} 不在评价标准之列
        add it to `{}`
            请加入 {}
        '{}' is no year, half-year, quarter or month
            “{}”不是年、半年、季或月
        write 2019, 2019-H1, 2019-Q2 or 2019-04
            请写作 2019、2019-H1、2019-Q2 或 2019-04
        the hourly report needs an hourly table
            小时报告需要小时值表
        give `hourly` and `stations`, or ask for `daily`
            请给出 hourly 与 stations，或改用 daily
        give either `daily`, or `hourly` together with `stations`
            请给出 daily，或同时给出 hourly 与 stations
        {} is missing in {} or {}
            {} 在 {} 或 {} 中缺失
        a change needs both figures
            计算变化须两期数据齐全
        {} is evaluated under {}, {} under {}
            {} 按 {} 评价，{} 按 {} 评价
        evaluate both periods under one standard
            请按同一标准评价两期
        sand-dust days are left out in only one of {} and {}
            {} 与 {} 中仅一期剔除了沙尘日
        treat sand-dust alike in both periods
            两期的沙尘处理须一致
        daily values are rounded in only one of {} and {}
            {} 与 {} 中仅一期对日均值修约
        round daily values in both periods or in none
            两期须同时修约日均值或都不修约
        {} and {} refer to different temperatures and pressures
            {} 与 {} 的温度、压力状态不同
        evaluate both periods at one state
            请按同一状态评价两期
        the exact figure needs more than 128 bits
            精确值超过 128 位
        form means of cities first where one region holds more than some 80 stations
            单个地区超过约 80 个站点时，请先求各城市均值
        the table has no row
            表中没有数据行
        write one row for each region and day
            请按地区和日期各写一行
        the day {} lies outside the evaluated years {}
            日期 {} 不在评价年份 {} 内
        name its year in `periods`, or take the row out
            请在 periods 中列出该年，或删去该行
        {} more findings in this table are not listed
            本表另有 {} 处问题未列出
        mend those above first
            请先更正以上问题
        '{}' is not a full hour
            “{}”不是整点时刻
        write the end of the hour in Beijing time, such as 2019-04-08T13:00
            请填写该小时结束时的北京时间，如 2019-04-08T13:00
        the hour {} lies outside the evaluated years {}
            小时 {} 不在评价年份 {} 内
        the station '{}' belongs to no region
            站点“{}”不属于任何地区
        give it a row in the stations table, or take its rows out
            请在站点表中补充一行，或删去其数据行
        the hour {} of station {} stands twice
            站点 {2} 的小时 {1} 重复
        keep one of them
            请保留其一
        {} {} of {} is beyond ambient air
            {3} 为 {1} {2}，超出环境空气可能的范围
        the column takes mg/m3; divide values in ug/m3 by 1000, or leave a faulty value empty
            本列单位为 mg/m³；如为 µg/m³ 请除以 1000；错误值请留空
        leave a faulty value empty
            错误值请留空
        the column takes ug/m3; multiply values in mg/m3 by 1000
            本列单位为 µg/m³；如为 mg/m³ 请乘以 1000
        '{}' is no month
            “{}”不是月份
        write 2019-04
            请写作 2019-04
        an hour cannot be left out of daily values
            日均值中无法剔除单个小时
        leave the cell empty to leave out the day, or give hourly data
            剔除全天请留空，或提供小时数据
        the index stands under {}, and ranks are counted under {}
            指数按 {} 计算，而排名按 {} 计
        give indices made under {}, or settle under the version of the list
            请提供按 {} 计算的指数，或按名单所用版本结算
        {} % of good days is more than all days
            优良天数比例 {}% 超过 100%
        give percent, 0 to 100
            请填写百分数，0 至 100
        {} of {} stands under {}, and the change is counted under {}
            {2} 的 {1} 按 {3} 评价，而变化按 {4} 计
        give daily values of {}, or a figure made under {}
            请提供 {} 的日均值，或按 {} 计算的数据
        sand-dust is left out of only one of {} of {} and the period compared with it
            {2} 的 {1} 与其对比期仅一期剔除了沙尘
        give a figure with sand-dust treated alike
            请提供沙尘处理一致的数据
        the days from {} to {} overlap those of line {}
            {} 至 {} 与第 {} 行的日期重叠
        give each day one state
            每天只能有一种状态
        particulates of {} days have no temperature and pressure to be converted by; the first is {}
            有 {} 天的颗粒物缺温度、压力而无法换算，首日为 {}
        add rows to `weather`, or declare both years at the same state
            请在 weather 中补充，或声明两年为同一状态
        no figure was evaluated under '{}'
            没有按“{}”评价的数据
        evaluated: {}
            已评价：{}
        the balances worked out from the transfers differ from the booked ones
            由收支推算的余额与账面余额不符
        this is an error of the program: report it with the scenario
            这是程序错误，请连同情景一并报告
        the parts of {} in {} do not add up to what is available
            {2} 中 {1} 各部分之和与可分配额不符
        the id '{}' stands twice
            编号“{}”重复
        give each scheme, appraisal and allocation its own id
            请为每个方案、考核与分配使用不同的编号
        the block names no scheme, appraisal or allocation
            区块中没有方案、考核或分配
        add `schemes`, `appraisals` or `allocations`
            请添加 schemes、appraisals 或 allocations
        the indicator '{}' stands twice
            指标“{}”重复
        keep one
            请保留其一
        no measure of the indicator has a weight
            该指标的各项度量均无权重
        give `level_weight`, `change_weight` or `change_rate_weight`
            请给出 level_weight、change_weight 或 change_rate_weight
        the order has no component '{}'
            次序中没有组成“{}”
        one of {}
            以下之一：{}
        there is no preset '{}'
            没有预设“{}”
        the list names no region, so nobody would be assessed
            名单中没有地区，无可考核对象
        leave it out for all regions of the scenario
            如考核情景的全部地区，请省略
        '{}' is no settlement period
            “{}”不是结算期
        write 2019, 2019-Q2 or 2019-04
            请写作 2019、2019-Q2 或 2019-04
        the value is missing, and no preset in force gives it
            缺少数值，现行预设也未给出
        list the tiers from near to far, the last without `up_to`
            请由近及远列出各档，末档不写 up_to
        write 2023 or 2023-01
            请写作 2023 或 2023-01
        '{}' is no date
            “{}”不是日期
        write 2023-12-31
            请写作 2023-12-31
        {} lies partly in the season
            {} 仅部分处于该季节
        settle by month, or choose whole quarters
            请按月结算，或选取完整季度
        a factor comes from `grades` or from `full_score`
            系数只能来自 grades 或 full_score 之一
        give one of them
            请给出其一
        no appraisal '{}' gives scores
            没有考核“{}”给出得分
        name one of `appraisals`
            请填写 appraisals 中的一项
        a level is no change
            水平值不是变化量
        set `change_rate` or `change`
            请设为 change_rate 或 change
        no year of the history holds every figure of {}
            历史数据中没有一年具备 {} 的全部数据
        give each indicator of the history for all regions, in periods of the schemes' length
            请按方案的结算期给出所有地区各指标的历史数据
        no {} of the evaluated indicators holds {}
            评价结果中没有任何{}具有 {}
        the scheme settles by {}; `periods` names others
            方案按{}结算，而 periods 列出了其他期别
        evaluate the air by {}, or name such periods in `periods`
            请按{}评价空气质量，或在 periods 中列出相应时期
        figures under {} cannot be compared
            按 {} 得出的数据不可比
        name one in `standard`, and evaluate the year before under it too
            请在 standard 中指定一个，并按其评价上年
        the block `air` evaluates this figure too
            区块 air 也评价了此数据
        the figure stands twice
            数据重复
        expected {}, got {}
            应为 {}，实为 {}
        convert the figure
            请换算后填写
        {} {} is more than the whole
            {} {} 超过 100%
        give the share of days in percent, at most 100
            请以百分数填写天数比例，最多 100
        {} {} is negative
            {} {} 为负
        mark the figure missing instead
            请改为标注缺失
        write 2018, 2018-Q1 or 2018-01
            请写作 2018、2018-Q1 或 2018-01
        unknown unit '{}'
            未知单位“{}”
        write {}
            请写作 {}
        no scheme '{}' stands before this one
            此前没有方案“{}”
        name an earlier scheme of the list
            请填写列表中靠前的方案
        `gain_shares` and `loss_shares` differ in length
            gain_shares 与 loss_shares 长度不同
        give one share for each rank
            请为每个名次各给一个比例
        the part '{}' stands twice
            部分“{}”重复
        no month of the evaluated indicators falls into a period
            评价结果中没有月份落入结算期
        evaluate the air by month, or name other periods
            请按月评价空气质量，或改列其他时期
        an award that accrues by month is no one-off award
            按月累计的奖励不是一次性奖励
        set `repetition: every_period`
            请设 repetition: every_period
        the rewards add up to {} yuan, the fines to {}
            奖励合计 {} 元，罚款合计 {} 元
        correct the rungs, or set `funding: topped_up`
            请更正阶梯，或设 funding: topped_up
        equal places that each get a rung break the balance of the ladder
            并列名次各得一档会破坏阶梯的收支平衡
        set `ties: averaged` or `funding: topped_up`
            请设 ties: averaged 或 funding: topped_up
        {} limits make {} tiers: {} middle amounts
            {} 个界限分为 {} 档，而中间金额有 {} 个
        the limits do not ascend
            界限未按升序排列
        list limits from small to large and one middle amount for each but the lowest
            请由小到大列出界限，除最低档外各给一个中间金额
        a level is no improvement
            水平值不是改善量
        neither `{}` nor `{}` is given
            {} 与 {} 均未给出
        `{}` and `{}` exclude each other
            {} 与 {} 不能同时给出
        cumulative settlement goes by quarter against the target of the year
            累计结算须按季并对照全年目标
        set `period: quarter` and `baseline: target` or `fixed`
            请设 period: quarter，以及 baseline: target 或 fixed
        the mean since January of '{}' does not follow from quarters
            由季度值不能得出“{}”的一月以来均值
        settle it in a scheme of its own without `cumulative`
            请另设方案单独结算，不用 cumulative
        this family assesses `level` and `change_rate`
            本类方案考核 level 与 change_rate
        for the change in units of the indicator use `baselines: [previous_year]`
            如按指标单位计变化，请用 baselines: [previous_year]
        an indicator counts in a season, and seasons are of months
            有指标按季节计入，而季节由月份组成
        settle by month, or set `season: all_year`
            请按月结算，或设 season: all_year
        no settlement period
            没有结算期
        write 2023
            请写作 2023
        '{}' is no period
            “{}”不是时期
        the step is no whole number of fen
            取整单位不是整数分
        such as 0.01 万元, 1 CNY or 0.01 CNY
            如 0.01 万元、1 CNY 或 0.01 CNY
        `fund`, `upper_level` and `carried_fund` share a name
            fund、upper_level 与 carried_fund 名称相同
        give each its own
            请分别命名
        the market has no source of {} of {} in {} and {}
            市场中 {3} 与 {4} 没有 {2} 的 {1} 排放源
        there is neither a daily nor an hourly table
            既无日均值表，也无小时值表
        there are both a daily and an hourly table
            同时给出了日均值表与小时值表
        the hourly table has no stations table
            有小时值表而无站点表
        the stations table has no hourly table
            有站点表而无小时值表
        station {}
            站点 {}
        a tier has either `rate` or `amount`
            每档只能有 rate 或 amount 之一
        some tiers have `rate`, others `amount`
            有的档用 rate，有的用 amount
        the list holds no tier
            列表中没有任何档
        the last tier has an upper end, so larger distances have no price
            末档有上限，更大的差距没有价格
        only the last tier may lack `up_to`
            只有末档可以不写 up_to
        the tiers do not ascend
            各档未按升序排列
        {}; {} more
            {}；另有 {} 项
        {}; {} more findings of this kind
            {}；同类问题另有 {} 处
        """#
}
