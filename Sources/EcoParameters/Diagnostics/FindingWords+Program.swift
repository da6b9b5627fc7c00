extension FindingWords {
    /// Findings about run folders, sweeps, comparisons, explanations and the shared library.
    static let program = #"""
        the workbook cannot be written: {}
            无法写出工作簿：{}
        free space on the disk, or name another place
            请清理磁盘空间，或改用其他位置
        the run holds no such figure of the air
            该运行中没有此空气质量数据
        such as {}
            例如 {}
        the run holds no evaluated air
            该运行未做空气质量评价
        the run holds no such payment
            该运行中没有这笔收支
        the run holds no payments at all
            该运行中没有任何收支
        the run holds no violations
            该运行中没有约束违反量
        the run holds no such figure
            该运行中没有此数据
        the run holds no {}.csv
            该运行中没有 {}.csv
        no figure is named like this
            没有这样命名的数据
        write {}, such as transfers:140100:reward_pool:2019-04:SCHEME, air:REGION:PERIOD:INDICATOR, or a row of a table such as statement:PARTY:YEAR:SCHEME
            请写作 {}，例如 transfers:140100:reward_pool:2019-04:SCHEME；或 air:REGION:PERIOD:INDICATOR；或某表的一行，如 statement:PARTY:YEAR:SCHEME
        check the path and its permissions
            请检查路径及其权限
        the scenario has no accounts, so it reads no rasters
            情景没有核算区块，不读取栅格
        the library computes it as it is
            程序库可直接计算
        --only asks for `{}`, and the scenario has no such block
            --only 要求 {}，而情景没有该区块
        add the block, or leave it out of --only
            请添加该区块，或从 --only 中去掉
        the caller stopped the batch
            调用方中止了批处理
        the run has other figures
            该运行的数据项不同
        the run has no table '{}'
            该运行没有表“{}”
        the file cannot be read again
            无法再次读取文件
        a file of the run could not be made
            运行结果中有文件无法生成
        the sums of the statement leave 64 bits of fen
            结算表合计超出 64 位（分）
        the sums of the ledger leave 64 bits of fen
            账簿合计超出 64 位（分）
        this program reads no arrays
            本程序不读取多维数组
        give the matrix as a table
            请以表格给出矩阵
        a file of that name exists
            已有同名文件
        the folder exists and holds something other than a run
            文件夹已存在，且内容不是运行结果
        name another folder with --out
            请用 --out 指定其他文件夹
        the folder exists and is not empty
            文件夹已存在且非空
        name another folder
            请指定其他文件夹
        the plan has no run
            计划中没有任何运行
        give each value a list
            请为每个参数给出一组值
        the folder exists and holds something other than a sweep
            文件夹已存在，且内容不是批量运行
        another sweep is writing to this folder
            另一批量运行正在写入此文件夹
        wait for it, or name another folder with --out
            请等待其结束，或用 --out 指定其他文件夹
        the folder holds another sweep: `{}` there, `{}` now
            文件夹中是另一批量运行：原为 {}，现为 {}
        the folder holds a sweep of other inputs: {} is new
            文件夹中的批量运行输入不同：{} 为新
        the tool
            程序
        no figure of the run is called '{}'
            运行中没有叫“{}”的数据
        the folder holds no finished sweep
            文件夹中没有已完成的批量运行
        run the command again
            请重新执行该命令
        the file is no JSON here: {}
            文件此处不是 JSON：{}
        run the scenario again
            请重新运行该情景
        the folder holds no readable manifest.json
            文件夹中没有可读的 manifest.json
        name a folder that `ecocomp run` wrote
            请指定 ecocomp run 生成的文件夹
        the line {}
            行 {}
        run the scenario again; a run folder is not meant to be edited
            请重新运行该情景；运行文件夹不宜手工修改
        there is no file '{}', or it cannot be read
            没有文件“{}”，或无法读取
        the file is no record of geodata
            文件不是地理数据记录
        the record is of version {}, this is {}
            记录的版本为 {}，本程序为 {}
        {} is not the file that was recorded
            {} 与所记录的文件不同
        write it with `ecocomp geodata SCENARIO --out {}`
            请用 ecocomp geodata SCENARIO --out {} 生成
        the folder holds no run of a scenario
            文件夹中没有情景的运行结果
        name a folder that `ecocomp run` wrote, or a scenario with `scenarios`
            请指定 ecocomp run 生成的文件夹，或含 scenarios 的情景
        a page of the comparison could not be made
            对比页面无法生成
        there is one run and nothing to compare it with
            只有一个运行，无从对比
        name another run folder, or list variants under `scenarios` in the scenario
            请再指定一个运行文件夹，或在情景的 scenarios 中列出对比方案
        the runs {} and {} have no region in common
            运行 {} 与 {} 没有共同的地区
        compare runs of the same counties
            请对比相同区县的运行
        the folder holds no part
            文件夹中没有分块
        make parts by `ecocomp part SCENARIO --part K/N --out {}`
            请用 ecocomp part SCENARIO --part K/N --out {} 生成分块
        the folder holds parts of cuts into {} shares
            文件夹中的分块分别按 {} 份划分
        keep each cut in a folder of its own
            不同的划分请放在不同的文件夹
        {} of {} parts are missing: {}
            {2} 个分块缺 {1} 个：{3}
        make them by `ecocomp part SCENARIO --part {}/{} --out {}`, ...
            请用 ecocomp part SCENARIO --part {}/{} --out {} 等命令生成
        the file is no part, or it is cut off or changed
            文件不是分块，或已截断、已改动
        remove it and make the part again
            请删去后重新生成该分块
        holds part {}, which {} holds too
            含分块 {}，{} 也含有
        the scenario has no account of ecosystem services
            情景没有生态产品核算
        only the pass over rasters is made in parts; compute with `ecocomp run`
            只有栅格计算可以分块；请用 ecocomp run
        the plan is not proven: relative gap {}, largest violation {}
            方案未获证明：相对间隙 {}，最大违反 {}
        {} bytes, and this version has {}
            {} 字节，而本版本为 {} 字节
        compile with the header of this library, and set size to sizeof(eco_batch)
            请用本程序库的头文件编译，并将 size 设为 sizeof(eco_batch)
        {} is no place among {} figures
            {} 不是 {} 个数据中的位置
        the value stands in numbers or texts
            该值须在 numbers 或 texts 中
        too many values
            值过多
        neither numbers nor texts are given
            numbers 与 texts 均未给出
        both numbers and texts are given
            同时给出了 numbers 与 texts
        did you mean '{}'?
            是否为“{}”？
        unknown module '{}'
            未知模块“{}”
        no scenario {} is open
            没有打开的情景 {}
        it was closed, or never opened
            该情景已关闭，或从未打开
        cannot make the folder: {}
            无法建立文件夹：{}
        cannot make the folder
            无法建立文件夹
        cannot move the file to {}
            无法将文件移至 {}
        cannot replace
            无法替换
        cannot write
            无法写入
        cannot read
            无法读取
        free some space, or write elsewhere with --out
            请清理空间，或用 --out 写到别处
        raise the limit on the size of files (ulimit -f)
            请提高文件大小上限（ulimit -f）
        name another folder with --out, or remove this one
            请用 --out 指定其他文件夹，或删除此文件夹
        {}: {} runs, {} failed
            {}：{} 次运行，{} 次失败
        see failures.csv
            见 failures.csv
        check the permissions and the space left on the disk, or write elsewhere with --out
            请检查权限与磁盘剩余空间，或用 --out 写到别处
        {} is damaged
            {} 已损坏
        {} is from other inputs, parameters or another program
            {} 出自其他输入、参数或程序
        no writer of rasters is given
            没有给出栅格写出方式
        compute with `ecocomp run`
            请用 ecocomp run 计算
        text follows the value
            值之后仍有文字
        the values are nested too deeply
            嵌套过深
        a colon is missing
            缺少冒号
        an object is not closed
            对象未闭合
        an array is not closed
            数组未闭合
        an unknown word
            未知的词
        a value is missing or no number
            缺少值或不是数
        a string is missing
            缺少字符串
        a string is not closed
            字符串未闭合
        an unknown escape
            未知的转义
        half of a surrogate pair
            代理对不完整
        four hexadecimal digits are missing
            缺少四位十六进制数
        has {} cells, the heading {}
            有 {} 个单元格，表头有 {} 个
        opens a quote that is never closed
            的引号未闭合
        the record of geodata has no sums of it for these values, and this library reads no rasters
            地理数据记录中没有这些取值的合计，而本程序库不读取栅格
        this library reads no rasters, and no record of them is given
            本程序库不读取栅格，又未给出其记录
        write the record with these values: `ecocomp geodata {} --variant PATH=VALUE --out FILE`
            请按这些取值生成记录：ecocomp geodata {} --variant PATH=VALUE --out FILE
        write `ecocomp geodata {} --out FILE` and give FILE, or use the command line
            请执行 ecocomp geodata {} --out FILE 并给出 FILE，或使用命令行
        such as transfers:{}:{}:{}:{}
            例如 transfers:{}:{}:{}:{}
        the library cannot begin the file
            程序库无法建立文件
        neither the simulation nor the run has a figure '{}'
            模拟与运行中都没有数据“{}”
        no revenue of {}
            没有 {} 的财政收入
        add a row for each county
            请为每个区县补充一行
        burdens need the revenue of the counties, and the simulation has no GDP
            计算负担需要各县财政收入，而模拟没有地区生产总值
        give the table `search.revenues`
            请给出表 search.revenues
        the scenario has nothing that `{}` is the sum of
            情景中没有可汇总为 {} 的数据
        add the blocks of the simulation that it needs, or choose `measure: figure`
            请添加其所需的模拟区块，或改用 measure: figure
        `simulation.targets` has no target '{}'
            simulation.targets 中没有目标“{}”
        the simulation has no fund
            模拟没有基金
        add the block `simulation.funds`, or leave the constraint out
            请添加区块 simulation.funds，或删去该约束
        the point has other figures or years than the scenario as it stands
            该点的数据或年份与原情景不同
        choose values that leave processes and years as they are
            请选取不改变过程与年份的值
        the scenario has no file to change
            情景没有可更改的文件
        run it from its folder
            请从其文件夹运行
        the point has no simulation
            该点没有模拟
        let no variable take the block away
            变量不得取消该区块
        ranks need the block `air`
            排名须有 `air` 区块
        add it, or leave the block out
            请补上该区块，或删去本区块
        a scheme reads `{}`, and the scenario has no such block
            有方案读取 `{}`，情景中没有该区块
        add the block, or leave the scheme out of the simulated scenario
            请补上该区块，或在模拟情景中不列该方案
        """#
}
