extension FindingWords {
    /// Findings of ecosystem accounts and of region tables.
    static let accounts = #"""
        the calendar has no such day
            日历上没有这一天
        write 2019-11-01
            请写作 2019-11-01
        the shares in the history of {} add to {}, not to 1
            {} 沿革中的占比合计为 {}，不等于 1
        give each predecessor its share by population or stations
            请按人口或站点为各前身区划给出占比
        the changes that lead to {} have two effective dates
            涉及 {} 的区划调整有两个生效日期
        give one date
            请只给一个日期
        {} passes to {} and is still a county of the scenario
            {} 已并入 {}，但仍列为本情景的区县
        take it out of the table of regions, or write it as its own successor too
            请从区县表中删去，或同时将其写为自身的承继区划
        the scenario has no county '{}'
            情景中没有区县“{}”
        did you mean {} ({})?
            是否为 {}（{}）？
        add it to the table of regions or leave the row out
            请在区县表中添加，或删去该行
        county {} borders on itself
            区县 {} 与自身相邻
        the pair already stands on line {}
            该相邻关系已见第 {} 行
        give each pair of different counties once
            每对不同区县只列一次
        '{}' does not count visits
            “{}”不是游客量的单位
        use visits, 人次 or 万人次
            请用 visits、人次或万人次
        no class has a rate
            没有任何类型有蒸散率
        name a table or give `evapotranspiration_rates`
            请指定一个数据表，或给出 evapotranspiration_rates
        with water, sources differ in what the efficiency divides
            计入水面时，各来源的效率分母不同
        vegetation, or vegetation_and_water
            请填写 vegetation 或 vegetation_and_water
        the file does not say year, price year and rule pack of the opening account
            文件未说明期初核算的年份、价格年与规则包
        take account_basis.csv from the folder of that run
            请取该运行文件夹中的 account_basis.csv
        the opening account is of {}, the account itself of {}
            期初核算为 {} 年，本次核算为 {} 年
        name an earlier account
            请指定更早的核算
        the opening account follows {}, this one {}
            期初核算依据 {}，本次依据 {}
        run the opening year again under {}
            请按 {} 重新核算期初年
        the opening account rests on another land cover: '{}', here '{}'
            期初核算的土地覆盖为“{}”，本次为“{}”
        a new product changes areas without anything on the ground: run the opening year on it
            更换数据产品会使面积虚变：请用同一产品重算期初年
        rule pack {} makes no GEP account, so nothing leads from it to GEEP
            规则包 {} 不核算 GEP，无法得出 GEEP
        leave the block out, or choose another rule pack
            请删去该区块，或改用其他规则包
        the opening account has no rows of {}
            期初核算中没有 {} 的数据行
        run the opening year for the same counties
            请对同样的区县核算期初年
        the opening account is of {}, its basis of {}
            期初核算为 {}，其依据为 {}
        take both files from one run folder
            两个文件须取自同一运行文件夹
        no class has a cost
            没有任何类型有费用
        name a table or give `costs`
            请指定一个数据表，或给出 costs
        the basis 'contribution' needs its method
            口径 contribution 须说明方法
        a method of contribution does not belong to the basis '{}'
            贡献法不适用于口径“{}”
        `contribution_method` goes with `basis: contribution`
            contribution_method 须与 basis: contribution 同用
        a value in {} with a price in yuan for each {}
            数值单位为 {}，而价格为每{}的元数
        write the value in CNY, with price 1
            请以 CNY 填写价值，价格填 1
        use t, m3, kWh, CNY, or 1 for pieces
            请用 t、m3、kWh、CNY，计件用 1
        class {} is vegetated but has no root depth
            类型 {} 有植被但缺根系深度
        give its depth in mm, or set `vegetated` to no
            请以 mm 填写深度，或将 vegetated 设为 no
        rule pack {} asks for '{}'
            规则包 {} 要求“{}”
        leave the rule out, or choose another rule pack
            请删去该规则，或改用其他规则包
        rule pack {} does not say it: {}
            规则包 {} 未作规定：{}
        choose {}
            请选 {}
        rule pack {} does not count {}: {}
            规则包 {} 不计 {}：{}
        leave the block out or choose another rule pack
            请删去该区块，或改用其他规则包
        rule pack {} does not admit '{}'
            规则包 {} 不允许“{}”
        use {}
            请用 {}
        rule pack {} limits purification by emissions
            规则包 {} 规定净化量不超过排放量
        give a table with region, pollutant, emission_t, status
            请给出含 region、pollutant、emission_t、status 的表
        no uptake rates at all
            没有任何净化速率
        name a shipped table or give `uptake_rates`
            请指定内置数据表，或给出 uptake_rates
        there are two factors of '{}' from {}
            “{}”自 {} 年有两个系数
        the index '{}' stands here and in price_index_table
            指数“{}”同时见于此处与 price_index_table
        no indicator is accounted
            没有核算任何指标
        the account reads no rasters
            该核算不读取栅格
        compute in one task with `ecocomp run`
            请用 ecocomp run 一次算完
        {} has no valid cell where the regions are
            {} 在各区县范围内没有有效像元
        every cell is marked as missing: check `nodata`, the file and its place
            全部像元均为缺测：请检查 nodata、文件及其位置
        the stored sums do not hold {}
            已存的合计中没有 {}
        measure again with these indicators
            请按这些指标重新测算
        there is no outline of {} {}
            没有 {} {} 的边界
        there are {} outlines of {} {}
            {2} {3} 有 {1} 个边界
        rasters are summed within outlines: give each county one
            栅格按边界汇总：请为每个区县给出一个边界
        the layer '{}' is missing; it is needed by {}
            缺少图层“{}”，{} 需要它
        {} has {} band(s), expected {}
            {} 有 {} 个波段，应为 {} 个
        {} is in {}, the scenario says {}
            {} 的单位为 {}，情景写为 {}
        state the unit of the file; it is converted
            请填写文件的单位，程序会换算
        the pass over the rasters was interrupted
            栅格计算被中断
        the same command resumes
            重新执行同一命令即可续算
        no indicator can be measured in parts: each is routed over the whole grid or written as a raster
            没有指标可以分块测算：均需全图汇流或写出栅格
        a layer is not a file whose content can be told apart, so that parts cannot be matched
            有图层不是内容可辨识的文件，各块无法核对
        give layers as files, or compute in one task with `ecocomp run`
            请以文件给出图层，或用 ecocomp run 一次算完
        the part was made from {}
            该分块出自 {}
        make it again by this program from this scenario
            请用本程序对本情景重新生成
        windows of this part are in another part too
            该分块的窗口与另一分块重复
        remove one of them
            请删去其一
        the part does not hold the sums of its windows
            该分块缺少其窗口的合计
        remove it and make it again
            请删去后重新生成
        {} of {} windows are in no part
            {2} 个窗口中有 {1} 个不在任何分块中
        make the parts that are missing
            请补齐缺少的分块
        no place for raster outputs is given
            未给出栅格输出的位置
        leave the block out, or compute with `ecocomp run`
            请删去该区块，或用 ecocomp run 计算
        {} holds classes that the legend '{}' does not name: {}
            {} 中有图例“{}”未列出的类型：{}
        add them to the legend, or state `nodata` if they mark missing cells
            请补入图例；如为缺测请填写 nodata
        if the file holds percent, state `unit: "%"`; `nodata` if they mark missing cells
            如文件为百分数，请填 unit: "%"；如为缺测请填 nodata
        state `nodata` if they mark missing cells, or the right `unit`
            如为缺测请填 nodata，或更正 unit
        sand, silt and clay do not add up to 100 %: {}
            砂、粉、黏粒合计不为 100%：{}
        check the unit and the file of each of the three layers
            请检查三个图层的单位与文件
        is one of them in another unit ({})?
            其中之一是否用了其他单位（{}）？
        is it in km2, and is the outline the whole county?
            单位是否为平方公里？边界是否为整个区县？
        the account has no figure '{}' that is known cell by cell
            核算中没有逐像元的数据“{}”
        this form of soil wetness circulates, and is wrong: {}
            此土壤湿度公式虽流传但有误：{}
        use radiation, reference_evapotranspiration or dry
            请用 radiation、reference_evapotranspiration 或 dry
        u (u - 5)^2 is convex: monthly means hide the gusts that carry the sand
            u (u - 5)^2 为凸函数：月均值会掩盖起沙的阵风
        give observations, at least one a day, or a wind_factor layer made from them
            请给出每天至少一次的观测，或由其制成的 wind_factor 图层
        NDVI of full cover must be above that of bare ground
            全覆盖 NDVI 须大于裸地 NDVI
        {} is not above {}
            {} 不大于 {}
        ridges have a distance
            垄须有间距
        above 0
            大于 0
        no wind was observed in month {}
            {} 月没有风速观测
        the equation adds up 12 months: give observations of each
            公式累加 12 个月：请给出各月观测
        give at least one observation a day, better one every three hours
            请每天至少给出一次观测，最好每三小时一次
        no pollutant has a price
            没有任何污染物有价格
        give cod_price, nh3n_price, tn_price or tp_price
            请给出 cod_price、nh3n_price、tn_price 或 tp_price
        rule pack {} needs a capacity: no uptake rate of {}
            规则包 {} 需要净化能力：缺 {} 的净化速率
        add the rate to `uptake_rates`, or take the price of the pollutant away
            请在 uptake_rates 中补充，或去掉该污染物的价格
        no class has an index
            没有任何类型有指数
        for example `shannon_wiener: {forest: 2.5}`
            如 shannon_wiener: {forest: 2.5}
        '{}' is neither a subtype of the legend nor an ecosystem type
            “{}”既非图例子类型，也非生态系统类型
        the legend's subtypes are {}
            图例子类型有：{}
        {} makes classes that do not exist
            {} 会产生不存在的类型
        use nearest or mode for land cover
            土地覆盖请用 nearest 或 mode
        land cover needs one legend: `legend` or `classes`
            土地覆盖须有一个图例：legend 或 classes
        legend: {}, or a table
            legend: {}，或一个表
        '{}' is no unit of {}
            “{}”不是 {} 的单位
        the analysis grid is that of '{}', which is not among the layers
            分析格网取自“{}”，而它不在图层之列
        add the layer, or name another under `grid`
            请添加该图层，或在 grid 中另指定
        the price is missing
            缺少价格
        there is a price and a levy from which it follows
            同时给出了价格与推算价格的税额
        give `amount`, or the `levy_rate` of one pollution equivalent, not both
            amount 与每污染当量的 levy_rate 只能给其一
        a price of {} stands in an account at prices of {}
            {} 年价格用于按 {} 年价格的核算
        '{}' is not a number
            “{}”不是数
        '{}' is no known unit
            “{}”不是已知单位
        the table has no figure '{}'
            表中没有数据“{}”
        name figures of this table
            请填写本表中的数据
        a {} of {} figures
            {2} 个数据的 {1}
        {} do not make {}
            {} 不能得出 {}
        there is no carbon from which oxygen could come
            没有可据以计算释氧的固碳量
        give carbon_fixation with `method: stand_productivity`
            请给出 carbon_fixation 并设 method: stand_productivity
        add the block carbon_fixation, or take a route by dry matter
            请添加区块 carbon_fixation，或改用干物质路线
        a route by NPP needs to know whether it is dry matter or carbon
            NPP 路线须说明其为干物质或碳
        the areas of marshes are to come from a table
            沼泽面积应来自表格
        the table of marshes is not used
            沼泽表未被使用
        set `marshes: table` together with `marsh_areas`
            请同时设 marshes: table 与 marsh_areas
        the soil holds more water than when it is saturated
            土壤含水量大于饱和含水量
        exchange the two contents, or correct them
            请对调两个含水量，或更正
        the rows of the lake '{}' differ in area, zone or exchanges
            湖泊“{}”各行的面积、分区或换水次数不一致
        each row states the whole lake; only `share` differs between counties
            每行均填整个湖泊，各县之间仅 share 不同
        the shares of the lake '{}' sum to {}
            湖泊“{}”的占比合计为 {}
        shares are parts of the lake's area: they sum to 1, or less where it leaves the scenario
            占比按湖泊面积计，合计为 1；部分在情景之外时小于 1
        the reservoir '{}' also stands in line {}
            水库“{}”已见第 {} 行
        keep the row of the county where the dam stands; tell two reservoirs apart by name
            请保留大坝所在县的一行；同名水库请以名称区分
        the legend has no subtype '{}'
            图例没有子类型“{}”
        its subtypes are {}
            其子类型有：{}
        rule pack {} does not price the purification of the retained water
            规则包 {} 不对涵养水量的净化计价
        leave `quality_price` out: only the forest account prices the same volume twice
            请删去 quality_price：只有森林核算对同一水量计价两次
        the water has no price
            水没有价格
        the water has two prices
            水有两个价格
        give `reservoir_cost` or `water_price`, not both
            reservoir_cost 与 water_price 只能给其一
        `method: {}` does not read this table
            method: {} 不读取此表
        `method: {}` needs the table `{}`
            method: {} 需要表 {}
        `method: {}` needs the column `{}`
            method: {} 需要列 {}
        no cover or practice factor for {}
            {} 缺覆盖因子或措施因子
        sediment flows over every class: give each class of the legend C and P
            泥沙流经所有类型：请为图例的每个类型给出 C 与 P
        `valuation: {}` needs `{}`
            valuation: {} 需要 {}
        the closing year {} is not after {}
            期末年 {} 不晚于 {}
        a change takes at least a year
            变化至少跨一年
        the value today is that of a change, and there is one date only
            现值是变化的现值，而此处只有一个时点
        set `change: true` and give the layer land_cover_opening
            请设 change: true 并给出图层 land_cover_opening
        full cover has NDVI {}, bare ground {}
            全覆盖 NDVI 为 {}，裸地为 {}
        full cover must lie above
            全覆盖值须更大
        nutrients of the soil are priced as pollution ({}) and as fertiliser
            土壤养分既按污染计价（{}），又按肥料计价
        keep treatment costs or fertiliser prices, not both
            处理费用与肥料价格只能保留其一
        it passed to {} on {}; write the successor
            该区划已于 {2} 并入 {1}，请写承继区划
        '{}' has no share of land rent
            “{}”没有地租占比
        fill `ecosystem_share` in the table or in the block
            请在表或区块中填写 ecosystem_share
        '{}' has no {}
            “{}”缺 {}
        the residual needs all four costs; write 0 where there is none
            剩余法需要四项费用，没有的填 0
        it is not listed
            未列入
        the rule pack was not checked before it was read
            规则包读取前未经检查
        the checkpoint is not used: it is damaged
            检查点已损坏，未使用
        the checkpoint is not used: {}
            未使用检查点：{}
        resumed from a checkpoint: {} of {} windows are done
            自检查点续算：{2} 个窗口已完成 {1} 个
        {} parts hold {} windows
            {} 个分块含 {} 个窗口
        not in parts, since routed over the whole grid or written as rasters: {}; the run that takes the parts measures them
            因需全图汇流或写出栅格而未分块：{}；由汇总分块的运行测算
        another version or build of the program
            程序的其他版本
        another analysis grid
            其他分析格网
        other outlines of regions
            其他地区边界
        another cut of the grid
            其他格网划分
        another use of the slope
            坡度的其他用法
        other figures of an indicator
            指标的其他数据
        other parameters of an indicator
            指标的其他参数
        another order of indicators
            其他指标次序
        other content or another reading of the layer `{}`
            图层 {} 的内容或读法不同
        another choice of indicators: `{}`
            指标的选取不同：{}
        other inputs
            其他输入
        the layer '{}' is missing
            缺少图层“{}”
        add it under accounts.layers
            请在 accounts.layers 下添加
        resumed from steps of routing that were kept
            自已保存的汇流步骤续算
        layers hold what is no data of their kind
            图层中有不符合其类型的数据
        mend the layers
            请更正图层
        the run was stopped
            运行已停止
        the same command starts again
            同一命令将重新开始
        ten times
            十倍
        mu for hectares
            亩误作公顷
        hectares for km2
            公顷误作平方公里
        mu for km2
            亩误作平方公里
        m2 for km2
            平方米误作平方公里
        10^4 of the unit
            单位相差一万倍
        {}, band {}
            {}，波段 {}
        the full equation needs a `distance`
            完整公式需要 distance
        there is no table of winds
            没有风速表
        a table of winds says nothing of what its rows are
            风速表未说明各行的含义
        winds of unknown height cannot be lowered to 2 m
            观测高度不明的风速无法换算到 2 米
        roughness by ridges needs `{}`
            以垄计算粗糙度需要 {}
        cover from NDVI needs the NDVI of bare ground
            由 NDVI 求覆盖度需要裸地 NDVI
        cover from NDVI needs the NDVI of full cover
            由 NDVI 求覆盖度需要全覆盖 NDVI
        name its index, and add the index to accounts.price_indices or accounts.price_index_table
            请写明所用指数，并将其加入 accounts.price_indices 或 accounts.price_index_table
        add {id: {}, year: {}, factor: ...} to accounts.price_indices, or the series '{}' to accounts.price_index_table
            请在 accounts.price_indices 中添加 {id: {}, year: {}, factor: ...}，或在 accounts.price_index_table 中添加序列“{}”
        the series '{}' has no value of {}
            序列“{}”没有 {} 年的值
        the method 'supply' needs water use and flows
            方法 supply 需要用水量与进出水量
        give a table with region, use_m3, outflow_m3, inflow_m3, status
            请给出含 region、use_m3、outflow_m3、inflow_m3、status 的表
        there are no runoff coefficients
            没有径流系数
        name a `runoff_table` or give `runoff_coefficients`
            请指定 runoff_table，或给出 runoff_coefficients
        evapotranspiration is to follow the Budyko curve
            蒸散发按 Budyko 曲线计算
        the NEP route needs `ratios` or a `ratio_table`
            NEP 路线需要 ratios 或 ratio_table
        the rate route needs `fixation_rates`
            速率路线需要 fixation_rates
        the biomass route needs a `carbon_fraction`
            生物量路线需要 carbon_fraction
        the biomass route needs the `years` between its dates
            生物量路线需要两期之间的年数 years
        the route by stands needs `stand_productivity`
            林分路线需要 stand_productivity
        the table of the method was not checked before it was read
            该方法的表读取前未经检查
        sediment is dredged in cubic metres
            泥沙按立方米清淤
        sediment delivery makes no layer '{}'
            泥沙输移不产生图层“{}”
        ask for one of its outputs
            请选其输出之一
        sediment delivery
            泥沙输移
        {} needs square cells in metres, not {}
            {} 需要以米为单位的方形像元，现为 {}
        warp the layers to a projected grid with square cells
            请将图层变换到方形像元的投影格网
        LS from the land above needs this value
            按上坡来水面积求 LS 需要此值
        LS of a fixed slope length needs this value
            按固定坡长求 LS 需要此值
        C or P by class comes from this table
            按类型取值的 C 或 P 来自此表
        C from vegetation cover needs its source
            由植被覆盖度求 C 须说明其来源
        cover from NDVI needs this value
            由 NDVI 求覆盖度需要此值
        silt is counted in cubic metres
            淤积量按立方米计
        silt kept from waters is priced by dredging
            减少的淤积按清淤费用计价
        '{}' prices this content of the soil
            “{}”对土壤中的该含量计价
        give `budyko: {seasonality: ..., classes: ...}`
            请给出 budyko: {seasonality: ..., classes: ...}
        {} at column {}, row {}{}
            第 {2} 列第 {3} 行为 {1}{4}
        """#
}
