<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AppBusy</name>
    <message>
        <source>Busy</source>
        <translation>正在处理</translation>
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
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close in the middle of an exam?</source>
        <translation>检查尚未结束，要关闭吗？</translation>
    </message>
    <message>
        <source>Save what there is, and close</source>
        <translation>保存已有结果并关闭</translation>
    </message>
    <message>
        <source>Go on with the exam</source>
        <translation>继续检查</translation>
    </message>
    <message>
        <source>What has been measured is kept; the measurement that is running ends here.</source>
        <translation>已完成的测量会保存；正在进行的测量到此结束。</translation>
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
