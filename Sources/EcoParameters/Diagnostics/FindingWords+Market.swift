extension FindingWords {
    /// Findings of the quota market and of the simulation.
    static let market = #"""
        the solver {} does not take a market of this form
            求解器 {} 不支持此类市场
        leave `solver` out: the one that fits is taken
            请删去 solver，由程序选用合适的求解器
        the attainment table has no row for '{}'
            达标情况表中没有“{}”
        add `attainment: attainment.csv` with its regions, or leave the standard out
            请添加 attainment: attainment.csv 并列出各地区，或删去该标准
        no source stands in region {}
            地区 {} 没有排放源
        correct the code, or add its sources
            请更正代码，或补充其排放源
        no commodity is a heavy metal
            没有重金属类指标
        give commodities of the kind heavy_metal
            请给出类别为 heavy_metal 的指标
        tradable and pooled together are more than the whole
            可转让与上级统筹部分之和超过总量
        keep their sum at or below 1
            两者之和不得大于 1
        the indicator '{}' has no value above 0 for {}
            指标“{1}”在以下地区没有大于 0 的值：{2}
        add it to the table of regions or to `values`
            请在地区表或 values 表中补充
        the rule states no floor
            该规则未给出下限
        give `total` or `by_region`
            请给出 total 或 by_region
        lower the floor, or list more projects
            请降低下限，或增列项目
        no project '{}' in region {}
            地区 {2} 没有项目“{1}”
        use a project of the table
            请填写项目表中的项目
        region {} has no source of {}
            地区 {} 没有 {} 的排放源
        add a row of its sources, with 0 where it emits none
            请补充其排放源一行，无排放则填 0
        there is only one period, so nothing can be carried over
            仅有一个时期，无从结转
        give the block `periods`, or leave the rule out
            请给出 periods 区块，或删去该规则
        the level `table` needs the table `ranges`
            分档方式 table 需要表 ranges
        add `ranges: ranges.csv`
            请添加 ranges: ranges.csv
        region {} is in no range
            地区 {} 不在任何分档内
        add it to the table
            请在表中添加
        what is drawn would be given back after the last period, so nothing could be drawn
            借用的指标须在最后一期之后归还，因而无从借用
        give more periods, or leave repaid_after out
            请增加时期，或删去 repaid_after
        {} has neither a price nor a floor price
            {} 既无价格，也无底价
        give `price`, or the rule floor_price
            请给出 price，或采用规则 floor_price
        source {} {} states no output
            排放源 {} {} 未给出产量
        fill the column `output`
            请填写 output 列
        the rule names no region, and would stop all growth
            该规则未列地区，将停止一切增长
        list the regions that missed their target
            请列出未达标地区
        no strength is given
            未给出强度
        give one for each pollutant that counts at the stations
            请为计入站点浓度的每种污染物各给一个
        receptor {} has no longitude and latitude
            受体点 {} 缺经纬度
        region {} has no longitude and latitude
            地区 {} 缺经纬度
        the class of release '{}' has no height
            排放类别“{}”缺高度
        add it, or give a source-receptor matrix instead
            请补充，或改用源—受体矩阵
        the frequencies of the wind rose add up to {}, not 1
            风玫瑰频率合计为 {}，不等于 1
        divide all of them by their sum, calms included
            请将全部频率（含静风）除以其合计
        sections and discharges belong together
            断面与排污口须同时给出
        add {}
            请补充 {}
        a matrix is given, and a screening estimate of it as well
            已给出矩阵，又给出其筛选级估算
        leave out one of them
            请删去其一
        receptors and their source-receptor matrix belong together
            受体点与其源—受体矩阵须同时给出
        add {}{}
            请补充 {}{}
        there is no period '{}'
            没有时期“{}”
        list `periods` in the block
            请在区块中列出 periods
        use one of {}
            请在以下各项中选用：{}
        no indicator '{}' is given
            未给出分配指标“{}”
        did you mean `{}`?
            是否为 `{}`？
        known are: {}
            已知的有：{}
        indicator '{}' has no value for {}
            分配指标“{}”缺 {} 的数值
        add the rows to the indicators
            请在分配指标表中补充相应行
        indicator '{}' must be {}{}
            分配指标“{}”须{}{}
        correct its values, or use another indicator
            请更正其数值，或改用其他分配指标
        widen largest_cut or largest_rise, or change the cap
            请放宽 largest_cut 或 largest_rise，或调整总量
        two methods are called '{}'
            有两种方法都叫“{}”
        give one an `id`
            请为其中之一给出 id
        no method is called '{}'
            没有叫“{}”的方法
        no benchmark is given
            未给出基准值
        add it to `benchmarks`, in t for a unit of output
            请在 benchmarks 中添加，单位为吨每单位产量
        all weights are 0
            权重全为 0
        give at least one indicator a weight above 0
            请至少为一个分配指标给出大于 0 的权重
        the least Gini coefficients were not found and proven
            未求得并证明最小基尼系数
        widen the bounds of change, or set none_above_present to false
            请放宽变动幅度，或将 none_above_present 设为 false
        no source of {} in {}
            {2} 没有 {1} 的排放源
        add it to the sources, or remove the bid
            请在排放源表中添加，或删去该报价
        the discount {} of {} is not above 0
            {2} 的折算系数 {1} 不大于 0
        give a number above 0
            请填写大于 0 的数
        a period stands twice
            时期重复
        name each period once
            每个时期只列一次
        project {} would hold quota only after production begins
            项目 {} 投产后才持有指标
        give the period of production or an earlier one
            请填写投产时期或更早的时期
        there is no period {}
            没有时期 {}
        use one of the {}
            请选用 {} 个时期之一
        everything carried over would be lost
            结转的指标将全部失效
        give a part below 1, or leave banking out
            请填写小于 1 的比例，或取消结转
        a ratio of {} would let the total grow
            倍数 {} 会使总量增加
        give at least 1
            请填写不小于 1 的数
        no source emits '{}'
            没有排放源排放“{}”
        remove it, or correct the id
            请删去，或更正编号
        {} acts on {} already
            {} 已作用于 {}
        name another pollutant
            请填写其他污染物
        no measure or project '{}' of {}
            {2} 没有措施或项目“{1}”
        use a name of measures or projects
            请填写措施表或项目表中的名称
        a project cannot emit less than nothing
            项目的排放量不能小于零
        give a ratio of at least 0
            请填写不小于 0 的倍数
        region {} to itself
            地区 {} 指向自身
        remove the edge
            请删去该连线
        add it to the sources, or remove the edge
            请在排放源表中添加，或删去该连线
        no source is in the class '{}'
            没有排放源属于类别“{}”
        use a class of the sources, or remove the link
            请填写排放源所属类别，或删去该关系
        {} is below 1
            {} 小于 1
        give 1 or more
            请填写不小于 1 的数
        use a pollutant of the sources
            请填写排放源表中的污染物
        there is no total '{}'
            没有总量“{}”
        add it to the totals
            请在总量表中添加
        a total adds with a coefficient of {}
            总量的累加系数为 {}
        give coefficients of at least 0
            系数不得小于 0
        there is no section '{}' for {}
            没有 {2} 所指的断面“{1}”
        add its row, or leave the cell empty at the mouth
            请补充该断面一行；入海或汇出处请留空
        the water flows in a circle through or above {} ({})
            水流经 {}（{}）或其上游形成环路
        correct the column `downstream`: each river ends at a mouth
            请更正 downstream 列：每条河流须有终点
        there is no section '{}'
            没有断面“{}”
        add its row to the sections
            请在断面表中补充一行
        add it to the sources
            请在排放源表中添加
        region {} would deliver {} of its emission
            地区 {} 送达断面的比例为其排放量的 {}
        keep the sum over its sections at or below 1
            各断面之和不得大于 1
        must be above 0
            须大于 0
        set it well above the dearest measure, such as 200000 yuan/t
            请设为远高于最贵措施的数，如 200000 元/吨
        the table holds no emission source
            表中没有排放源
        list at least one
            请至少列出一个
        {} is not between 0 and 1
            {} 不在 0 与 1 之间
        give the part that may be sold
            请填写可出让的比例
        tradable_share and pooled_share together are more than the whole
            tradable_share 与 pooled_share 之和超过总量
        use 1 for equal and 2 for double replacement
            等量替代填 1，倍量替代填 2
        give them the same values, or put the sectors into different pools
            请取相同的值，或将各行业归入不同的池
        a falling marginal cost ({}) is not convex
            边际费用下降（{}），不满足凸性
        use one step at the average cost, or split the measure along its lower convex hull
            请合并为一级并取平均费用，或按下凸包分级
        use 1 for equal and 2 for double replacement; the rule de_minimis exempts small projects
            等量替代填 1，倍量替代填 2；小项目由规则 de_minimis 豁免
        no source {}
            没有排放源 {}
        add its row to the sources, or correct region, pollutant or sector
            请在排放源表中补充一行，或更正地区、污染物或行业
        region {} belongs to no zone
            地区 {} 不属于任何片区
        add it to the zones
            请在片区表中添加
        unknown zone '{}'
            未知片区“{}”
        use a zone of the zones table
            请填写片区表中的片区
        zone '{}' to itself
            片区“{}”指向自身
        remove the arc
            请删去该通道
        use a pollutant of the sources: {}
            请填写排放源表中的污染物：{}
        the buy-back pays more than the reserve costs
            回购价高于储备出让价
        keep the floor price at or below the price of the reserve
            底价不得高于储备价
        receptor '{}' has no row in the source-receptor matrix
            源—受体矩阵中没有受体点“{}”
        add its coefficients, or remove the receptor
            请补充其系数，或删去该受体点
        unknown receptor '{}'
            未知受体点“{}”
        add it to the receptors
            请在受体点表中添加
        give a part of the whole
            请填写占总量的比例
        {} is not a finite number
            {} 不是有限数
        give a number
            请填写数字
        {} is below 0
            {} 小于 0
        give a number of at least 0
            请填写不小于 0 的数
        {} appears twice{}
            {} 重复{}
        keep one of the rows
            请保留其中一行
        is {}-dimensional; the order {} has {}
            为 {} 维；次序 {} 有 {} 维
        has {} layers, none at position {}
            有 {} 层，没有第 {} 层
        the variable {} of {} {}
            {2} 的变量 {1} {3}
        set `order` and `layer` as the file has them
            请按文件设置 order 与 layer
        position {} lies outside {}, which has {}
            位置 {} 超出 {} 的范围（共 {} 个）
        count from 0
            请从 0 计数
        all weights of {} are 0
            {} 的权重全为 0
        give at least one position a weight above 0
            请至少为一个位置给出大于 0 的权重
        {} has {} bands where {} receptors are named
            {} 有 {} 个波段，而列出了 {} 个受体点
        name one receptor for each band, in their order
            请按顺序为每个波段各列一个受体点
        a receptor is named for two bands
            同一受体点对应了两个波段
        name each receptor once
            每个受体点只列一次
        give their entries
            请给出其元素
        regions with sources of {}
            有 {} 排放源的地区
        give their entries, 0 where none is felt
            请给出其元素，无影响填 0
        {} says nothing of {} {}: {}
            {} 未给出 {} {}：{}
        {} holds {} entries that are missing, negative or infinite, the first {}
            {} 中有 {} 个元素缺失、为负或无穷，首个为 {}
        give the concentration that one unit of emission adds, at least 0
            请填写单位排放量增加的浓度，不小于 0
        {} lies before {}
            {} 早于 {}
        more than 100 years
            超过 100 年
        let last_year be first_year or up to 99 years later
            last_year 须等于 first_year 或晚至多 99 年
        the process '{}' stands twice
            过程“{}”重复
        name each process once
            每个过程只列一次
        the market has no pollutant '{}'
            市场中没有污染物“{}”
        the market has no sector '{}'
            市场中没有行业“{}”
        no alert level is called '{}'
            没有叫“{}”的预警级别
        the grades of {} in {} add to {}, not to 1
            {2} 中 {1} 的分级占比合计为 {3}，不等于 1
        give each grade its part of the sector's emission
            请按该行业排放量给出各级占比
        '{}' or '{}' is no grade of the tables
            “{}”或“{}”不是表中的分级
        alerts need the blocks `air` and `quota`
            预警需要区块 air 与 quota
        add them, or leave the block out
            请添加，或删去该区块
        a scheme reads {}, which a simulation does not hand to schemes
            有方案引用 {}，而模拟不向方案提供该数据
        leave the scheme out of the simulated scenario
            请从模拟情景中删去该方案
        schemes of a simulation read the air, and the scenario has no block `air`
            模拟中的方案需要空气质量，而情景没有区块 air
        add the block, or switch compensation off in simulation.switched_off
            请添加该区块，或在 simulation.switched_off 中关闭补偿
        `again` divides by the block `quota.allocation`, and there is none
            again 按区块 quota.allocation 重新分配，而情景中没有
        add the block, or write base_shares
            请添加该区块，或写 base_shares
        the totals of the years come from `simulation.quota_issue`
            各年总量来自 simulation.quota_issue
        leave out `cap` in quota.allocation
            请删去 quota.allocation 中的 cap
        a simulation makes its own periods, one for each year
            模拟自行生成时期，每年一个
        leave out `quota.periods`
            请删去 quota.periods
        the plan is not proven: relative gap {}
            方案未获证明：相对间隙 {}
        scale the tables to comparable sizes, or report the scenario
            请将各表数值调整到相近量级，或报告该情景
        the solver broke down at iteration {}
            求解器在第 {} 次迭代中断
        restoration spends the means of `simulation.funds` on the land of `accounts`
            修复将 simulation.funds 的资金用于 accounts 的土地
        add both, or leave restoration out
            请两者都添加，或删去修复
        a simulation forms the index from exact parts, of the days that concentrations use
            模拟按精确分量与参与浓度统计的日期计算指数
        leave out index_part_digits and round_daily_values, and treat sand-dust alike
            请删去 index_part_digits 与 round_daily_values，并对沙尘作同样处理
        no source of the market fits the row
            市场中没有与该行对应的排放源
        name region, pollutant and sector as the table of sources does
            请按排放源表填写地区、污染物与行业
        these projects wait for each other: {}
            以下项目互为前提：{}
        let one of them begin without another
            请让其中一个不依赖其他项目
        no project is called '{}'
            没有叫“{}”的项目
        name a project of the table
            请填写表中的项目
        the commitment of {} comes after production in {}
            {} 的指标落实晚于 {} 投产
        quota is committed before production, at the latest in its year
            指标须在投产前落实，最迟在投产当年
        add it to the table of sources, with baseline 0 where it is new
            请在排放源表中添加，新增源的 baseline 填 0
        whole years do not move in the calendar
            整年块在日历上不会移动
        give block_days, or leave window_days out
            请给出 block_days，或删去 window_days
        the air data hold no days of {}
            空气数据中没有 {} 的日期
        they hold {}; let `air.periods` name it
            现有 {}，请在 air.periods 中列出
        the market has no source-receptor matrix
            市场没有源—受体矩阵
        give `quota.receptors` with a matrix, or write proportional
            请给出 quota.receptors 及矩阵，或写 proportional
        a part of a concentration is at most 1
            浓度的占比最大为 1
        give the part that follows the emission, 0 to 1
            请填写随排放变化的部分，0 至 1
        the market has no receptor '{}'
            市场中没有受体点“{}”
        name receptors of quota.receptors
            请填写 quota.receptors 中的受体点
        no process finds anything to do
            没有任何过程可以执行
        give `quota`, `air` or `accounts`, or `simulation.trends`
            请给出 quota、air 或 accounts，或 simulation.trends
        the air data hold no day of the scenario's counties
            空气数据中没有情景各区县的日期
        let `air.periods` name observed years
            请在 air.periods 中列出有观测的年份
        the simulation has no figure '{}'
            模拟中没有数据“{}”
        the target has no aim
            该目标没有目标值
        a peak has no aim
            峰值没有目标值
        give `aim` for at_most and at_least alone
            aim 仅用于 at_most 与 at_least
        {} is not simulated
            {} 不在模拟年份内
        choose {} to {}
            请选 {} 至 {}
        no source knows '{}'
            没有排放源使用“{}”
        at least 0 everywhere and above 0 somewhere
            处处不小于 0，且至少一处大于 0
        {}: look at {}
            {}：请检查 {}
        {} (first in line {})
            {}（首见第 {} 行）
        source {} and receptor {}
            排放源 {} 与受体点 {}
        receptor {} in a cell of {}
            {2} 某像元处的受体点 {1}
        a cell of {}
            {} 的某像元
        {}, {} or {}
            {}、{} 或 {}
        an exact figure overflows
            精确值溢出
        the market has no source of {} of {} in {}
            市场中 {3} 没有 {2} 的 {1} 排放源
        counties have no measure to choose
            各区县没有可选的措施
        give `quota.measures`, or leave the block out
            请给出 quota.measures，或删去该区块
        the process `market` has to stand after `response`
            过程 market 须在 response 之后
        leave `order` out, or put `response` right before `market`
            请删去 order，或将 response 放在 market 之前
        counties know the drawn weather, so `weather_year` has to stand before `response`
            各区县已知抽取的气象，因此 weather_year 须在 response 之前
        move it in `simulation.order`, or write observed
            请在 simulation.order 中调整，或写 observed
        a market that plans all years at once leaves nothing for counties to answer year by year
            市场一次规划所有年份，区县无从逐年响应
        write myopic, or leave `simulation.response` out
            请写 myopic，或删去 simulation.response
        what is restored into what, and its cost, stand in `simulation.restoration`
            由何修复为何及其费用须在 simulation.restoration 中给出
        add the block, or leave the payment out
            请添加该区块，或删去该支付
        with 1 nobody ever moves
            取 1 时没有任何一方行动
        give 0 for full steps, 0.5 for half of the way
            0 为一步到位，0.5 为走一半
        a share of damage has no value of damage
            损害分担缺少损害价值
        give `damage_value`, such as 20 CNY/(ug/m3)
            请给出 damage_value，如 20 CNY/(ug/m3)
        """#
}
