extension FindingWords {
    /// Findings about rasters, outlines and grids.
    static let rasters = #"""
        the workbook {} cannot be opened
            无法打开工作簿 {}
        open it in a spreadsheet program and save it as XLSX
            请用电子表格软件打开后另存为 XLSX
        {} has no sheet '{}'
            {} 中没有工作表“{}”
        it has {}
            现有 {}
        band {} cannot be read from column {}, row {} on
            无法从第 {2} 列第 {3} 行起读取波段 {1}
        the file is damaged, cut short or gone; fetch or make it again
            文件已损坏、截断或丢失，请重新获取或生成
        band {} declares no nodata, but {} cells hold {} (first at {})
            波段 {} 未声明 nodata，但有 {} 个像元为 {}（首个在 {}）
        state `nodata: {}` for this layer where that marks missing cells, or as `nodata` a number that it does not hold, where it is a value
            如该值表示缺测，请为图层填写 nodata: {}；如为真值，请填一个图层中没有的数
        band {} holds {} at {}
            波段 {} 在 {3} 处的值为 {2}
        make the layer again without division by zero, or state `nodata: {}`
            请重新生成图层以避免除以零，或填写 nodata: {}
        band {} holds {} at {}, which is not a class code
            波段 {1} 在 {3} 处的值 {2} 不是类型代码
        class rasters hold whole numbers of 32 bits; resample classes by nearest or mode
            类型栅格须为 32 位整数；类型重采样请用 nearest 或 mode
        column {}, row {}
            第 {} 列第 {} 行
        there is no file {}
            没有文件 {}
        check the path; it is taken relative to the file that names it
            请检查路径，相对路径以引用它的文件为准
        GDAL {} cannot open the file as arrays
            GDAL {} 无法以多维数组打开该文件
        check with gdalmdiminfo that the file is whole, NetCDF or another format of arrays
            请用 gdalmdiminfo 检查文件是否完整、是否为 NetCDF 等数组格式
        the file has no variable '{}'
            文件中没有变量“{}”
        its variables are {}
            其变量有：{}
        the block from {} of {} lies outside {}, which is {}
            自 {} 起大小 {} 的数据块超出 {}（大小 {}）
        name positions within the variable
            请填写变量范围内的位置
        the numbers of {} cannot be read
            无法读取 {} 的数值
        the file is damaged or cut short; fetch or make it again
            文件已损坏或截断，请重新获取或生成
        there is no boundary file {}
            没有边界文件 {}
        GDAL {} cannot open the boundary file
            GDAL {} 无法打开边界文件
        check with ogrinfo that the file is whole and holds polygons
            请用 ogrinfo 检查文件是否完整、是否含多边形
        there is no layer {}
            没有图层 {}
        the file has {} layers
            文件有 {} 个图层
        state one of the layers: {}
            请指定其中一个图层：{}
        there is no raster {}
            没有栅格 {}
        GDAL {} cannot open the raster
            GDAL {} 无法打开该栅格
        check with gdalinfo that the file is whole and a raster
            请用 gdalinfo 检查文件是否完整、是否为栅格
        the raster {}
            该栅格{}
        has no georeference
            没有地理参考
        add one, for instance with gdal_edit.py -a_ullr
            请添加，例如用 gdal_edit.py -a_ullr
        is rotated or not north-up
            有旋转或不是上北下南
        make it north-up with gdalwarp
            请用 gdalwarp 转为上北下南
        names no CRS in degrees or in a projection's unit
            未注明以度或投影单位表示的坐标系
        declare its CRS, for instance with gdal_edit.py -a_srs
            请声明坐标系，例如用 gdal_edit.py -a_srs
        the file has {} bytes where its header asks for {}
            文件有 {} 字节，而文件头要求 {} 字节
        the file holds no raster band
            文件中没有栅格波段
        name one of its subdatasets, as gdalinfo lists them
            请按 gdalinfo 所列指定一个子数据集
        the raster holds complex numbers
            栅格为复数
        write the part that is meant as a raster of its own
            请将所需部分另存为栅格
        GDAL does not know the CRS {} of the analysis grid
            GDAL 不识别分析格网的坐标系 {}
        GDAL does not know the CRS {}
            GDAL 不识别坐标系 {}
        state an EPSG code or well-known text
            请填写 EPSG 代码或 WKT
        the raster cannot be warped to {}
            无法将栅格变换到 {}
        check the CRS of the raster and that it reaches into the analysis grid
            请检查栅格的坐标系及其是否覆盖分析格网
        the raster has an offset, so its cells cannot be summed
            栅格有偏移量，像元不能求和
        write it without offset, or state `average`
            请去掉偏移量另存，或填写 average
        the raster has two nodata values ({}), which resampling cannot keep apart from data
            栅格有两个 nodata 值（{}），重采样时无法与数据区分
        write it with one nodata value, for instance with gdal_calc.py
            请改为一个 nodata 值，例如用 gdal_calc.py
        bands need one storage type: Float32, Float64, Int32 or Byte
            各波段须用同一存储类型：Float32、Float64、Int32 或 Byte
        state it in the band description
            请在波段说明中填写
        the file cannot be made
            无法生成文件
        the file cannot be described
            无法写入文件说明
        the file cannot be completed
            无法完成文件
        the cloud-optimised copy cannot be made
            无法生成云优化副本
        the overviews cannot be made
            无法生成金字塔
        check the folder, its permissions and the space left on the disk
            请检查文件夹、权限与磁盘剩余空间
        the boundary file names no CRS in degrees or in a projection's unit
            边界文件未注明以度或投影单位表示的坐标系
        add it, for instance a .prj file beside the shapefile
            请补充，例如在 shapefile 旁放置 .prj 文件
        there is no attribute {}
            没有属性 {}
        the attributes are {}
            属性有：{}
        the boundary file ends early
            边界文件不完整
        the boundary file holds no region
            边界文件中没有地区
        feature {} has no value of {}
            要素 {} 缺 {} 的值
        the region {} has no outline
            地区 {} 没有边界
        the outline of {} cannot be read
            无法读取 {} 的边界
        the outline of {} was not valid and has been repaired
            {} 的边界无效，已自动修复
        check the region's area, or repair the file with ogr2ogr -makevalid
            请核对该地区面积，或用 ogr2ogr -makevalid 修复文件
        the outline of {} is not a polygon
            {} 的边界不是多边形
        no transformation from {} to {}
            无法从 {} 变换到 {}
        transform the outlines with ogr2ogr -t_srs
            请用 ogr2ogr -t_srs 变换边界
        the outline of {} cannot be transformed to {}
            {} 的边界无法变换到 {}
        check the CRS of the boundary file
            请检查边界文件的坐标系
        {} for working tiles: {}
            工作分块{}：{}
        cannot make a file
            无法建立文件
        cannot open a file
            无法打开文件
        cannot read a file
            无法读取文件
        cannot write a file
            无法写文件
        cannot keep a file
            无法保存文件
        name a folder for temporary files with more room, for instance by TMPDIR
            请指定空间更大的临时文件夹，例如用 TMPDIR
        CRS: {} against {}
            坐标系：{} 与 {}
        cells shifted in {}: origin {} against {}, cell size {}
            像元在 {} 方向错位：原点 {} 与 {}，像元大小 {}
        cell size {} against {} in {}
            {3} 方向像元大小 {1} 与 {2}
        the cells do not coincide with those of the analysis grid (layer against grid): {}
            像元与分析格网不重合（图层与格网）：{}
        state a resampling method for this layer ({}), or prepare it on the grid
            请为该图层指定重采样方法（{}），或事先处理到该格网
        the raster does not touch the analysis grid
            栅格与分析格网不相交
        check the place and the CRS of the raster
            请检查栅格的位置与坐标系
        the outline of {} crosses or overlaps itself near ({}, {})
            {} 的边界在（{}, {}）附近自交或重叠
        repair the polygon, for instance with ogr2ogr -makevalid
            请修复该多边形，例如用 ogr2ogr -makevalid
        a grid needs finite corners and positive sizes, not {} x {} cells of {} x {} at ({}, {})
            格网须有有限的角点与正的大小，现为 {} × {} 个 {} × {} 的像元，位于（{}, {}）
        check the georeference of the raster, for instance with gdalinfo
            请检查栅格的地理参考，例如用 gdalinfo
        latitudes from {} to {} reach beyond a pole
            纬度 {} 至 {} 超过极点
        the CRS says degrees; check that the coordinates are not metres
            坐标系以度为单位，请检查坐标是否为米
        band {} has {} values for {} cells
            波段 {} 有 {} 个值，而像元有 {} 个
        give one value for each cell, row by row
            请逐行为每个像元各给一个值
        {} at column {}, row {} is not a class code
            第 {2} 列第 {3} 行的 {1} 不是类型代码
        class rasters hold whole numbers; resample classes by nearest or mode
            类型栅格须为整数；类型重采样请用 nearest 或 mode
        the window {} is not inside {} x {}
            窗口 {} 不在 {} × {} 之内
        read windows inside the grid, with a margin where neighbours are needed
            请在格网内读取窗口，需邻域时留出边缘
        read windows inside the grid
            请在格网内读取窗口
        there is no band {}; bands are 1 to {}
            没有波段 {}，波段为 1 至 {}
        state a band that exists
            请填写存在的波段
        known are {}
            已知的有：{}
        slope needs elevations one cell beyond {}
            坡度计算需要 {} 之外一个像元的高程
        read the elevation with a margin of 1
            请以 1 个像元的边缘读取高程
        cells in {} ({}) do not show their true area
            {}（{}）的像元不能反映真实面积
        use degrees (EPSG:4490), an Albers or a Gauss-Krueger grid for the analysis
            分析格网请用经纬度（EPSG:4490）、阿尔伯斯或高斯—克吕格投影
        the outline of {} is in {}, the grid in {}
            {} 的边界坐标系为 {}，格网为 {}
        transform the outlines to the CRS of the grid
            请将边界变换到格网的坐标系
        the outline of {} has {}
            {} 的边界{}
        no area
            面积为零
        coordinates that are not numbers
            含非数值坐标
        check the polygon in the boundary file
            请检查边界文件中的多边形
        scratch cannot be kept
            无法保存中间结果
        the run starts again
            将重新开始计算
        scratch holds no {} bytes at {}
            中间结果在 {2} 处没有 {1} 字节
        read what was written
            请读取已写入的内容
        the grid or the classes do not cover the window {}
            格网或类型未覆盖窗口 {}
        read all layers of a step by the same window
            同一步骤的图层须按同一窗口读取
        densities for another window than {}
            密度所属窗口不是 {}
        give one density for each cell of the window
            请为窗口的每个像元各给一个密度
        the stored sums are damaged or cut short
            已存的合计损坏或截断
        the stored sums belong to another grid, other regions or other measures
            已存的合计属于其他格网、地区或度量
        the stored sums are damaged
            已存的合计已损坏
        remove the checkpoint, and the run starts from the beginning
            请删去检查点，程序将从头计算
        {} holds {} cells outside {} to {} {}: {} at column {}, row {}
            {1} 有 {2} 个像元超出 {3} 至 {4} {5}：如第 {7} 列第 {8} 行为 {6}
        the window {} is not inside the grid
            窗口 {} 不在格网内
        there is no band {}, or the file is finished
            没有波段 {}，或文件已写完
        writing failed
            写入失败
        {} cannot be stored as {}
            {} 无法存为 {}
        {} cannot be stored as Float32
            {} 无法存为 Float32
        """#
}
