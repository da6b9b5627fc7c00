extension FindingWords {
    /// Findings about scenario files, tables and single values.
    static let inputs = #"""
        the row has {} cells, the heading {}
            本行有 {} 个单元格，表头有 {} 个
        put cells that hold a comma in double quotes
            含逗号的单元格请用双引号括起
        text follows the closing quote of a cell
            单元格的右引号之后仍有文字
        put the whole cell in quotes, and write a quote inside a cell as two
            请将整个单元格括起，单元格内的引号写两个
        a double quote opened here is never closed
            此处的双引号未闭合
        close it, or write a quote inside a cell as two
            请闭合，单元格内的引号写两个
        the table has no heading line
            表格没有表头
        the first line names the columns: {}
            首行应为列名：{}
        the heading '{}' stands twice
            列名“{}”重复
        unknown column '{}'
            未知列“{}”
        the table takes {}
            本表可用的列：{}
        the column '{}' is missing
            缺少列“{}”
        the file is neither UTF-8 nor GB18030
            文件编码既非 UTF-8，也非 GB18030
        save it as CSV UTF-8
            请另存为 CSV UTF-8
        the row for {} already stands on line {}
            {} 已见第 {} 行
        '{}' cannot be read here
            此处无法读取“{}”
        the value is missing
            缺少数值
        unknown key '{}'
            未知参数“{}”
        the block takes {}
            本区块可用的参数：{}
        expected a single value, got {}
            应为单个值，实为{}
        expected a list, got {}
            应为列表，实为{}
        begin each element with `- `
            每个元素以“- ”开头
        the list needs at least {} element(s)
            列表至少须有 {} 个元素
        the text is missing
            缺少文字
        write {en: ..., zh: ...}
            请写作 {en: ..., zh: ...}
        expected a block of keys, got {}
            应为含参数的区块，实为{}
        a preset names no file
            预设不得引用文件
        {} is out of range
            {} 超出范围
        allowed: at least {}
            允许：不小于 {}
        allowed: above {}
            允许：大于 {}
        allowed: at most {}
            允许：不大于 {}
        allowed: below {}
            允许：小于 {}
        allowed: {} to {} ({} excluded)
            允许：{} 至 {}（不含 {}）
        allowed: any number
            允许：任意数
        allowed: {} to {}
            允许：{} 至 {}
        expected true or false, got '{}'
            应为 true 或 false，实为“{}”
        YAML readers disagree on yes, no, on and off; write true or false
            不同软件对 yes、no、on、off 的理解不一，请写 true 或 false
        '{}' without quotes is {} to some readers
            “{}”不加引号时会被某些软件读作{}
        write "{}"
            请写作 "{}"
        expected a bare number, got {}
            应为不带单位的数，实为{}
        leave the unit out
            请去掉单位
        write it with its unit, such as {} {}
            请连同单位填写，如 {} {}
        the number leaves the range of exact arithmetic
            数值超出精确运算的范围
        use fewer digits or a larger unit
            请减少位数或改用较大的单位
        unknown unit '{}' in '{}'
            “{2}”中的单位“{1}”未知
        expected {} or a unit that converts to it
            应为 {} 或可换算为它的单位
        the unit of '{}' cannot be read
            无法读取“{}”的单位
        expected {}, written such as CNY/t or ug/m3
            应为 {}，写法如 CNY/t 或 ug/m3
        the number has more than {} digits
            数值超过 {} 位
        round it; no measurement has as many
            请修约；没有测量值具有这么多位数
        expected {}, got '{}'
            应为{}，实为“{}”
        a region code
            区划代码
        six digits of GB/T 2260, such as 140122
            GB/T 2260 的六位代码，如 140122
        '{}' is not one of {}
            “{}”不在以下各项之列：{}
        choose one of them
            请选用其一
        '{}' is not {}
            “{}”不是{}
        the table of regions has no row
            区县表没有数据行
        write one row for each county
            请为每个区县写一行
        `compensation` reads results of the block `{}`, and the scenario has none
            区块 compensation 需要区块 {} 的结果，而情景中没有
        add the block `{}`, or leave out what reads it
            请添加区块 {}，或删去引用它的部分
        two variants are called {}
            两个对比方案都叫 {}
        rename one
            请改其中一个的名称
        save it as UTF-8 (in a spreadsheet: CSV UTF-8)
            请另存为 UTF-8（电子表格中选 CSV UTF-8）
        the key '{}' stands twice in this block
            参数“{}”在本区块中重复
        keep one of the two
            请保留其一
        the file holds no value
            文件中没有任何值
        write `key: value` lines; # begins a comment
            请按行写 key: value；# 之后为注释
        the key '{}' already stands on line {}, column {}
            参数“{}”已见第 {} 行第 {} 列
        a key must be a single text
            参数名须为单个文字
        write `key: value`
            请写作 key: value
        merge keys (<<) are not read
            不支持合并键（<<）
        use `extends:` for another scenario, or repeat the values
            引用其他情景请用 extends:，或重复写出各值
        the file nests deeper than {} levels or holds over {} values
            文件嵌套超过 {} 层或超过 {} 个值
        move long lists into CSV tables
            长列表请改用 CSV 表
        '{}' is no PATH=LIST
            “{}”不是 PATH=LIST 的形式
        such as --vary "quota.fee_rate=0, 0.0075, 0.015" or =uniform(0, 0.02)
            如 --vary "quota.fee_rate=0, 0.0075, 0.015" 或 =uniform(0, 0.02)
        {} needs n
            {} 需要 n
        {} takes no n: its values say it
            {} 不用 n，次数由各值决定
        such as n: 256
            如 n: 256
        leave it out
            请删去
        a {} takes values, not a distribution
            {} 取列出的值，不取分布
        give values, or choose sample: lhs
            请给出各值，或选用 sample: lhs
        {} values vary, more than {} can take
            {} 个参数变化，超过 {} 所能取的个数
        vary fewer, or choose sample: lhs or morris
            请减少变化的参数，或选用 sample: lhs 或 morris
        the grid has more than {} combinations
            组合数超过 {}
        give fewer values, or choose sample: lhs
            请减少取值，或选用 sample: lhs
        {} values, and {} has {}
            {} 个值，而 {} 有 {} 个
        a list takes the first value of each, then the second: give as many
            list 依次取各参数的第一个值、第二个值……个数须相同
        `{}` varies twice
            {} 重复变化
        keep one, or name them apart
            请保留其一，或分别命名
        two scenarios are called {}
            两个情景都叫 {}
        no value that varies is called '{}'
            没有叫“{}”的变化参数
        name two of them
            请填写其中两个
        {} takes values that do not depend on each other
            {} 的各值须相互独立
        leave the correlation out, or choose sample: lhs
            请删去相关系数，或选用 sample: lhs
        no values can depend on each other in this way (the matrix is not positive definite)
            这样的相关关系不可能成立（矩阵非正定）
        lower the correlations
            请降低相关系数
        {} levels: the steps need an even number
            {} 个水平：步长要求偶数个
        such as 4
            如 4
        both values and a distribution
            同时给出了值与分布
        neither values nor a distribution
            值与分布均未给出
        values: [1, 2, 3], or distribution: uniform with low and high
            values: [1, 2, 3]，或 distribution: uniform 并给出 low 与 high
        {} needs {}
            {} 需要 {}
        {} takes no {}
            {} 不用 {}
        it takes {}
            可用：{}
        correct the numbers
            请更正数值
        the file cannot be read: {}
            无法读取文件：{}
        look at the disk and try again
            请检查磁盘后重试
        '{}' is a spreadsheet; only CSV is read here
            “{}”是电子表格，此处只读 CSV
        save the sheet as CSV UTF-8
            请将工作表另存为 CSV UTF-8
        '{}' is a spreadsheet; this table is read piece by piece, from CSV alone
            “{}”是电子表格；本表逐段读取，只支持 CSV
        the folder holds no {}
            文件夹中没有 {}
        name a folder that does, or a scenario file itself
            请指定含该文件的文件夹，或情景文件本身
        there is no file '{}'
            没有文件“{}”
        '{}' is a folder, not a file
            “{}”是文件夹，不是文件
        name a file in it
            请指定其中的文件
        '{}' cannot be read: {}
            无法读取“{}”：{}
        look at its permissions
            请检查其权限
        `{}` has no element to set
            {} 没有可设置的元素
        set the whole list
            请设置整个列表
        the scenario has no `{}`
            情景中没有 `{}`
        `{}` has no element [{}]
            {} 没有第 [{}] 个元素
        the list is empty
            列表为空
        it has [0] to [{}]
            现有 [0] 至 [{}]
        `{}` has several elements '{}'
            {} 有多个“{}”元素
        name one by its place, [0] to [{}]
            请按位置指明，可为 [0] 至 [{}]
        `{}` names no table
            {} 未指明数据表
        give the table's file first
            请先给出数据表文件
        `{}.{}` is not set
            {}.{} 不能设值
        set `{}` to a file, or `{}.ROW.COLUMN` to a value
            请将 {} 设为文件，或将 {}.行.列 设为数值
        a cell holds one value
            一个单元格只有一个值
        `{}` has no element with id '{}'
            {} 没有编号为“{}”的元素
        expected the path of a scenario, got {}
            应为情景的路径，实为{}
        such as ../base
            如 ../base
        let one of them stand alone
            请让其中一个独立
        the empty value drops what {}:{} sets
            空值会取消 {}:{} 的设置
        write ~ to drop it on purpose, or leave the key out to keep it
            to ~ 如确要取消请写 ~，如要保留请删去该参数
        all projects of {} together add {} yuan, below the floor of {} yuan
            {} 的全部项目合计新增 {} 元，低于下限 {} 元
        {} {} has sectors in one account with different replacement_ratio or may_buy
            {} {} 同一账户内各行业的 replacement_ratio 或 may_buy 取值不同
        no value of {} in {} of {} is above 1 ug/m3
            {3} 的 {2} 中 {1} 的数值均不大于 1 µg/m³
        no value of {} in {} is above 1 ug/m3
            {2} 中 {1} 的数值均不大于 1 µg/m³
        {} t cannot be divided: the bounds of change leave {} to {} t
            无法分配 {} 吨：变动幅度限制下只可分配 {} 至 {} 吨
        the cell is empty
            单元格为空
        {}; every row needs it
            {}；每行都须填写
        '{}' has more than {} decimals
            “{}”超过 {} 位小数
        round it to {} decimals of {}
            请修约到 {} 位小数（单位 {}）
        '{}' is not a whole number
            “{}”不是整数
        {} is outside {} to {}
            {} 不在 {} 至 {} 之间
        '{}' is neither yes nor no
            “{}”既不是 yes 也不是 no
        write yes or no
            请写 yes 或 no
        leave the cell empty where a value is missing
            缺值时请将单元格留空
        a plain decimal in {}, such as 12.5
            单位为 {} 的十进制数，如 12.5
        digits alone, {} to {}
            仅数字，{} 至 {}
        digits alone
            仅数字
        a block of keys
            含参数的区块
        a single value
            单个值
        a list
            列表
        nothing
            空值
        a block with `{}`
            含 {} 的区块
        a text or {en: ..., zh: ...}
            文字，或 {en: ..., zh: ...}
        a whole number
            整数
        a number
            数
        no unit
            无单位
        '{}'
            “{}”
        12.5, without a unit
            12.5，不带单位
        a leading zero is octal to some readers: leave it out, or quote a code
            前导零会被某些软件读作八进制：请去掉，代码请加引号
        write it as {}
            请写作 {}
        a truth value
            真假值
        a date
            日期
        a number of base 60
            六十进制数
        an identifier
            编号
        a period
            时期
        lower-case letters, digits and _
            小写字母、数字与下划线
        a date of the calendar
            日历上的日期
        such as 20 {}
            如 20 {}
        a number such as 12.5
            数，如 12.5
        a whole number, {} to {}
            整数，{} 至 {}
        true or false
            true 或 false
        the path of a CSV table ({})
            CSV 表（{}）的路径
        the path of a {} file
            {} 文件的路径
        the file is UTF-16
            文件编码为 UTF-16
        the text is no YAML
            文字不符合 YAML 格式
        a tab stands where blanks must indent
            缩进处用了制表符，应为空格
        replace the tab by blanks
            请将制表符换成空格
        a text cannot begin with '{}'
            文字不能以“{}”开头
        put the text in quotes
            请将文字加引号
        look at the indentation and the quotes of this line and the one above
            请检查本行与上一行的缩进和引号
        a `: ` stands where no key can be
            此处不应出现“: ”
        put a text that holds a colon in quotes, and indent the keys of a block alike
            含冒号的文字请加引号，同一区块的参数缩进须一致
        the line does not line up with the keys of its block
            本行与同一区块的参数未对齐
        indent the keys of a block alike, and close every quote and bracket above
            同一区块的参数缩进须一致，前面的引号与括号须闭合
        the line is no `key: value`
            本行不是 key: value 的形式
        write a colon and a blank after the key
            参数名后请写冒号与空格
        the line does not line up with the list above
            本行与上面的列表未对齐
        begin each element with `- ` in the same column
            各元素的“- ”须在同一列
        a list cannot begin here
            列表不能从此处开始
        begin the list on the next line
            请另起一行写列表
        a list opened by [ is not closed
            以 [ 开始的列表未闭合
        separate by commas and close it with ]
            请以逗号分隔并用 ] 闭合
        a block opened by { is not closed
            以 { 开始的区块未闭合
        separate by commas and close it with }
            请以逗号分隔并用 } 闭合
        a value is missing here
            此处缺少值
        write it, or close the bracket opened before
            请补写，或闭合前面的括号
        a quote opened here is never closed
            此处的引号未闭合
        close the quote
            请闭合引号
        a backslash in double quotes begins an escape
            双引号中的反斜杠表示转义
        use single quotes, or write \
            请用单引号，或写 \\
        this * refers to a name that no & above has set
            此处 * 所指的名称前面没有用 & 定义
        set the name, or quote the text
            请先定义该名称，或将文字加引号
        a second document begins here
            此处开始了第二个文档
        one file holds one scenario: leave out the `---`
            一个文件只放一个情景，请删去“---”
        the brackets nest deeper than any scenario needs
            括号嵌套过深
        close each bracket opened
            请闭合每个括号
        an invisible control character stands here
            此处有不可见的控制字符
        delete it
            请删除
        the tag '{}' is not read
            不支持标签“{}”
        leave the tag out; put texts in quotes
            请删去标签；文字请加引号
        it is gone
            文件已不存在
        there is no folder '{}' either
            文件夹“{}”也不存在
        its folder
            所在文件夹
        the folder '{}'
            文件夹“{}”
        {} is empty
            {}为空
        {} holds {}
            {}中有 {}
        `{}` is a single value
            `{}` 是单个值
        `{}` takes {}
            `{}` 可用：{}
        the scenario takes {}
            情景可用：{}
        did you mean `{}.{}`?
            是否为 `{}.{}`？
        its elements have no id: write [0]
            其元素没有编号，请写 [0]
        '{}' is no PATH=VALUE
            “{}”不是 PATH=VALUE 的形式
        such as --set quota.reserve_share=0.1
            如 --set quota.reserve_share=0.1
        '{}' is no path
            “{}”不是路径
        keys joined by points, elements as [0] or by their id
            参数名以点相连，元素写 [0] 或其编号
        the official area of {} ({}) is {} km2, its outline holds {} km2: a factor of {}
            {}（{}）的行政区面积为 {} 平方公里，边界内为 {} 平方公里，相差 {} 倍
        {}-{} has {} wind(s) for {} days: means hide the gusts that carry the sand
            {1}-{2} 的 {4} 天中有 {3} 个风速：均值会掩盖起沙的阵风
        add a block such as {}
            请添加区块，如 {}
        the scenario extends itself: {} -> {}
            情景循环引用自身：{} -> {}
        at least 0
            不小于 0
        any number
            任意数
        above {}
            大于 {}
        at least {}
            不小于 {}
        10, 1.5 or 2.0e6
            10、1.5 或 2.0e6
        2019, 2019-H1, 2019-Q2, 2019-04 or 2019-04-08
            2019、2019-H1、2019-Q2、2019-04 或 2019-04-08
        allowed: {}{}
            允许：{}{}
        the limit has no value
            该限值没有取值
        both at_most and at_least
            同时给出了 at_most 与 at_least
        give one of at_most and at_least
            at_most 与 at_least 只能给其一
        the measure `figure` needs the id of one
            度量 figure 须给出数据的编号
        such as figure: air.pm25.annual_mean
            如 figure: air.pm25.annual_mean
        `{}` goes with the measure `figure` alone
            {} 只与度量 figure 同用
        `{}` is chosen twice
            {} 被选了两次
        two variables are called {}
            两个变量都叫 {}
        keep one, or rename it
            请保留其一，或改名
        {} criteria: a front has two or three
            {} 个目标：前沿须有两个或三个
        give two or three, or leave `pareto` out
            请给出两个或三个，或删去 pareto
        the range from {} to {} holds no value
            {} 至 {} 的范围内没有值
        let high be at least low
            high 不得小于 low
        {} lies outside the range
            {} 超出范围
        begin between {} and {}
            起点请在 {} 与 {} 之间
        """#
}
