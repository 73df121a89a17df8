<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Sentences</name>
    <message>
        <source>Cannot write in %1 (%2): check its permissions.</source>
        <translation>无法写入 %1（%2）：请检查其权限。</translation>
    </message>
    <message>
        <source>The measurement ended before its first frame: measure again.</source>
        <translation>测量在第一帧之前就结束了：请重新测量。</translation>
    </message>
    <message>
        <source>The measurement was recorded and could not be analysed: the start screen offers it.</source>
        <translation>测量已录制，但无法分析：可在开始页面处理。</translation>
    </message>
    <message>
        <source>The settings %1 cannot be read, or are of another program version, so that the clinical thresholds are not known: put the usual ones back in Settings, or restore the file.</source>
        <translation>设置文件 %1 无法读取，或属于其他程序版本，因此临床阈值未知：请在“设置”中恢复默认值，或还原该文件。</translation>
    </message>
    <message>
        <source>The settings could not be read; the usual ones are used for the window.</source>
        <translation>设置无法读取；窗口使用默认设置。</translation>
    </message>
    <message>
        <source>The settings of %1 could not be read; the usual ones are used.</source>
        <translation>%1 的设置无法读取；使用默认设置。</translation>
    </message>
    <message>
        <source>The setting %1.%2 could not be read; the usual one is used.</source>
        <translation>设置项 %1.%2 无法读取；使用默认值。</translation>
    </message>
    <message>
        <source>The %1 settings in %2 are not readable: put the usual ones back in Settings.</source>
        <translation>%2 中的 %1 设置无法读取：请在“设置”中恢复默认值。</translation>
    </message>
    <message>
        <source>The %1 settings in %2</source>
        <translation>%2 中的 %1 设置</translation>
    </message>
    <message>
        <source>The setting %1 cannot be %2: %3.</source>
        <translation>设置项 %1 不能为 %2：%3。</translation>
    </message>
    <message>
        <source>%1 name %2, which is none of %3.</source>
        <translation>%1写有 %2，它不属于 %3。</translation>
    </message>
    <message>
        <source>Protocol setting %1 is %2; choose from %3 to %4.</source>
        <translation>流程设置 %1 为 %2；请在 %3 到 %4 之间选择。</translation>
    </message>
    <message>
        <source>Protocol setting %1 must be a whole number, not %2.</source>
        <translation>流程设置 %1 必须为整数，而不是 %2。</translation>
    </message>
    <message>
        <source>Clinical setting cutoff_source must be a text, not %1.</source>
        <translation>临床设置 cutoff_source 必须为文字，而不是 %1。</translation>
    </message>
    <message>
        <source>Clinical setting %1 must be a number, not %2.</source>
        <translation>临床设置 %1 必须为数字，而不是 %2。</translation>
    </message>
    <message>
        <source>Clinical setting %1 must be a whole number, not %2.</source>
        <translation>临床设置 %1 必须为整数，而不是 %2。</translation>
    </message>
    <message>
        <source>Clinical setting %1 is %2; choose from %3 to %4.</source>
        <translation>临床设置 %1 为 %2；请在 %3 到 %4 之间选择。</translation>
    </message>
    <message>
        <source>Clinical setting %1 must not be larger than %2; change one of them.</source>
        <translation>临床设置 %1 不得大于 %2；请更改其中之一。</translation>
    </message>
    <message>
        <source>The printer %1 is not there any more: choose another one.</source>
        <translation>打印机 %1 已不存在：请另选一台。</translation>
    </message>
    <message>
        <source>The printer %1 does not take the report: check it.</source>
        <translation>打印机 %1 不接受该报告：请检查打印机。</translation>
    </message>
    <message>
        <source>The printer %1 stopped in the middle: check it.</source>
        <translation>打印机 %1 中途停止：请检查打印机。</translation>
    </message>
    <message>
        <source>%1 has no frames: choose another recording.</source>
        <translation>%1 中没有帧：请另选一个录像。</translation>
    </message>
    <message>
        <source>All frames of %1 are blurred, so nothing can be measured: focus and record again.</source>
        <translation>%1 的所有帧都模糊，无法测量：请对焦后重新录制。</translation>
    </message>
    <message>
        <source>No open eye was found in any frame of %1: choose a recording of an eye.</source>
        <translation>%1 的任何一帧都未发现睁开的眼：请选择眼部录像。</translation>
    </message>
    <message>
        <source>No frame of %1 shows an open eye in focus (%2 blurred, %3 closed of %4): record again.</source>
        <translation>%1 中没有对焦清晰的睁眼帧（%4 帧中 %2 帧模糊、%3 帧闭眼）：请重新录制。</translation>
    </message>
    <message>
        <source>No Placido rings were found in any frame of %1, so nothing can be measured: choose a recording of the rings' reflection.</source>
        <translation>%1 的任何一帧都未发现 Placido 环，无法测量：请选择圆环反射的录像。</translation>
    </message>
    <message>
        <source>The eye is open in %1 from the first frame to the last, so no measurement has a start: record again, beginning with a blink.</source>
        <translation>%1 从第一帧到最后一帧眼都睁开，因此没有测量起点：请从眨眼开始重新录制。</translation>
    </message>
    <message>
        <source>Say why: a result is only changed with a reason, which is kept with it.</source>
        <translation>请说明原因：结果只能带原因更改，原因会一并保存。</translation>
    </message>
    <message>
        <source>The recording has no measurement %1: look at it again.</source>
        <translation>录像中没有第 %1 次测量：请重新查看。</translation>
    </message>
    <message>
        <source>Frames %1 to %2 are not a span of frames 0 to %3.</source>
        <translation>第 %1 至 %2 帧不是第 0 至 %3 帧内的一段。</translation>
    </message>
    <message>
        <source>The start of measurement %1 was not seen, so it has no break-up time.</source>
        <translation>第 %1 次测量的起点未见，因此没有破裂时间。</translation>
    </message>
    <message>
        <source>Frame %1 is not in measurement %2, which goes from frame %3 to %4: choose a frame of it.</source>
        <translation>第 %1 帧不在第 %2 次测量之内，该测量为第 %3 至 %4 帧：请选择其中一帧。</translation>
    </message>
    <message>
        <source>The eye is closed in frame %1: choose a frame that shows the tear film.</source>
        <translation>第 %1 帧为闭眼：请选择能看到泪膜的帧。</translation>
    </message>
    <message>
        <source>Frame %1 is excluded: choose another one, or undo the exclusion first.</source>
        <translation>第 %1 帧已被排除：请另选一帧，或先撤销排除。</translation>
    </message>
    <message>
        <source>The start of measurement %1 was not seen, so there is no time to accept.</source>
        <translation>第 %1 次测量的起点未见，因此没有可接受的时间。</translation>
    </message>
    <message>
        <source>The span holds the first break-up of measurement %1 that was set by hand: undo that first, or choose another span.</source>
        <translation>该段包含第 %1 次测量中手动设定的首次破裂：请先撤销它，或另选一段。</translation>
    </message>
    <message>
        <source>Cannot write %1 (%2): choose a folder with room that you may write to.</source>
        <translation>无法写入 %1（%2）：请选择有空间且可写的文件夹。</translation>
    </message>
    <message>
        <source>%1 is there already and not empty: choose a new folder.</source>
        <translation>%1 已存在且不为空：请选择新的文件夹。</translation>
    </message>
    <message>
        <source>%1 lies in the exam record itself: choose a folder on another disk.</source>
        <translation>%1 位于检查记录之内：请选择其他磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>The corrections are of a form that this TF-Collab does not know: use a newer one.</source>
        <translation>更正的格式为本版 TF-Collab 所不识：请使用更新的版本。</translation>
    </message>
    <message>
        <source>The corrections cannot be read: restore the result from a backup.</source>
        <translation>更正无法读取：请从备份还原结果。</translation>
    </message>
    <message>
        <source>The result is of a form that this TF-Collab does not know: analyse the recording again.</source>
        <translation>结果的格式为本版 TF-Collab 所不识：请重新分析录像。</translation>
    </message>
    <message>
        <source>The result was measured by the rules of TF-Collab %1, and this version measures differently: analyse the recording again.</source>
        <translation>结果按 TF-Collab %1 的规则测得，而本版规则不同：请重新分析录像。</translation>
    </message>
    <message>
        <source>The result document cannot be read: analyse the recording again.</source>
        <translation>结果文件无法读取：请重新分析录像。</translation>
    </message>
    <message>
        <source>The record has changed since this draft: make a new draft, look at it, then sign that.</source>
        <translation>自此草稿之后检查记录已有更改：请制作新草稿，查看后再签署。</translation>
    </message>
    <message>
        <source>No font is in %1: name a folder with TTF or OTF files.</source>
        <translation>%1 中没有字体：请指定含 TTF 或 OTF 文件的文件夹。</translation>
    </message>
    <message>
        <source>No font here draws %1, with %2, or name a folder that holds such a font with --fonts.</source>
        <translation>这里没有能显示 %1 的字体；%2，或用 --fonts 指定含此类字体的文件夹。</translation>
    </message>
    <message>
        <source>%1 letters (%2): install the font family %3</source>
        <translation>%1 文字（%2）：请安装字体 %3</translation>
    </message>
    <message>
        <source>This visit is not one of the patient's: look at the patient's visits again.</source>
        <translation>此次就诊不属于该患者：请重新查看患者的就诊。</translation>
    </message>
    <message>
        <source>There is no %1 that this report could be on: record or analyse one first.</source>
        <translation>没有可供此报告使用的%1：请先录制或分析。</translation>
    </message>
    <message>
        <source>%1 is not sealed ('contract_sha256' is missing): export or import the model again.</source>
        <translation>%1 未加封（缺少 contract_sha256）：请重新导出或导入模型。</translation>
    </message>
    <message>
        <source>%1 was altered after it was written (it does not fit its contract_sha256): get the model again, or export or import it anew with the values that you want.</source>
        <translation>%1 在写成之后被改动（与其 contract_sha256 不符）：请重新获取模型，或按所需的值重新导出或导入。</translation>
    </message>
    <message>
        <source>%1 cannot be read (%2): point to a complete model folder.</source>
        <translation>%1 无法读取（%2）：请指定完整的模型文件夹。</translation>
    </message>
    <message>
        <source>%1 is not a valid model contract (%2): get the model again.</source>
        <translation>%1 不是有效的模型说明（%2）：请重新获取模型。</translation>
    </message>
    <message>
        <source>The model cannot be opened by ONNX Runtime (%1): get the model again.</source>
        <translation>ONNX Runtime 无法打开模型（%1）：请重新获取模型。</translation>
    </message>
    <message>
        <source>The provider '%1' cannot be used (%2): %3.</source>
        <translation>无法使用计算后端“%1”（%2）：%3。</translation>
    </message>
    <message>
        <source>install tfcollab[cpu]</source>
        <translation>请安装 tfcollab[cpu]</translation>
    </message>
    <message>
        <source>install tfcollab[openvino]</source>
        <translation>请安装 tfcollab[openvino]</translation>
    </message>
    <message>
        <source>install tfcollab[cuda] in place of tfcollab[cpu] on a machine with an NVIDIA driver</source>
        <translation>请在装有 NVIDIA 驱动的计算机上用 tfcollab[cuda] 代替 tfcollab[cpu]</translation>
    </message>
    <message>
        <source>install tfcollab[cuda] in place of tfcollab[cpu], and the tensorrt package of the same CUDA</source>
        <translation>请用 tfcollab[cuda] 代替 tfcollab[cpu]，并安装同一 CUDA 版本的 tensorrt</translation>
    </message>
    <message>
        <source>the package openvino is not installed</source>
        <translation>未安装 openvino</translation>
    </message>
    <message>
        <source>this ONNX Runtime has only %1</source>
        <translation>此 ONNX Runtime 只有 %1</translation>
    </message>
    <message>
        <source>its libraries or the driver could not be loaded</source>
        <translation>其程序库或驱动无法加载</translation>
    </message>
    <message>
        <source>%1 could not be used (%2), so the CPU computes.</source>
        <translation>无法使用 %1（%2），改由 CPU 计算。</translation>
    </message>
    <message>
        <source>%1 could not be used (%2), so %3 computes.</source>
        <translation>无法使用 %1（%2），改由 %3 计算。</translation>
    </message>
    <message>
        <source>%1 failed after %2 runs (%3), so the CPU computed from there on.</source>
        <translation>%1 在运行 %2 次后失败（%3），此后由 CPU 计算。</translation>
    </message>
    <message>
        <source>ONNX Runtime is not installed: install tfcollab[cpu], or tfcollab[cuda] for an NVIDIA card.</source>
        <translation>未安装 ONNX Runtime：请安装 tfcollab[cpu]，有 NVIDIA 显卡时安装 tfcollab[cuda]。</translation>
    </message>
    <message>
        <source>The model folder %1 does not exist: check the path.</source>
        <translation>模型文件夹 %1 不存在：请检查路径。</translation>
    </message>
    <message>
        <source>No model for '%1' is installed in %2: install TF-Collab again.</source>
        <translation>%2 中没有用于“%1”的模型：请重新安装 TF-Collab。</translation>
    </message>
    <message>
        <source>There is no model '%1': give a model folder, or one of the names %2.</source>
        <translation>没有模型“%1”：请给出模型文件夹，或下列名称之一：%2。</translation>
    </message>
    <message>
        <source>The model in %1 is for '%2', not '%3': choose another one.</source>
        <translation>%1 中的模型用于“%2”而非“%3”：请另选一个。</translation>
    </message>
    <message>
        <source>%1 is not the file that its %2 describes (SHA-256 differs): get it again.</source>
        <translation>%1 不是其 %2 所描述的文件（SHA-256 不符）：请重新获取。</translation>
    </message>
    <message>
        <source>%1 keeps weights in other files, which no hash covers: export it as a single file.</source>
        <translation>%1 把权重放在其他文件中，不受哈希保护：请导出为单个文件。</translation>
    </message>
    <message>
        <source>The model in %1 has no %2 form: choose the precision 'fp32' or 'auto'.</source>
        <translation>%1 中的模型没有 %2 形式：请选择精度 fp32 或 auto。</translation>
    </message>
    <message>
        <source>%1 cannot be read (%2): get the model again.</source>
        <translation>%1 无法读取（%2）：请重新获取模型。</translation>
    </message>
    <message>
        <source>%1 is not an ONNX file (%2): get the model again.</source>
        <translation>%1 不是 ONNX 文件（%2）：请重新获取模型。</translation>
    </message>
    <message>
        <source>int8 is a form for the CPU: choose the provider 'cpu', or 'fp32' for %1.</source>
        <translation>int8 是用于 CPU 的形式：请选择后端 cpu，或为 %1 选择 fp32。</translation>
    </message>
    <message>
        <source>fp16 is a form for CUDA: choose the provider 'cuda', or 'fp32' for tensorrt.</source>
        <translation>fp16 是用于 CUDA 的形式：请选择后端 cuda，或为 tensorrt 选择 fp32。</translation>
    </message>
    <message>
        <source>The form %1 could not be used (%2), so %3 runs %4.</source>
        <translation>无法使用 %1 形式（%2），改由 %3 运行 %4。</translation>
    </message>
    <message>
        <source>its answer is %1 from the processor's</source>
        <translation>其结果与处理器相差 %1</translation>
    </message>
    <message>
        <source>The provider '%1' does not compute: %2 Choose 'auto' or 'cpu'.</source>
        <translation>计算后端“%1”不工作：%2请选择 auto 或 cpu。</translation>
    </message>
    <message>
        <source>%1 has other %2 (%3) than its contract says: get the model again.</source>
        <translation>%1 的 %2（%3）与其说明不符：请重新获取模型。</translation>
    </message>
    <message>
        <source>There is no provider '%1': choose one of %2.</source>
        <translation>没有计算后端“%1”：请在 %2 中选择。</translation>
    </message>
    <message>
        <source>%1 does not hold the end of an audit trail: restore it from a backup.</source>
        <translation>%1 中没有审计记录的末端：请从备份还原。</translation>
    </message>
    <message>
        <source>Too many wrong passphrases: try again in %1 s.</source>
        <translation>密码短语错误次数过多：请在 %1 秒后重试。</translation>
    </message>
    <message>
        <source>%1 is not encrypted, so it is not opened: move it away, it is not an exam record.</source>
        <translation>%1 未加密，因此不打开：请将其移走，它不是检查记录。</translation>
    </message>
    <message>
        <source>The exam record is only kept encrypted, and this SQLite has no cipher: install sqlcipher3.</source>
        <translation>检查记录只以加密形式保存，而此 SQLite 不支持加密：请安装 sqlcipher3。</translation>
    </message>
    <message>
        <source>The exam record is only kept encrypted, and SQLCipher is missing: pip install 'sqlcipher3&gt;=0.6.4'.</source>
        <translation>检查记录只以加密形式保存，而缺少 SQLCipher：请执行 pip install 'sqlcipher3&gt;=0.6.4'。</translation>
    </message>
    <message>
        <source>Cannot read %1 (%2): check its permissions.</source>
        <translation>无法读取 %1（%2）：请检查其权限。</translation>
    </message>
    <message>
        <source>%1 cannot be kept safely here (%2 is refused): choose a folder on a local disk.</source>
        <translation>%1 无法在此处安全保存（%2 被拒绝）：请选择本地磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>Cannot open %1: check that the folder is there and may be written to.</source>
        <translation>无法打开 %1：请检查该文件夹是否存在且可写。</translation>
    </message>
    <message>
        <source>Cannot open %1 (%2): close other programs that use it, or free space.</source>
        <translation>无法打开 %1（%2）：请关闭使用它的其他程序，或释放空间。</translation>
    </message>
    <message>
        <source>%1 cannot be decrypted: it is damaged, or its key file belongs to another record; restore both from one backup.</source>
        <translation>%1 无法解密：它已损坏，或密钥文件属于另一检查记录；请从同一备份还原两者。</translation>
    </message>
    <message>
        <source>Say why the limit is changed: the reason is kept with it.</source>
        <translation>请说明更改限值的原因：原因会一并保存。</translation>
    </message>
    <message>
        <source>This database holds an exam record already: name an empty one.</source>
        <translation>该数据库中已有检查记录：请指定空的数据库。</translation>
    </message>
    <message>
        <source>The corrections belong to another analysis: open the recording again.</source>
        <translation>更正属于另一次分析：请重新打开录像。</translation>
    </message>
    <message>
        <source>A corrected break-up time lies between 0 and 3600 s, or says that the start was not seen.</source>
        <translation>更正后的破裂时间应在 0 到 3600 秒之间，或注明起点未见。</translation>
    </message>
    <message>
        <source>This visit is not in the exam record: open the patient again.</source>
        <translation>此次就诊不在检查记录中：请重新打开患者。</translation>
    </message>
    <message>
        <source>This recording is not in the exam record: open the visit again.</source>
        <translation>此录像不在检查记录中：请重新打开就诊。</translation>
    </message>
    <message>
        <source>The result belongs to another recording or eye, and was not kept: analyse the recording again.</source>
        <translation>结果属于另一录像或另一眼，未予保存：请重新分析录像。</translation>
    </message>
    <message>
        <source>The result has no measurement %1: look at it again.</source>
        <translation>结果中没有第 %1 次测量：请重新查看。</translation>
    </message>
    <message>
        <source>Cannot write in %1 (%2): check the folder's permissions.</source>
        <translation>无法写入 %1（%2）：请检查文件夹的权限。</translation>
    </message>
    <message>
        <source>%1 is in use by another TF-Collab: close it, then try again.</source>
        <translation>%1 正被另一个 TF-Collab 使用：请关闭它后重试。</translation>
    </message>
    <message>
        <source>%1 was written by a newer TF-Collab: install that version.</source>
        <translation>%1 由更新版本的 TF-Collab 写成：请安装该版本。</translation>
    </message>
    <message>
        <source>There is no exam record in %1: create one first.</source>
        <translation>%1 中没有检查记录：请先建立。</translation>
    </message>
    <message>
        <source>%1 is not a key file of an exam record: restore it from a backup.</source>
        <translation>%1 不是检查记录的密钥文件：请从备份还原。</translation>
    </message>
    <message>
        <source>%1 is not the recording that was measured: restore it from a backup.</source>
        <translation>%1 不是当时测量的录像：请从备份还原。</translation>
    </message>
    <message>
        <source>The exam record was made by a newer TF-Collab: install that version, then open it again.</source>
        <translation>检查记录由更新版本的 TF-Collab 建立：请安装该版本后再打开。</translation>
    </message>
    <message>
        <source>%1 is not empty: an exam record is created in an empty or new folder.</source>
        <translation>%1 不为空：检查记录只能建立在空的或新的文件夹中。</translation>
    </message>
    <message>
        <source>%1 is wrong: check it, and try again.</source>
        <translation>%1有误：请检查后重试。</translation>
    </message>
    <message>
        <source>The recovery key</source>
        <translation>恢复密钥</translation>
    </message>
    <message>
        <source>The name or the passphrase</source>
        <translation>姓名或密码短语</translation>
    </message>
    <message>
        <source>This exam record was opened without its key: log in.</source>
        <translation>检查记录未用密钥打开：请登录。</translation>
    </message>
    <message>
        <source>%1 is missing: restore it from a backup.</source>
        <translation>缺少 %1：请从备份还原。</translation>
    </message>
    <message>
        <source>A user's name has 1 to 200 readable characters.</source>
        <translation>用户姓名须为 1 到 200 个可读字符。</translation>
    </message>
    <message>
        <source>A passphrase has at least %1 characters and is not the name: a few words.</source>
        <translation>密码短语至少 %1 个字符，且不能是姓名：可用几个词。</translation>
    </message>
    <message>
        <source>Cannot write in %1 (%2): choose another folder.</source>
        <translation>无法写入 %1（%2）：请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Cannot create %1 (%2): choose another folder.</source>
        <translation>无法建立 %1（%2）：请选择其他文件夹。</translation>
    </message>
    <message>
        <source>%1 is damaged: restore it from a backup.</source>
        <translation>%1 已损坏：请从备份还原。</translation>
    </message>
    <message>
        <source>An administrator has changed your access to this exam record: log in again.</source>
        <translation>管理员已更改您对此检查记录的权限：请重新登录。</translation>
    </message>
    <message>
        <source>This user has no access to this exam record: ask an administrator.</source>
        <translation>该用户无权使用此检查记录：请联系管理员。</translation>
    </message>
    <message>
        <source>This patient is not in the exam record: search again.</source>
        <translation>检查记录中没有此患者：请重新搜索。</translation>
    </message>
    <message>
        <source>A patient needs a name: type one, or a number where there is none.</source>
        <translation>患者须有姓名：请输入姓名，没有时输入编号。</translation>
    </message>
    <message>
        <source>The birth date is yet to come: check it.</source>
        <translation>出生日期在未来：请检查。</translation>
    </message>
    <message>
        <source>The birth date %1 cannot be read: write it as YYYY-MM-DD.</source>
        <translation>出生日期 %1 无法识别：请写成 YYYY-MM-DD。</translation>
    </message>
    <message>
        <source>Another patient has this external id already: search for it.</source>
        <translation>已有其他患者使用此编号：请搜索该编号。</translation>
    </message>
    <message>
        <source>An exam record locks itself after 30 s at the least, and 8 hours (480 min) at the most.</source>
        <translation>检查记录的自动锁定时间最短 30 秒，最长 8 小时（480 分钟）。</translation>
    </message>
    <message>
        <source>A recording's file name leads out of the exam record's folder: it is not opened.</source>
        <translation>录像的文件名指向检查记录文件夹之外：不予打开。</translation>
    </message>
    <message>
        <source>%1 is not an encrypted recording of this program, or its beginning is damaged.</source>
        <translation>%1 不是本程序的加密录像，或其开头已损坏。</translation>
    </message>
    <message>
        <source>%1 cannot be read (%2): check the path and its permissions.</source>
        <translation>%1 无法读取（%2）：请检查路径及其权限。</translation>
    </message>
    <message>
        <source>This report is not signed: make a new draft of it instead of an amendment.</source>
        <translation>此报告尚未签署：请制作新草稿，而不是修订。</translation>
    </message>
    <message>
        <source>Say why: a signed report is only amended with a reason, which is printed on it.</source>
        <translation>请说明原因：已签署的报告只能带原因修订，原因会印在报告上。</translation>
    </message>
    <message>
        <source>The report was altered after it was kept: restore the record from a backup.</source>
        <translation>报告在保存之后被改动：请从备份还原检查记录。</translation>
    </message>
    <message>
        <source>This report is not in the exam record: look at the patient's reports again.</source>
        <translation>此报告不在检查记录中：请重新查看患者的报告。</translation>
    </message>
    <message>
        <source>This visit is another patient's: open the patient again.</source>
        <translation>此次就诊属于另一患者：请重新打开患者。</translation>
    </message>
    <message>
        <source>This report is signed and is not changed any more: amend it, and say why.</source>
        <translation>此报告已签署，不再更改：请修订并说明原因。</translation>
    </message>
    <message>
        <source>This report is signed already: to change it, amend it, and say why.</source>
        <translation>此报告已签署：如需更改，请修订并说明原因。</translation>
    </message>
    <message>
        <source>The report has no version %1: look at it again.</source>
        <translation>报告没有版本 %1：请重新查看。</translation>
    </message>
    <message>
        <source>The result has no version %1: look at it again.</source>
        <translation>结果没有版本 %1：请重新查看。</translation>
    </message>
    <message>
        <source>The result document was altered after it was saved: restore the record from a backup.</source>
        <translation>结果文件在保存之后被改动：请从备份还原检查记录。</translation>
    </message>
    <message>
        <source>The exam record is in use just now: wait until the recording is finished, then lock it.</source>
        <translation>检查记录正在使用：请等录制结束后再锁定。</translation>
    </message>
    <message>
        <source>The exam record is locked, because nobody used it for a while: unlock it with your passphrase.</source>
        <translation>检查记录因一段时间无人使用而锁定：请用密码短语解锁。</translation>
    </message>
    <message>
        <source>Say why the audit trail is to be accepted as it is: the reason is kept in it.</source>
        <translation>请说明为何按现状接受审计记录：原因会写入其中。</translation>
    </message>
    <message>
        <source>Somebody else changed this in the meantime: look at the new state, then make your change again.</source>
        <translation>其间已有他人更改：请查看新状态后再更改。</translation>
    </message>
    <message>
        <source>A result, a report or an audit entry is never changed: add a new version.</source>
        <translation>结果、报告和审计条目从不更改：请添加新版本。</translation>
    </message>
    <message>
        <source>This is in the exam record already, or names something that is not: look again.</source>
        <translation>检查记录中已有此项，或其指向的内容不存在：请重新查看。</translation>
    </message>
    <message>
        <source>The disk is full, nothing of this was kept: free some space, then try again.</source>
        <translation>磁盘已满，此次内容未保存：请释放空间后重试。</translation>
    </message>
    <message>
        <source>The exam record is in use by another TF-Collab: close it there, or try again in a moment.</source>
        <translation>检查记录正被另一个 TF-Collab 使用：请在那里关闭，或稍后重试。</translation>
    </message>
    <message>
        <source>The exam record may not be written to: check the permissions of its folder.</source>
        <translation>检查记录不可写：请检查其文件夹的权限。</translation>
    </message>
    <message>
        <source>The exam record could not be read or written, nothing of this was kept: check its disk, then its backup.</source>
        <translation>检查记录无法读写，此次内容未保存：请先检查磁盘，再检查备份。</translation>
    </message>
    <message>
        <source>A %1 may not do this: ask an administrator of this exam record.</source>
        <translation>%1不可进行此操作：请联系此检查记录的管理员。</translation>
    </message>
    <message>
        <source>clinician</source>
        <translation>临床医生</translation>
    </message>
    <message>
        <source>researcher</source>
        <translation>研究人员</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>%1 is longer than %2 characters: shorten it.</source>
        <translation>%1超过 %2 个字符：请缩短。</translation>
    </message>
    <message>
        <source>%1 holds characters that cannot be kept: type it again.</source>
        <translation>%1含有无法保存的字符：请重新输入。</translation>
    </message>
    <message>
        <source>The reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>The note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>The name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>The source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>An id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>The system of an id</source>
        <translation>编号所属系统</translation>
    </message>
    <message>
        <source>The file name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>The camera's name</source>
        <translation>摄像头名称</translation>
    </message>
    <message>
        <source>The clinic's name</source>
        <translation>诊所名称</translation>
    </message>
    <message>
        <source>The clinic's address</source>
        <translation>诊所地址</translation>
    </message>
    <message>
        <source>%1 was altered or damaged at byte %2: restore it from a backup.</source>
        <translation>%1 在字节 %2 处被改动或损坏：请从备份还原。</translation>
    </message>
    <message>
        <source>%1 goes on behind its end: something was added to it.</source>
        <translation>%1 在结尾之后还有内容：有人添加了数据。</translation>
    </message>
    <message>
        <source>%1 belongs to another key, or its beginning is damaged.</source>
        <translation>%1 属于另一密钥，或其开头已损坏。</translation>
    </message>
    <message>
        <source>%1 exists already: choose another name.</source>
        <translation>%1 已存在：请换一个名称。</translation>
    </message>
    <message>
        <source>%1 cannot be written (%2): choose a folder with room that you may write to.</source>
        <translation>%1 无法写入（%2）：请选择有空间且可写的文件夹。</translation>
    </message>
    <message>
        <source>Camera %1 cannot be opened: check its cable, and that no other program uses it.</source>
        <translation>无法打开摄像头 %1：请检查其连线，并确认没有其他程序正在使用。</translation>
    </message>
    <message>
        <source>The camera gives no picture any more: check its cable.</source>
        <translation>摄像头不再提供画面：请检查其连线。</translation>
    </message>
    <message>
        <source>The camera cannot be read any more: check its cable, or choose another one.</source>
        <translation>摄像头无法继续读取：请检查其连线，或另选一台。</translation>
    </message>
    <message>
        <source>The camera came back with another picture size, which ended the measurement.</source>
        <translation>摄像头恢复后画面尺寸不同，测量因此结束。</translation>
    </message>
    <message>
        <source>%1: frame %2 carries no time stamp: %3</source>
        <translation>%1：第 %2 帧没有时间戳：%3</translation>
    </message>
    <message>
        <source>%1: time stamps do not increase at frame %2 (%3 s after %4 s): %5</source>
        <translation>%1：第 %2 帧的时间戳没有递增（%3 秒在 %4 秒之后）：%5</translation>
    </message>
    <message>
        <source>record it again, or give the frame rate with --fps to count frames instead.</source>
        <translation>请重新录制，或用 --fps 给出帧率以改为按帧计数。</translation>
    </message>
    <message>
        <source>%1 is empty (0 bytes): copy or record it again.</source>
        <translation>%1 是空文件（0 字节）：请重新复制或录制。</translation>
    </message>
    <message>
        <source>sound only</source>
        <translation>只有声音</translation>
    </message>
    <message>
        <source>no video</source>
        <translation>没有视频</translation>
    </message>
    <message>
        <source>%1 is coded in a way that cannot be decoded here: convert it to H.264.</source>
        <translation>%1 的编码在此无法解码：请转换为 H.264。</translation>
    </message>
    <message>
        <source>%1 cannot be read (%2): check its permissions.</source>
        <translation>%1 无法读取（%2）：请检查其权限。</translation>
    </message>
    <message>
        <source>%1 is an MP4 or MOV file without a usable index (moov atom), because its recording or copying was cut off: copy it again, or repair it with a tool for unfinished MP4 files.</source>
        <translation>%1 是没有可用索引（moov）的 MP4 或 MOV 文件，因其录制或复制被中断：请重新复制，或用修复工具修复。</translation>
    </message>
    <message>
        <source>%1 is cut off before its first picture and holds no frames: copy or record it again.</source>
        <translation>%1 在第一幅画面之前中断，没有帧：请重新复制或录制。</translation>
    </message>
    <message>
        <source>%1 is not a video that can be read: give an MP4, MOV, MKV or AVI video.</source>
        <translation>%1 不是可读取的视频：请给出 MP4、MOV、MKV 或 AVI 视频。</translation>
    </message>
    <message>
        <source>%1 holds no picture that can be decoded: copy or record it again.</source>
        <translation>%1 中没有可解码的画面：请重新复制或录制。</translation>
    </message>
    <message>
        <source>%1: the picture changes from %2×%3 to %4×%5 pixels at frame %6: cut the video there.</source>
        <translation>%1：画面在第 %6 帧由 %2×%3 变为 %4×%5 像素：请在该处剪断视频。</translation>
    </message>
    <message>
        <source>A frame rate of %1 is not possible: give --fps a number above 0.</source>
        <translation>帧率 %1 不可能：请给 --fps 一个大于 0 的数。</translation>
    </message>
    <message>
        <source>There is no file or folder %1: check the path.</source>
        <translation>没有文件或文件夹 %1：请检查路径。</translation>
    </message>
    <message>
        <source>%1 is neither a file nor a folder: give a video file or a folder of frames.</source>
        <translation>%1 既不是文件也不是文件夹：请给出视频文件或帧文件夹。</translation>
    </message>
    <message>
        <source>A recording cannot be made in %1: choose h264, or ffv1 (lossless).</source>
        <translation>无法以 %1 录制：请选择 h264 或 ffv1（无损）。</translation>
    </message>
    <message>
        <source>%1: %2; free some space before recording.</source>
        <translation>%1：%2；请在录制前释放空间。</translation>
    </message>
    <message>
        <source>only %1 MiB are left on the disk</source>
        <translation>磁盘只剩 %1 MiB</translation>
    </message>
    <message>
        <source>Only %1 MiB are left on the disk; the recording stops at %2 MiB.</source>
        <translation>磁盘只剩 %1 MiB；低于 %2 MiB 时录制停止。</translation>
    </message>
    <message>
        <source>The recording stopped, because %1; what came before is kept.</source>
        <translation>录制已停止，因为%1；此前的内容已保存。</translation>
    </message>
    <message>
        <source>%1 cannot be written (%2): free some space.</source>
        <translation>%1 无法写入（%2）：请释放空间。</translation>
    </message>
    <message>
        <source>%1 cannot be read any more: check that it is still there.</source>
        <translation>%1 无法继续读取：请检查它是否仍在。</translation>
    </message>
    <message>
        <source>%1 of the frames are blurred (limit %2)</source>
        <translation>%1 的帧模糊（上限 %2）</translation>
    </message>
    <message>
        <source>%1 of the frames are blurred or excluded (limit %2)</source>
        <translation>%1 的帧模糊或被排除（上限 %2）</translation>
    </message>
    <message>
        <source>rings not found</source>
        <translation>未找到圆环</translation>
    </message>
    <message>
        <source>rings off centre by %1 half widths (limit %2)</source>
        <translation>圆环偏离中心 %1 个半宽（上限 %2）</translation>
    </message>
    <message>
        <source>only %1 of the ring area is visible (limit %2)</source>
        <translation>圆环区域仅 %1 可见（下限 %2）</translation>
    </message>
    <message>
        <source>rings only %1 pixels apart (limit %2)</source>
        <translation>圆环间距仅 %1 像素（下限 %2）</translation>
    </message>
    <message>
        <source>marks on %1 of the rings were there when the eye opened and do not count (limit %2)</source>
        <translation>睁眼时圆环上已有的痕迹占 %1，不计入（上限 %2）</translation>
    </message>
    <message>
        <source>%1 of the frames are missing (limit %2)</source>
        <translation>缺少 %1 的帧（上限 %2）</translation>
    </message>
    <message>
        <source>only %1 frames a second: a break-up of %2 s may pass between two</source>
        <translation>每秒仅 %1 帧：持续 %2 秒的破裂可能落在两帧之间</translation>
    </message>
    <message>
        <source>%1 s of the recording are missing</source>
        <translation>录像缺失 %1 秒</translation>
    </message>
    <message>
        <source>no sharp frame in the %1 s before the first break-up</source>
        <translation>首次破裂之前 %1 秒内没有清晰帧</translation>
    </message>
    <message>
        <source>first break-up by the nets %1, by the rings' regularity %2</source>
        <translation>首次破裂：网络 %1，圆环规则性 %2</translation>
    </message>
    <message>
        <source>%1 s (by hand)</source>
        <translation>%1 秒（手动）</translation>
    </message>
    <message>
        <source>&gt; %1 s</source>
        <translation>&gt; %1 秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>start not seen</source>
        <translation>起点未见</translation>
    </message>
    <message>
        <source>No measurement was found in %1: the eye is never open for long enough.</source>
        <translation>%1 中没有测量：眼睁开的时间始终不够长。</translation>
    </message>
    <message>
        <source>Rings were found in only %1 of the %2 open, sharp frames of %3.</source>
        <translation>%3 的 %2 个睁眼清晰帧中只有 %1 帧找到圆环。</translation>
    </message>
    <message>
        <source>%1 of the %2 frames of %3 are blurred.</source>
        <translation>%3 的 %2 帧中有 %1 帧模糊。</translation>
    </message>
    <message>
        <source>%1 of %2 frames were analysed live; the newest came first.</source>
        <translation>实时分析了 %2 帧中的 %1 帧；最新的帧优先。</translation>
    </message>
    <message>
        <source>%1 frames are missing from the recording, because the disk could not keep up.</source>
        <translation>录像缺少 %1 帧，因为磁盘速度不够。</translation>
    </message>
    <message>
        <source>%1 frames are missing from the recording, which stopped before.</source>
        <translation>录像缺少 %1 帧，录制在此之前已停止。</translation>
    </message>
    <message>
        <source>The exam was closed during the measurement.</source>
        <translation>测量期间关闭了检查。</translation>
    </message>
    <message>
        <source>The analysis stopped by a mistake of the program; the recording goes on. Close the exam and begin again.</source>
        <translation>分析因程序错误而停止；录制仍在继续。请关闭检查后重新开始。</translation>
    </message>
    <message>
        <source>The program made a mistake: this was not done. Please report it with what you did last.</source>
        <translation>程序出错：此操作未完成。请连同最后的操作一起报告。</translation>
    </message>
    <message>
        <source>The recording cannot be shown any more: open it again.</source>
        <translation>录像无法继续显示：请重新打开。</translation>
    </message>
    <message>
        <source>Before the measurement, between the blinks that the patient was asked for.</source>
        <translation>测量之前，在要求患者的眨眼之间。</translation>
    </message>
    <message>
        <source>Repeated.</source>
        <translation>已重复。</translation>
    </message>
    <message>
        <source>corrections taken back</source>
        <translation>撤回更正</translation>
    </message>
    <message>
        <source>TFOS DEWS II 2017, DEWS III 2025: NIBUT &lt; 10 s</source>
        <translation>TFOS DEWS II 2017、DEWS III 2025：NIBUT &lt; 10 秒</translation>
    </message>
    <message>
        <source>%1 has %2 of %3 s after %4 s, in which nothing is known.</source>
        <translation>%1 在 %4 秒之后有%2，长 %3 秒，其间情况未知。</translation>
    </message>
    <message>
        <source>1 gap</source>
        <translation>1 处空缺</translation>
    </message>
    <message>
        <source>%1 gaps, the longest</source>
        <translation>%1 处空缺，其中最长的一处</translation>
    </message>
    <message>
        <source>%1 of the frames are %2 (limit %3)</source>
        <translation>%1 的帧%2（上限 %3）</translation>
    </message>
    <message>
        <source>blurred</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>blurred or excluded</source>
        <translation>模糊或被排除</translation>
    </message>
    <message>
        <source>%1 could not be used (%2)</source>
        <translation>无法使用 %1（%2）</translation>
    </message>
    <message>
        <source>%1 is damaged: use another backup.</source>
        <translation>%1 已损坏：请使用另一备份。</translation>
    </message>
    <message>
        <source>%1 was altered: use another backup.</source>
        <translation>%1 被改动：请使用另一备份。</translation>
    </message>
    <message>
        <source>%1 was made by a newer TF-Collab: install that version.</source>
        <translation>%1 由更新版本的 TF-Collab 建立：请安装该版本。</translation>
    </message>
    <message>
        <source>There is no backup in %1: name the folder that `tfcollab backup create` made.</source>
        <translation>%1 中没有备份：请选择备份所在的文件夹。</translation>
    </message>
    <message>
        <source>The name or the passphrase is wrong: give those that opened the record when the backup was made.</source>
        <translation>姓名或密码短语有误：请输入备份时能打开检查记录的姓名和密码短语。</translation>
    </message>
    <message>
        <source>%1 holds %2: %3</source>
        <translation>%1 的内容是%2：%3</translation>
    </message>
    <message>
        <source>give an MP4, MOV, MKV or AVI video.</source>
        <translation>请给出 MP4、MOV、MKV 或 AVI 视频。</translation>
    </message>
    <message>
        <source>The database is not in it.</source>
        <translation>其中没有数据库。</translation>
    </message>
    <message>
        <source>%1 is not as it was backed up.</source>
        <translation>%1 与备份时不一致。</translation>
    </message>
    <message>
        <source>%1 cannot be read (%2).</source>
        <translation>%1 无法读取（%2）。</translation>
    </message>
    <message>
        <source>The result %1 is not as it was saved.</source>
        <translation>结果 %1 与保存时不一致。</translation>
    </message>
    <message>
        <source>%1 is not the recording that was measured.</source>
        <translation>%1 不是当时测量的录像。</translation>
    </message>
    <message>
        <source>%1 of about %2 frames of %3 are missing, because it was cut short or is damaged; the %4 that decode were read.</source>
        <translation>%3 的约 %2 帧中缺失 %1 帧，因其被截断或已损坏；已读取可解码的 %4 帧。</translation>
    </message>
    <message>
        <source>The frame rate given for %1 was not used: it has its own times.</source>
        <translation>未使用给 %1 指定的帧率：它有自己的时间。</translation>
    </message>
    <message>
        <source>The time stamps of %1 cannot be used; times are counted at %2 frames a second.</source>
        <translation>%1 的时间戳不可用；按每秒 %2 帧计时。</translation>
    </message>
    <message>
        <source>%1 frames were not recorded, because disk or encoder could not keep up.</source>
        <translation>%1 帧未能录下，因为磁盘或编码器速度不够。</translation>
    </message>
    <message>
        <source>%1 frames were not recorded, because their size or their time did not fit.</source>
        <translation>%1 帧未能录下，因为其尺寸或时间不符。</translation>
    </message>
    <message>
        <source>The recording stopped, because it cannot be written (%1); what came before is kept.</source>
        <translation>录制已停止，因为无法写入（%1）；此前的内容已保存。</translation>
    </message>
    <message>
        <source>The file with the end of the audit trail is missing.</source>
        <translation>缺少保存审计记录末端的文件。</translation>
    </message>
    <message>
        <source>The trail ends before entry %1, which was once written: entries were cut off.</source>
        <translation>审计记录在曾写入的第 %1 条之前结束：有条目被截去。</translation>
    </message>
    <message>
        <source>Entry %1 is not the one that was written at the time.</source>
        <translation>第 %1 条不是当时写入的那一条。</translation>
    </message>
    <message>
        <source>The recording is not there: restore it from a backup.</source>
        <translation>录像不存在：请从备份恢复。</translation>
    </message>
    <message>
        <source>%1 cannot be removed (%2): it is offered again.</source>
        <translation>无法删除 %1（%2）：之后会再次提示。</translation>
    </message>
    <message>
        <source>Say why the recording is discarded: the reason stays in the audit trail.</source>
        <translation>请说明为何删除这段录像：原因保存在审计记录中。</translation>
    </message>
    <message>
        <source>%1: restore the recording from a backup.</source>
        <translation>%1：请从备份恢复这段录像。</translation>
    </message>
    <message>
        <source>%1 holds %2 frames where %3 were recorded</source>
        <translation>%1 含有 %2 帧，而录制的是 %3 帧</translation>
    </message>
    <message>
        <source>%1 is not as it was stored</source>
        <translation>%1 与存储时不一致</translation>
    </message>
    <message>
        <source>%1 is not as it was stored, from %2 s on</source>
        <translation>%1 从 %2 秒起与存储时不一致</translation>
    </message>
    <message>
        <source>%1 goes on behind its end</source>
        <translation>%1 在其末端之后还有内容</translation>
    </message>
    <message>
        <source>the list of the segments of %1 has a gap</source>
        <translation>%1 的分段列表有缺漏</translation>
    </message>
    <message>
        <source>line %1 of %2 is not as it was written</source>
        <translation>%2 的第 %1 行与写入时不一致</translation>
    </message>
    <message>
        <source>Say whose number %1 is: the hospital's, for instance.</source>
        <translation>请说明编号 %1 的来源：例如医院。</translation>
    </message>
    <message>
        <source>There are two numbers of %1: give one of them another name.</source>
        <translation>%1 有两个编号：请给其中一个另取名称。</translation>
    </message>
    <message>
        <source>The last administrator stays: make somebody else an administrator first.</source>
        <translation>最后一位管理员必须保留：请先让他人成为管理员。</translation>
    </message>
    <message>
        <source>There is a user %1 already: choose another name.</source>
        <translation>用户 %1 已存在：请选择其他姓名。</translation>
    </message>
    <message>
        <source>There is no user %1 in this exam record.</source>
        <translation>此检查记录中没有用户 %1。</translation>
    </message>
    <message>
        <source>No system keyring: pip install 'tfcollab[keyring]', or go on with the passphrase.</source>
        <translation>没有系统密钥环：请执行 pip install 'tfcollab[keyring]'，或继续使用密码短语。</translation>
    </message>
    <message>
        <source>The system keyring cannot be read: log in by passphrase.</source>
        <translation>无法读取系统密钥环：请用密码短语登录。</translation>
    </message>
    <message>
        <source>The system keyring holds nothing for this user: log in by passphrase.</source>
        <translation>系统密钥环中没有该用户的内容：请用密码短语登录。</translation>
    </message>
    <message>
        <source>The system keyring refuses to keep a secret: go on with the passphrase.</source>
        <translation>系统密钥环拒绝保存密钥：请继续使用密码短语。</translation>
    </message>
    <message>
        <source>This system has no keyring: go on with the passphrase.</source>
        <translation>此系统没有密钥环：请继续使用密码短语。</translation>
    </message>
    <message>
        <source>There is no questionnaire %1: choose one of %2.</source>
        <translation>没有问卷 %1：请选择 %2 之一。</translation>
    </message>
    <message>
        <source>This note is not in the exam record: open the visit again.</source>
        <translation>此备注不在检查记录中：请重新打开就诊。</translation>
    </message>
    <message>
        <source>This visit has this questionnaire already: a corrected one needs a reason.</source>
        <translation>此次就诊已有该问卷：更正需要说明原因。</translation>
    </message>
    <message>
        <source>Questions %1 and %2 contradict each other: ask the patient again.</source>
        <translation>第 %1 题与第 %2 题相互矛盾：请再次询问患者。</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>mild</source>
        <translation>轻度</translation>
    </message>
    <message>
        <source>moderate</source>
        <translation>中度</translation>
    </message>
    <message>
        <source>severe</source>
        <translation>重度</translation>
    </message>
    <message>
        <source>mild to moderate</source>
        <translation>轻至中度</translation>
    </message>
    <message>
        <source>no symptoms</source>
        <translation>无症状</translation>
    </message>
    <message>
        <source>below the cut-off</source>
        <translation>低于界值</translation>
    </message>
    <message>
        <source>at or above the cut-off</source>
        <translation>达到或高于界值</translation>
    </message>
    <message>
        <source>not above 6</source>
        <translation>不高于 6</translation>
    </message>
    <message>
        <source>above 6: suggests dry eye</source>
        <translation>高于 6：提示干眼</translation>
    </message>
    <message>
        <source>above 12: suggests Sjögren testing</source>
        <translation>高于 12：建议检查干燥综合征</translation>
    </message>
    <message>
        <source>%1 (score); %2 (bands)</source>
        <translation>%1（评分）；%2（分级）</translation>
    </message>
    <message>
        <source>%1 (score); %2 (cut-off ≥ 4)</source>
        <translation>%1（评分）；%2（界值 ≥ 4）</translation>
    </message>
    <message>
        <source>%1, table 2</source>
        <translation>%1，表 2</translation>
    </message>
</context>
</TS>
