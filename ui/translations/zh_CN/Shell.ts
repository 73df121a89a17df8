<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AppArea</name>
    <message>
        <source>Scroll bar</source>
        <translation>滚动条</translation>
    </message>
</context>
<context>
    <name>AppBusy</name>
    <message>
        <source>Busy</source>
        <translation>正在处理</translation>
    </message>
</context>
<context>
    <name>AppProgress</name>
    <message>
        <source>%1: %2 %</source>
        <translation>%1：%2 %</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>请稍候 …</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>继续填写</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>What is written here is not saved yet, and would be lost.</source>
        <translation>此处填写的内容尚未保存，将会丢失。</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Everywhere</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>回看</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Change them</source>
        <translation>更改快捷键</translation>
    </message>
</context>
<context>
    <name>LossDialog</name>
    <message>
        <source>Close in the middle of an exam?</source>
        <translation>检查尚未结束，要关闭吗？</translation>
    </message>
    <message>
        <source>End the exam in the middle of a measurement?</source>
        <translation>测量尚未结束，要结束检查吗？</translation>
    </message>
    <message>
        <source>Close without saving the corrections?</source>
        <translation>不保存更正就关闭？</translation>
    </message>
    <message>
        <source>Go on without saving the corrections?</source>
        <translation>不保存更正就继续？</translation>
    </message>
    <message>
        <source>Close without keeping what was written?</source>
        <translation>不保存所填内容就关闭？</translation>
    </message>
    <message>
        <source>Go on without keeping what was written?</source>
        <translation>不保存所填内容就继续？</translation>
    </message>
    <message>
        <source>Give up the backup?</source>
        <translation>放弃备份？</translation>
    </message>
    <message>
        <source>Go on with the exam</source>
        <translation>继续检查</translation>
    </message>
    <message>
        <source>Go on with the backup</source>
        <translation>继续备份</translation>
    </message>
    <message>
        <source>Go on with the review</source>
        <translation>继续回看</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>继续填写</translation>
    </message>
    <message>
        <source>Save what there is, and close</source>
        <translation>保存已有结果并关闭</translation>
    </message>
    <message>
        <source>End the exam</source>
        <translation>结束检查</translation>
    </message>
    <message>
        <source>Give it up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>不保存并关闭</translation>
    </message>
    <message>
        <source>Without saving</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>Close without keeping it</source>
        <translation>不保存并关闭</translation>
    </message>
    <message>
        <source>Without keeping it</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>What has been measured is kept; the measurement that is running ends here.</source>
        <translation>已完成的测量会保存；正在进行的测量到此结束。</translation>
    </message>
    <message>
        <source>What was corrected in the review since it was last saved would be lost.</source>
        <translation>上次保存之后在回看中所做的更正将丢失。</translation>
    </message>
    <message>
        <source>A form is open in which something was filled in.</source>
        <translation>有一个表单已填写但尚未保存。</translation>
    </message>
    <message>
        <source>It is not finished, and nothing of it would be kept.</source>
        <translation>备份尚未完成，放弃后不会保留任何内容。</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>回看</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>TF-Collab</source>
        <translation>TF-Collab</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Research use and decision support; not a cleared medical device.</source>
        <translation>仅供研究和决策支持；并非经批准的医疗器械。</translation>
    </message>
</context>
<context>
    <name>ScrollPane</name>
    <message>
        <source>Scroll bar</source>
        <translation>滚动条</translation>
    </message>
</context>
<context>
    <name>SleepLock</name>
    <message>
        <source>The exam record has locked itself</source>
        <translation>检查记录已自动锁定</translation>
    </message>
    <message>
        <source>Nobody used it for a while. All is as it was left, and an exam that runs goes on.</source>
        <translation>已有一段时间无人使用。一切保持原样，正在进行的检查会继续。</translation>
    </message>
    <message>
        <source>Passphrase of %1</source>
        <translation>%1 的密码短语</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>请稍候 …</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>其他用户</translation>
    </message>
    <message>
        <source>Locks the record for good, and asks who it is.</source>
        <translation>完全锁定检查记录，并询问用户。</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Clear</source>
        <translation>清晰</translation>
    </message>
    <message>
        <source>Break-up</source>
        <translation>破裂</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>闭眼</translation>
    </message>
    <message>
        <source>Right eye (OD)</source>
        <translation>右眼 (OD)</translation>
    </message>
    <message>
        <source>Left eye (OS)</source>
        <translation>左眼 (OS)</translation>
    </message>
    <message>
        <source>Eye not named</source>
        <translation>未指明眼别</translation>
    </message>
    <message>
        <source>Start screen</source>
        <translation>开始界面</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>回看</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Show all shortcuts</source>
        <translation>显示所有快捷键</translation>
    </message>
    <message>
        <source>Dark or light</source>
        <translation>深色或浅色</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>打开录像</translation>
    </message>
    <message>
        <source>Start the measurement</source>
        <translation>开始测量</translation>
    </message>
    <message>
        <source>Stop the measurement</source>
        <translation>停止测量</translation>
    </message>
    <message>
        <source>Accept the measurement</source>
        <translation>接受测量结果</translation>
    </message>
    <message>
        <source>Repeat the measurement</source>
        <translation>重做测量</translation>
    </message>
    <message>
        <source>Reject the measurement</source>
        <translation>拒绝测量结果</translation>
    </message>
    <message>
        <source>Other eye</source>
        <translation>换另一只眼</translation>
    </message>
    <message>
        <source>Break-up layer on or off</source>
        <translation>显示或隐藏破裂图层</translation>
    </message>
    <message>
        <source>Aids for centring on or off</source>
        <translation>显示或隐藏对中辅助线</translation>
    </message>
    <message>
        <source>Visits of the patient</source>
        <translation>患者的就诊</translation>
    </message>
    <message>
        <source>Compare eyes and visits</source>
        <translation>比较双眼和各次就诊</translation>
    </message>
    <message>
        <source>Report on the patient</source>
        <translation>患者的报告</translation>
    </message>
    <message>
        <source>New exam of the patient</source>
        <translation>为患者做新检查</translation>
    </message>
    <message>
        <source>Make the report</source>
        <translation>生成报告</translation>
    </message>
    <message>
        <source>Sign the report</source>
        <translation>签署报告</translation>
    </message>
    <message>
        <source>Amend the report</source>
        <translation>修订报告</translation>
    </message>
    <message>
        <source>Export the report</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>Print the report</source>
        <translation>打印报告</translation>
    </message>
    <message>
        <source>Play both, or pause</source>
        <translation>同时播放或暂停</translation>
    </message>
    <message>
        <source>Both one frame back</source>
        <translation>两侧后退一帧</translation>
    </message>
    <message>
        <source>Both one frame on</source>
        <translation>两侧前进一帧</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>后退一帧</translation>
    </message>
    <message>
        <source>One frame on</source>
        <translation>前进一帧</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>减速</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加速</translation>
    </message>
    <message>
        <source>Loop on or off</source>
        <translation>循环播放开关</translation>
    </message>
    <message>
        <source>Next measurement</source>
        <translation>下一次测量</translation>
    </message>
    <message>
        <source>Measurement before</source>
        <translation>上一次测量</translation>
    </message>
    <message>
        <source>Go to the break-up</source>
        <translation>跳到破裂帧</translation>
    </message>
    <message>
        <source>Timeline of the measurement or of all</source>
        <translation>时间轴：本次测量或全部</translation>
    </message>
    <message>
        <source>Mark the first frame of a span</source>
        <translation>标记区段首帧</translation>
    </message>
    <message>
        <source>Mark the last frame of a span</source>
        <translation>标记区段末帧</translation>
    </message>
    <message>
        <source>Mark no span</source>
        <translation>取消区段标记</translation>
    </message>
    <message>
        <source>Layer of the networks on or off</source>
        <translation>网络图层开关</translation>
    </message>
    <message>
        <source>Layer of the witness on or off</source>
        <translation>旁证图层开关</translation>
    </message>
    <message>
        <source>Move the break-up to this frame</source>
        <translation>将破裂移到此帧</translation>
    </message>
    <message>
        <source>Accept the chosen measurement</source>
        <translation>接受所选测量</translation>
    </message>
    <message>
        <source>Reject the chosen measurement</source>
        <translation>拒绝所选测量</translation>
    </message>
    <message>
        <source>Exclude the span, or this frame</source>
        <translation>排除区段或此帧</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Save the corrections</source>
        <translation>保存更正</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>&gt; %1 s</source>
        <translation>&gt; %1 秒</translation>
    </message>
    <message>
        <source>start not seen</source>
        <translation>未见起点</translation>
    </message>
    <message>
        <source>possibly from %1 s</source>
        <translation>可能始于 %1 秒</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>%1 to %2 s</source>
        <translation>%1 至 %2 秒</translation>
    </message>
    <message>
        <source>ended by a blink</source>
        <translation>因眨眼结束</translation>
    </message>
    <message>
        <source>ended at the time limit</source>
        <translation>到达时限结束</translation>
    </message>
    <message>
        <source>recording ended</source>
        <translation>录像结束</translation>
    </message>
</context>
</TS>
