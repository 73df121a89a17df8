<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>New exam</source>
        <translation>新检查</translation>
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
</context>
</TS>
