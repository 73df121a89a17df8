<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AnswerRow</name>
    <message>
        <source>%1: no answer</source>
        <translation>%1：未作答</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>What is compared</source>
        <translation>比较内容</translation>
    </message>
    <message>
        <source>OD beside OS</source>
        <translation>右眼与左眼</translation>
    </message>
    <message>
        <source>Visit beside visit</source>
        <translation>两次就诊</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>趋势</translation>
    </message>
    <message>
        <source>No recording yet: there is nothing to compare.</source>
        <translation>尚无录像：没有可比较的内容。</translation>
    </message>
</context>
<context>
    <name>CompareWords</name>
    <message>
        <source>%1: not known</source>
        <translation>%1：未知</translation>
    </message>
    <message>
        <source>%1: %2 s, longer beyond repeatability (limit %3 s)</source>
        <translation>%1：%2 秒，延长超出重复性（限值 %3 秒）</translation>
    </message>
    <message>
        <source>%1: %2 s, shorter beyond repeatability (limit %3 s)</source>
        <translation>%1：%2 秒，缩短超出重复性（限值 %3 秒）</translation>
    </message>
    <message>
        <source>%1: %2 s, within repeatability (limit %3 s)</source>
        <translation>%1：%2 秒，在重复性范围内（限值 %3 秒）</translation>
    </message>
    <message>
        <source>%1: not known, because a time is only a lower bound</source>
        <translation>%1：未知，因为有一个时间只是下限</translation>
    </message>
</context>
<context>
    <name>EarlierButton</name>
    <message>
        <source>Show %1 earlier visits</source>
        <translation>再显示 %1 次更早的就诊</translation>
    </message>
</context>
<context>
    <name>NotesCard</name>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Write a note …</source>
        <translation>写备注 …</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>第 %1 版</translation>
    </message>
    <message>
        <source>Amend …</source>
        <translation>修订 …</translation>
    </message>
    <message>
        <source>Amend the note of %1</source>
        <translation>修订 %1 的备注</translation>
    </message>
    <message>
        <source>Earlier versions …</source>
        <translation>早先版本 …</translation>
    </message>
    <message>
        <source>Earlier versions of the note of %1</source>
        <translation>%1 的备注的早先版本</translation>
    </message>
    <message>
        <source>A note on this visit</source>
        <translation>本次就诊的备注</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What it says now stays on record as an earlier version.</source>
        <translation>现有内容作为早先版本留存。</translation>
    </message>
    <message>
        <source>Versions of the note</source>
        <translation>备注的各个版本</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Patient</name>
    <message>
        <source>No visit yet: begin a new exam.</source>
        <translation>尚无就诊：请开始新检查。</translation>
    </message>
</context>
<context>
    <name>PatientBar</name>
    <message>
        <source>Visits</source>
        <translation>就诊</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>New exam</source>
        <translation>新检查</translation>
    </message>
</context>
<context>
    <name>PatientDataBar</name>
    <message>
        <source>female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>sex: other</source>
        <translation>性别：其他</translation>
    </message>
    <message>
        <source>Change the data …</source>
        <translation>更改资料 …</translation>
    </message>
    <message>
        <source>Questionnaire before the exam</source>
        <translation>检查前填写问卷</translation>
    </message>
</context>
<context>
    <name>PatientDataForm</name>
    <message>
        <source>What the record says of the patient</source>
        <translation>患者资料</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Birth date (YYYY-MM-DD)</source>
        <translation>出生日期 (YYYY-MM-DD)</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Numbers of others, and whose they are</source>
        <translation>其他机构的编号及其来源</translation>
    </message>
    <message>
        <source>A number that is left empty is taken away.</source>
        <translation>留空的编号将被删除。</translation>
    </message>
    <message>
        <source>Whose number</source>
        <translation>编号来源</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Another number</source>
        <translation>再加一个编号</translation>
    </message>
    <message>
        <source>Why it is changed</source>
        <translation>更改原因</translation>
    </message>
    <message>
        <source>What it said before stays in the audit trail.</source>
        <translation>更改前的内容保留在审计记录中。</translation>
    </message>
    <message>
        <source>was mistyped</source>
        <translation>输入有误</translation>
    </message>
    <message>
        <source>was missing</source>
        <translation>原先缺少</translation>
    </message>
    <message>
        <source>has changed</source>
        <translation>情况有变</translation>
    </message>
</context>
<context>
    <name>QuestionnaireForm</name>
    <message>
        <source>Correct %1</source>
        <translation>更正 %1</translation>
    </message>
    <message>
        <source>Fill in %1</source>
        <translation>填写 %1</translation>
    </message>
    <message>
        <source>The numbers as they are marked on the form, – where there is no answer. By keys: the digits one after the other.</source>
        <translation>按问卷上勾选的数字填写，没有回答的选“–”。用键盘：依次键入数字。</translation>
    </message>
    <message>
        <source>Why it is corrected</source>
        <translation>更正原因</translation>
    </message>
    <message>
        <source>The filling-in before stays on record.</source>
        <translation>之前的填写结果仍然留存。</translation>
    </message>
    <message>
        <source>Score and bands: %1</source>
        <translation>评分与分级：%1</translation>
    </message>
</context>
<context>
    <name>QuestionnairesCard</name>
    <message>
        <source>Questionnaires</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>not filled in</source>
        <translation>未填写</translation>
    </message>
    <message>
        <source>corrected: %1</source>
        <translation>更正：%1</translation>
    </message>
    <message>
        <source>Correct …</source>
        <translation>更正 …</translation>
    </message>
    <message>
        <source>Fill in …</source>
        <translation>填写 …</translation>
    </message>
    <message>
        <source>Correct %1</source>
        <translation>更正 %1</translation>
    </message>
    <message>
        <source>Fill in %1</source>
        <translation>填写 %1</translation>
    </message>
    <message>
        <source>before: %1</source>
        <translation>之前：%1</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>No visit yet: there is nothing to report on.</source>
        <translation>尚无就诊：没有可报告的内容。</translation>
    </message>
    <message>
        <source>The pages of the report are shown here.</source>
        <translation>报告页面显示在这里。</translation>
    </message>
    <message>
        <source>Size of the pages</source>
        <translation>页面大小</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>整页</translation>
    </message>
    <message>
        <source>Looking for the report</source>
        <translation>正在查找报告</translation>
    </message>
    <message>
        <source>Making the report</source>
        <translation>正在生成报告</translation>
    </message>
    <message>
        <source>Drawing the pages</source>
        <translation>正在绘制页面</translation>
    </message>
    <message>
        <source>Signing</source>
        <translation>正在签署</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>正在打印</translation>
    </message>
    <message>
        <source>%1: %2 %</source>
        <translation>%1：%2 %</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ReportDialogs</name>
    <message>
        <source>Sign the report as %1?</source>
        <translation>以 %1 的身份签署报告？</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签署</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>A signed report is kept as it is. What is changed later becomes a new version, which names this one and says why.</source>
        <translation>已签署的报告原样保存。之后的更改将成为新版本，注明所修订的版本及原因。</translation>
    </message>
    <message>
        <source>Amend the signed report</source>
        <translation>修订已签署的报告</translation>
    </message>
    <message>
        <source>Make the amendment</source>
        <translation>生成修订</translation>
    </message>
    <message>
        <source>The amendment is made from what the exam record holds now. The reason is printed on it.</source>
        <translation>修订依据检查记录的当前内容生成，原因会印在报告上。</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Export the report</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>PDF (%1)</source>
        <translation>PDF 文件 (%1)</translation>
    </message>
    <message>
        <source>Print the report</source>
        <translation>打印报告</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This computer knows no printer. Export the report, and print the file elsewhere.</source>
        <translation>此计算机没有可用的打印机。请导出报告，在别处打印文件。</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>已导出到 %1</translation>
    </message>
    <message>
        <source>Sent to %1</source>
        <translation>已发送到 %1</translation>
    </message>
    <message>
        <source>The report is signed.</source>
        <translation>报告已签署。</translation>
    </message>
</context>
<context>
    <name>ReportPreview</name>
    <message>
        <source>Pages of the report</source>
        <translation>报告页面</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
</context>
<context>
    <name>ReportState</name>
    <message>
        <source>Signed</source>
        <translation>已签署</translation>
    </message>
    <message>
        <source>Draft, not signed</source>
        <translation>草稿，未签署</translation>
    </message>
    <message>
        <source>Not made yet</source>
        <translation>尚未生成</translation>
    </message>
    <message>
        <source>by %1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>made by %1, %2</source>
        <translation>由 %1 生成，%2</translation>
    </message>
    <message>
        <source>Amends version %1: %2</source>
        <translation>修订第 %1 版：%2</translation>
    </message>
    <message>
        <source>Make the draft anew</source>
        <translation>重新生成草稿</translation>
    </message>
    <message>
        <source>Make the report</source>
        <translation>生成报告</translation>
    </message>
    <message>
        <source>From what the exam record holds now.</source>
        <translation>依据检查记录的当前内容。</translation>
    </message>
    <message>
        <source>Sign …</source>
        <translation>签署 …</translation>
    </message>
    <message>
        <source>Amend …</source>
        <translation>修订 …</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出 …</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>打印 …</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>%1: signed</source>
        <translation>%1：已签署</translation>
    </message>
    <message>
        <source>%1: draft</source>
        <translation>%1：草稿</translation>
    </message>
</context>
<context>
    <name>ReportSubject</name>
    <message>
        <source>Report on</source>
        <translation>报告对象</translation>
    </message>
    <message>
        <source>Visit %1</source>
        <translation>就诊 %1</translation>
    </message>
    <message>
        <source>Follow-up: all visits</source>
        <translation>随访：所有就诊</translation>
    </message>
    <message>
        <source>Eyes in the report</source>
        <translation>报告中的眼别</translation>
    </message>
    <message>
        <source>Both eyes</source>
        <translation>双眼</translation>
    </message>
</context>
<context>
    <name>SheetWords</name>
    <message>
        <source>Discomfort, how often</source>
        <translation>不适，发生频率</translation>
    </message>
    <message>
        <source>Discomfort, how intense</source>
        <translation>不适，强烈程度</translation>
    </message>
    <message>
        <source>Dryness, how often</source>
        <translation>干涩，发生频率</translation>
    </message>
    <message>
        <source>Dryness, how intense</source>
        <translation>干涩，强烈程度</translation>
    </message>
    <message>
        <source>Watery eyes, how often</source>
        <translation>流泪，发生频率</translation>
    </message>
    <message>
        <source>Symptom %1, how often</source>
        <translation>症状 %1，发生频率</translation>
    </message>
    <message>
        <source>Symptom %1, how severe</source>
        <translation>症状 %1，严重程度</translation>
    </message>
    <message>
        <source>Question %1</source>
        <translation>第 %1 题</translation>
    </message>
    <message>
        <source>no score: answers are missing</source>
        <translation>无评分：缺少回答</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%1 / %2：%3</translation>
    </message>
    <message>
        <source>%1 %2 (%3)</source>
        <translation>%1 %2（%3）</translation>
    </message>
    <message>
        <source>%1 without a score</source>
        <translation>%1 无评分</translation>
    </message>
    <message>
        <source>1 note</source>
        <translation>1 条备注</translation>
    </message>
    <message>
        <source>%1 notes</source>
        <translation>%1 条备注</translation>
    </message>
</context>
<context>
    <name>SideBySide</name>
    <message>
        <source>Day %1</source>
        <translation>第 %1 天</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 相对于 %2</translation>
    </message>
    <message>
        <source>Both one frame back</source>
        <translation>两侧后退一帧</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Both one frame on</source>
        <translation>两侧前进一帧</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1 ×</translation>
    </message>
    <message>
        <source>%1 s since the blink</source>
        <translation>眨眼后 %1 秒</translation>
    </message>
    <message>
        <source>Seconds since the blink</source>
        <translation>眨眼后秒数</translation>
    </message>
    <message>
        <source>Break-up area of both measurements: left a full line, right a dashed one. Left and right step by frame.</source>
        <translation>两次测量的破裂面积：左侧为实线，右侧为虚线。左右方向键逐帧移动。</translation>
    </message>
</context>
<context>
    <name>SidePane</name>
    <message>
        <source>Recording on the left</source>
        <translation>左侧录像</translation>
    </message>
    <message>
        <source>Recording on the right</source>
        <translation>右侧录像</translation>
    </message>
    <message>
        <source>Choose a recording</source>
        <translation>选择录像</translation>
    </message>
    <message>
        <source>Measurement</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>正在打开</translation>
    </message>
    <message>
        <source>Nothing was measured in it.</source>
        <translation>其中没有测量结果。</translation>
    </message>
    <message>
        <source>%1 % broken</source>
        <translation>破裂 %1 %</translation>
    </message>
    <message>
        <source>First break-up after %1</source>
        <translation>首次破裂于 %1</translation>
    </message>
    <message>
        <source>No break-up: %1</source>
        <translation>无破裂：%1</translation>
    </message>
</context>
<context>
    <name>TrendPane</name>
    <message>
        <source>No eye was recorded yet.</source>
        <translation>尚未记录任何眼。</translation>
    </message>
    <message>
        <source>First break-up time of each visit: %1</source>
        <translation>各次就诊的首次破裂时间：%1</translation>
    </message>
    <message>
        <source>The same numbers stand in the list below.</source>
        <translation>下方列表列出相同的数值。</translation>
    </message>
    <message>
        <source>Discs are medians of a visit, triangles lower bounds, small rings single times. The band is the visit before ± the limit of repeatability: within it no change can be told. Limit: %1</source>
        <translation>圆点为每次就诊的中位数，三角形为下限，小圆圈为单次时间。色带为前次就诊 ± 重复性限值：在此范围内无法判定变化。限值来源：%1</translation>
    </message>
</context>
<context>
    <name>TrendRow</name>
    <message>
        <source>no time</source>
        <translation>无时间</translation>
    </message>
    <message>
        <source>%1, median of %2</source>
        <translation>%1，%2 次的中位数</translation>
    </message>
    <message>
        <source>against the visit before</source>
        <translation>与前次就诊相比</translation>
    </message>
</context>
<context>
    <name>Visit</name>
    <message>
        <source>This visit is another patient&apos;s: open it from their page.</source>
        <translation>此次就诊属于另一位患者：请从其页面打开。</translation>
    </message>
    <message>
        <source>Today, before the exam</source>
        <translation>今天，检查之前</translation>
    </message>
</context>
<context>
    <name>VisitCard</name>
    <message>
        <source>Day %1</source>
        <translation>第 %1 天</translation>
    </message>
    <message>
        <source>Nothing was recorded.</source>
        <translation>没有录像。</translation>
    </message>
    <message>
        <source>no time counts</source>
        <translation>没有计入的时间</translation>
    </message>
    <message>
        <source>%1 left out</source>
        <translation>%1 次未计入</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>已修正</translation>
    </message>
    <message>
        <source>recording broke off</source>
        <translation>录制中断</translation>
    </message>
    <message>
        <source>quality in doubt</source>
        <translation>质量存疑</translation>
    </message>
    <message>
        <source>Eye not named</source>
        <translation>未注明眼别</translation>
    </message>
    <message>
        <source>Review %1, recording %2: %3</source>
        <translation>回看 %1，第 %2 段录像：%3</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>回看</translation>
    </message>
    <message>
        <source>Questionnaires and notes</source>
        <translation>问卷和备注</translation>
    </message>
    <message>
        <source>Questionnaires and notes of %1</source>
        <translation>%1 的问卷和备注</translation>
    </message>
</context>
</TS>
